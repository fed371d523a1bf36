package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.reference.FilledFile;
import dev.mullion.core.spec.UserException;
import dev.mullion.review.JavaProgram;
import dev.mullion.stacks.StackFileReference;
import dev.mullion.stacks.StackProgram;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;

/** {@code mullion config}: the stack file with all that nobody wrote. */
final class ConfigCommand extends Command {
    private final Main main;
    private final Launch launch;
    private final StackOptions stack;

    private final OptionSpec output = output("result");

    ConfigCommand(Main main) {
        super("config", "Prints the stack's configuration with every default filled in and marked.");
        this.main = main;
        launch = main.launch();
        stack = new StackOptions(main, spec());
        spec().addOption(output);
        explain(Map.of(), "docs/reference.md", "mullion config -s prod");
    }

    @Override
    public Integer call() throws IOException {
        if (JavaProgram.isIn(stack.directory())) {
            throw new UserException("the stack is a program in Java, whose defaults its builders have; mullion preview"
                    + " --show-inputs shows what it makes of them");
        }
        StackConfig config = stack.config();
        StackProgram program = stack.program(config, err());
        String filled = FilledFile.of(StackFileReference.read(), config.written(), program.written());
        write(main.target(output.getValue()), launch, WorkflowCommands::defused, out -> out.append(filled));
        return 0;
    }
}
