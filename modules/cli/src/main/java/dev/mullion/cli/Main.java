package dev.mullion.cli;

import dev.mullion.core.spec.SpecException;
import dev.mullion.diff.revision.RevisionException;
import dev.mullion.preview.PreviewEngine;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** {@code mullion}: what the project at hand would make, and what its machines would run. */
@Command(
        name = "mullion",
        description = "Windows container platforms on AWS from stack files, previewed without an account.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PreviewCommand.class, RenderCommand.class, ValidateCommand.class, DiffCommand.class})
public final class Main {
    /** Problems were printed. */
    static final int REFUSED = 1;

    @Option(names = "-C", paramLabel = "DIR", description = "Work in this project instead of the current directory.")
    private @Nullable String directory;

    private final Map<String, String> environment;

    private Main(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The variables that a CI job tells of itself in. */
    Map<String, String> environment() {
        return environment;
    }

    /** Where {@code -C} points. */
    @Nullable
    String directory() {
        return directory;
    }

    public static void main(String[] args) {
        // Before anything else, since reading the command line already takes its time.
        if (List.of(args).contains("preview") || List.of(args).contains("diff")) {
            PreviewEngine.rehearse();
        }
        // Long results are flushed once, and both streams speak UTF-8 whatever the terminal's locale says.
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        int status = commandLine(out, err, System.getenv()).execute(args);
        out.flush();
        err.flush();
        System.exit(status);
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err, Map<String, String> environment) {
        return new CommandLine(new Main(environment))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((exception, commandLine, parsed) -> {
                    if (exception instanceof SpecException
                            || exception instanceof UserException
                            || exception instanceof RevisionException) {
                        err.println(exception.getMessage());
                        return REFUSED;
                    }
                    if (exception instanceof IOException io) {
                        err.println(IoProblem.line(io));
                        return REFUSED;
                    }
                    throw exception;
                });
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"mullion " + (version == null ? "(not packaged)" : version)};
        }
    }
}
