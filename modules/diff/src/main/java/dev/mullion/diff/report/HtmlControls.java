package dev.mullion.diff.report;

import dev.mullion.diff.Report;
import dev.mullion.diff.ResourceChange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The head of the page, and what the script brings to life: hidden until it does, since without it nothing of it works. */
final class HtmlControls {
    private static final String[][] KEYS = {
        {"/", "search"},
        {"Enter", "in the search: to the next hit; on a resource: fold or unfold it"},
        {"j", "next resource"},
        {"k", "previous resource"},
        {"e", "expand all"},
        {"c", "collapse all"},
        {"s", "side by side or unified"},
        {"t", "light or dark"},
        {"?", "this help"},
        {"Esc", "clear the search, close this help"},
    };

    private final HtmlWriter html;

    HtmlControls(HtmlWriter html) {
        this.html = html;
    }

    /** How the user named the two sides. */
    static String sides(Report report) {
        return report.base().equals(report.head()) ? report.head() : report.base() + " \u2192 " + report.head();
    }

    void header(Report report) throws IOException {
        html.open("header", "class", "top").line();
        logo();
        html.open("h1").element("span", "product", "Mullion diff").text(" ");
        html.element("span", "side", report.base());
        if (!report.base().equals(report.head())) {
            html.open("span", "class", "arrow").text(" \u2192 ").close();
            html.element("span", "side", report.head());
        }
        html.close().line();
        html.open("div", "class", "switches", "data-needs-script", "", "hidden", "")
                .line();
        button("view", "Side by side", "aria-pressed", "false");
        button("theme", "Dark", "aria-keyshortcuts", "t");
        button("keys", "Keys", "aria-haspopup", "dialog");
        html.close().line().close().line();
    }

    /** Two panes in a frame: a mullion is the bar between them. */
    private void logo() throws IOException {
        html.open("svg", "class", "logo", "viewBox", "0 0 20 20", "width", "20", "height", "20", "aria-hidden", "true");
        html.open("rect", "class", "frame", "x", "2", "y", "2", "width", "16", "height", "16", "rx", "3")
                .close();
        html.open("path", "class", "frame", "d", "M10 2v16").close();
        html.open("path", "class", "pane", "d", "M13 6.5v5M10.5 0").close();
        html.close().line();
    }

    void toolbar(List<HtmlStack> stacks) throws IOException {
        SortedMap<String, Integer> operations = new TreeMap<>(HtmlOperation.GRAVEST_FIRST);
        SortedMap<String, Integer> types = new TreeMap<>();
        for (HtmlStack stack : stacks) {
            for (ResourceChange change : stack.changes) {
                operations.merge(change.operation(), 1, Integer::sum);
                types.merge(change.type(), 1, Integer::sum);
            }
        }
        if (types.isEmpty()) {
            return;
        }
        html.open("div", "class", "toolbar", "role", "search", "data-needs-script", "", "hidden", "")
                .line();
        html.open("div", "class", "find").line();
        html.only(
                "input",
                "id",
                "search",
                "type",
                "search",
                "autocomplete",
                "off",
                "spellcheck",
                "false",
                "placeholder",
                "Search names, paths, scripts",
                "aria-label",
                "Search names, paths and text of scripts",
                "aria-keyshortcuts",
                "/");
        html.line().open("output", "id", "hits", "for", "search").close().line();
        html.close().line();
        html.open("div", "class", "chips", "role", "group", "aria-label", "Operations shown")
                .line();
        for (Map.Entry<String, Integer> operation : operations.entrySet()) {
            HtmlOperation look = HtmlOperation.of(operation.getKey());
            html.open(
                    "button",
                    "type",
                    "button",
                    "class",
                    "chip " + look.style(),
                    "data-op",
                    look.name(),
                    "aria-pressed",
                    "false");
            html.open("span", "class", "mark", "aria-hidden", "true")
                    .text(look.mark())
                    .close();
            html.text(" " + look.name() + " ").element("span", "count", Integer.toString(operation.getValue()));
            html.close().line();
        }
        html.close().line();
        html.open("select", "id", "type", "aria-label", "Type of the resources shown")
                .line();
        html.open("option", "value", "").text("All types").close().line();
        for (Map.Entry<String, Integer> type : types.entrySet()) {
            html.open("option", "value", type.getKey());
            html.plain(Wording.type(type.getKey()) + " (" + type.getValue() + ")")
                    .close()
                    .line();
        }
        html.close().line();
        html.open("div", "class", "folding").line();
        button("expand", "Expand all", "aria-keyshortcuts", "e");
        button("collapse", "Collapse all", "aria-keyshortcuts", "c");
        html.close().line().close().line();
    }

    void nothing() throws IOException {
        html.open("p", "id", "nothing", "class", "quiet", "hidden", "").text("No resource matches. ");
        button("clear", "Clear search and filters", "class", "plain");
        html.close().line();
    }

    void help() throws IOException {
        html.open("dialog", "id", "help", "aria-labelledby", "help-name").line();
        html.open("h2", "id", "help-name").text("Keys").close().line();
        html.open("dl").line();
        for (String[] key : KEYS) {
            html.open("dt").open("kbd").text(key[0]).close().close();
            html.open("dd").text(key[1]).close().line();
        }
        html.close().line();
        html.open("label").only("input", "type", "checkbox", "id", "single-keys", "checked", "");
        html.text(" Single keys work without a modifier").close().line();
        button("close-help", "Close", "class", "plain");
        html.close().line();
    }

    private void button(String id, String text, String attribute, String value) throws IOException {
        html.open("button", "type", "button", "id", id, attribute, value);
        html.text(text).close().line();
    }
}
