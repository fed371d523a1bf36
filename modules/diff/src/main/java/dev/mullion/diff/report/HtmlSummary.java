package dev.mullion.diff.report;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Finding;
import dev.mullion.diff.ResourceChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a stack's changes mean: all that a reader in a hurry should see. */
final class HtmlSummary {
    /** What a list shows before the rest of it is folded. */
    private static final int MAX_SHOWN = 40;

    private final HtmlWriter html;
    private final HtmlStack stack;
    private final Comparison comparison;

    HtmlSummary(HtmlWriter html, HtmlStack stack) {
        this.html = html;
        this.stack = stack;
        this.comparison = stack.comparison;
    }

    void write() throws IOException {
        html.open("div", "class", "panel summary").line();
        boolean failed = Wording.errors(comparison) > 0;
        if (failed) {
            diagnostics();
        }
        counts();
        List<ResourceChange> doomed = Wording.replacedAndDeleted(comparison);
        if (!doomed.isEmpty()) {
            html.open("h3").text("Replaced and deleted").close().line();
            list("doomed", doomed, this::doomed);
        }
        if (!comparison.findings().isEmpty()) {
            html.open("h3").text("What it means").close().line();
            list("findings", comparison.findings(), this::finding);
        }
        if (!failed && !comparison.diagnostics().isEmpty()) {
            html.open("h3").text("What the preview said").close().line();
            diagnostics();
        }
        for (String note : comparison.notes()) {
            html.element("p", "remark", note).line();
        }
        masks();
        html.close().line();
    }

    private void diagnostics() throws IOException {
        int errors = Wording.errors(comparison);
        if (errors > 0) {
            html.element("h3", "severity danger", "Incomplete: " + Wording.count(errors, "error"))
                    .line();
        }
        list("diagnostics", comparison.diagnostics(), diagnostic -> html.element("li", "diagnostic", diagnostic));
    }

    private void counts() throws IOException {
        SortedMap<String, Integer> counts = new TreeMap<>(HtmlOperation.GRAVEST_FIRST);
        counts.putAll(comparison.counts());
        counts.values().removeIf(count -> count <= 0);
        if (comparison.unchanged() && Wording.errors(comparison) == 0) {
            html.element("p", "no-changes", "No changes.").line();
        }
        html.open("ul", "class", "counts", "aria-label", "Resources by operation")
                .line();
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            HtmlOperation look = HtmlOperation.of(count.getKey());
            html.open("li", "class", look.style());
            html.open("span", "class", "mark", "aria-hidden", "true")
                    .text(look.mark())
                    .close();
            html.element("b", "number", Integer.toString(count.getValue())).text(" ");
            html.element("span", "what", look.name().equals(HtmlOperation.SAME) ? "unchanged" : "to " + look.name());
            html.close().line();
        }
        html.close().line();
        shares(counts);
    }

    /** The counts again as a bar, for the eye alone. */
    private void shares(SortedMap<String, Integer> counts) throws IOException {
        List<Map.Entry<String, Integer>> changed = new ArrayList<>(counts.entrySet());
        changed.removeIf(count -> count.getKey().equals(HtmlOperation.SAME));
        long all = changed.stream().mapToLong(Map.Entry::getValue).sum();
        if (changed.size() < 2) {
            return;
        }
        html.open(
                "svg",
                "class",
                "shares",
                "viewBox",
                "0 0 1000 6",
                "preserveAspectRatio",
                "none",
                "aria-hidden",
                "true");
        long done = 0;
        for (Map.Entry<String, Integer> count : changed) {
            long from = done * 1000 / all;
            done += count.getValue();
            // Two units stay free between the shares, and none is too small to be seen.
            long width = Math.max(done * 1000 / all - from - 2, 3);
            html.open(
                            "rect",
                            "class",
                            HtmlOperation.of(count.getKey()).style(),
                            "x",
                            Long.toString(from),
                            "width",
                            Long.toString(width),
                            "height",
                            "6")
                    .close();
        }
        html.close().line();
    }

    private void doomed(ResourceChange change) throws IOException {
        html.open("li");
        HtmlOperation.of(change.operation()).badge(html);
        html.text(" ");
        stack.link(html, change.urn());
        html.text(" ")
                .open("span", "class", "type")
                .name(Wording.type(change.type()))
                .close();
        html.text(Wording.mayBeReplaced(change) ? " may be" : "");
        HtmlResources.reasons(html, change);
        html.close();
    }

    private void finding(Finding finding) throws IOException {
        HtmlSummary.severity(html, finding);
        html.text(" ");
        if (!finding.urn().isEmpty()) {
            stack.link(html, finding.urn());
        }
        html.close();
    }

    /** Opens a list item with the finding's severity and sentence. */
    static void severity(HtmlWriter html, Finding finding) throws IOException {
        String word = Wording.severity(finding);
        html.open("li", "class", "finding")
                .element("span", "severity " + word, word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .text(" ");
        html.element("span", "sentence", finding.sentence());
    }

    private void masks() throws IOException {
        if (Wording.masks(comparison).isEmpty()) {
            return;
        }
        html.open("details", "class", "masks").open("summary");
        html.text(Wording.count(comparison.masks().size(), "value") + " masked")
                .close()
                .line();
        list("where", comparison.masks(), mask -> {
            html.open("li");
            if (mask.urn().isEmpty()) {
                html.element("span", "to", Wording.place(mask));
            } else {
                stack.link(html, mask.urn());
            }
            if (!mask.path().isEmpty()) {
                html.text(" ").element("code", "path", mask.path());
            }
            html.text(": " + mask.reason()).close();
        });
        html.close().line();
    }

    /** Writes one item of a list. */
    private interface Item<T> {
        void write(T item) throws IOException;
    }

    private <T> void list(String style, List<T> items, Item<T> item) throws IOException {
        int shown = items.size() <= MAX_SHOWN + 5 ? items.size() : MAX_SHOWN;
        items(style, items.subList(0, shown), item);
        if (shown < items.size()) {
            html.open("details", "class", "more").open("summary").text((items.size() - shown) + " more");
            html.close().line();
            items(style, items.subList(shown, items.size()), item);
            html.close().line();
        }
    }

    private <T> void items(String style, List<T> items, Item<T> item) throws IOException {
        html.open("ul", "class", style).line();
        for (T each : items) {
            item.write(each);
            html.line();
        }
        html.close().line();
    }
}
