package dev.mullion.cli;

import dev.mullion.check.Checks;
import dev.mullion.check.Severity;
import dev.mullion.check.report.CheckFormat;
import dev.mullion.check.report.Entry;
import dev.mullion.core.config.StackConfig;
import dev.mullion.diff.input.PlanFile;
import dev.mullion.review.JavaProgram;
import dev.mullion.review.JavaStack;
import dev.mullion.review.fleet.Fleet;
import dev.mullion.review.fleet.FleetRow;
import dev.mullion.review.fleet.FleetRun;
import dev.mullion.review.fleet.FleetStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final FleetOptions fleet;
    private final AskedPrograms programs = new AskedPrograms();

    private final PositionalParamSpec plan = PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("PLAN")
            .type(Path.class)
            .description(
                    "A plan (JSON of `mullion preview` or `pulumi preview`, or its event log) or a state of `pulumi stack"
                            + " export`, of any program (default: what the stack would make).")
            .build();

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
        fleet = new FleetOptions(main, spec());
        spec().addPositional(plan)
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
        boolean everyOne = fleet.areAsked(this, stack);
        boolean catalogue = list.getValue();
        String version = BuiltFrom.version();
        if (file != null && stack.namesOne()) {
            throw misused("PLAN goes with neither -s nor --config-file");
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
            whole = checkAll(entries);
        } else {
            whole = checkStack(stack.stack(), entries);
        }
        entries.sort(Entry.ORDER);
        if (as == CheckFormat.SARIF) {
            entries.replaceAll(entry -> entry.calling(CheckCommand::withinReach));
        }
        write(target, launch, this::defused, out -> as.write(entries, version, out));
        return whole && entries.stream().noneMatch(this::fails) ? 0 : Main.REFUSED;
    }

    /** Code scanning finds a file below where it looks, or by its whole path; {@code ../Pulumi.dev.yaml} is neither. */
    private static String withinReach(String file) {
        Path path = Path.of(file);
        return path.startsWith("..") ? path.toAbsolutePath().normalize().toString() : file;
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

    /** Checks every stack; whether all of each could be. */
    private boolean checkAll(List<Entry> entries) throws IOException {
        Map<FleetStack, List<Entry>> found = new ConcurrentHashMap<>();
        Fleet stacks = fleet.fleet(err());
        boolean whole = FleetRun.over(
                stacks,
                of -> {
                    StackCheck check = checked(of);
                    found.put(of, check.entries());
                    return check.problems().isEmpty()
                            ? FleetRow.well(of, List.of())
                            : FleetRow.broken(of, List.of(), check.problems());
                },
                row -> row.problems().forEach(err()::println));
        // What Pulumi.yaml says wrong, every stack has.
        Set<String> told = new HashSet<>();
        for (FleetStack of : stacks.stacks()) {
            found.getOrDefault(of, List.of()).stream()
                    .filter(entry -> told.add(entry.line()))
                    .forEach(entries::add);
        }
        return whole && stacks.problems().isEmpty();
    }

    private StackCheck checked(FleetStack of) throws IOException {
        Path directory = of.directory();
        if (JavaProgram.isIn(directory)) {
            return programs.inTurn(
                    of,
                    err()::println,
                    java -> StackCheck.ofProgram(
                            java, directory.resolve("pom.xml").toString()));
        }
        String file = StackConfig.file(directory, of.stack()).toString();
        return StackCheck.ofFile(
                () -> StackConfig.load(directory, of.stack(), Optional.empty()), directory, of.stack(), file);
    }

    /** Checks one stack; whether all of it could be. */
    private boolean checkStack(String name, List<Entry> entries) throws IOException {
        Optional<JavaStack> java = stack.java(name, err());
        StackCheck check = java.isPresent()
                ? StackCheck.ofProgram(java.get(), "pom.xml")
                : StackCheck.ofFile(() -> stack.config(name), stack.directory(), name, stack.file(name));
        check.problems().stream().filter(problem -> java.isEmpty()).forEach(err()::println);
        entries.addAll(check.entries());
        return check.problems().isEmpty();
    }
}
