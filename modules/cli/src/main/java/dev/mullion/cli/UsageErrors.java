package dev.mullion.cli;

import dev.mullion.core.spec.Shown;
import dev.mullion.core.text.Nearest;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, with what was probably meant, and where its help is: two lines. */
record UsageErrors(PrintWriter err) implements IParameterExceptionHandler {
    /** Of tools that people come from, to what they want. */
    private static final Map<String, String> FOREIGN = foreign();

    private static Map<String, String> foreign() {
        Map<String, String> words = new TreeMap<>();
        for (String word :
                List.of("up", "destroy", "refresh", "import", "stack", "state", "cancel", "login", "logout")) {
            words.put(word, "that is a command of Pulumi's: pulumi " + word);
        }
        words.put("apply", "pulumi up deploys");
        words.put("deploy", "pulumi up deploys");
        words.put("help", "did you mean --help?");
        words.put("new", "did you mean init?");
        words.put("plan", "did you mean preview?");
        words.put("synth", "did you mean render?");
        return words;
    }

    @Override
    public int handleParseException(ParameterException exception, String[] args) {
        CommandSpec command = exception.getCommandLine().getCommandSpec();
        err.println(message(exception, command));
        err.println("See " + command.qualifiedName() + " --help");
        return command.exitCodeOnInvalidInput();
    }

    private static String message(ParameterException exception, CommandSpec command) {
        if (exception instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String first = unmatched.getUnmatched().get(0);
            return first.startsWith("-") ? unknownOption(first, command) : unknownWord(first, command);
        }
        // What is missing may be what the unknown option was to say.
        Optional<String> unknown = exception.getCommandLine().getUnmatchedArguments().stream()
                .filter(word -> word.startsWith("-"))
                .findFirst();
        if (unknown.isPresent() && exception instanceof MissingParameterException) {
            return unknownOption(unknown.get(), command);
        }
        String message = String.valueOf(exception.getMessage());
        return message.equals("Missing required subcommand")
                ? message + "; use " + Shown.either(commands(command))
                : message;
    }

    private static String unknownOption(String word, CommandSpec command) {
        String option = word.replaceFirst("=.*", "");
        List<String> known = command.options().stream()
                .map(OptionSpec::longestName)
                .filter(name -> name.startsWith("--"))
                .toList();
        Optional<String> meant = foreignOption(option, command)
                .or(() -> Nearest.to(option, known))
                .or(() -> byFirstWord(option, known))
                .or(() -> Optional.of(option.toLowerCase(Locale.ROOT)).filter(lower -> has(command, lower)));
        return "Unknown option: '" + option + "'"
                + meant.map(name -> "; did you mean " + name + "?").orElse("");
    }

    /** What other tools call an option of this command. */
    private static Optional<String> foreignOption(String option, CommandSpec command) {
        return switch (option) {
            case "--out", "--output" -> Optional.of("-o").filter(name -> has(command, name));
            case "--cwd", "--dir", "--directory" -> Optional.of("-C").filter(name -> has(command, name));
            default -> format(option.replaceFirst("^--", ""), command);
        };
    }

    /** {@code --format json} for {@code --json}, of a command that has that format. */
    private static Optional<String> format(String word, CommandSpec command) {
        return Optional.ofNullable(command.findOption("--format"))
                .filter(format -> ((WordConverter<?>) format.completionCandidates())
                        .words()
                        .contains(word))
                .map(format -> "--format " + word);
    }

    /** The option whose first word is closest to all of what was written: {@code --config-file} to {@code --confg}. */
    private static Optional<String> byFirstWord(String option, List<String> known) {
        List<String> words =
                known.stream().map(name -> name.replaceFirst("(?<=\\w)-.*", "")).toList();
        return Nearest.to(option, words)
                .filter(word -> Collections.frequency(words, word) == 1)
                .map(word -> known.get(words.indexOf(word)));
    }

    private static boolean has(CommandSpec command, String option) {
        return command.findOption(option) != null;
    }

    private static String unknownWord(String word, CommandSpec command) {
        if (!command.subcommands().isEmpty()) {
            Optional<String> hint = Optional.ofNullable(FOREIGN.get(word))
                    .or(() -> Nearest.to(word, commands(command)).map(meant -> "did you mean " + meant + "?"));
            return "Unknown command: '" + word + "'; " + hint.orElseGet(() -> "use " + Shown.either(commands(command)));
        }
        return "Unknown argument: '" + word + "'"
                + (command.findOption("-s") == null ? "" : "; a stack is named with -s, its file with --config-file");
    }

    private static List<String> commands(CommandSpec command) {
        return List.copyOf(command.subcommands().keySet());
    }
}
