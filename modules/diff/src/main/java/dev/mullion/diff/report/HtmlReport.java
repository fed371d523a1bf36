package dev.mullion.diff.report;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.diff.ResourceChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A report as one HTML file that needs nothing else: it opens from a disk, without a network, and forbids itself everything
 * but its own script and style sheet. All of its content is there without the script, which filters, searches and sets
 * texts side by side. How it looks is in the templates of {@code src/main/jte}, {@code report.jte} first.
 */
public final class HtmlReport {
    /** A type of resources, and how many of them change. */
    record Type(String token, int count) {
        String name() {
            return Wording.type(token);
        }
    }

    /** What is at stake in a stack. */
    record Danger(HtmlSection section, HtmlFinding finding) {}

    final Report report;
    final List<HtmlSection> sections = new ArrayList<>();
    final StackOrder stacks;
    private final Map<String, Integer> operations = new HashMap<>();
    private final SortedMap<String, Integer> types = new TreeMap<>();

    private HtmlReport(Report report, Listing listing) {
        this.report = report;
        int resources = 0;
        stacks = StackOrder.of(report);
        for (Report.Entry entry : stacks.shown()) {
            String id = "s" + (sections.size() + 1);
            if (entry instanceof Comparison comparison) {
                HtmlStack stack = new HtmlStack(id, resources + 1, comparison, listing);
                sections.add(new HtmlSection(id, report, entry, Optional.of(stack)));
                resources += stack.changes.size();
                for (ResourceChange change : stack.changes) {
                    operations.merge(change.operation(), 1, Integer::sum);
                    types.merge(change.type(), 1, Integer::sum);
                }
            } else {
                sections.add(new HtmlSection(id, report, entry, Optional.empty()));
            }
        }
    }

    /** Writes the whole file. */
    @SuppressWarnings("NullAway") // no template asks for what the second argument would intercept
    public static void write(Report report, Listing listing, Appendable out) throws IOException {
        try {
            JtereportGenerated.render(new HtmlOutput(out), null, new HtmlReport(report, listing));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Writes the whole file with a flat list. */
    public static void write(Report report, Appendable out) throws IOException {
        write(report, Listing.FLAT, out);
    }

    /** The sides that were compared; one where both are the same file. */
    List<HtmlSide> sides() {
        HtmlSide base = new HtmlSide(report.base());
        return report.base().equals(report.head()) ? List.of(base) : List.of(base, new HtmlSide(report.head()));
    }

    /** The only stack, which has what filters beside its resources; empty where one place has to serve several. */
    Optional<HtmlSection> single() {
        return report.stacks().size() == 1 ? Optional.of(sections.get(0)) : Optional.empty();
    }

    /** What is at stake in any of several stacks. */
    HtmlList<Danger> dangers() {
        return HtmlList.of(sections.stream()
                .flatMap(section -> section.dangers().stream().map(finding -> new Danger(section, finding)))
                .toList());
    }

    /** The names of the stacks that stay as they are. */
    List<String> same() {
        return stacks.same().stream()
                .map(entry -> Wording.stack(entry.project(), entry.stack()))
                .toList();
    }

    /** Those of all stacks, the gravest first. */
    List<HtmlOperation.Count> operations() {
        return HtmlOperation.Count.of(operations);
    }

    List<Type> types() {
        return types.entrySet().stream()
                .map(type -> new Type(type.getKey(), type.getValue()))
                .toList();
    }
}
