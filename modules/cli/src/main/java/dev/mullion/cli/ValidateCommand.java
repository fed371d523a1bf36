package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.process.ProgramRequest;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.UserException;
import dev.mullion.review.JavaStack;
import dev.mullion.stacks.StackProgram;
import dev.mullion.stacks.ValidText;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;

/** {@code mullion validate}: configuration and scripts, without a preview. */
final class ValidateCommand extends Command {
    private final Launch launch;
    private final StackOptions stack;

    private final OptionSpec all = OptionSpec.builder("--all")
            .type(boolean.class)
            .initialValue(false)
            .description("Check every stack of the project.")
            .build();

    ValidateCommand(Main main) {
        super("validate", "Checks the configuration and the scripts made from it, and nothing else.");
        launch = main.launch();
        stack = new StackOptions(main, spec());
        explain(Map.of(), "README.md", "mullion validate --all");
        spec().addOption(all);
    }

    @Override
    public Integer call() throws IOException {
        boolean everyOne = all.getValue();
        if (!everyOne) {
            return validate(stack.stack(), Optional.empty());
        }
        if (stack.namesOne()) {
            throw misused("--all goes with neither -s nor --config-file");
        }
        Set<String> stacks = StackConfig.stacks(stack.directory());
        if (stacks.isEmpty()) {
            throw new UserException("no stack has a file; write Pulumi.dev.yaml");
        }
        int status = 0;
        for (String name : stacks) {
            try {
                status = Math.max(status, validate(name, Optional.of(name)));
            } catch (SpecException e) {
                err().println(e.getMessage());
                status = Main.REFUSED;
            }
        }
        return status;
    }

    /** @param one of all stacks; without it the one that the options name */
    private int validate(String name, Optional<String> one) throws IOException {
        Optional<JavaStack> java = stack.java(name, err());
        if (java.isPresent()) {
            if (!java.get().ask(java.get().request(ProgramRequest.Kind.VALIDATE))) {
                return Main.REFUSED;
            }
        } else {
            StackConfig config =
                    one.isPresent() ? StackConfig.load(stack.directory(), name, Optional.empty()) : stack.config();
            ValidText.lines(StackProgram.of(config, stack.directory()), launch.environment())
                    .forEach(err()::println);
        }
        say(launch, name + ": valid");
        return 0;
    }
}
