package dev.mullion.diff.compare;

import dev.mullion.diff.Finding;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.Masker;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Resources that have another URN than before and are still the same, by an alias. */
final class Renames {
    private static final int MAX_TOLD = 3;

    private Renames() {}

    static Optional<Finding> of(List<Pair> pairs, Masker masker) {
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
