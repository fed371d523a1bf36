package dev.mullion.diff.report;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Resources that will be gone, or may be, for the same reasons. A reader counts few one by one; of many he wants to know which
 * kinds there are.
 *
 * @param changes of one operation and type, in the order of the comparison
 */
record Doomed(List<ResourceChange> changes) {
    /** With more than these they are grouped. */
    private static final int MAX_SINGLE = 8;

    /** Of a group so many are named, and the others counted. */
    private static final int MAX_NAMED = 8;

    /** Those that are replaced, then deleted, then those that may be replaced. */
    static List<Doomed> of(Comparison comparison) {
        List<ResourceChange> all = Wording.replacedAndDeleted(comparison);
        if (all.size() <= MAX_SINGLE) {
            return all.stream().map(change -> new Doomed(List.of(change))).toList();
        }
        Map<Kind, List<ResourceChange>> groups = new LinkedHashMap<>();
        for (ResourceChange change : all) {
            groups.computeIfAbsent(Kind.of(change), first -> new ArrayList<>()).add(change);
        }
        return groups.values().stream().map(Doomed::new).toList();
    }

    private record Kind(String operation, String type, List<ReplaceReason> reasons) {
        static Kind of(ResourceChange change) {
            return new Kind(Wording.operation(change), change.type(), change.replacedBy());
        }
    }

    /** Which of them stands for all. */
    ResourceChange first() {
        return changes.get(0);
    }

    /** {@code replace}, of several {@code replace 12}. */
    String operation() {
        String operation = Wording.operation(first());
        return changes.size() == 1 ? operation : operation + " " + changes.size();
    }

    /** Those whose names are told. */
    List<ResourceChange> named() {
        return changes.subList(0, Math.min(changes.size(), MAX_NAMED));
    }

    /** How many are not. */
    int unnamed() {
        return changes.size() - named().size();
    }
}
