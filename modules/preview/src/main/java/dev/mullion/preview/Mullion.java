package dev.mullion.preview;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The entry of a program: {@code Mullion.run(...)} stands where Pulumi's documentation says {@code Pulumi.run(...)}. */
public final class Mullion {
    private Mullion() {}

    /**
     * Hands the program to Pulumi when Pulumi started it; previews it on standard output otherwise. Ends the JVM, as
     * {@link Pulumi#run} does: with 1 when the preview failed.
     *
     * @param outsidePulumi what Pulumi would tell the program; not asked when Pulumi does
     */
    public static void run(Consumer<Context> program, Supplier<StackInput> outsidePulumi) {
        if (System.getenv("PULUMI_MONITOR") != null) {
            Pulumi.run(program);
            return;
        }
        StackInput input = outsidePulumi.get();
        Plan plan = PreviewEngine.preview(input, program);
        // The tree's lines are not in every console's own encoding.
        try (Writer out = new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8))) {
            PlanText.write(plan, input.stack(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.exit(plan.failed() ? 1 : 0);
    }
}
