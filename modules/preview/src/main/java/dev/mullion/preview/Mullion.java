package dev.mullion.preview;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.SpecException;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PlanJson;
import dev.mullion.plan.PlanText;
import dev.mullion.preview.engine.StackInput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The entry of a program: {@code Mullion.run(...)} stands where Pulumi's documentation says {@code Pulumi.run(...)}. */
public final class Mullion {
    private Mullion() {}

    /**
     * Runs the program of the project in the current directory: in Pulumi when Pulumi started this JVM, else as a
     * preview of the stack {@code dev}, or of the one that the system property {@code mullion.stack} names. The preview goes
     * to standard output, or as JSON into the file that the system property {@code mullion.plan} names.
     */
    public static void run(Consumer<Context> program) {
        run(program, () -> {
            String stack = System.getProperty("mullion.stack", "dev");
            return StackInput.of(
                    StackConfig.load(Path.of(""), stack, Optional.empty()).engine());
        });
    }

    /**
     * Hands the program to Pulumi when Pulumi started it; previews it on standard output otherwise. Ends the JVM, as
     * {@link Pulumi#run} does: with 1 when the preview failed.
     *
     * @param outsidePulumi what Pulumi would tell the program; not asked when Pulumi does
     */
    static void run(Consumer<Context> program, Supplier<StackInput> outsidePulumi) {
        if (System.getenv("PULUMI_MONITOR") != null) {
            Pulumi.run(program);
            return;
        }
        StackInput input;
        try {
            input = outsidePulumi.get();
        } catch (SpecException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        Plan plan = PreviewEngine.preview(input, program);
        try {
            write(plan, input.stack());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.exit(plan.failed() ? 1 : 0);
    }

    private static void write(Plan plan, String stack) throws IOException {
        String file = System.getProperty("mullion.plan", "");
        if (!file.isEmpty()) {
            try (Writer out = Files.newBufferedWriter(Path.of(file))) {
                PlanJson.write(plan, out);
            }
            return;
        }
        // The tree's lines are not in every console's own encoding. The stream stays open: it may be Maven's
        // (exec:java).
        Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        PlanText.write(plan, stack, out);
        out.flush();
    }
}
