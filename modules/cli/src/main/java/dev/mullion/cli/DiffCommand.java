package dev.mullion.cli;

import dev.mullion.core.config.DiffSpec;
import dev.mullion.core.config.MaskPattern;
import dev.mullion.core.process.HostSystem;
import dev.mullion.core.process.Scratch;
import dev.mullion.core.spec.ProblemLines;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.text.Visible;
import dev.mullion.diff.Report;
import dev.mullion.diff.report.Listing;
import dev.mullion.diff.report.ReportFormat;
import dev.mullion.diff.report.Result;
import dev.mullion.review.FailOn;
import dev.mullion.review.Programs;
import dev.mullion.review.Review;
import dev.mullion.review.Sources;
import dev.mullion.review.Surroundings;
import dev.mullion.review.fleet.FleetReview;
import dev.mullion.review.post.ReportPublisher;
import dev.mullion.review.post.ReportPublisher.Destination;
import dev.mullion.review.revision.CacheFolder;
import dev.mullion.review.revision.Checkouts;
import dev.mullion.review.revision.CurrentDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/** {@code mullion diff}: what a change does to what is deployed. */
final class DiffCommand extends Command {
    static final class MaskConverter implements ITypeConverter<MaskPattern> {
        @Override
        public MaskPattern convert(String value) {
            try {
                return MaskPattern.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("got " + Shown.text(value) + "; " + e.getMessage());
            }
        }
    }

    /** What {@code --exit-code} tells. */
    private static final int CHANGED = 3;

    private static final int REPLACED = 4;

    /** What {@code --fail-on} tells. */
    private static final int STOPPED = 5;

    private final Main main;

    private final PositionalParamSpec base = PositionalParamSpec.builder()
            .index("0")
            .required(true)
            .paramLabel("BASE")
            .type(String.class)
            .description(
                    "The old side: a plan (JSON of `mullion preview` or `pulumi preview`, or its event log), a state of"
                            + " `pulumi stack export`, a folder of plans, or a git revision.")
            .build();

    private final PositionalParamSpec head = PositionalParamSpec.builder()
            .index("1")
            .arity("0..1")
            .paramLabel("HEAD")
            .type(String.class)
            .description(
                    "The new side (default: the working tree for a revision; a plan alone shows what it would change).")
            .build();

    private final OptionSpec stacks = OptionSpec.builder("-s", "--stack")
            .paramLabel("STACK")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .initialValue(List.of())
            .description("Only this stack; may be repeated (default: every stack that the change touches).")
            .build();

    private final OptionSpec all = OptionSpec.builder("--all")
            .type(boolean.class)
            .initialValue(false)
            .description("Every stack of every project in this folder and below it, in one report.")
            .build();

    private final OptionSpec configFile = OptionSpec.builder("--config-file")
            .paramLabel("FILE")
            .type(Path.class)
            .description("The stack's configuration, instead of Pulumi.STACK.yaml; each side's own if it is in the"
                    + " repository; - is standard input.")
            .build();

    private final OptionSpec format = WordConverter.option("--format", ReportFormat.values())
            .paramLabel("FORMAT")
            .initialValue(ReportFormat.TEXT)
            .description("text, markdown, html or json (default: text).")
            .build();

    private final OptionSpec tree = OptionSpec.builder("--tree")
            .type(boolean.class)
            .initialValue(false)
            .description("List the resources below their parents, instead of the gravest first.")
            .build();

    private final OptionSpec output = output("report");

    private final OptionSpec exitCode = OptionSpec.builder("--exit-code")
            .type(boolean.class)
            .initialValue(false)
            .description("Exit with 3 when something changes, with 4 when something is replaced or deleted.")
            .build();

    private final OptionSpec plans = OptionSpec.builder("--plans")
            .paramLabel("DIR")
            .type(Path.class)
            .description(
                    "Also write the plans of all stacks into DIR/base and DIR/head, which another job can compare.")
            .build();

