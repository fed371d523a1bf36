package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.SpecException;
import dev.mullion.diff.input.PlanInput;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PlanJson;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import dev.mullion.review.Previewer;
import dev.mullion.review.Source;
import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A stack file previewed by this program, into a plan file. */
final class EmbeddedPreview implements Previewer {
    @Override
    public Source.Previewed preview(Request request, Consumer<String> warnings, Path plan) throws IOException {
        try {
            StackConfig config = StackConfig.load(
                    request.directory(),
                    request.stack(),
                    request.configFile(),
                    request.configFileName().or(() -> request.configFile().map(Path::toString)));
            StackProgram program = StackProgram.of(config, request.directory());
            program.warnings().forEach(warning -> warnings.accept(warning.toString()));
            StackInput input = program.input();
            Plan made = PreviewEngine.preview(input, program);
            try (Writer out = Files.newBufferedWriter(plan)) {
                PlanJson.write(made, out);
            }
            return new Source.Previewed.Plan(PlanInput.of(request.side(), input.project(), input.stack(), made), plan);
        } catch (SpecException e) {
            return new Source.Previewed.Failed(
                    String.valueOf(e.getMessage()).lines().toList());
        }
    }
}
