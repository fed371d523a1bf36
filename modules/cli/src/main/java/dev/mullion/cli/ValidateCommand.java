package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.UserException;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;

/** {@code mullion validate}: configuration and scripts, without a preview. */
final class ValidateCommand extends Command {
    private final StackOptions stack;

    private final OptionSpec all = OptionSpec.builder("--all")
            .type(boolean.class)
            .initialValue(false)
            .description("Check every stack of the project.")
            .build();

    ValidateCommand(Main main) {
        super("validate", "Checks the configuration and the scripts made from it, and nothing else.");
        stack = new StackOptions(main, spec());
        spec().addOption(all);
    }

    @Override
    public Integer call() {
        boolean everyOne = all.getValue();
        if (!everyOne) {
            return validate(stack.stack(), stack.config());
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
                status = Math.max(status, validate(name, StackConfig.load(stack.directory(), name, Optional.empty())));
            } catch (SpecException e) {
                err().println(e.getMessage());
                status = Main.REFUSED;
            }
        }
        return status;
    }

    private int validate(String name, StackConfig config) {
        stack.program(config, err());
        out().println(name + ": valid");
        return 0;
    }
}
