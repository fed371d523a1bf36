package dev.mullion.cli;

import dev.mullion.core.spec.Shown;
import dev.mullion.core.text.Nearest;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.IParameterExceptionHandler;
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
        return "Unknown option: '" + option + "'"
                + Nearest.to(option, known)
                        .map(meant -> "; did you mean " + meant + "?")
                        .orElse("");
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
