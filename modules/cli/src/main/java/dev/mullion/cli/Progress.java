package dev.mullion.cli;

import java.io.PrintWriter;
import java.util.List;

/** What a user at a terminal sees of long work; silent anywhere else. */
record Progress(PrintWriter err) {
    /** Whether that stream of this process is a terminal, by what the launcher saw. */
    static boolean isTerminal(String stream) {
        return List.of(System.getProperty("mullion.terminal", "").split(",", -1))
                .contains(stream);
    }

    /** Whether what goes there may be coloured: https://no-color.org/. */
    static boolean showsColours(String stream) {
        return isTerminal(stream)
                && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    }

    void say(String line) {
        if (isTerminal("err")) {
            err.println("mullion: " + line);
        }
    }
}
