package dev.mullion.diff.report;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A report as one HTML file that needs nothing else: it opens from a disk, without a network, and forbids itself everything
 * but its own script and style sheet. All of its content is there without the script, which filters, searches and sets
 * texts side by side.
 */
public final class HtmlReport {
    private static final HtmlAsset STYLE = HtmlAsset.read("report.css");
    private static final HtmlAsset SCRIPT = HtmlAsset.read("report.js");

    /** The icon is an empty image in the file itself; without one a browser asks the server for it. */
    private static final String POLICY =
            "default-src 'none'; script-src " + SCRIPT.source() + "; style-src " + STYLE.source()
                    + "; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

    private final Report report;
    private final List<Report.Entry> entries;
    private final List<HtmlStack> stacks = new ArrayList<>();
    private final HtmlWriter html;
    private final HtmlControls controls;

    private HtmlReport(Report report, Appendable out) {
        this.report = report;
        this.html = new HtmlWriter(out);
        this.controls = new HtmlControls(html);
        this.entries = Wording.failuresFirst(report);
        int resources = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof Comparison comparison) {
                stacks.add(new HtmlStack("s" + (i + 1), resources + 1, comparison));
                resources += comparison.changes().size();
            }
        }
    }

    /** Writes the whole file. */
    public static void write(Report report, Appendable out) throws IOException {
        new HtmlReport(report, out).write();
    }

    private void write() throws IOException {
        html.only("!doctype", "html", "").line();
        html.open("html", "lang", "en").line();
        head();
        html.open("body").line();
        html.open("a", "class", "skip", "href", "#content").text("Skip to the changes");
        html.close().line();
        controls.header(report);
        controls.toolbar(stacks);
        html.open("main", "id", "content", "tabindex", "-1").line();
        int next = 0;
        if (entries.size() > 1) {
            contents();
        }
        for (int i = 0; i < entries.size(); i++) {
            Report.Entry entry = entries.get(i);
            html.open("section", "class", "stack", "id", "s" + (i + 1), "aria-labelledby", "s" + (i + 1) + "-name");
            html.line().open("h2", "id", "s" + (i + 1) + "-name");
            html.element("span", "project", entry.project() + " / ")
                    .text(entry.stack())
                    .close();
            html.line();
            if (entry instanceof Report.Failure failure) {
                failure(failure);
            } else {
                stack(stacks.get(next++));
            }
            html.close().line();
        }
        if (entries.isEmpty()) {
            html.element("p", "quiet", "No stack is touched.").line();
        }
        controls.nothing();
        html.close().line();
        controls.help();
        html.close().line().close().line();
    }

    private void head() throws IOException {
        html.open("head").line();
        html.only("meta", "charset", "utf-8").line();
        html.only("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
                .line();
        html.only("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.line().only("meta", "name", "referrer", "content", "no-referrer").line();
        html.only("link", "rel", "icon", "href", "data:,").line();
        html.open("title").plain("Mullion diff: " + HtmlControls.sides(report)).close();
        html.line().asset("style", STYLE).line().asset("script", SCRIPT).line();
        html.close().line();
    }

    /** Of several stacks: which there are, and what happens to each. */
    private void contents() throws IOException {
        html.open("nav", "class", "panel contents", "aria-label", "Stacks")
                .open("ul")
                .line();
        int next = 0;
        for (int i = 0; i < entries.size(); i++) {
            Report.Entry entry = entries.get(i);
            html.open("li").open("a", "href", "#s" + (i + 1));
            html.text(Wording.stack(entry.project(), entry.stack())).close().text(" ");
            if (entry instanceof Report.Failure) {
                html.element("span", "failed", "preview failed");
            } else {
                html.element(
                        "span", "verdict", Wording.verdict(stacks.get(next++).comparison, UnaryOperator.identity()));
            }
            html.close().line();
        }
        html.close().close().line();
    }

    private void failure(Report.Failure failure) throws IOException {
        html.open("div", "class", "panel failure", "role", "alert").line();
        html.element("h3", "severity danger", "The preview failed").line();
        html.open("ul", "class", "problems").line();
        for (String problem : failure.problems()) {
            html.element("li", "problem", problem).line();
        }
        html.close().line().close().line();
    }

    private void stack(HtmlStack stack) throws IOException {
        new HtmlSummary(html, stack).write();
        HtmlResources resources = new HtmlResources(html, stack);
        resources.configuration();
        if (stack.comparison.unchanged()) {
            return;
        }
        new HtmlGraph(html, stack).write();
        html.open("h3", "id", stack.id + "-resources").text("Resources").close().line();
        html.open("div", "class", "resources").line();
        for (int i = 0; i < stack.changes.size(); i++) {
            resources.write(i);
        }
        html.close().line();
    }
}
