package dev.mullion.diff.finding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Grants by what they may be about and whom they are for, so that one is held against few of many. */
final class GrantIndex {
    /** A policy of AWS has no room for more. */
    private static final int MAX_CANDIDATES = 1000;

    private static final String ANYBODY = "";
    private static final String EVERYBODY = "*";
    private static final String NAME = "name ";
    private static final String ACCOUNT = "account ";

    private final Map<String, List<Numbered>> grants = new HashMap<>();

    /** Which there are of what stands before the first wildcard. */
    private final Set<Lengths> lengths = new LinkedHashSet<>();

    private int size;

    private record Numbered(int number, Grant grant) {}

    private record Lengths(int action, int resource) {}

    private GrantIndex() {}

    /** Finds what has the same action and resource. */
    static GrantIndex ofTexts(List<Grant> grants) {
        GrantIndex index = new GrantIndex();
        for (Grant grant : grants) {
            index.add(grant, about(grant));
        }
        return index;
    }

    /** Finds patterns that begin as an action and a resource do. */
    static GrantIndex ofPatterns(List<Grant> grants) {
        GrantIndex index = new GrantIndex();
        grants.stream().filter(Grant::isPattern).limit(MAX_CANDIDATES).forEach(grant -> {
            Lengths beginning =
                    new Lengths(Wildcards.literal(grant.foldedAction()), Wildcards.literal(grant.resource()));
            index.lengths.add(beginning);
            index.add(grant, about(grant, beginning));
        });
        return index;
    }

    private void add(Grant grant, String about) {
        Principal principal = grant.principal();
        Numbered numbered = new Numbered(size++, grant);
        put(about + ANYBODY, numbered);
        put(about + (principal.isEverybody() ? EVERYBODY : NAME + principal.name()), numbered);
        if (principal.isWholeAccount()) {
            put(about + ACCOUNT + principal.account(), numbered);
        }
    }

    private void put(String key, Numbered numbered) {
        grants.computeIfAbsent(key, of -> new ArrayList<>()).add(numbered);
    }

    private static String about(Grant grant) {
        return grant.foldedAction() + "\n" + grant.resource() + "\n";
    }

    private static String about(Grant grant, Lengths lengths) {
        return grant.foldedAction().substring(0, lengths.action()) + "\n"
                + grant.resource().substring(0, lengths.resource()) + "\n";
    }

    /** Asks of those that may be about what this is, for whoever this is for, in their order and until one is the last. */
    void forAll(Grant grant, Predicate<Grant> isLast) {
        Principal principal = grant.principal();
        List<List<Numbered>> found = new ArrayList<>();
        for (String about : abouts(grant)) {
            for (String whom : List.of(EVERYBODY, NAME + principal.name(), ACCOUNT + principal.account())) {
                List<Numbered> some = grants.getOrDefault(about + whom, List.of());
                if (!some.isEmpty()) {
                    found.add(some.subList(0, Math.min(some.size(), MAX_CANDIDATES)));
                }
            }
        }
        List<Numbered> candidates = found.size() == 1 ? found.get(0) : merged(found);
        for (Numbered candidate : candidates) {
            if (isLast.test(candidate.grant())) {
                return;
            }
        }
    }

    /** Each once: a whole account is found by its name and by its number. */
    private static List<Numbered> merged(List<List<Numbered>> found) {
        SortedMap<Integer, Numbered> all = new TreeMap<>();
        found.forEach(some -> some.forEach(each -> all.put(each.number(), each)));
        return all.values().stream().limit(MAX_CANDIDATES).toList();
    }

    /** Whether one of those that may be about what this is, whoever they are for, is such. */
    boolean hasAbout(Grant grant, Predicate<Grant> isSuch) {
        int left = MAX_CANDIDATES;
        for (String about : abouts(grant)) {
            for (Numbered candidate : grants.getOrDefault(about + ANYBODY, List.of())) {
                if (left-- == 0) {
                    return false;
                }
                if (isSuch.test(candidate.grant())) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<String> abouts(Grant grant) {
        if (lengths.isEmpty()) {
            return List.of(about(grant));
        }
        return lengths.stream()
                .filter(each -> each.action() <= grant.foldedAction().length()
                        && each.resource() <= grant.resource().length())
                .map(each -> about(grant, each))
                .toList();
    }
}