    private final OptionSpec noPrograms = OptionSpec.builder("--no-programs")
            .type(boolean.class)
            .initialValue(false)
            .description(
                    "Run no program of a side, as --post does not: refuse a revision that brings its own Mullion, and a"
                            + " program in Java.")
            .build();

    private final OptionSpec failOn = WordConverter.option("--fail-on", FailOn.Effect.values())
            .paramLabel("EFFECT")
            .type(List.class)
            .auxiliaryTypes(FailOn.Effect.class)
            .splitRegex(",")
            .initialValue(List.of())
            .description("Exit with 5 when something is replaced, deleted, or a danger; may be repeated.")
            .build();

    private final OptionSpec allow = OptionSpec.builder("--allow")
            .paramLabel("TYPE")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .initialValue(List.of())
            .description("A type of resources to which --fail-on lets it happen, such as aws:ecs:TaskDefinition.")
            .build();

    private final OptionSpec masks = OptionSpec.builder("--mask")
            .paramLabel("REGEX")
            .type(List.class)
            .auxiliaryTypes(MaskPattern.class)
            .converters(new MaskConverter())
            .initialValue(List.of())
            .description("Also hide what matches this regular expression of Java, or its first group; may be repeated.")
            .build();

    private final OptionSpec rules = OptionSpec.builder("--rules")
            .paramLabel("FILE")
            .type(Path.class)
            .description("A stack file whose mullion:diff counts, too: masks, and changes to leave out.")
            .build();

    private final PostOptions posting;

    DiffCommand(Main main) {
        super(
                "diff",
                "Compares what two sides would make: what is replaced or deleted first, then every difference, scripts"
                        + " and JSON decoded, secrets masked.");
        this.main = main;
        explain(
                Map.of(
                        CHANGED, "with --exit-code: something changes",
                        REPLACED, "with --exit-code: something is replaced or deleted",
                        STOPPED, "with --fail-on: what it names happens"),
                "docs/pull-requests.md",
                "mullion diff main",
                "mullion diff before.json after.json --format html -o report.html");
        spec().addPositional(base)
                .addPositional(head)
                .addOption(stacks)
                .addOption(all)
                .addOption(configFile)
                .addOption(format)
                .addOption(tree)
                .addOption(output)
                .addOption(exitCode)
                .addOption(plans)
                .addOption(noPrograms)
                .addOption(failOn)
                .addOption(allow)
                .addOption(masks)
                .addOption(rules);
        posting = new PostOptions(spec());
    }

    @Override
    public Integer call() throws IOException {
        Optional<Path> stackFile = Optional.ofNullable(configFile.getValue());
        if (stackFile.isPresent() && named().size() > 1) {
            throw misused("--config-file is of one stack; use -s once");
        }
        boolean fleet = all.getValue();
        if (fleet && !named().isEmpty()) {
            throw misused("--all goes with neither -s nor --config-file");
        }
        @Nullable Path kept = plans.getValue();
        if (base.<String>getValue().isBlank() || (head.getValue() instanceof String named && named.isBlank())) {
            throw misused("a side has no value; name a plan or a revision");
        }
        if (listing() == Listing.TREE && format.getValue() == ReportFormat.JSON) {
            throw misused("--tree is of text, markdown and html; JSON names the parent of each resource");
        }
        Sources.Project project = new Sources.Project(
                directory(),
                main.path(Path.of("")),
                CurrentDirectory.of(main.launch().environment()),
                main.configFile(stackFile),
                stackFile.filter(Main::isStandardInput).flatMap(file -> main.configFileName(stackFile)),
                named().stream().findFirst());
        Review.Request request = new Review.Request(
                base.getValue(),
                Optional.ofNullable(head.getValue()),
                named(),
                Optional.ofNullable(kept).map(main::path),
                rules());
        boolean none = noPrograms.getValue();
        Destination destination = posting.destination(listing());
        Programs programs =
                Programs.of(destination.host().isPresent(), none, main.launch().environment());
        CacheFolder cache = CacheFolder.of(main.launch().environment(), HostSystem.current());
        try (Scratch scratch = Scratch.make();
                Checkouts checkouts = new Checkouts(cache, scratch.directory())) {
            Surroundings surroundings = new Surroundings(
                    main.build(),
                    new EmbeddedPreview(),
                    programs,
                    err()::println,
                    this::progress,
                    scratch.directory(),
                    cache,
                    checkouts);
            Review.Outcome outcome = fleet
                    ? FleetReview.of(request, project, surroundings)
                    : Review.of(request, new Sources(project, surroundings));
            write(outcome.report());
            boolean posted = new ReportPublisher(main.launch().environment(), err()::println)
                    .publish(outcome.report(), destination, outcome.marker(), outcome.plans());
            if (outcome.report().failed() || !posted) {
                return Main.REFUSED;
            }
            if (isStopped(outcome.report())) {
                return STOPPED;
            }
            boolean telling = exitCode.getValue();
            return telling ? status(outcome.report()) : 0;
        }
    }

