package dev.mullion.cli;

import dev.mullion.core.reference.JsonSchema;
import dev.mullion.stacks.StackFileReference;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;

/** {@code mullion schema}: what editors check stack files with. */
final class SchemaCommand extends Command {
    private final OptionSpec output = output("schema");

    private final Main main;

    SchemaCommand(Main main) {
        super("schema", "Writes the JSON Schema (2020-12) of stack files, for editors.");
        this.main = main;
        spec().addOption(output);
        explain(Map.of(), "docs/editor.md", "mullion schema -o mullion.schema.json");
    }

    @Override
    public Integer call() throws IOException {
        String schema = JsonSchema.of(StackFileReference.read().root());
        write(main.target(output.getValue()), out -> out.append(schema));
        return 0;
    }
}
