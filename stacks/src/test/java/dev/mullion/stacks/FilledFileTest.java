package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.reference.FilledFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stack files with every default filled in: they are stack files, and say the same. */
class FilledFileTest {
    @Test
    void isTakenAndSaysTheSame(@TempDir Path directory) throws IOException {
        for (Path file : FileSchemaTest.files()) {
            if (Files.exists(file.resolveSibling("pom.xml"))) {
                continue;
            }
            StackConfig config = StackConfig.load(StackFiles.ROOT, "dev", Optional.of(file));
            StackProgram program = StackProgram.of(config, StackFiles.ROOT);

            String filled = FilledFile.of(StackFileReference.read(), config.written(), program.written());

            assertThat(FileSchema.errors(filled).orElseThrow())
                    .as(file.toString())
                    .isEmpty();
            Path again = Files.writeString(directory.resolve("Pulumi.filled.yaml"), filled);
            StackProgram refilled =
                    StackProgram.of(StackConfig.load(StackFiles.ROOT, "dev", Optional.of(again)), StackFiles.ROOT);
            assertThat(refilled.written()).as(file.toString()).isEqualTo(program.written());
        }
    }
}
