package dev.mullion.cli;

import dev.mullion.core.spec.Shown;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.diff.report.MarkdownReport;
import dev.mullion.review.post.CommentPublisher;
import dev.mullion.review.post.Comments;
import dev.mullion.review.post.GitHub;
import dev.mullion.review.post.GitLab;
import dev.mullion.review.post.Marker;
import dev.mullion.review.post.PostException;
import dev.mullion.review.post.StepSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** Where else a report goes: into a comment, and into the step summary. */
final class PostOptions {
    /** Room for the link behind a report of {@link MarkdownReport.Options#DEFAULT}. */
    private static final int MAX_LINK_LENGTH = 1_000;

    private static final Pattern LINK = Pattern.compile("https?://[^\\s()<>\\[\\]\"'`\\\\]+");
    private static final int MIN_SUMMARY = 2_000;

    enum Host {
        GITHUB,
        GITLAB;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final class HostConverter implements ITypeConverter<Host> {
        @Override
        public Host convert(String value) {
            return Stream.of(Host.values())
                    .filter(host -> host.toString().equals(value))
                    .findFirst()
                    .orElseThrow(
                            () -> new TypeConversionException("got " + Shown.text(value) + "; use github or gitlab"));
        }
    }

    static final class LinkConverter implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (value.length() > MAX_LINK_LENGTH || !LINK.matcher(value).matches()) {
                throw new TypeConversionException("got " + Shown.text(value) + "; use an http or https address");
            }
            return value;
        }
    }

    static final class NumberConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            if (!value.matches("[1-9]\\d{0,8}")) {
                throw new TypeConversionException("got " + Shown.text(value) + "; use the number, such as 12");
            }
            return Integer.valueOf(value);
        }
    }

    private final Main main;

    private final OptionSpec host = OptionSpec.builder("--post")
            .paramLabel("HOST")
            .type(Host.class)
            .converters(new HostConverter())
            .description("Also keep the report in one comment of the CI job's pull or merge request: github or gitlab.")
            .build();

    private final OptionSpec pullRequest = OptionSpec.builder("--pull-request")
            .paramLabel("N")
            .type(Integer.class)
            .converters(new NumberConverter())
            .description("The pull or merge request to post on (default: the CI job's).")
            .build();

    private final OptionSpec link = OptionSpec.builder("--link")
            .paramLabel("URL")
            .type(String.class)
            .converters(new LinkConverter())
            .description("Where the whole report is; the comment ends with it.")
            .build();

    private final OptionSpec stepSummary = OptionSpec.builder("--step-summary")
            .type(boolean.class)
            .initialValue(false)
            .description("Also append the report to the step summary of GitHub Actions, as --post github does.")
            .build();

    /** Offers them in a command, too. */
    PostOptions(Main main, CommandSpec command) {
        this.main = main;
        command.addOption(host).addOption(pullRequest).addOption(link).addOption(stepSummary);
    }

    /**
     * Posts, if that was asked for.
     *
     * @param kind what tells two reports on the same stacks apart
     * @param stacks the exact stacks that the report is about, those that do not differ included
     * @return whether everything arrived; else standard error says why
     */
    boolean post(Report report, String kind, Collection<String> stacks, PrintWriter err) throws IOException {
        Map<String, String> variables = main.environment();
        @Nullable Host on = host.getValue();
        Optional<Integer> number = Optional.ofNullable(pullRequest.getValue());
        boolean summarized = summarize(report, variables, err);
        if (on == null) {
            return summarized;
        }
        try {
            Optional<? extends Comments> comments =
                    on == Host.GITHUB ? GitHub.of(variables, number) : Optional.of(GitLab.of(variables, number));
            if (comments.isEmpty()) {
                err.println("mullion: not posted: the commit is no longer the head of an open pull request");
                return summarized;
            }
            String projects = report.stacks().stream()
                    .map(Report.Entry::project)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(" "));
            Marker marker = Marker.of(kind, projects, stacks);
            CommentPublisher.Result result =
                    CommentPublisher.post(comments.get(), marker, markdown(report, marker), isQuiet(report));
            err.println("mullion: " + said(result, comments.get().place()));
            return summarized;
        } catch (PostException e) {
            String.valueOf(e.getMessage()).lines().forEach(line -> err.println("mullion: not posted: " + line));
            return false;
        }
    }

    private String markdown(Report report, Marker marker) throws IOException {
        MarkdownReport.Options most = MarkdownReport.Options.DEFAULT;
        StringBuilder text = new StringBuilder();
        MarkdownReport.write(report, new MarkdownReport.Options(marker.line(), most.characters(), most.bytes()), text);
        @Nullable String address = link.getValue();
        if (address != null) {
            text.append("\n[The whole report](").append(address).append(")\n");
        }
        return text.toString();
    }

    private static boolean isQuiet(Report report) {
        return report.stacks().stream()
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

    private boolean summarize(Report report, Map<String, String> variables, PrintWriter err) throws IOException {
        boolean asked = stepSummary.getValue();
        if (!asked && host.getValue() != Host.GITHUB) {
            return true;
        }
        String file = variables.getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (file.isEmpty()) {
            if (asked) {
                err.println("mullion: no step summary: GITHUB_STEP_SUMMARY is not set, which GitHub Actions sets");
            }
            return !asked;
        }
        StepSummary summary = new StepSummary(Path.of(file));
        int room = summary.room();
        if (room < MIN_SUMMARY) {
            err.println("mullion: no step summary: it is full (1 MiB)");
            return true;
        }
        StringBuilder text = new StringBuilder();
        MarkdownReport.write(report, new MarkdownReport.Options("", room, room), text);
        summary.append(text.toString());
        return true;
    }
}
