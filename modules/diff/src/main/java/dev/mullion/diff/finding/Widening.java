package dev.mullion.diff.finding;

import dev.mullion.diff.finding.Grant.Terms;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What some grants say beyond others.
 *
 * @param more what the others say for nobody
 * @param toMore what the others say for somebody else
 * @param looser what the others say on conditions that need not hold any more
 */
record Widening(List<Grant> more, List<Grant> toMore, List<Looser> looser) {
    /** To tell whom two grants of the same are for takes as long as so many looks at texts. */
    private static final int LOOKS_OF_PRINCIPAL = 50;

    /**
     * A grant on fewer conditions.
     *
     * @param conditions of the other grant, which do not follow from its own
     */
    record Looser(Grant grant, List<Condition> conditions) {
        /** Whether it has a condition on the same key, which lets others pass. */
        private boolean hasKey(String key) {
            return grant.terms().conditions().stream()
                    .anyMatch(condition -> condition.key().equalsIgnoreCase(key));
        }

        /** {@code StringEquals aws:SourceVpce is gone}. */
        String shown() {
            return String.join(
                    ", ",
                    conditions.stream()
                            .map(condition ->
                                    condition.shown() + (hasKey(condition.key()) ? " allows more" : " is gone"))
                            .toList());
        }
    }

    static Widening of(List<Grant> before, List<Grant> after, Looks looks) {
        return new Comparison(before, looks).widening(after);
    }

    boolean isEmpty() {
        return more.isEmpty() && toMore.isEmpty() && looser.isEmpty();
    }

    /** Looks each grant up, first among equal ones and then among patterns. */
    private static final class Comparison {
        private final GrantIndex equal;
        private final GrantIndex patterns;
        private final Looks looks;

        /** Statements are compared once, however much they name. */
        private final IdentityHashMap<Terms, Map<Terms, List<Condition>>> lost = new IdentityHashMap<>();

        Comparison(List<Grant> others, Looks looks) {
            this.looks = looks;
            this.equal = GrantIndex.ofTexts(others);
            this.patterns = GrantIndex.ofPatterns(others);
        }

        Widening widening(List<Grant> grants) {
            List<Grant> more = new ArrayList<>();
            List<Grant> toMore = new ArrayList<>();
            List<Looser> looser = new ArrayList<>();
            for (Grant grant : grants) {
                Search search = search(grant);
                if (!search.found) {
                    more.add(grant);
                } else if (search.fewest.isEmpty()) {
                    toMore.add(grant);
                } else if (!search.fewest.get().isEmpty()) {
                    looser.add(new Looser(grant, search.fewest.get()));
                }
            }
            return new Widening(more, toMore, looser);
        }

        private Search search(Grant grant) {
            Search search = new Search(grant);
            for (GrantIndex index : List.of(equal, patterns)) {
                index.forAll(grant, search::ends);
            }
            if (!search.found) {
                search.found =
                        equal.hasAbout(grant, search::isCoveredBy) || patterns.hasAbout(grant, search::isCoveredBy);
            }
            return search;
        }

        private final class Search {
            private final Grant grant;
            private boolean found;
            private Optional<List<Condition>> fewest = Optional.empty();

            Search(Grant grant) {
                this.grant = grant;
            }

            /** Takes another into account; whether no more need be. */
            private boolean ends(Grant other) {
                if (!isCovered() && isCoveredBy(other) && looks.take(LOOKS_OF_PRINCIPAL)) {
                    found = true;
                    if (other.isForAll(grant, looks)) {
                        List<Condition> conditions = lost(other.terms(), grant.terms());
                        if (fewest.isEmpty() || conditions.size() < fewest.get().size()) {
                            fewest = Optional.of(conditions);
                        }
                    }
                }
                return isCovered() || looks.areOver();
            }

            private boolean isCoveredBy(Grant other) {
                return looks.take() && other.covers(grant, looks);
            }

            private boolean isCovered() {
                return fewest.isPresent() && fewest.get().isEmpty();
            }
        }

        private List<Condition> lost(Terms other, Terms own) {
            return lost.computeIfAbsent(own, of -> new IdentityHashMap<>())
                    .computeIfAbsent(other, of -> other.conditions().stream()
                            .filter(condition ->
                                    own.conditions().stream().noneMatch(each -> condition.follows(each, looks)))
                            .toList());
        }
    }
}
