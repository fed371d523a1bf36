package dev.mullion.cli.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The words that a command line can hold. */
final class Words {
    private Words() {}

    /** The commands, in their order. */
    static List<CommandSpec> commands(CommandSpec program) {
        return program.subcommands().values().stream()
                .map(command -> command.getCommandSpec())
                .toList();
    }

    static List<OptionSpec> options(CommandSpec command) {
        return command.options().stream().filter(option -> !option.hidden()).toList();
    }

    /** What it can be, where that is one of some words; else none. */
    static List<String> values(ArgSpec argument) {
        List<String> values = new ArrayList<>();
        @Nullable Iterable<String> candidates = argument.completionCandidates();
        if (candidates != null) {
            candidates.forEach(values::add);
        }
        return values;
    }

    static boolean hasValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    static boolean isFile(ArgSpec argument) {
        return argument.type() == Path.class;
    }

    /** A sentence on one line, without its full stop. */
    static String description(ArgSpec argument) {
        return sentence(Stream.of(argument.description()));
    }

    static String description(CommandSpec command) {
        return sentence(Stream.of(command.usageMessage().description()));
    }

    private static String sentence(Stream<String> lines) {
        String text = lines.collect(Collectors.joining(" "));
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
