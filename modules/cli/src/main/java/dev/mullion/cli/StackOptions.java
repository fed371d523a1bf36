package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.Warning;
import dev.mullion.stacks.StackProgram;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Which stack of which project a command is about. */
final class StackOptions {
    @ParentCommand
    private @Nullable Main main;

    @Option(
            names = {"-s", "--stack"},
            paramLabel = "STACK",
            defaultValue = "dev",
            description = "The stack, configured in Pulumi.STACK.yaml (default: dev).")
    private String stack = "dev";

    @Option(
            names = "--config-file",
            paramLabel = "FILE",
            description = "The stack's configuration, instead of Pulumi.STACK.yaml.")
    private @Nullable Path configFile;

    String stack() {
        return stack;
    }

    /** The project's directory, as the user named it. */
    Path directory() {
        String directory = main == null ? null : main.directory();
        return Path.of(directory == null ? "" : directory);
    }

    StackConfig config() {
        return StackConfig.load(directory(), stack, Optional.ofNullable(configFile));
    }

    /** The checked program; warnings go to standard error. */
    StackProgram program(StackConfig config, PrintWriter err) {
        StackProgram program = StackProgram.of(config, directory());
        program.warnings().stream().map(Warning::toString).forEach(err::println);
        return program;
    }
}
