package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.process.ProgramRequest;
import dev.mullion.core.process.ProgramRequest.Kind;
import dev.mullion.core.process.Scratch;
import dev.mullion.core.text.Visible;
import dev.mullion.diff.Report;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import dev.mullion.diff.input.PlanInput;
import dev.mullion.diff.report.ReportFormat;
import dev.mullion.plan.NamedSecrets;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PlanJson;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import dev.mullion.review.JavaStack;
import dev.mullion.review.ReportMaker;
import dev.mullion.stacks.PreviewText;
import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** {@code mullion preview}: what a deployment would make, without an account. */
final class PreviewCommand extends Command {
    private enum Format {
        TEXT,
        JSON
    }

    private final Main main;
    private final Launch launch;
    private final StackOptions stack;

    private final OptionSpec format = WordConverter.option("--format", Format.values())
            .paramLabel("FORMAT")
            .description("text, or json in the shape of `pulumi preview --json` (default: text).")
            .initialValue(Format.TEXT)
            .build();

    private final OptionSpec output = output("result");

    private final FleetOptions fleet;

    private final OptionSpec against = OptionSpec.builder("--against")
            .paramLabel("PLAN")
            .type(Path.class)
            .description(
                    "Print what differs from this plan instead (JSON of `mullion preview` or `pulumi preview`, or a state"
                            + " of `pulumi stack export`): the report of `mullion diff`, as text or json.")
            .build();

    private final OptionSpec strictUnknowns = OptionSpec.builder("--strict-unknowns")
            .type(boolean.class)
            .initialValue(false)
            .description(
                    "Show what only a deployment can know as unknown, as Pulumi does, instead of ${name.property}.")
            .build();

    private final OptionSpec showInputs = OptionSpec.builder("--show-inputs")
            .type(boolean.class)
            .initialValue(false)
            .description("Show every input of every resource in place of the tree, as `pulumi preview --diff` does.")
            .build();

    PreviewCommand(Main main) {
        super("preview", "Shows what a deployment of the stack would make, and the scripts its machines would run.");
        this.main = main;
        launch = main.launch();
        stack = new StackOptions(main, spec());
        fleet = new FleetOptions(main, spec());
        explain(
                Map.of(),
                "docs/preview.md",
                "mullion preview -s prod",
                "mullion preview --format json -o plan.json",
                "mullion preview --against plan.json",
                "mullion preview --all --changed-since main");
        spec().addOption(format).addOption(output).addOption(against);
        spec().addOption(strictUnknowns).addOption(showInputs);
    }

    @Override
    public Integer call() throws IOException {
        boolean strict = strictUnknowns.getValue();
        if (showsInputs() && (against.getValue() != null || format.getValue() == Format.JSON)) {
            throw misused("--show-inputs goes with neither --against nor --format json, which has them all");
        }
        @Nullable Path old = against.getValue();
        @Nullable Path target = main.target(output.getValue());
        if (fleet.areAsked(this, stack)) {
            return previewAll(target);
        }
        Optional<JavaStack> java = stack.java(stack.stack(), err());
        if (java.isPresent()) {
            return preview(java.get());
        }
        StackConfig config = stack.config();
        StackProgram program = stack.program(config, err());
        StackInput input = program.input();
        Plan plan = PreviewEngine.preview(strict ? input.withStrictUnknowns() : input, program);

        Optional<Report> report = old == null ? Optional.empty() : Optional.of(report(old, input, plan));
        write(target, launch, this::defused, out -> write(plan, program, report, out));
        return plan.failed() || report.filter(Report::failed).isPresent() ? Main.REFUSED : 0;
    }

    private int previewAll(@Nullable Path target) throws IOException {
        boolean strict = strictUnknowns.getValue();
        if (showsInputs() || against.getValue() != null) {
            throw misused("--all goes with neither --show-inputs nor --against; mullion diff --all compares");
        }
        AtomicInteger status = new AtomicInteger();
        write(
                target,
                launch,
                this::defused,
                out -> status.set(fleet.run(
                        stacks -> new PreviewedStacks(strict, stacks.references()),
                        format.getValue() == Format.JSON,
                        out,
                        err())));
        return status.get();
    }

    /** Of a program in Java: it writes what would be written here. */
    private int preview(JavaStack java) throws IOException {
        @Nullable Path old = against.getValue();
        @Nullable Path target = main.target(output.getValue());
        boolean plan = old != null || format.getValue() == Format.JSON;
        boolean strict = strictUnknowns.getValue();
        try (Scratch scratch = Scratch.make()) {
            Path made = scratch.directory().resolve("made");
            ProgramRequest request = java.request(plan ? Kind.PLAN : showsInputs() ? Kind.INPUTS : Kind.PREVIEW)
                    .withStrictUnknowns(strict)
                    .withResult(made)
                    .withSeeScripts(stack.commandLine("render -o scripts"));
            boolean done = java.ask(request);
            if (!Files.exists(made)) {
                return Main.REFUSED;
            }
            Optional<Report> report = old == null
                    ? Optional.empty()
                    : Optional.of(ReportMaker.of(
                            PlanFile.read(main.path(old), old.toString()), PlanFile.read(made, "preview")));
            write(target, launch, this::defused, out -> copy(made, report, out));
            return done && report.filter(Report::failed).isEmpty() ? 0 : Main.REFUSED;
        }
    }

    private boolean showsInputs() {
        return showInputs.getValue();
    }

    private String defused(String result) {
        return format.getValue() == Format.JSON
                ? WorkflowCommands.defusedJson(result)
                : WorkflowCommands.defused(result);
    }

    private void copy(Path made, Optional<Report> report, Writer result) throws IOException {
        if (report.isPresent()) {
            write(report.get(), result);
        } else if (format.getValue() == Format.JSON) {
            try (Reader plan = Files.newBufferedReader(made)) {
                NamedSecrets.hide(plan, result);
            }
        } else { // whatever the program wrote
            for (String line : Files.readAllLines(made)) {
                result.append(Visible.text(line)).append('\n');
            }
        }
    }

    private void write(Report report, Writer result) throws IOException {
        ReportFormat as = format.getValue() == Format.JSON ? ReportFormat.JSON : ReportFormat.TEXT;
        as.write(report, output.getValue() == null && launch.showsColours("out"), result);
    }

    private Report report(Path old, StackInput stack, Plan plan) throws IOException {
        Input base = PlanFile.read(main.path(old), old.toString());
        return ReportMaker.of(base, PlanInput.of("preview", stack.project(), stack.stack(), plan));
    }

    private void write(Plan plan, StackProgram program, Optional<Report> report, Writer result) throws IOException {
        if (report.isPresent()) {
            write(report.get(), result);
        } else if (format.getValue() == Format.JSON) {
            StringWriter whole = new StringWriter();
            PlanJson.write(plan, whole);
            NamedSecrets.hide(new StringReader(whole.toString()), result);
        } else {
            Optional<String> seeScripts = Optional.of(stack.commandLine("render -o scripts"));
            if (showsInputs()) {
                PreviewText.writeInputs(plan, Optional.of(program), stack.stack(), seeScripts, result);
            } else {
                PreviewText.write(plan, Optional.of(program), stack.stack(), seeScripts, result);
            }
        }
    }
}
