package dev.mullion.cli;

import dev.mullion.core.config.EngineConfig;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.Shown;
import dev.mullion.diff.Report;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import dev.mullion.diff.input.PlanInput;
import dev.mullion.preview.Plan;
import dev.mullion.preview.PlanJson;
import dev.mullion.preview.PlanText;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.StackInput;
import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code mullion preview}: what a deployment would make, without an account. */
@Command(
        name = "preview",
        description = "Shows what a deployment of the stack would make, and the scripts its machines would run.",
        addMethodSubcommands = false,
        mixinStandardHelpOptions = true)
final class PreviewCommand implements Callable<Integer> {
    enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final class FormatConverter implements ITypeConverter<Format> {
        @Override
        public Format convert(String value) {
            return Stream.of(Format.values())
                    .filter(format -> format.toString().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("got " + Shown.text(value) + "; use text or json"));
        }
    }

    @Mixin
    private final StackOptions stack;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            description = "text, or json in the shape of `pulumi preview --json` (default: text).")
    private Format format = Format.TEXT;

    @Option(names = "-o", paramLabel = "FILE", description = "Write the result to a file instead of standard output.")
    private @Nullable Path output;

    @Option(
            names = "--against",
            paramLabel = "PLAN",
            description =
                    "Print what differs from this plan instead (JSON of `mullion preview` or `pulumi preview`, or a state"
                            + " of `pulumi stack export`): the report of `mullion diff`, as text or json.")
    private @Nullable Path against;

    @Option(
            names = "--strict-unknowns",
            description =
                    "Show what only a deployment can know as unknown, as Pulumi does, instead of ${name.property}.")
    private boolean strictUnknowns;

    @Spec
    private @Nullable CommandSpec spec;

    PreviewCommand(Main main) {
        this.stack = new StackOptions(main);
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Standard.out(spec);
        PrintWriter err = Standard.err(spec);
        StackConfig config = stack.config();
        StackProgram program = stack.program(config, err);
        EngineConfig engine = config.engine();
        StackInput input = StackInput.of(engine);
        Plan plan = PreviewEngine.preview(strictUnknowns ? input.withStrictUnknowns() : input, program);

        Optional<Report> report = against == null ? Optional.empty() : Optional.of(report(against, input, plan));
        if (output == null) {
            write(plan, program, report, out);
        } else {
            try (Writer file = Files.newBufferedWriter(output)) {
                write(plan, program, report, file);
            }
        }
        return plan.failed() || report.filter(Report::failed).isPresent() ? Main.REFUSED : 0;
    }

    private Report report(Path old, StackInput stack, Plan plan) throws IOException {
        Input base = PlanFile.read(old, old.toString());
        return ReportMaker.of(base, PlanInput.of("preview", stack, plan));
    }

    private void write(Plan plan, StackProgram program, Optional<Report> report, Writer result) throws IOException {
        if (report.isPresent()) {
            ReportFormat as = format == Format.JSON ? ReportFormat.JSON : ReportFormat.TEXT;
            as.write(report.get(), output == null && Progress.showsColours("out"), result);
        } else if (format == Format.JSON) {
            PlanJson.write(plan, result);
        } else {
            PlanText.write(plan, stack.stack(), result);
            result.append(ForecastTable.of(program.forecasts()));
            result.append(ScriptList.of(program.scripts(), stack.commandLine("render -o scripts")));
        }
    }
}
