package dev.mullion.stacks;

import com.pulumi.Context;
import com.pulumi.exceptions.RunException;
import dev.mullion.core.config.EngineConfig;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.SpecException;
import dev.mullion.preview.Mullion;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code pulumi up} runs in this project; without Pulumi it previews the stack {@code dev}. */
public final class Main {
    private static final Path PROJECT = Path.of("");

    private Main() {}

    public static void main(String[] args) {
        boolean underPulumi = System.getenv("PULUMI_MONITOR") != null;
        Mullion.run(ctx -> program(underPulumi, ctx).accept(ctx));
    }

    private static StackProgram program(boolean underPulumi, Context ctx) {
        try {
            StackConfig config = underPulumi
                    ? StackConfig.of(EngineConfig.of(System.getenv()), PROJECT)
                    : StackConfig.load(PROJECT, ctx.stackName(), Optional.empty());
            return StackProgram.of(config, PROJECT);
        } catch (SpecException e) {
            // Pulumi prints a RunException's message alone; of any other exception the stack trace as well.
            throw new RunException(e.getMessage());
        }
    }
}
