package dev.mullion.cli;

import dev.mullion.core.files.WholeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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

    /** Writes a result to a file, or to standard output where none is named. */
    final void write(@Nullable Path file, WholeFile.Content result) throws IOException {
        if (file == null) {
            result.write(out());
        } else if (file.toString().isEmpty()) {
            throw misused("-o has no value; name a file");
        } else {
            WholeFile.write(file, result);
        }
    }

    /** What to throw when the options do not go together. */
    final ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
