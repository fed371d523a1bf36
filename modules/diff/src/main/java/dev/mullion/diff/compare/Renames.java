package dev.mullion.diff.compare;

import dev.mullion.diff.Finding;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.Masker;
import dev.mullion.plan.Operation;
import dev.mullion.plan.Urns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Resources that have another URN than before: still the same by an alias, or another one without it. */
final class Renames {
    private static final int MAX_TOLD = 3;

    private Renames() {}

    static List<Finding> of(List<Pair> pairs, Masker masker) {
        List<Finding> findings = new ArrayList<>();
        aliased(pairs, masker).ifPresent(findings::add);
        findings.addAll(moved(pairs, masker));
        return findings;
    }

    /** What goes and comes with the same type and name has other parents, which are a part of its URN. */
    private static List<Finding> moved(List<Pair> pairs, Masker masker) {
        Map<String, List<Pair>> gone = new HashMap<>();
        for (Pair pair : pairs) {
            if (pair.is(Operation.DELETE) && pair.state().custom() && !pair.isLeftover()) {
                gone.computeIfAbsent(identity(pair), first -> new ArrayList<>()).add(pair);
            }
        }
        List<Finding> moved = new ArrayList<>();
        for (Pair pair : pairs) {
            List<Pair> before = gone.getOrDefault(identity(pair), List.of());
            if (pair.is(Operation.CREATE) && before.size() == 1) {
                moved.add(new Finding(
                        Finding.Severity.WARNING,
                        FindingId.ALIAS_WOULD_KEEP,
                        masker.name(pair.urn()),
                        masker.name(pair.state().name()) + " is deleted and made again, since its parents are "
                                + parents(pair, masker) + " and were " + parents(before.get(0), masker)
                                + ": an alias to " + masker.name(before.get(0).urn()) + " would keep it"));
            }
        }
        return moved;
    }

    private static String identity(Pair pair) {
        return pair.state().type() + " " + pair.state().name();
    }

    /** The types of the parents, the outermost first. */
    private static String parents(Pair pair, Masker masker) {
        String chain = Urns.typeChain(pair.urn());
        int own = chain.lastIndexOf('$');
        return own < 0 ? "the stack alone" : masker.name(chain.substring(0, own));
    }

    private static Optional<Finding> aliased(List<Pair> pairs, Masker masker) {
        List<Pair> renamed = pairs.stream().filter(Renames::isRenamed).toList();
        if (renamed.isEmpty()) {
            return Optional.empty();
        }
        List<String> names =
                renamed.stream().map(pair -> names(pair, masker)).distinct().toList();
        String told = names.stream().limit(MAX_TOLD).collect(Collectors.joining(", "));
        String more = names.size() > MAX_TOLD ? " and " + (names.size() - MAX_TOLD) + " more" : "";
        String which = renamed.size() == 1
                ? "a resource has another URN and is"
                : renamed.size() + " resources have other URNs and are";
        return Optional.of(new Finding(
                Finding.Severity.NOTE,
                FindingId.RENAMED,
                masker.name(renamed.get(0).urn()),
                which + " known by aliases, so the name replaces nothing: " + told + more));
    }

    private static boolean isRenamed(Pair pair) {
        return pair.inBoth() && !pair.before().orElseThrow().urn().equals(pair.urn());
    }

    private static String names(Pair pair, Masker masker) {
        String old = masker.name(pair.before().orElseThrow().name());
        String now = masker.name(pair.state().name());
        return old.equals(now) ? now : old + " to " + now;
    }
}
