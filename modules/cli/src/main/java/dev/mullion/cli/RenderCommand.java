package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.files.RenderedFiles;
import dev.mullion.core.process.ProgramRequest;
import dev.mullion.core.spec.Warning;
import dev.mullion.review.JavaProgram;
import dev.mullion.review.JavaStack;
import dev.mullion.review.fleet.FleetRow;
import dev.mullion.review.fleet.FleetStack;
import dev.mullion.stacks.PreviewText;
import dev.mullion.stacks.StackProgram;
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
    private final FleetOptions fleet;
    private final AskedPrograms programs = new AskedPrograms();

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
        explain(Map.of(), "docs/user-data.md", "mullion render -s prod -o scripts", "mullion render --all -o scripts");
        spec().addOption(directory);
        fleet = FleetOptions.withFormat(main, spec());
    }

    @Override
    public Integer call() throws IOException {
        Path named = directory.getValue();
        Path target = main.path(named);
        if (fleet.areAsked(this, stack)) {
            return fleet.run(of -> rendered(of, target), out(), err());
        }
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

    /** Of many stacks, each has a folder of its own: the same machine of two stacks has the same name. */
    private FleetRow rendered(FleetStack of, Path target) throws IOException {
        RenderedFiles folder = RenderedFiles.ofStack(target, of.project(), of.stack());
        if (JavaProgram.isIn(of.directory())) {
            return programs.ask(of, ProgramRequest.Kind.RENDER, request -> request, (made, said) -> {
                folder.write(JavaStack.scripts(made));
                return FleetRow.well(of, said);
            });
        }
        StackConfig config = StackConfig.load(of.directory(), of.stack(), Optional.empty());
        StackProgram program = StackProgram.of(config, of.directory());
        folder.write(PreviewText.files(program));
        return FleetRow.well(
                of, program.warnings().stream().map(Warning::toString).toList());
    }
}
