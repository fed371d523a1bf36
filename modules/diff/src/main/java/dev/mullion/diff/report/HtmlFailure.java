package dev.mullion.diff.report;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Outcome;
import dev.mullion.diff.Report;
import dev.mullion.diff.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What ended before its end: where, how far it got, and what a reader does next.
 *
 * @param stopped the resources with which a run failed or was not finished
 * @param reached how far it got
 * @param next what to do, in this order
 */
record HtmlFailure(
        String title, List<Stopped> stopped, HtmlList<HtmlProblem> problems, String reached, List<Step> next) {
    /**
     * A resource with which a run did not get to its end.
     *
     * @param failed false where the run ended before it was over
     * @param said the errors that are of it
     */
    record Stopped(HtmlOperation operation, HtmlLink resource, String type, boolean failed, List<String> said) {}

    /**
     * What a reader does.
     *
     * @param command empty where there is none to name
     */
    record Step(String words, String command) {}

    /** Of a stack that could not be compared. */
    static HtmlFailure of(Report report, Report.Failure failure) {
        int others = report.stacks().size() - 1;
        String head = report.base().equals(report.head()) ? "" : " " + report.head();
        return new HtmlFailure(
                "The preview failed",
                List.of(),
                HtmlList.of(failure.problems().stream().map(HtmlProblem::of).toList()),
                "nothing of this stack was compared"
                        + (others == 0
                                ? ""
                                : "; " + Wording.count(others, "other stack") + " of this report "
                                        + (others == 1 ? "is" : "are") + " not touched by it"),
                List.of(
                        new Step("mend what is named here", ""),
                        new Step("compare again with", "mullion diff " + report.base() + head)));
    }

    /** Of a preview or a run that told errors. */
    static HtmlFailure of(HtmlStack stack) {
        Comparison comparison = stack.comparison;
        Run run = comparison.run();
        Map<HtmlLink, List<String>> said = new HashMap<>();
        List<HtmlProblem> problems = comparison.diagnostics().stream()
                .map(diagnostic -> HtmlProblem.of(diagnostic, stack))
                .toList();
        problems.forEach(problem -> said.computeIfAbsent(problem.resource(), of -> new ArrayList<>())
                .add(problem.text()));
        List<Stopped> stopped = stack.changes.stream()
                .filter(change -> change.outcome().compareTo(Outcome.DONE) > 0)
                .map(change -> new Stopped(
                        HtmlOperation.of(change.operation()),
                        stack.link(change.urn()),
                        HtmlStack.name(Wording.type(change.type())),
                        change.outcome() == Outcome.FAILED,
                        said.getOrDefault(stack.link(change.urn()), List.of())))
                .toList();
        long failed = stopped.stream().filter(Stopped::failed).count();
        int errors = comparison.errors();
        String what = errors > 0 ? Wording.count(errors, "error") : Wording.count((int) failed, "resource");
        Set<HtmlLink> named = stopped.stream().map(Stopped::resource).collect(Collectors.toSet());
        return new HtmlFailure(
                run.happened()
                        ? "The " + run.title().toLowerCase(Locale.ROOT) + " failed: " + what
                        : "Incomplete: " + what,
                stopped,
                HtmlList.of(problems.stream()
                        .filter(problem -> !named.contains(problem.resource()))
                        .toList()),
                reached(comparison),
                next(run, stopped));
    }

    private static String reached(Comparison comparison) {
        if (!comparison.run().happened()) {
            return comparison.changes().isEmpty()
                    ? "no change; what the preview had not come to is not known"
                    : "what is listed below; what the preview had not come to is not known";
        }
        String done = Wording.tallies(comparison).stream()
                .filter(tally -> tally.outcome() == Outcome.DONE)
                .map(Wording.Tally::text)
                .collect(Collectors.joining(", "));
        return done.isEmpty() ? "no resource" : done;
    }

    private static List<Step> next(Run run, List<Stopped> stopped) {
        Step mend = new Step("mend the error", "");
        if (!run.happened()) {
            return List.of(mend, new Step("preview again: what is said below is not all", ""));
        }
        Step rest = new Step("do the rest with", command(run));
        return stopped.stream().allMatch(Stopped::failed)
                ? List.of(mend, rest)
                : List.of(mend, new Step("find out what became of what was not finished with", "pulumi refresh"), rest);
    }

    private static String command(Run run) {
        return switch (run) {
            case DESTROY -> "pulumi destroy";
            case REFRESH -> "pulumi refresh";
            case UPDATE, PREVIEW -> "pulumi up";
        };
    }
}
