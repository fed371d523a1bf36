package dev.mullion.cli;

import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.process.HostSystem;
import dev.mullion.core.process.ProgramPath;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many columns the terminal has. Picocli would ask {@code stty}, or {@code cmd.exe}, wherever the system finds one: in the
 * current directory, too, which may be a stranger's checkout.
 */
final class TerminalWidth {
    private static final Pattern SIZE = Pattern.compile("\\d{1,5} ([1-9]\\d{0,3})\\s*");
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private TerminalWidth() {}

    /** Empty where nothing tells it, as on Windows. */
    static OptionalInt of(Map<String, String> environment) {
        return ProgramPath.of(environment)
                .find(HostSystem.current().program("stty"))
                .map(stty -> ask(stty.toString()))
                .orElse(OptionalInt.empty());
    }

    private static OptionalInt ask(String stty) {
        boolean gnu = !System.getProperty("os.name", "").startsWith("Mac");
        try {
            ChildProcess.Answer answer = ChildProcess.ask(
                    new ProcessBuilder(stty, gnu ? "-F" : "-f", "/dev/tty", "size"), List.of(), DEADLINE);
            Matcher size = SIZE.matcher(answer.out());
            return size.matches() ? OptionalInt.of(Integer.parseInt(size.group(1))) : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }
}
