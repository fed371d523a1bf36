package dev.mullion.diff.report;

import dev.mullion.diff.Finding;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.PropertyChange.Span;
import dev.mullion.diff.PropertyChange.Text;
import dev.mullion.diff.PropertyChange.Value;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The resources of a stack, each with its properties. */
final class HtmlResources {
    /** With more changes than these a reader wants the list first. */
    private static final int MAX_OPEN = 40;

    /** A longer text is folded, and costs nothing until it is wanted. */
    private static final int MAX_LINES_OPEN = 1_500;

    private static final int MAX_NEEDS = 12;

    private final HtmlWriter html;
    private final HtmlStack stack;
    private final HtmlText text;
    private final Map<String, List<Finding>> findings = new HashMap<>();
    private final boolean open;

    HtmlResources(HtmlWriter html, HtmlStack stack) {
        this.html = html;
        this.stack = stack;
        this.text = new HtmlText(html);
        for (Finding finding : stack.comparison.findings()) {
            findings.computeIfAbsent(finding.urn(), urn -> new ArrayList<>()).add(finding);
        }
        this.open = stack.changes.stream().filter(HtmlResources::telling).count() <= MAX_OPEN;
    }

    /** Whether what changed is what a reviewer came to see; what is made or gone says all by its name. */
    private static boolean telling(ResourceChange change) {
        return (change.operation().equals("update") || change.operation().equals("replace")) && !change.onlyNoise();
    }

    /** Writes what differs in the configuration, folded. */
    void configuration() throws IOException {
        List<PropertyChange> properties = Wording.configuration(stack.comparison);
        if (!properties.isEmpty()) {
            html.open("details", "class", "panel configuration").open("summary");
            html.text("Configuration: " + Wording.count(properties.size(), "change"))
                    .close()
                    .line();
            contents(properties);
            html.close().line();
        }
    }

    /** Writes one resource, folded or open. */
    void write(int index) throws IOException {
        ResourceChange change = stack.changes.get(index);
        HtmlOperation look = HtmlOperation.of(change.operation());
        List<String> attributes = new ArrayList<>(List.of(
                "class",
                "resource " + look.style(),
                "id",
                stack.resourceId(index),
                "data-op",
                look.name(),
                "data-type",
                change.type()));
        if (open && telling(change)) {
            attributes.addAll(List.of("open", ""));
        }
        html.open("details", attributes.toArray(String[]::new)).line();
        html.open("summary");
        look.badge(html);
        html.text(" ").open("b", "class", "name").name(change.name()).close();
        html.text(" ")
                .open("span", "class", "type")
                .name(Wording.type(change.type()))
                .close();
        if (Wording.mayBeReplaced(change)) {
            html.text(" ").element("span", "tag may", "may replace");
        }
        if (change.operation().equals(HtmlOperation.SAME)
                && !change.properties().isEmpty()) {
            html.text(" ").element("span", "tag", "other outputs");
        }
        if (change.onlyNoise()) {
            html.text(" ").element("span", "tag", Wording.noise(change));
        }
        html.close().line();
        html.open("div", "class", "body").line();
        html.element("p", "urn", change.urn()).line();
        reasonsOf(change);
        relatives(change);
        properties(change);
        html.close().line().close().line();
    }

    private void reasonsOf(ResourceChange change) throws IOException {
        if (!change.replacedBy().isEmpty()) {
            html.open("p", "class", "why");
            html.text(Wording.mayBeReplaced(change) ? "May be" : "Replaced,");
            reasons(html, change);
            html.close().line();
        }
        List<Finding> told = findings.getOrDefault(change.urn(), List.of());
        if (!told.isEmpty()) {
            html.open("ul", "class", "findings").line();
            for (Finding finding : told) {
                HtmlSummary.severity(html, finding);
                html.close().line();
            }
            html.close().line();
        }
    }

    /** Writes the properties that force a replacement, with who says so. */
    static void reasons(HtmlWriter html, ResourceChange change) throws IOException {
        String before = Wording.mayBeReplaced(change) ? " replaced for " : " forced by ";
        for (ReplaceReason reason : change.replacedBy()) {
            html.text(before).open("code", "class", "path").name(reason.path()).close();
            if (!reason.source().isEmpty()) {
                html.open("span", "class", "source")
                        .text(" (")
                        .name(reason.source())
                        .text(")")
                        .close();
            }
            before = ", ";
        }
    }

