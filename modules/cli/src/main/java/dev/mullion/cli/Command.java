package dev.mullion.cli;

import dev.mullion.core.files.WholeFile;
import dev.mullion.core.text.Visible;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** One of the commands: what it is called, what it takes, and the two streams it speaks on. */
abstract class Command implements Callable<Integer> {
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    /** The command without options but the standard ones. */
    Command(String name, String description) {
        describe(spec, name, description);
    }

    /**
     * Names a command and gives it the standard options. Picocli's annotations would say the same, but are read by
     * reflection, which each command would wait for.
     */
    static void describe(CommandSpec spec, String name, String description) {
        spec.name(name)
                .interpolateVariables(false) // ${name.property} is text
                .versionProvider(new Main.Version())
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
        spec.usageMessage().description(description);
        explain(spec, Map.of(), "");
    }

    /**
     * What the help ends with.
     *
     * @param more exit codes beside those of every command
     * @param page of the documentation, from the root of a clone; empty for its beginning
     * @param examples command lines, each a line
     */
    final void explain(Map<Integer, String> more, String page, String... examples) {
        explain(spec, more, page, examples);
    }

    static void explain(CommandSpec spec, Map<Integer, String> more, String page, String... examples) {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "done");
        codes.put("1", "refused or failed; standard error says why");
        codes.put("2", "wrong usage");
        new TreeMap<>(more).forEach((code, meaning) -> codes.put(String.valueOf(code), meaning));
        List<String> footer = new ArrayList<>();
        if (examples.length > 0) {
            footer.add(examples.length == 1 ? "Example:" : "Examples:");
            List.of(examples).forEach(example -> footer.add("  " + example));
        }
        footer.add("Documentation: " + (page.isEmpty() ? "README.md" : page));
        spec.usageMessage()
                .exitCodeListHeading("Exit codes:%n")
                .exitCodeList(codes)
                .footer(footer.toArray(String[]::new));
    }

    /** What the command line is to offer. */
    final CommandSpec spec() {
        return spec;
    }

    /** Results, and nothing else. */
    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Progress, warnings and problems. */
    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** {@code -o}, whose value {@link #write} takes. */
    static OptionSpec output(String result) {
        return OptionSpec.builder("-o")
                .paramLabel("FILE")
                .type(Path.class)
                .description("Write the " + result + " to a file instead of standard output.")
                .build();
    }

    /** Writes a result to a file, or to standard output where none is named. */
    final void write(@Nullable Path file, WholeFile.Content result) throws IOException {
        if (file == null) {
            result.write(out());
        } else {
            WholeFile.write(file, result);
        }
    }

    /**
     * The same where GitHub's runner may read along: on standard output nothing of it is a command.
     *
     * @param defused makes a text of it that holds none
     */
    final void write(@Nullable Path file, Launch launch, UnaryOperator<String> defused, WholeFile.Content result)
            throws IOException {
        if (file != null || !WorkflowCommands.areRead(launch.environment())) {
            write(file, result);
            return;
        }
        StringWriter text = new StringWriter();
        result.write(text);
        out().append(defused.apply(text.toString()));
    }

    /** A line of the result, with nothing in it that acts on a terminal or is a command to the runner. */
    final void say(Launch launch, String line) {
        String shown = Visible.text(line);
        out().println(WorkflowCommands.areRead(launch.environment()) ? WorkflowCommands.defused(shown) : shown);
    }

    /** What to throw when the options do not go together. */
    final ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
