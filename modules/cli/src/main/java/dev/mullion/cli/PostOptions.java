package dev.mullion.cli;

import dev.mullion.core.spec.Shown;
import dev.mullion.diff.report.Listing;
import dev.mullion.review.post.ReportLink;
import dev.mullion.review.post.ReportPublisher.Destination;
import dev.mullion.review.post.ReportPublisher.Host;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** Where else a report goes: into a comment, and into the step summary. */
final class PostOptions {
    static final class LinkConverter implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (!ReportLink.isOne(value)) {
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

    private final OptionSpec host = WordConverter.option("--post", Host.values())
            .paramLabel("HOST")
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
            .description("Where the whole report is; the comment begins with it.")
            .build();

    private final OptionSpec stepSummary = OptionSpec.builder("--step-summary")
            .type(boolean.class)
            .initialValue(false)
            .description("Also append the report to the step summary of GitHub Actions, as --post github does.")
            .build();

    private final OptionSpec stepOutputs = OptionSpec.builder("--step-outputs")
            .type(boolean.class)
            .initialValue(false)
            .description("Also write result, to-create, to-update, to-replace, to-delete and to-import into the step's"
                    + " outputs of GitHub Actions.")
            .build();

    private final OptionSpec label = OptionSpec.builder("--label")
            .type(boolean.class)
            .initialValue(false)
            .description("With --post, also label the pull or merge request: `mullion: same`, `mullion: changed` or"
                    + " `mullion: replaced`.")
            .build();

    /** Offers them in a command, too. */
    PostOptions(CommandSpec command) {
        command.addOption(host)
                .addOption(pullRequest)
                .addOption(link)
                .addOption(stepSummary)
                .addOption(stepOutputs)
                .addOption(label);
    }

    Destination destination(Listing listing) {
        return new Destination(
                Optional.ofNullable(host.getValue()),
                Optional.ofNullable(pullRequest.getValue()),
                Optional.ofNullable(link.getValue()),
                stepSummary.getValue(),
                stepOutputs.getValue(),
                label.getValue(),
                listing);
    }
}
