package dev.mullion.diff.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How an operation looks: never by its colour alone.
 *
 * @param mark as Pulumi's terminal marks it
 * @param style the class in the style sheet; one of ours, whatever stands in a plan
 */
record HtmlOperation(String name, String mark, String style) {
    private static final String SAME = "same";

    private static final Map<String, HtmlOperation> KNOWN = Map.of(
            "create",
            new HtmlOperation("create", "+", "create"),
            "update",
            new HtmlOperation("update", "~", "update"),
            "replace",
            new HtmlOperation("replace", "+-", "replace"),
            "delete",
            new HtmlOperation("delete", "-", "delete"),
            "import",
            new HtmlOperation("import", "=", "other"),
            "read",
            new HtmlOperation("read", ">", "other"),
            "refresh",
            new HtmlOperation("refresh", "~", "other"),
            "discard",
            new HtmlOperation("discard", "<", "delete"),
            SAME,
            new HtmlOperation(SAME, "\u00b7", "same"));

    /** The gravest first, what stays as it is last. */
    private static final Comparator<String> GRAVEST_FIRST = Comparator.<String, Boolean>comparing(SAME::equals)
            .thenComparing(Wording::rank)
            .thenComparing(Comparator.naturalOrder());

    /** How many resources an operation takes. */
    record Count(HtmlOperation operation, int number) {
        /** The gravest first; none of what takes no resource. */
        static List<Count> of(Map<String, Integer> counts) {
            return counts.entrySet().stream()
                    .filter(count -> count.getValue() > 0)
                    .sorted(Map.Entry.comparingByKey(GRAVEST_FIRST))
                    .map(count -> new Count(HtmlOperation.of(count.getKey()), count.getValue()))
                    .toList();
        }

        /** What the number is of: {@code to update}, {@code unchanged}. */
        String words() {
            return operation.same() ? "unchanged" : "to " + operation.name();
        }
    }

    static HtmlOperation of(String operation) {
        return KNOWN.getOrDefault(operation, new HtmlOperation(operation, "?", "other"));
    }

    /** Whether the resource stays as it is. */
    boolean same() {
        return name.equals(SAME);
    }
}