    private boolean isStopped(Report report) {
        List<FailOn.Effect> effects = failOn.getValue();
        List<String> types = allow.getValue();
        List<String> found = new FailOn(Set.copyOf(effects), Set.copyOf(types)).found(report);
        ProblemLines.most(found).forEach(line -> err().println("mullion: --fail-on: " + Visible.text(line)));
        return !found.isEmpty();
    }

    /** Long work, which a user at a terminal sees; silent anywhere else. */
    private void progress(String line) {
        if (main.launch().isTerminal("err")) {
            err().println("mullion: " + line);
        }
    }

    /** The project's, or that of all. */
    private Path directory() throws IOException {
        boolean fleet = all.getValue();
        return fleet ? main.path(Path.of("")) : main.project();
    }

    /** What the user names, or what {@code --config-file} stands for. */
    private List<String> named() {
        List<String> named = stacks.getValue();
        return named.isEmpty() && configFile.getValue() != null ? List.of("dev") : named;
    }

    private void write(Report report) throws IOException {
        ReportFormat as = format.getValue();
        @Nullable Path target = main.target(output.getValue());
        boolean colours = target == null && main.launch().showsColours("out");
        UnaryOperator<String> defused =
                switch (as) {
                    case TEXT, MARKDOWN -> WorkflowCommands::defused;
                    case HTML -> WorkflowCommands::defusedHtml;
                    case JSON -> WorkflowCommands::defusedJson;
                };
        write(target, main.launch(), defused, out -> as.write(report, listing(), colours, out));
        if (target != null || as != ReportFormat.TEXT) {
            problems(report, err());
        }
    }

    /** What the user of the command line stands for. */
    private DiffSpec rules() throws IOException {
        @Nullable Path file = rules.getValue();
        DiffSpec read = file == null ? DiffSpec.NONE : DiffSpec.read(main.path(file), directory());
        List<MaskPattern> all = new ArrayList<>(read.mask());
        all.addAll(masks.getValue());
        return new DiffSpec(all, read.ignore());
    }

    private Listing listing() {
        boolean asTree = tree.getValue();
        return asTree ? Listing.TREE : Listing.FLAT;
    }

    /** Who does not see the report sees these. */
    private static void problems(Report report, PrintWriter err) {
        for (Report.Entry entry : report.stacks()) {
            if (entry instanceof Report.Failure failure) {
                err.println("mullion: the preview of " + Visible.text(failure.stack()) + " failed");
                failure.problems().forEach(err::println);
            }
        }
    }

    private static int status(Report report) {
        return switch (Result.of(report)) {
            case SAME -> 0;
            case CHANGED -> CHANGED;
            case REPLACED -> REPLACED;
        };
    }
}
