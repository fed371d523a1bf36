package dev.mullion.stacks;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.StackOptions;
import dev.mullion.aws.ProgramContext;
import dev.mullion.core.config.EngineConfig;
import dev.mullion.core.config.ProjectSearch;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.process.ProgramRequest;
import dev.mullion.core.spec.SpecException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The entry of a program in Java: it stands where Pulumi's documentation says {@code Pulumi.run(...)}. */
public final class Mullion {
    /**
     * Pulumi's SDK waits on one thread of the common pool for another. A JDK 25 keeps to that pool however small it is, and gives two
     * processors one thread: programs would hang.
     */
    private static final String COMMON_THREADS = "java.util.concurrent.ForkJoinPool.common.parallelism";

    private static final int ENOUGH_THREADS = 4;

    static {
        boolean isSmall = Runtime.getRuntime().availableProcessors() <= ENOUGH_THREADS;
        if (isSmall && System.getProperty(COMMON_THREADS) == null) {
            System.setProperty(COMMON_THREADS, String.valueOf(ENOUGH_THREADS));
        }
    }

    private Mullion() {}

    /**
     * Makes the stack that is described, of the project in the current directory: in Pulumi when Pulumi started this JVM,
     * else as a preview of the stack {@code dev}, on standard output. The commands of {@code mullion} (preview, validate,
     * render, diff) run the same program. Ends the JVM, as {@link Pulumi#run} does: with 1 when something is refused.
     */
    public static void run(Consumer<Stack> description) {
        if (isUnderPulumi()) {
            StackOptions options = StackOptions.builder()
                    .resourceTransformations(LanguageAliases.of(EngineConfig.of(System.getenv())))
                    .build();
            Pulumi.withOptions(options).run(ctx -> underPulumi(description).accept(ctx));
            return;
        }
        answer(answer -> answer.of(config -> StackProgram.of(config, project(), description)));
    }

    /**
     * The same for a program of Pulumi's own kind, which makes Mullion's components one by one: without Pulumi it is
     * previewed. Such a program has no scripts to render and no forecast. Two components of one name in AWS are refused, and
     * at its end customizations that met no child.
     */
    public static void runProgram(Consumer<Context> program) {
        Consumer<Context> checked = ctx -> ProgramContext.run(ctx, program);
        if (isUnderPulumi()) {
            Pulumi.run(checked);
            return;
        }
        answer(answer -> answer.ofRun(checked));
    }

    /** The current directory, or above it where Pulumi.yaml names a folder of the program's own ({@code main:}). */
    private static Path project() {
        try {
            return ProjectSearch.from(Path.of(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isUnderPulumi() {
        return System.getenv("PULUMI_MONITOR") != null;
    }

    private static StackProgram underPulumi(Consumer<Stack> description) {
        try {
            Path project = project();
            StackConfig config = StackConfig.of(EngineConfig.of(System.getenv()), project);
            return StackProgram.of(config.reading(new EngineStacks()), project, description);
        } catch (SpecException e) {
            // Pulumi prints a RunException's message alone; of any other exception the stack trace as well.
            throw new RunException(e.getMessage());
        }
    }

    private interface Asked {
        int to(ProgramAnswer answer) throws IOException;
    }

    private static void answer(Asked asked) {
        // The tree's lines are not in every console's own encoding. The streams stay open: they may be Maven's
        // (exec:java).
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8));
        int status;
        try {
            ProgramRequest request = ProgramRequest.of(System.getProperties());
            status = asked.to(new ProgramAnswer(request, project(), System.getenv(), out, err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            out.flush();
            err.flush();
        }
        System.exit(status);
    }
}
