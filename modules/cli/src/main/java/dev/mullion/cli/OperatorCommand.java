package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.files.RenderedFiles;
import dev.mullion.core.spec.UserException;
import dev.mullion.review.JavaProgram;
import dev.mullion.review.fleet.Fleet;
import dev.mullion.review.fleet.FleetRow;
import dev.mullion.review.fleet.FleetRun;
import dev.mullion.review.fleet.FleetStack;
import dev.mullion.review.operator.OperatedStack;
import dev.mullion.review.operator.OperatorFiles;
import dev.mullion.review.operator.OperatorSettings;
import dev.mullion.review.revision.Repository;
import dev.mullion.stacks.StackProgram;
import dev.mullion.stacks.ValidText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** {@code mullion operator}: the stacks of a folder as objects of the Pulumi Kubernetes Operator. */
final class OperatorCommand extends Command {
    private final Main main;
    private final OperatorOptions options;

    private final OptionSpec directory = OptionSpec.builder("-o")
            .paramLabel("DIR")
            .required(true)
            .type(Path.class)
            .description("Where to write; made when missing. Files that mullion did not write are never"
                    + " overwritten; of an earlier run, what is no longer written is removed.")
            .build();

    OperatorCommand(Main main) {
        super(
                "operator",
                "Writes every stack of every project in this folder and below it as an object of the Pulumi Kubernetes"
                        + " Operator 2.9, and prints the files' names. Secrets are named and never written.");
        this.main = main;
        explain(
                Map.of(),
                "docs/fleets.md",
                "mullion operator -o operator --git https://github.com/acme/platform --branch main",
                "mullion operator -o operator --image registry.example.com/platform:1.4.0");
        spec().addOption(directory);
        options = new OperatorOptions(this);
    }

    @Override
    public Integer call() throws IOException {
        OperatorSettings settings = options.settings();
        Fleet fleet = Fleet.below(main.path(Path.of("")));
        fleet.problems().forEach(err()::println);
        List<FleetRow> rows = new ArrayList<>();
        boolean whole = FleetRun.over(fleet, this::validated, rows::add);
        rows.stream().flatMap(row -> row.problems().stream()).distinct().forEach(err()::println);
        if (!whole || !fleet.problems().isEmpty()) {
            return Main.REFUSED;
        }
        Path root = root(fleet);
        List<OperatedStack> stacks = new ArrayList<>();
        for (FleetStack each : fleet.stacks()) {
            stacks.add(OperatedStack.read(each, root));
        }
        OperatorFiles made = OperatorFiles.of(stacks, fleet.references(), settings);
        Path target = main.path(directory.getValue());
        for (Path removed : RenderedFiles.ofOperator(target).write(made.files())) {
            err().println("removed " + removed);
        }
        made.notes().forEach(err()::println);
        made.files()
                .keySet()
                .forEach(name -> say(main.launch(), target.resolve(name).toString()));
        return 0;
    }

    /** Of a program in Java the files alone are looked at: it is the image that builds it, or the workspace. */
    private FleetRow validated(FleetStack of) throws IOException {
        if (!JavaProgram.isIn(of.directory())) {
            StackConfig config = StackConfig.load(of.directory(), of.stack(), Optional.empty());
            ValidText.lines(
                    StackProgram.of(config, of.directory()), main.launch().environment());
        }
        return FleetRow.well(of, List.of());
    }

    /** What the operator clones, or the image holds: of Git the whole repository, else the folder that the user is in. */
    private Path root(Fleet fleet) throws IOException {
        Path here = main.path(Path.of("")).toRealPath();
        Path root = options.isGit() ? Repository.topOf(here).orElse(here) : here;
        for (FleetStack each : fleet.stacks()) {
            Path project = each.directory().toRealPath();
            if (!project.startsWith(root)) {
                if (fleet.stacks().stream().allMatch(other -> other.directory().equals(each.directory()))) {
                    return project; // the one project that the folder is in
                }
                throw new UserException(each.directory() + ": lies outside of " + root);
            }
        }
        return root;
    }
}