    private void relatives(ResourceChange change) throws IOException {
        Optional<String> parent = change.parent().filter(urn -> stack.index(urn).isPresent());
        List<String> needs = change.dependencies().stream()
                .filter(urn -> stack.index(urn).isPresent())
                .distinct()
                .toList();
        if (parent.isEmpty() && needs.isEmpty()) {
            return;
        }
        html.open("p", "class", "relatives");
        if (parent.isPresent()) {
            html.text("Child of ");
            stack.link(html, parent.get());
            html.text(needs.isEmpty() ? "" : ". ");
        }
        for (int i = 0; i < Math.min(needs.size(), MAX_NEEDS); i++) {
            html.text(i == 0 ? "Needs " : ", ");
            stack.link(html, needs.get(i));
        }
        html.text(needs.size() > MAX_NEEDS ? " and " + (needs.size() - MAX_NEEDS) + " more" : "");
        html.close().line();
    }

    private void properties(ResourceChange change) throws IOException {
        contents(Wording.telling(change));
        List<PropertyChange> noise = new ArrayList<>(change.properties());
        noise.removeIf(property -> property.noise() == Noise.NONE);
        if (!noise.isEmpty()) {
            html.open("details", "class", "noise").open("summary").text(Wording.noise(change));
            html.close().line();
            contents(noise);
            html.close().line();
        }
    }

    private void contents(List<PropertyChange> properties) throws IOException {
        List<PropertyChange> values = new ArrayList<>(properties);
        values.removeIf(property -> property.content() instanceof Text);
        if (!values.isEmpty()) {
            boolean before = values.stream()
                    .anyMatch(property -> ((Value) property.content()).before().isPresent());
            boolean after = values.stream()
                    .anyMatch(property -> ((Value) property.content()).after().isPresent());
            html.open("table", "class", before && after ? "values two" : "values one")
                    .line();
            html.open("thead").open("tr");
            heading("Property");
            if (before) {
                heading("Before");
            }
            if (after) {
                heading("After");
            }
            html.close().close().line().open("tbody").line();
            for (PropertyChange property : values) {
                value(property, (Value) property.content(), before, after);
            }
            html.close().close().line();
        }
        for (PropertyChange property : properties) {
            if (property.content() instanceof Text lines) {
                script(property, lines);
            }
        }
    }

    private void heading(String text) throws IOException {
        html.open("th", "scope", "col").text(text).close();
    }

    private void value(PropertyChange property, Value value, boolean before, boolean after) throws IOException {
        html.open("tr").open("th", "scope", "row", "class", "path-cell");
        path(property);
        html.close();
        ValueSpans spans = ValueSpans.of(value);
        if (before) {
            side("del", "before", spans.before());
        }
        if (after) {
            side("ins", "after", spans.after());
        }
        html.close().line();
    }

    private void side(String element, String style, List<Span> spans) throws IOException {
        html.open("td", "class", style);
        if (!spans.isEmpty()) {
            boolean stands = spans.size() == 1
                    && (spans.get(0).text().equals("[secret]")
                            || spans.get(0).text().equals("[unknown]"));
            html.open(element, "class", stands ? "value stands" : "value");
            text.value(spans);
            html.close();
        }
        html.close();
    }

    private void path(PropertyChange property) throws IOException {
        html.element("code", "path", property.path());
        if (property.replaces() == Replaces.YES) {
            html.text(" ").element("span", "tag replaces", "forces replacement");
        } else if (property.replaces() == Replaces.MAY) {
            html.text(" ").element("span", "tag may", "may replace");
        }
    }

    private void script(PropertyChange property, Text lines) throws IOException {
        List<String> attributes = new ArrayList<>(List.of("class", "script"));
        if (lines.lines().size() <= MAX_LINES_OPEN) {
            attributes.addAll(List.of("open", ""));
        }
        html.open("details", attributes.toArray(String[]::new)).line().open("summary");
        path(property);
        html.text(" ").element("span", "form", Wording.form(lines));
        long added = lines.lines().stream().filter(PropertyChange.Line::added).count();
        long removed =
                lines.lines().stream().filter(PropertyChange.Line::removed).count();
        html.text(" ").element("span", "added", "+" + added).text(" ").element("span", "removed", "-" + removed);
        html.close().line();
        text.write(lines);
        html.close().line();
    }
}
