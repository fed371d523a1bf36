package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.process.ProgramRequest;
import dev.mullion.review.JavaProgram;
import dev.mullion.review.JavaStack;
import dev.mullion.review.fleet.FleetRow;
import dev.mullion.review.fleet.FleetStack;
import dev.mullion.stacks.StackProgram;
import dev.mullion.stacks.ValidText;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** {@code mullion validate}: configuration and scripts, without a preview. */
final class ValidateCommand extends Command {
    private final Launch launch;
    private final StackOptions stack;
    private final FleetOptions fleet;
    private final AskedPrograms programs = new AskedPrograms();

    ValidateCommand(Main main) {
        super("validate", "Checks the configuration and the scripts made from it, and nothing else.");
        launch = main.launch();
        stack = new StackOptions(main, spec());
        explain(Map.of(), "README.md", "mullion validate --all");
        fleet = FleetOptions.withFormat(main, spec());
    }

    @Override
    public Integer call() throws IOException {
        if (fleet.areAsked(this, stack)) {
            return fleet.run(this::validated, out(), err());
        }
        return validate(stack.stack());
    }

    private FleetRow validated(FleetStack of) throws IOException {
        if (JavaProgram.isIn(of.directory())) {
            return programs.ask(
                    of, ProgramRequest.Kind.VALIDATE, request -> request, (made, said) -> FleetRow.well(of, said));
        }
        StackConfig config = StackConfig.load(of.directory(), of.stack(), Optional.empty());
        return FleetRow.well(of, ValidText.lines(StackProgram.of(config, of.directory()), launch.environment()));
    }

    private int validate(String name) throws IOException {
        Optional<JavaStack> java = stack.java(name, err());
        if (java.isPresent()) {
            if (!java.get().ask(java.get().request(ProgramRequest.Kind.VALIDATE))) {
                return Main.REFUSED;
            }
        } else {
            ValidText.lines(StackProgram.of(stack.config(name), stack.directory()), launch.environment())
                    .forEach(err()::println);
        }
        say(launch, name + ": valid");
        return 0;
    }
}
