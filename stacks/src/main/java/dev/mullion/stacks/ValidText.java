package dev.mullion.stacks;

import dev.mullion.core.process.PowerShellProgram;
import dev.mullion.core.spec.Warning;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What there is to say of a stack that nothing is wrong with. */
public final class ValidText {
    private static final String UNCHECKED =
            "the files in steps are not checked for what Windows PowerShell 5.1 does not have: ";

    private ValidText() {}

    /**
     * Its warnings, a line each, those of the users' own PowerShell files among them where PowerShell is there; else a
     * line that says that they are missing.
     *
     * @param environment where PowerShell is looked for
     */
    public static List<String> lines(StackProgram program, Map<String, String> environment) {
        if (!program.hasOwnScripts()) {
            return lines(program.warnings(), Stream.empty());
        }
        Optional<PowerShellProgram> powerShell = PowerShellProgram.find(environment);
        if (powerShell.isEmpty()) {
            return lines(program.warnings(), Stream.of(UNCHECKED + PowerShellProgram.MISSING));
        }
        try {
            return lines(program.warnings(powerShell.get()), Stream.empty());
        } catch (IOException e) {
            return lines(program.warnings(), Stream.of(UNCHECKED + e.getMessage()));
        }
    }

    private static List<String> lines(List<Warning> warnings, Stream<String> more) {
        return Stream.concat(warnings.stream().map(Warning::toString), more).toList();
    }
}
