package dev.mullion.cli;

import dev.mullion.core.files.RenderedFiles;
import dev.mullion.stacks.ScriptList;
import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.OptionSpec;

/** {@code mullion render}: every script as a file. */
final class RenderCommand extends Command {
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
        stack = new StackOptions(main, spec());
        spec().addOption(directory);
    }

    @Override
    public Integer call() throws IOException {
        StackProgram program = stack.program(stack.config(), err());
        Map<String, String> files = new TreeMap<>();
        program.scripts().forEach((name, userData) -> files.put(ScriptList.file(name), userData.script()));
        program.containerScripts().forEach((name, script) -> files.put(ScriptList.file(name), script));
        Path target = directory.getValue();
        new RenderedFiles(target).write(files);
        files.keySet().forEach(name -> out().println(target.resolve(name)));
        return 0;
    }
}
