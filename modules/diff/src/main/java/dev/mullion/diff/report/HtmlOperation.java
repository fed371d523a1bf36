package dev.mullion.diff.report;

import dev.mullion.plan.Operation;
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
    /** The gravest first, what stays as it is last. */
    private static final Comparator<String> GRAVEST_FIRST = Comparator.<String, Boolean>comparing(Operation.SAME::is)
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
    }

    static HtmlOperation of(String word) {
        return Operation.of(word).map(HtmlOperation::of).orElseGet(() -> unknown(word));
    }

    private static HtmlOperation of(Operation operation) {
        String word = operation.word();
        return switch (operation) {
            case CREATE -> new HtmlOperation(word, "+", "create");
            case UPDATE -> new HtmlOperation(word, "~", "update");
            case REPLACE -> new HtmlOperation(word, "+-", "replace");
            case DELETE -> new HtmlOperation(word, "-", "delete");
            case IMPORT -> new HtmlOperation(word, "=", "other");
            case READ -> new HtmlOperation(word, ">", "other");
            case REFRESH -> new HtmlOperation(word, "~", "other");
            case DISCARD -> new HtmlOperation(word, "<", "delete");
            case SAME -> new HtmlOperation(word, "\u00b7", "same");
            default -> unknown(word);
        };
    }

    private static HtmlOperation unknown(String word) {
        return new HtmlOperation(word, "?", "other");
    }
}
