package dev.mullion.cli;

import dev.mullion.core.config.ProjectSearch;
import dev.mullion.core.process.Scratch;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.review.Refusal;
import dev.mullion.review.RunningBuild;
import dev.mullion.review.post.ReportPublisher;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** What stands for standard input in the place of a file. */
    private static final Path STANDARD_INPUT = Path.of("-");

    /** As much of it as a stack file may have, and a byte more, so that a larger one is refused. */
    private static final int MOST_INPUT = (1 << 20) + 1;

    /** What picocli lays a help out in. */
    private static final int LEAST_WIDTH = 55;

    /** {@code -C} before the command, and that of the command. */
    private final List<OptionSpec> directories = new ArrayList<>();

    private final Launch launch;
    private @Nullable Scratch input;

    private Main(Launch launch) {
        this.launch = launch;
    }

    /** How this program was started. */
    Launch launch() {
        return launch;
    }

    /** What runs here, and what the launcher built it from. */
    RunningBuild build() {
        return new RunningBuild(BuiltFrom.line() + " " + System.getProperty("java.class.path", ""), launch.root());
    }

    private OptionSpec directory() {
        OptionSpec option = OptionSpec.builder("-C")
                .paramLabel("DIR")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .initialValue(List.of())
                .description("Run as if started in DIR: every relative path is one from there.")
                .build();
        directories.add(option);
        return option;
    }

    /** Where {@code -C} points, each from the one before it. */
    List<String> directories() {
        List<String> all = new ArrayList<>();
        for (OptionSpec option : directories) {
            @Nullable List<String> named = option.getValue(); // null of a command that was not called
            if (named != null) {
                all.addAll(named);
            }
        }
        return all;
    }

    /** A path that the user names, from where {@code -C} points. */
    Path path(Path named) {
        Path from = Path.of("");
        for (String directory : directories()) {
            from = from.resolve(directory);
        }
        return from.resolve(named);
    }

    /** The same of a file to write, if one is named. */
    @Nullable
    Path target(@Nullable Path named) {
        return named == null ? null : path(named);
    }

    /** The folder of the project that the user is in. */
    Path project() throws IOException {
        return ProjectSearch.from(path(Path.of("")));
    }

    static boolean isStandardInput(Path file) {
        return file.equals(STANDARD_INPUT);
    }

    /** What messages call the file of {@code --config-file}. */
    Optional<String> configFileName(Optional<Path> named) {
        return named.map(
                file -> isStandardInput(file) ? "standard input" : path(file).toString());
    }

    /** The file of {@code --config-file}; what comes on standard input is written into one, since it is read more than once. */
    Optional<Path> configFile(Optional<Path> named) throws IOException {
        if (named.filter(Main::isStandardInput).isEmpty()) {
            return named.map(this::path);
        }
        if (input == null) {
            input = Scratch.make();
            Files.write(standardInput(input), System.in.readNBytes(MOST_INPUT));
        }
        return Optional.of(standardInput(input));
    }

    private static Path standardInput(Scratch scratch) {
        return scratch.directory().resolve("standard-input.yaml");
    }

    public static void main(String[] args) {
        ProcessorLimit.watch(Thread.currentThread());
        ReportPublisher.allowPasswordsOfProxies();
        // Long results are flushed once, and both streams speak UTF-8 whatever the terminal's locale says.
        StandardOutput result = new StandardOutput();
        PrintWriter out = new PrintWriter(new OutputStreamWriter(result, StandardCharsets.UTF_8)) {
            @Override
            public void println() { // a result has the same bytes on every system
                write('\n');
            }
        };
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
        Main main = new Main(launch);
        try {
            return main.run(args, out, err);
        } catch (StackOverflowError | OutOfMemoryError e) { // no exceptions, which picocli would hand on
            return told(Refusal.lines(e).orElseThrow(), err);
        } finally {
            if (main.input != null) {
                main.input.close();
            }
        }
    }

    private int run(String[] args, PrintWriter out, PrintWriter err) {
        CommandSpec spec = spec(args);
        // No lambda here: the class archive takes no class of picocli that one was made for, as old as their files are.
        CommandLine commandLine = new CommandLine(spec)
                // @{u} and @~1 are revisions; picocli would read options out of a file of that name, which anybody may
                // commit.
                .setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF)) // err shows no colours
                .setOut(out)
                .setErr(err)
                .setExecutionStrategy(new NamedFiles())
                .setParameterExceptionHandler(new UsageErrors(err))
                .setExecutionExceptionHandler(new Refusals(err));
        setWidth(commandLine, args);
        return commandLine.execute(args);
    }

    /** Of helps: what the user says, else that of the terminal, else 80 columns. */
    private void setWidth(CommandLine commandLine, String[] args) {
        String columns = launch.environment().getOrDefault("COLUMNS", "");
        if (columns.matches("[1-9]\\d{1,3}")) {
            commandLine.setUsageHelpWidth(Math.max(LEAST_WIDTH, Integer.parseInt(columns)));
        } else if (launch.isTerminal("out") && asksForHelp(args)) {
            TerminalWidth.of(launch.environment())
                    .ifPresent(width -> commandLine.setUsageHelpWidth(Math.max(LEAST_WIDTH, width)));
        }
    }

    private static boolean asksForHelp(String[] args) {
        return args.length == 0
                || List.of(args).contains("--help")
                || List.of(args).contains("-h");
    }

    /** All commands, as they are offered to whoever names none. */
    static CommandSpec spec() {
        return new Main(Launch.of(new Properties(), Map.of())).spec(new String[0]);
    }

    private CommandSpec spec(String[] args) {
        CommandSpec spec = CommandSpec.create().addOption(directory());
        Command.describe(
                spec, "mullion", "Windows container platforms on AWS from stack files, previewed without an account.");
        spec.usageMessage().synopsisSubcommandLabel("COMMAND");
        Command.explain(spec, Map.of(), "README.md", "mullion preview", "mullion diff main", "mullion preview --help");
        for (CommandSpec command : commands(args)) {
            addDirectory(command);
            spec.addSubcommand(command.name(), command);
        }
        return spec;
    }

    /** In a command and those below it. */
    private void addDirectory(CommandSpec command) {
        command.addOption(directory());
        command.subcommands().values().forEach(below -> addDirectory(below.getCommandSpec()));
    }

    /** What is the user's to know is said in lines; all else is a defect of ours, with its stack trace. */
    private record Refusals(PrintWriter err) implements IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed)
                throws Exception {
            err.println(Refusal.lines(exception).orElseThrow(() -> exception));
            return REFUSED;
        }
    }

    /** The command that comes first, or all: behind {@code -C}, for the help, for what else there is to say. */
    private List<CommandSpec> commands(String[] args) {
        return switch (args.length == 0 ? "" : args[0]) {
            case "preview" -> List.of(new PreviewCommand(this).spec());
            case "render" -> List.of(new RenderCommand(this).spec());
            case "validate" -> List.of(new ValidateCommand(this).spec());
            case "diff" -> List.of(new DiffCommand(this).spec());
            case "check" -> List.of(new CheckCommand(this).spec());
            case "ami" -> List.of(AmiCommand.spec(this));
            case "doctor" -> List.of(new DoctorCommand(this).spec());
            case "adopt" -> List.of(new AdoptCommand(this).spec());
            case "operator" -> List.of(new OperatorCommand(this).spec());
            case "explain" -> List.of(new ExplainCommand().spec());
            case "schema" -> List.of(new SchemaCommand(this).spec());
            case "config" -> List.of(new ConfigCommand(this).spec());
            case "init" -> List.of(new InitCommand(this).spec());
            default ->
                List.of(
                        new PreviewCommand(this).spec(),
                        new RenderCommand(this).spec(),
                        new ValidateCommand(this).spec(),
                        new DiffCommand(this).spec(),
                        new CheckCommand(this).spec(),
                        AmiCommand.spec(this),
                        new DoctorCommand(this).spec(),
                        new AdoptCommand(this).spec(),
                        new OperatorCommand(this).spec(),
                        new ConfigCommand(this).spec(),
                        new ExplainCommand().spec(),
                        new SchemaCommand(this).spec(),
                        new InitCommand(this).spec(),
                        new CompletionCommand().spec(),
                        new VersionCommand().spec());
        };
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {BuiltFrom.line()};
        }
    }
}
