package dev.mullion.cli;

import dev.mullion.review.fleet.ChangedStacks;
import dev.mullion.review.fleet.Fleet;
import dev.mullion.review.fleet.FleetFormat;
import dev.mullion.review.fleet.FleetRow;
import dev.mullion.review.fleet.FleetRun;
import dev.mullion.review.revision.CurrentDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --all}: every stack of every project below the folder, in the place of one. */
final class FleetOptions {
    /** What the result is. */
    enum Format {
        TEXT,
        JSON
    }

    private final Main main;

    private final OptionSpec all = OptionSpec.builder("--all")
            .type(boolean.class)
            .initialValue(false)
            .description("Every stack of every project in this folder and below it, in a table.")
            .build();

    private final OptionSpec changedSince = OptionSpec.builder("--changed-since")
            .paramLabel("REVISION")
            .type(String.class)
            .description("With --all: only stacks whose files, steps or program differ from this git revision.")
            .build();

    private final OptionSpec format = WordConverter.option("--format", Format.values())
            .paramLabel("FORMAT")
            .description("With --all: text, or json, a line a stack (default: text).")
            .initialValue(Format.TEXT)
            .build();

    /** Offers them in a command, and the format of the table, too. */
    static FleetOptions withFormat(Main main, CommandSpec command) {
        FleetOptions options = new FleetOptions(main, command);
        command.addOption(options.format);
        return options;
    }

    /** Offers them in a command that has a format itself. */
    FleetOptions(Main main, CommandSpec command) {
        this.main = main;
        command.addOption(all).addOption(changedSince);
    }

    /**
     * Whether there are stacks to look for.
     *
     * @throws picocli.CommandLine.ParameterException where an option of one stack is beside it
     */
    boolean areAsked(Command command, StackOptions stack) {
        boolean asked = all.getValue();
        if (asked && stack.namesOne()) {
            throw command.misused("--all goes with neither -s nor --config-file");
        }
        if (!asked && changedSince.getValue() != null) {
            throw command.misused("--changed-since goes with --all");
        }
        if (!asked && format.getValue() == Format.JSON) {
            throw command.misused("--format json goes with --all");
        }
        return asked;
    }

    /** The stacks; what is wrong with their projects is told. */
    Fleet fleet(PrintWriter err) throws IOException {
        @Nullable String revision = changedSince.getValue();
        Fleet fleet = Fleet.below(main.path(Path.of("")));
        fleet.problems().forEach(err::println);
        return revision == null
                ? fleet
                : ChangedStacks.since(
                        revision, fleet, CurrentDirectory.of(main.launch().environment()));
    }

    /**
     * Does something with each stack, and writes a row of each. Warnings and problems are lines on standard error, each once.
     *
     * @return the exit status
     */
    int run(FleetRun.Work work, Writer out, PrintWriter err) throws IOException {
        return run(fleet -> work, format.getValue() == Format.JSON, out, err);
    }

    /** The same in the format that the command was asked for, by what is done with the stacks of a fleet. */
    int run(Function<Fleet, FleetRun.Work> works, boolean json, Writer out, PrintWriter err) throws IOException {
        Fleet fleet = fleet(err);
        FleetRun.Work work = works.apply(fleet);
        Set<String> told = new HashSet<>();
        List<FleetRow> rows = new ArrayList<>();
        boolean whole = FleetRun.over(fleet, work, row -> {
            if (json) {
                String line = FleetFormat.json(row);
                boolean actions = WorkflowCommands.areRead(main.launch().environment());
                out.append(actions ? WorkflowCommands.defusedJson(line) : line);
            } else {
                rows.add(row);
                row.warnings().stream().filter(told::add).forEach(err::println);
                row.problems().stream().filter(told::add).forEach(err::println);
            }
        });
        if (!json) {
            out.append(FleetFormat.text(rows));
        }
        return whole && fleet.problems().isEmpty() ? 0 : Main.REFUSED;
    }
}
