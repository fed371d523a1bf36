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
    private final Launch launch;
    private final StackOptions stack;

    private final OptionSpec directory = OptionSpec.builder("-o")
            .paramLabel("DIR")
            .required(true)
            .type(Path.class)
            .description("Where to write; made when missing. Files that mullion did not write are never overwritten.")
            .build();

    RenderCommand(Main main) {
        super(
                "render",
                "Writes every script that machines and containers of the stack run as a file, and prints the files' names.");
        launch = main.launch();
        stack = new StackOptions(main, spec());
        spec().addOption(directory);
    }

    @Override
    public Integer call() throws IOException {
        Path target = directory.getValue();
        if (target.toString().isBlank()) {
            throw misused("-o has no value; name a directory");
        }
        Optional<JavaStack> java = stack.java(stack.stack(), err());
        Optional<Map<String, String>> files = java.isPresent()
                ? java.get().scripts()
                : Optional.of(PreviewText.files(stack.program(stack.config(), err())));
        if (files.isEmpty()) {
            return Main.REFUSED;
        }
        new RenderedFiles(target).write(files.get());
        files.get().keySet().forEach(name -> say(launch, target.resolve(name).toString()));
        return 0;
    }
}
