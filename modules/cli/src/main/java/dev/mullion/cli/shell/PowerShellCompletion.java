package dev.mullion.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code Register-ArgumentCompleter -Native}
 * (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/register-argumentcompleter), on Windows
 * PowerShell 5.1 too.
 */
final class PowerShellCompletion {
    private static final String HEAD = """
            Register-ArgumentCompleter -Native -CommandName %s -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)

            """;

    private static final String TAIL = """

                $typed = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
                        ForEach-Object { $_.Extent.Text })
                $command = ''
                foreach ($word in $typed | Select-Object -Skip 1) {
                    $longer = "$command $word".TrimStart()
                    if ($words.ContainsKey($longer)) { $command = $longer }
                }
                $value = "$command $($typed[-1])"
                $offered = if ($values.ContainsKey($value)) { $values[$value] } else { $words[$command] }
                $offered | Where-Object { $_ -like "$wordToComplete*" } |
                    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }
            """;

    private PowerShellCompletion() {}

    static String of(CommandSpec program) {
        StringJoiner words = new StringJoiner("", "    $words = @{\n", "    }\n");
        StringJoiner values = new StringJoiner("", "    $values = @{\n", "    }\n");
        addAll("", program, words, values);
        return HEAD.formatted(program.name()) + words + values + TAIL;
    }

    /** A command and those below it, by all the words that lead there. */
    private static void addAll(String name, CommandSpec command, StringJoiner words, StringJoiner values) {
        List<String> own = new ArrayList<>(
                Words.commands(command).stream().map(CommandSpec::name).toList());
        for (PositionalParamSpec argument : command.positionalParameters()) {
            own.addAll(Words.values(argument));
        }
        add(name, command, own, words, values);
        for (CommandSpec each : Words.commands(command)) {
            addAll((name + " " + each.name()).strip(), each, words, values);
        }
    }

    private static void add(
            String name, CommandSpec command, List<String> own, StringJoiner words, StringJoiner values) {
        for (OptionSpec option : Words.options(command)) {
            own.addAll(List.of(option.names()));
            for (String each : option.names()) {
                if (!Words.values(option).isEmpty()) {
                    values.add(entry(name + " " + each, Words.values(option)));
                }
            }
        }
        words.add(entry(name, own));
    }

    private static String entry(String key, List<String> items) {
        StringJoiner list = new StringJoiner(", ");
        items.forEach(item -> list.add(quoted(item)));
        return "        " + quoted(key) + " = @(" + list + ")\n";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
