package dev.mullion.cli.shell;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code complete} for each word (https://fishshell.com/docs/current/cmds/complete.html). */
final class FishCompletion {
    private final StringBuilder script = new StringBuilder();
    private final String program;

    private FishCompletion(String program) {
        this.program = program;
    }

    static String of(CommandSpec program) {
        FishCompletion made = new FishCompletion(program.name());
        String first = "__fish_use_subcommand";
        Words.options(program).forEach(option -> made.option(first, option));
        for (CommandSpec command : Words.commands(program)) {
            made.line(first, "-f -a " + command.name() + " -d " + quoted(Words.description(command)));
        }
        for (CommandSpec command : Words.commands(program)) {
            made.command("__fish_seen_subcommand_from " + command.name(), command);
        }
        return made.script.toString();
    }

    /**
     * What stands behind a command.
     *
     * @param seen the condition that it was typed
     */
    private void command(String seen, CommandSpec command) {
        List<CommandSpec> below = Words.commands(command);
        String names = below.stream().map(CommandSpec::name).collect(Collectors.joining(" "));
        String own = below.isEmpty() ? seen : seen + "; and not __fish_seen_subcommand_from " + names;
        Words.options(command).forEach(option -> option(own, option));
        for (PositionalParamSpec argument : command.positionalParameters()) {
            if (!Words.values(argument).isEmpty()) {
                line(own, "-f -a " + quoted(String.join(" ", Words.values(argument))));
            }
        }
        for (CommandSpec each : below) {
            line(own, "-f -a " + each.name() + " -d " + quoted(Words.description(each)));
            command(seen + "; and __fish_seen_subcommand_from " + each.name(), each);
        }
    }

    private void option(String condition, OptionSpec option) {
        StringBuilder words = new StringBuilder();
        for (String name : option.names()) {
            words.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                    .append(' ');
        }
        if (!Words.values(option).isEmpty()) {
            words.append("-x -a ")
                    .append(quoted(String.join(" ", Words.values(option))))
                    .append(' ');
        } else if (Words.hasValue(option)) {
            words.append(Words.isFile(option) ? "-r -F " : "-x ");
        }
        line(condition, words + "-d " + quoted(Words.description(option)));
    }

    private void line(String condition, String rest) {
        script.append("complete -c ")
                .append(program)
                .append(" -n ")
                .append(quoted(condition))
                .append(' ')
                .append(rest)
                .append('\n');
    }

    /** Inside of single quotes fish knows two escapes. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
