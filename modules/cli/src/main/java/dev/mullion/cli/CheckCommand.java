package dev.mullion.cli;

import dev.mullion.check.Checks;
import dev.mullion.check.Finding;
import dev.mullion.check.Severity;
import dev.mullion.check.report.CheckFormat;
import dev.mullion.check.report.Entry;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.process.ProgramRequest;
import dev.mullion.core.process.ProgramRequest.Kind;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.Warning;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import dev.mullion.diff.input.PlanInput;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Plan;
import dev.mullion.plan.Urns;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import dev.mullion.review.JavaStack;
import dev.mullion.review.Scratch;
import dev.mullion.stacks.StackPlaces;
import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code mullion check}: what breaks Windows on AWS, in a stack or in any plan. */
final class CheckCommand extends Command {
    /** From which severity on the exit status tells. */
    private enum FailOn {
        ERROR,
        WARNING,
        NEVER
    }

    private final Main main;
    private final Launch launch;
    private final StackOptions stack;

    private final PositionalParamSpec plan = PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("PLAN")
            .type(Path.class)
            .description(
                    "A plan (JSON of `mullion preview` or `pulumi preview`, or its event log) or a state of `pulumi stack"
                            + " export`, of any program (default: what the stack would make).")
            .build();

    private final OptionSpec all = StackOptions.every();

    private final OptionSpec list = OptionSpec.builder("--list")
            .type(boolean.class)
            .initialValue(false)
            .description("Print the rules instead: what each finds, why, what to do, and its source.")
            .build();

    private final OptionSpec format = WordConverter.option("--format", CheckFormat.values())
            .paramLabel("FORMAT")
            .initialValue(CheckFormat.TEXT)
            .description("text, json or sarif (2.1.0, for code scanning; default: text).")
            .build();

    private final OptionSpec output = output("result");

    private final OptionSpec failOn = WordConverter.option("--fail-on", FailOn.values())
            .paramLabel("SEVERITY")
            .initialValue(FailOn.ERROR)
            .description("Exit with 1 from this severity on: error, warning or never (default: error).")
            .build();

    CheckCommand(Main main) {
        super(
                "check",
                "Looks for what breaks Windows on AWS, in a stack or in the plan or state of any Pulumi program.");
        this.main = main;
        launch = main.launch();
        stack = new StackOptions(main, spec());
        spec().addPositional(plan)
                .addOption(all)
                .addOption(list)
                .addOption(format)
                .addOption(output)
                .addOption(failOn);
        explain(
                Map.of(),
                "docs/checks.md",
                "mullion check -s prod",
                "mullion check plan.json --format sarif -o mullion.sarif",
                "mullion check --list");
    }

    @Override
    public Integer call() throws IOException {
        CheckFormat as = format.getValue();
        @Nullable Path target = main.target(output.getValue());
        @Nullable Path file = plan.getValue();
        boolean everyOne = all.getValue();
        boolean catalogue = list.getValue();
        String version = BuiltFrom.version();
        if ((file != null || everyOne) && stack.namesOne()) {
            throw misused((file == null ? "--all" : "PLAN") + " goes with neither -s nor --config-file");
        }
        if (file != null && everyOne) {
            throw misused("--all checks stacks, and PLAN is none; use one of them");
        }
        if (catalogue) {
            write(target, launch, this::defused, out -> as.writeRules(version, out));
            return 0;
        }
        List<Entry> entries = new ArrayList<>();
        boolean whole = true;
        if (file != null) {
            entries.addAll(found(main.path(file), file.toString(), file.toString()));
        } else if (everyOne) {
            Set<String> told = new HashSet<>();
            for (String name : stack.all()) {
                List<Entry> found = new ArrayList<>();
                whole &= checkStack(name, found);
                // What Pulumi.yaml says wrong, every stack has.
                found.removeIf(entry -> told.contains(entry.line()));
                found.forEach(entry -> told.add(entry.line()));
                entries.addAll(found);
            }
        } else {
            whole = checkStack(stack.stack(), entries);
        }
        entries.sort(Entry.ORDER);
        write(target, launch, this::defused, out -> as.write(entries, version, out));
        return whole && entries.stream().noneMatch(this::fails) ? 0 : Main.REFUSED;
    }

    private boolean fails(Entry entry) {
        FailOn least = failOn.getValue();
        return switch (least) {
            case ERROR -> entry.severity() == Severity.ERROR;
            case WARNING -> true;
            case NEVER -> false;
        };
    }

    private String defused(String result) {
        return format.getValue() == CheckFormat.TEXT
                ? WorkflowCommands.defused(result)
                : WorkflowCommands.defusedJson(result);
    }

    /** What is found in a plan, said of a file. */
    private static List<Entry> found(Path plan, String called, String file) throws IOException {
        return Checks.of(PlanFile.read(plan, called), List.of()).stream()
                .map(finding -> Entry.of(finding, file))
                .toList();
    }

    /** Checks one stack; whether all of it could be. */
    private boolean checkStack(String name, List<Entry> entries) throws IOException {
        Optional<JavaStack> java = stack.java(name, err());
        List<Entry> found = new ArrayList<>();
        boolean whole = java.isPresent() ? checkProgram(name, java.get(), found) : checkFile(name, found);
        String file = java.isPresent() ? "pom.xml" : stack.file(name);
        found.forEach(entry -> entries.add(entry.in(file)));
        return whole;
    }

    private boolean checkFile(String name, List<Entry> entries) throws IOException {
        StackConfig config;
        StackProgram program;
        try {
            config = stack.config(name);
            program = StackProgram.of(config, stack.directory());
        } catch (SpecException e) {
            e.problems().forEach(problem -> entries.add(Entry.of(problem)));
            return true;
        }
        StackInput input = StackInput.of(config.engine());
        Plan made = PreviewEngine.preview(input, program);
        made.diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                .forEach(diagnostic -> err().println(diagnostic.message().strip()));
        entries.addAll(found(PlanInput.of(name, input.project(), input.stack(), made), program.places(made)));
        return !made.failed();
    }

    /** What a stack makes, at its places. */
    private static List<Entry> found(Input plan, StackPlaces places) {
        Map<Warning, Finding> placed = new HashMap<>();
        for (Finding finding : Checks.of(plan, List.of())) {
            String message = Urns.name(finding.urn()) + ": " + finding.message();
            placed.put(places.placed(finding.rule().id(), finding.urn(), message), finding);
        }
        List<Entry> entries = new ArrayList<>();
        for (Warning warning : places.heard(List.copyOf(placed.keySet()))) {
            Finding finding = placed.get(warning);
            entries.add(finding == null ? Entry.of(warning) : Entry.of(finding, warning));
        }
        return entries;
    }

    /** Of a program in Java: by what it writes. */
    private boolean checkProgram(String name, JavaStack java, List<Entry> entries) throws IOException {
        try (Scratch scratch = Scratch.make()) {
            Path folder = Files.createDirectory(scratch.directory().resolve("made"));
            boolean done = java.ask(java.request(Kind.CHECK).withResult(folder));
            Path written = folder.resolve(ProgramRequest.PLACES);
            Optional<StackPlaces> places =
                    Files.exists(written) ? StackPlaces.read(Files.readString(written)) : Optional.empty();
            if (places.isEmpty()) {
                return false;
            }
            places.get().problems().forEach(problem -> entries.add(Entry.of(problem)));
            Path plan = folder.resolve(ProgramRequest.PLAN);
            if (Files.exists(plan)) {
                entries.addAll(found(PlanFile.read(plan, name), places.get()));
            }
            return done;
        }
    }
}
