package dev.mullion.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs a command none of whose files has an empty name, as one by a variable that is not set: Java takes it for the current
 * directory.
 */
final class NamedFiles implements IExecutionStrategy {
    @Override
    public int execute(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandSpec command = last.commandSpec();
        for (ArgSpec argument : command.args()) {
            @Nullable Object value = argument.getValue();
            if (value instanceof Path path && path.toString().isBlank()) {
                throw new ParameterException(command.commandLine(), message(argument));
            }
        }
        return new RunLast().execute(parsed);
    }

    private static String message(ArgSpec argument) {
        String label = argument.paramLabel();
        String name = argument instanceof OptionSpec option ? option.longestName() : label;
        return name + " has no value; name a " + (label.equals("DIR") ? "directory" : "file");
    }
}
