package dev.mullion.diff.report;

import java.io.IOException;
import java.util.Comparator;
import java.util.Map;

/**
 * How an operation looks: never by its colour alone.
 *
 * @param mark as Pulumi's terminal marks it
 * @param style the class in the style sheet; one of ours, whatever stands in a plan
 */
record HtmlOperation(String name, String mark, String style) {
    static final String SAME = "same";

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
    static final Comparator<String> GRAVEST_FIRST = Comparator.<String, Boolean>comparing(SAME::equals)
            .thenComparing(Wording::rank)
            .thenComparing(Comparator.naturalOrder());

    static HtmlOperation of(String operation) {
        return KNOWN.getOrDefault(operation, new HtmlOperation(operation, "?", "other"));
    }

    /** Writes the mark with the operation's word. */
    void badge(HtmlWriter html) throws IOException {
        html.open("span", "class", "op " + style);
        html.open("span", "class", "mark", "aria-hidden", "true").text(mark).close();
        html.text(" " + name).close();
    }
}
