package dev.mullion.review.post;

import dev.mullion.core.text.HiddenTexts;
import dev.mullion.core.text.Visible;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.diff.report.Listing;
import dev.mullion.diff.report.MarkdownReport;
import dev.mullion.diff.report.Result;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Puts a report where a pull request shows it: into a comment, and into a step's summary. */
public final class ReportPublisher {
    private static final int MIN_SUMMARY = 2_000;

    /** Whose pull or merge requests have comments. */
    public enum Host {
        GITHUB,
        GITLAB
    }

    /**
     * Where a report goes.
     *
     * @param host the host whose comment keeps it, if one does
     * @param number of the pull or merge request; without one, the job's
     * @param link to the whole report, above it in the comment
     * @param summary whether it is asked into the step's summary, where it goes together with a comment on GitHub anyway
     * @param outputs whether what it comes to goes into the step's outputs
     * @param label whether the pull or merge request gets a label that says what it comes to
     * @param listing how comments and summaries list resources
     */
    public record Destination(
            Optional<Host> host,
            Optional<Integer> number,
            Optional<String> link,
            boolean summary,
            boolean outputs,
            boolean label,
            Listing listing) {}

    private final Map<String, String> variables;
    private final Consumer<String> says;

    /**
     * Of a job.
     *
     * @param variables that it tells of itself in
     * @param says takes lines for the user
     */
    public ReportPublisher(Map<String, String> variables, Consumer<String> says) {
        this.variables = Map.copyOf(variables);
        HiddenTexts secrets = Secrets.of(variables);
        this.says = line -> says.accept(Visible.text(secrets.hidden(line)));
    }

    /**
     * Lets Java give a proxy the user and password that are named for it, which {@code conf/net.properties} of a JDK
     * forbids. Java looks once, before its first connection, and knows no other way than for the whole JVM: this is for the
     * start of a program.
     */
    public static void allowPasswordsOfProxies() {
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }

    /**
     * Publishes.
     *
     * @param marker by which the comment is found again
     * @param plans which sides lay there as plans, if any
     * @return whether everything arrived; else the user was told why not
     */
    public boolean publish(Report report, Destination destination, Marker marker, Optional<HandedOver> plans)
            throws IOException {
        String notice = plans.flatMap(sides -> Origin.of(variables).map(origin -> origin.notice(sides)))
                .orElse("");
        boolean told = output(report, destination);
        boolean summarized = summarize(report, destination, notice) && told;
        if (destination.host().isEmpty()) {
            return summarized;
        }
        try {
            Optional<? extends Comments> comments = comments(destination);
            if (comments.isEmpty()) {
                says.accept("mullion: not posted: the commit is no longer the head of an open pull request");
                return summarized;
            }
            String body = markdown(report, marker, notice, destination);
            CommentPublisher.Result result = CommentPublisher.post(comments.get(), marker, body, isQuiet(report));
            says.accept("mullion: " + said(result, comments.get().place()));
            return (!destination.label() || label(comments.get(), Result.of(report))) && summarized;
        } catch (PostException e) {
            failed("not posted", e);
            return false;
        }
    }

    private Optional<? extends Comments> comments(Destination destination) {
        return destination.host().equals(Optional.of(Host.GITHUB))
                ? GitHub.of(variables, destination.number())
                : Optional.of(GitLab.of(variables, destination.number()));
    }

    private static String markdown(Report report, Marker marker, String notice, Destination destination)
            throws IOException {
        MarkdownReport.Options most = MarkdownReport.Options.DEFAULT;
        StringBuilder text = new StringBuilder();
        String first = notice.isEmpty() ? marker.line() : marker.line() + "\n" + notice;
        String whole = destination
                .link()
                .map(address -> "\n\n[The whole report](" + address + ")\n")
                .orElse("");
        MarkdownReport.write(
                report,
                new MarkdownReport.Options(first + whole, most.characters(), most.bytes(), destination.listing()),
                text);
        return text.toString();
    }

    /** One of three; the others go, as what they say is no longer so. */
    private boolean label(Comments comments, Result result) {
        List<String> others = Stream.of(Result.values())
                .filter(other -> other != result)
                .map(ReportPublisher::label)
                .toList();
        try {
            comments.label(label(result), others);
            return true;
        } catch (PostException e) {
            failed("not labelled", e);
            return false;
        }
    }

    private void failed(String what, PostException e) {
        String.valueOf(e.getMessage()).lines().forEach(line -> says.accept("mullion: " + what + ": " + line));
    }

    private static String label(Result result) {
        return "mullion: " + result.word();
    }

    private static boolean isQuiet(Report report) {
        return !report.failed()
                && report.stacks().stream()
                        .allMatch(entry -> entry instanceof Comparison comparison && comparison.unchanged());
    }

    private static String said(CommentPublisher.Result result, String place) {
        String where = result.url().isEmpty() ? place : result.url();
        return switch (result.done()) {
            case CREATED -> "posted: " + where;
            case UPDATED -> "updated: " + where;
            case SAME -> "already posted: " + where;
            case QUIET -> "no changes, and no comment on " + place + " that says otherwise: not posted";
        };
    }

    private boolean output(Report report, Destination destination) throws IOException {
        if (!destination.outputs()) {
            return true;
        }
        String file = variables.getOrDefault("GITHUB_OUTPUT", "");
        try {
            if (!file.isEmpty()) {
                new StepOutputs(Path.of(file)).append(report);
                return true;
            }
            says.accept("mullion: no step outputs: GITHUB_OUTPUT is not set, which GitHub Actions sets");
        } catch (InvalidPathException e) {
            says.accept("mullion: no step outputs: GITHUB_OUTPUT is no path");
        }
        return false;
    }

    private boolean summarize(Report report, Destination destination, String notice) throws IOException {
        if (!destination.summary() && !destination.host().equals(Optional.of(Host.GITHUB))) {
            return true;
        }
        String file = variables.getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (file.isEmpty()) {
            if (destination.summary()) {
                says.accept("mullion: no step summary: GITHUB_STEP_SUMMARY is not set, which GitHub Actions sets");
            }
            return !destination.summary();
        }
        StepSummary summary;
        try {
            summary = new StepSummary(Path.of(file));
        } catch (InvalidPathException e) {
            says.accept("mullion: no step summary: GITHUB_STEP_SUMMARY is no path");
            return false;
        }
        int room = summary.room();
        if (room < MIN_SUMMARY) {
            says.accept("mullion: no step summary: it is full (1 MiB)");
            return true;
        }
        StringBuilder text = new StringBuilder();
        MarkdownReport.write(report, new MarkdownReport.Options(notice, room, room, destination.listing()), text);
        summary.append(text.toString());
        return true;
    }
}
