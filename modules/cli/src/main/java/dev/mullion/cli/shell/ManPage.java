package dev.mullion.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A page of section 1, in the macros of man(7).
 *
 * @param file its name: {@code mullion-diff.1}
 * @param text what is in it
 */
public record ManPage(String file, String text) {
    /** One for the program, and one for each of its commands and of those below them. */
    public static List<ManPage> all(CommandSpec program) {
        List<ManPage> pages = new ArrayList<>();
        add(program.name(), program, pages);
        return pages;
    }

    private static void add(String called, CommandSpec spec, List<ManPage> pages) {
        List<CommandSpec> commands = Words.commands(spec);
        pages.add(page(called.replace(' ', '-'), called, spec, commands));
        commands.forEach(command -> add(called + " " + command.name(), command, pages));
    }

    private static ManPage page(String name, String called, CommandSpec spec, List<CommandSpec> commands) {
        StringBuilder text = new StringBuilder();
        text.append(".TH ")
                .append(name.toUpperCase(Locale.ROOT))
                .append(" 1\n.SH NAME\n")
                .append(escaped(name))
                .append(" \\- ")
                .append(escaped(lowered(Words.description(spec))))
                .append("\n.SH SYNOPSIS\n.B ")
                .append(escaped(called))
                .append('\n')
                .append(commands.isEmpty() ? "" : "COMMAND\n")
                .append("[OPTION]...\n");
        for (PositionalParamSpec argument : spec.positionalParameters()) {
            text.append(argument.required() ? argument.paramLabel() : "[" + argument.paramLabel() + "]")
                    .append('\n');
        }
        text.append(".SH DESCRIPTION\n")
                .append(paragraph(Stream.of(spec.usageMessage().description())))
                .append('\n');
        if (!commands.isEmpty()) {
            text.append(".SH COMMANDS\n");
            for (CommandSpec command : commands) {
                item(
                        name + "-" + command.name() + "(1)",
                        Stream.of(command.usageMessage().description()),
                        text);
            }
        }
        if (!spec.positionalParameters().isEmpty()) {
            text.append(".SH ARGUMENTS\n");
            for (PositionalParamSpec argument : spec.positionalParameters()) {
                item(argument.paramLabel(), Stream.of(argument.description()), text);
            }
        }
        text.append(".SH OPTIONS\n");
        for (OptionSpec option : Words.options(spec)) {
            String names = String.join(", ", option.names());
            String label = Words.hasValue(option) ? " " + option.paramLabel() : "";
            item(names + label, Stream.of(option.description()), text);
        }
        if (!spec.usageMessage().exitCodeList().isEmpty()) {
            text.append(".SH EXIT STATUS\n");
            spec.usageMessage().exitCodeList().forEach((code, meaning) -> item(code, Stream.of(meaning), text));
        }
        Stream.of(spec.usageMessage().footer()).findFirst().ifPresent(first -> text.append(".SH NOTES\n.nf\n")
                .append(Stream.of(spec.usageMessage().footer())
                        .map(ManPage::escaped)
                        .collect(Collectors.joining("\n")))
                .append("\n.fi\n"));
        return new ManPage(name + ".1", text.toString());
    }

    private static void item(String tag, Stream<String> description, StringBuilder text) {
        text.append(".TP\n.B ")
                .append(escaped(tag))
                .append('\n')
                .append(paragraph(description))
                .append('\n');
    }

    private static String paragraph(Stream<String> lines) {
        return escaped(lines.collect(Collectors.joining(" ")));
    }

    private static String lowered(String sentence) {
        return sentence.isEmpty()
                ? sentence
                : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    /** A dot or a quote at the start of a line would be a request, a hyphen is to be one that can be copied. */
    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
