package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.SpecException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mullion validate}: configuration and scripts, without a preview. */
@Command(
        name = "validate",
        description = "Checks the configuration and the scripts made from it, and nothing else.",
        addMethodSubcommands = false,
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private final StackOptions stack;

    @Option(names = "--all", description = "Check every stack of the project.")
    private boolean all;

    @Spec
    private @Nullable CommandSpec spec;

    ValidateCommand(Main main) {
        this.stack = new StackOptions(main);
    }

    @Override
    public Integer call() {
        if (!all) {
            return validate(stack.stack(), stack.config());
        }
        if (stack.namesOne()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--all goes with neither -s nor --config-file");
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
                Standard.err(spec).println(e.getMessage());
                status = Main.REFUSED;
            }
        }
        return status;
    }

    private int validate(String name, StackConfig config) {
        stack.program(config, Standard.err(spec));
        Standard.out(spec).println(name + ": valid");
        return 0;
    }
}
