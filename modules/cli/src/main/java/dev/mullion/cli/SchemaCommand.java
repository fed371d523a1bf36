package dev.mullion.cli;

import dev.mullion.core.reference.JsonSchema;
import dev.mullion.stacks.StackFileReference;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.OptionSpec;

/** {@code mullion schema}: what editors check stack files with. */
final class SchemaCommand extends Command {
    private final OptionSpec output = OptionSpec.builder("-o")
            .paramLabel("FILE")
            .type(Path.class)
            .description("Write the schema to a file instead of standard output.")
            .build();

    SchemaCommand() {
        super("schema", "Writes the JSON Schema (2020-12) of stack files, for editors.");
        spec().addOption(output);
    }

    @Override
    public Integer call() throws IOException {
        String schema = JsonSchema.of(StackFileReference.read().root());
        write(output.getValue(), out -> out.append(schema));
        return 0;
    }
}
