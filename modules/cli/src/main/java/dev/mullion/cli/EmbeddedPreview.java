package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.SpecException;
import dev.mullion.preview.Plan;
import dev.mullion.preview.PlanJson;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.StackInput;
import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A stack file previewed by this program, into a plan file. */
final class EmbeddedPreview {
    private EmbeddedPreview() {}

    /**
     * Previews a stack.
     *
     * @param directory of the project
     * @param warnings takes each warning's line
     * @param plan the file to write
     */
    static Side.Previewed run(
            Path directory, String stack, Optional<Path> configFile, Consumer<String> warnings, Path plan)
            throws IOException {
        try {
            StackConfig config = StackConfig.load(directory, stack, configFile);
            StackProgram program = StackProgram.of(config, directory);
            program.warnings().forEach(warning -> warnings.accept(warning.toString()));
            write(PreviewEngine.preview(StackInput.of(config.engine()), program), plan);
            return new Side.Previewed.Plan(plan);
        } catch (SpecException e) {
            String folder = directory.toString().isEmpty() ? "" : directory + "/";
            List<String> problems = String.valueOf(e.getMessage())
                    .lines()
                    .map(line -> folder.isEmpty() ? line : line.replace(folder, ""))
                    .toList();
            return new Side.Previewed.Failed(problems);
        }
    }

    static void write(Plan plan, Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            PlanJson.write(plan, out);
        }
    }
}
