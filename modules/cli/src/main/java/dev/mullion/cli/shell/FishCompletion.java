package dev.mullion.cli.shell;

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
            String seen = "__fish_seen_subcommand_from " + command.name();
            Words.options(command).forEach(option -> made.option(seen, option));
            for (PositionalParamSpec argument : command.positionalParameters()) {
                if (!Words.values(argument).isEmpty()) {
                    made.line(seen, "-f -a " + quoted(String.join(" ", Words.values(argument))));
                }
            }
        }
        return made.script.toString();
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
