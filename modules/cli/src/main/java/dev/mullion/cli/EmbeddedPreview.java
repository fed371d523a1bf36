package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.SpecException;
import dev.mullion.diff.input.PlanInput;
import dev.mullion.preview.Plan;
import dev.mullion.preview.PlanJson;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.StackInput;
import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** A stack file previewed by this program, into a plan file. */
final class EmbeddedPreview {
    private EmbeddedPreview() {}

    /**
     * What to preview.
     *
     * @param side how the user named the side
     * @param directory of the project
     */
    record Request(String side, Path directory, String stack, Optional<Path> configFile) {}

    /**
     * Previews a stack.
     *
     * @param warnings takes each warning's line
     * @param plan the file to write
     */
    static Side.Previewed run(Request request, Consumer<String> warnings, Path plan) throws IOException {
        try {
            StackConfig config = StackConfig.load(request.directory(), request.stack(), request.configFile());
            StackProgram program = StackProgram.of(config, request.directory());
            program.warnings().forEach(warning -> warnings.accept(warning.toString()));
            StackInput input = StackInput.of(config.engine());
            Plan made = PreviewEngine.preview(input, program);
            try (Writer out = Files.newBufferedWriter(plan)) {
                PlanJson.write(made, out);
            }
            return new Side.Previewed.Plan(PlanInput.of(request.side(), input, made), plan);
        } catch (SpecException e) {
            return new Side.Previewed.Failed(
                    String.valueOf(e.getMessage()).lines().toList());
        }
    }
}
