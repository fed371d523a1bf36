package dev.mullion.cli;

import dev.mullion.core.files.IoProblem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.UserException;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.review.RunningBuild;
import dev.mullion.review.post.ReportPublisher;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullion}: what the project at hand would make, and what its machines would run. */
public final class Main {
    /** Problems were printed. */
    static final int REFUSED = 1;

    private final OptionSpec directory = OptionSpec.builder("-C")
            .paramLabel("DIR")
            .type(String.class)
            .description("Work in this project instead of the current directory.")
            .build();

    private final Launch launch;

    private Main(Launch launch) {
        this.launch = launch;
    }

    /** How this program was started. */
    Launch launch() {
        return launch;
    }

    /** What runs here, and what the launcher built it from. */
    RunningBuild build() {
        return new RunningBuild(
                new Version().getVersion()[0] + " " + System.getProperty("java.class.path", ""), launch.root());
    }

    /** Where {@code -C} points. */
    @Nullable
    String directory() {
        return directory.getValue();
    }

    /** The same as a path. */
    Path project() {
        @Nullable String named = directory();
        return Path.of(named == null ? "" : named);
    }

    public static void main(String[] args) {
        ReportPublisher.allowPasswordsOfProxies();
        // Long results are flushed once, and both streams speak UTF-8 whatever the terminal's locale says.
        StandardOutput result = new StandardOutput();
        PrintWriter out = new PrintWriter(new OutputStreamWriter(result, StandardCharsets.UTF_8));
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        int status = run(args, out, err, Launch.of(System.getProperties(), System.getenv()));
        out.flush();
        status = result.problem().map(line -> told(line, err)).orElse(status);
        err.flush();
        System.exit(status);
    }

    private static int told(String problem, PrintWriter err) {
        err.println(problem);
        return REFUSED;
    }

    /** The exit status. */
    static int run(String[] args, PrintWriter out, PrintWriter errors, Launch launch) {
        PrintWriter err =
                new PrintWriter(new ShownWriter(errors, WorkflowCommands.areRead(launch.environment())), true);
        // Before anything else, since reading the command line already takes its time.
        if (List.of(args).contains("preview") || List.of(args).contains("diff")) {
            PreviewEngine.rehearse();
        }
        CommandSpec spec = spec(args, launch);
        // No lambda here: the class archive takes no class of picocli that one was made for, as old as their files are.
        return new CommandLine(spec)
                // @{u} and @~1 are revisions; picocli would read options out of a file of that name, which anybody may
                // commit.
                .setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF)) // err shows no colours
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(new Refusals(err))
                .execute(args);
    }

    /** All commands, as they are offered to whoever names none. */
    static CommandSpec spec() {
        return spec(new String[0], Launch.of(new Properties(), Map.of()));
    }

    private static CommandSpec spec(String[] args, Launch launch) {
        Main main = new Main(launch);
        CommandSpec spec = CommandSpec.create().addOption(main.directory);
        Command.describe(
                spec, "mullion", "Windows container platforms on AWS from stack files, previewed without an account.");
        spec.usageMessage().synopsisSubcommandLabel("COMMAND");
        for (Command command : main.commands(args)) {
            spec.addSubcommand(command.spec().name(), command.spec());
        }
        return spec;
    }

    /** What is the user's to know is said in lines; all else is a defect of ours, with its stack trace. */
    private record Refusals(PrintWriter err) implements IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed)
                throws Exception {
            if (exception instanceof SpecException || exception instanceof UserException) {
                err.println(exception.getMessage());
                return REFUSED;
            }
            if (exception instanceof IOException io) {
                err.println(IoProblem.line(io));
                return REFUSED;
            }
            throw exception;
        }
    }

    /** The command that comes first, or all: behind {@code -C}, for the help, for what else there is to say. */
    private List<Command> commands(String[] args) {
        return switch (args.length == 0 ? "" : args[0]) {
            case "preview" -> List.of(new PreviewCommand(this));
            case "render" -> List.of(new RenderCommand(this));
            case "validate" -> List.of(new ValidateCommand(this));
            case "diff" -> List.of(new DiffCommand(this));
                        new CheckCommand(this),
                        new ExplainCommand(),
                        new SchemaCommand(),
                        new ConfigCommand(this));
            default ->
                List.of(
                        new PreviewCommand(this),
                        new RenderCommand(this),
                        new ValidateCommand(this),
                        new DiffCommand(this),
                        new CompletionCommand(),
                        new VersionCommand(),
                        new CheckCommand(this),
                        new ConfigCommand(this),
                        new ExplainCommand(),
                        new SchemaCommand());
        };
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {BuiltFrom.line()};
        }
    }
}
