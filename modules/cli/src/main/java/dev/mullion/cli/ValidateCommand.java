package dev.mullion.cli;

import dev.mullion.core.process.ProgramRequest;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.review.JavaStack;
import dev.mullion.stacks.StackProgram;
import dev.mullion.stacks.ValidText;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;

/** {@code mullion validate}: configuration and scripts, without a preview. */
final class ValidateCommand extends Command {
    private final Launch launch;
    private final StackOptions stack;

    private final OptionSpec all = StackOptions.every();

    /** Lines that were printed: what Pulumi.yaml says wrong, every stack has. */
    private final Set<String> told = new HashSet<>();

    /** The same of what is refused. */
    private final Set<Problem> refused = new HashSet<>();

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
            return validate(stack.stack());
        }
        if (stack.namesOne()) {
            throw misused("--all goes with neither -s nor --config-file");
        }
        int status = 0;
        for (String name : stack.all()) {
            try {
                status = Math.max(status, validate(name));
            } catch (SpecException e) {
                tell(e);
                status = Main.REFUSED;
            }
        }
        return status;
    }

    private void tell(SpecException exception) {
        List<Problem> news = exception.problems().stream().filter(refused::add).toList();
        if (!news.isEmpty()) {
            err().println(new SpecException(news).getMessage());
        }
    }

    private int validate(String name) throws IOException {
        Optional<JavaStack> java = stack.java(name, err());
        if (java.isPresent()) {
            if (!java.get().ask(java.get().request(ProgramRequest.Kind.VALIDATE))) {
                return Main.REFUSED;
            }
        } else {
            ValidText.lines(StackProgram.of(stack.config(name), stack.directory()), launch.environment()).stream()
                    .filter(told::add)
                    .forEach(err()::println);
        }
        say(launch, name + ": valid");
        return 0;
    }
}
