package dev.mullion.cli;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.diff.report.Visible;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mullion diff}: what a change does to what is deployed. */
@Command(
        name = "diff",
        description =
                "Compares what two sides would make: what is replaced or deleted first, then every difference, scripts"
                        + " and JSON decoded, secrets masked.",
        addMethodSubcommands = false,
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
    /** What {@code --exit-code} tells. */
    private static final int CHANGED = 3;

    private static final int REPLACED = 4;

    private final Main main;

    @Parameters(
            index = "0",
            paramLabel = "BASE",
            description =
                    "The old side: a plan (JSON of `mullion preview` or `pulumi preview`, or its event log), a state of"
                            + " `pulumi stack export`, a folder of plans, or a git revision.")
    private String base = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "HEAD",
            description =
                    "The new side (default: the working tree for a revision; a plan alone shows what it would change).")
    private @Nullable String head;

    @Option(
            names = {"-s", "--stack"},
            paramLabel = "STACK",
            description = "Only this stack; may be repeated (default: every stack that the change touches).")
    private List<String> stacks = new ArrayList<>();

    @Option(
            names = "--config-file",
            paramLabel = "FILE",
            description = "The stack's configuration, instead of Pulumi.STACK.yaml; each side's own if it is in the"
                    + " repository.")
    private @Nullable Path configFile;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = ReportFormat.Converter.class,
            description = "text, markdown, html or json (default: text).")
    private ReportFormat format = ReportFormat.TEXT;

    @Option(names = "-o", paramLabel = "FILE", description = "Write the report to a file instead of standard output.")
    private @Nullable Path output;

    @Option(
            names = "--exit-code",
            description = "Exit with 3 when something changes, with 4 when something is replaced or deleted.")
    private boolean exitCode;

    @Option(
            names = "--plans",
            paramLabel = "DIR",
            description =
                    "Also write the plans of all stacks into DIR/base and DIR/head, which another job can compare.")
    private @Nullable Path plans;

    @Mixin
    private final PostOptions posting;

    @Spec
    private @Nullable CommandSpec spec;

    DiffCommand(Main main) {
        this.main = main;
        this.posting = new PostOptions(main);
    }

    @Override
    public Integer call() throws IOException {
        if (configFile != null && stacks.size() > 1) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--config-file is of one stack; use -s once");
        }
        PrintWriter err = Standard.err(spec);
        try (Scratch scratch = Scratch.make()) {
            Sides.Project project = new Sides.Project(
                    main.project(),
                    Optional.ofNullable(configFile),
                    named().stream().findFirst());
            Sides sides = new Sides(project, err, scratch.directory());
            try (Side old = sides.named(base)) {
                if (head == null && old instanceof PlanFileSide plan) {
                    refuseOtherStack(plan);
                    return finish(ReportMaker.of(plan), "engine", plan.stacks());
                }
                try (Side young =
                        head == null && old instanceof RevisionSide ? sides.workingTree() : sides.named(otherSide())) {
                    refuseOtherStack(old);
                    refuseOtherStack(young);
                    Stacks about = Stacks.of(old, young, named(), sides);
                    Report report = new ReportMaker(old, young, Optional.ofNullable(plans)).make(about);
                    return finish(report, "preview", about.all());
                }
            }
        }
    }

    private String otherSide() {
        if (head == null) {
            throw new UserException(base + ": is a folder; name the other side too");
        }
        return head;
    }

    /** What the user names, or what {@code --config-file} stands for. */
    private List<String> named() {
        return configFile != null && stacks.isEmpty() ? List.of("dev") : stacks;
    }

    private void refuseOtherStack(Side side) {
        if (side instanceof PlanFileSide plan && !named().isEmpty() && !named().equals(List.copyOf(plan.stacks()))) {
            throw new UserException(plan.name() + ": is of the stack "
                    + Visible.text(plan.input().stack()) + ", not " + String.join(", ", named()));
        }
    }

    private int finish(Report report, String kind, Collection<String> about) throws IOException {
        PrintWriter err = Standard.err(spec);
        if (output == null) {
            format.write(report, Progress.showsColours("out"), Standard.out(spec));
        } else {
            try (Writer file = Files.newBufferedWriter(output)) {
                format.write(report, false, file);
            }
        }
        if (output != null || format != ReportFormat.TEXT) {
            problems(report, err);
        }
        boolean posted = posting.post(report, kind, about, err);
        if (report.failed() || !posted) {
            return Main.REFUSED;
        }
        return exitCode ? status(report) : 0;
    }

    /** Who does not see the report sees these. */
    private static void problems(Report report, PrintWriter err) {
        for (Report.Entry entry : report.stacks()) {
            if (entry instanceof Report.Failure failure) {
                err.println("mullion: the preview of " + Visible.text(failure.stack()) + " failed");
                failure.problems().forEach(problem -> err.println(Visible.text(problem)));
            }
        }
    }

    static int status(Report report) {
        int status = 0;
        for (Report.Entry entry : report.stacks()) {
            if (entry instanceof Comparison comparison && !comparison.unchanged()) {
                boolean replaced = comparison.count("replace") + comparison.count("delete") > 0;
                status = Math.max(status, replaced ? REPLACED : CHANGED);
            }
        }
        return status;
    }
}
