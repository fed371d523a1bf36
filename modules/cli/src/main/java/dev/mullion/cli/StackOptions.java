package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.Warning;
import dev.mullion.stacks.StackProgram;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack of which project a command is about. */
final class StackOptions {
    private final Main main;

    @Option(
            names = {"-s", "--stack"},
            paramLabel = "STACK",
            description = "The stack, configured in Pulumi.STACK.yaml (default: dev).")
    private @Nullable String stack;

    @Option(
            names = "--config-file",
            paramLabel = "FILE",
            description = "The stack's configuration, instead of Pulumi.STACK.yaml.")
    private @Nullable Path configFile;

    StackOptions(Main main) {
        this.main = main;
    }

    String stack() {
        return stack == null ? "dev" : stack;
    }

    /** Whether the command line picks one stack itself. */
    boolean namesOne() {
        return stack != null || configFile != null;
    }

    /** The command line that runs another command on the same stack. */
    String commandLine(String command) {
        String directory = main.directory();
        return System.getProperty("mullion.command", "mullion")
                + (directory == null ? "" : " -C " + directory) + " " + command
                + (stack == null ? "" : " -s " + stack) + (configFile == null ? "" : " --config-file " + configFile);
    }

    /** The project's directory, as the user named it. */
    Path directory() {
        return main.project();
    }

    StackConfig config() {
        return StackConfig.load(directory(), stack(), Optional.ofNullable(configFile));
    }

    /** The checked program; warnings go to standard error. */
    StackProgram program(StackConfig config, PrintWriter err) {
        StackProgram program = StackProgram.of(config, directory());
        program.warnings().stream().map(Warning::toString).forEach(err::println);
        return program;
    }
}
