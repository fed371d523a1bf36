package dev.mullion.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;

/**
 * The training run of the launcher's class archive: in one JVM, what the common commands load on each stack file that is
 * given, and then what a program under Pulumi loads until its engine turns out not to be there.
 */
final class Training {
    private Training() {}

    public static void main(String[] stackFiles) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        for (String file : stackFiles) {
            Main.commandLine(nowhere, nowhere, Map.of()).execute("preview", "--config-file", file);
            Main.commandLine(nowhere, nowhere, Map.of()).execute("preview", "--format", "json", "--config-file", file);
            Main.commandLine(nowhere, nowhere, Map.of()).execute("validate", "--config-file", file);
        }
        // The launcher names an address that refuses; this ends the JVM.
        dev.mullion.stacks.Main.main(new String[0]);
    }
}
