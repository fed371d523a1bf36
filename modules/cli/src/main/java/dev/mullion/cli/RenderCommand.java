package dev.mullion.cli;

import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mullion render}: every script as a file. */
@Command(
        name = "render",
        description =
                "Writes every script that machines and containers of the stack run as a file, and prints the files' names.",
        addMethodSubcommands = false,
        mixinStandardHelpOptions = true)
final class RenderCommand implements Callable<Integer> {
    @Mixin
    private final StackOptions stack;

    @Option(
            names = "-o",
            paramLabel = "DIR",
            required = true,
            description = "Where to write; made when missing. Files that mullion did not write are never overwritten.")
    private @Nullable Path directory;

    @Spec
    private @Nullable CommandSpec spec;

    RenderCommand(Main main) {
        this.stack = new StackOptions(main);
    }

    @Override
    public Integer call() throws IOException {
        StackProgram program = stack.program(stack.config(), Standard.err(spec));
        Map<String, String> files = new TreeMap<>();
        program.scripts().forEach((name, userData) -> files.put(name + RenderedFiles.EXTENSION, userData.script()));
        program.containerScripts().forEach((name, script) -> files.put(name + RenderedFiles.EXTENSION, script));
        Path target = Objects.requireNonNull(directory);
        new RenderedFiles(target).write(files);
        files.keySet().forEach(name -> Standard.out(spec).println(target.resolve(name)));
        return 0;
    }
}
