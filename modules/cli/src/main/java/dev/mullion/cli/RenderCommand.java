package dev.mullion.cli;

import dev.mullion.core.files.RenderedFiles;
import dev.mullion.review.JavaStack;
import dev.mullion.stacks.PreviewText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** {@code mullion render}: every script as a file. */
final class RenderCommand extends Command {
    private final Main main;
    private final Launch launch;
    private final StackOptions stack;

    private final OptionSpec directory = OptionSpec.builder("-o")
            .paramLabel("DIR")
            .required(true)
            .type(Path.class)
            .description("Where to write; made when missing. Files that mullion did not write are never"
                    + " overwritten; of an earlier run for the same stack, what is no longer rendered is removed.")
            .build();

    RenderCommand(Main main) {
        super(
                "render",
                "Writes every script that machines and containers of the stack run as a file, and prints the files' names.");
        this.main = main;
        launch = main.launch();
        stack = new StackOptions(main, spec());
        explain(Map.of(), "docs/user-data.md", "mullion render -s prod -o scripts");
        spec().addOption(directory);
    }

    @Override
    public Integer call() throws IOException {
        Path named = directory.getValue();
        Path target = main.path(named);
        Optional<JavaStack> java = stack.java(stack.stack(), err());
        Optional<Map<String, String>> files = java.isPresent()
                ? java.get().scripts()
                : Optional.of(PreviewText.files(stack.program(stack.config(), err())));
        if (files.isEmpty()) {
            return Main.REFUSED;
        }
        for (Path removed : new RenderedFiles(target, stack.owner()).write(files.get())) {
            err().println("removed " + removed);
        }
        files.get().keySet().forEach(name -> say(launch, target.resolve(name).toString()));
        return 0;
    }
}
