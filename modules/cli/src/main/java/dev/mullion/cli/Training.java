package dev.mullion.cli;

import dev.mullion.core.process.Scratch;
import dev.mullion.diff.report.ReportFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The training run of the launcher's class archives, on each stack file that is given: what the {@code commands} load, or
 * what the {@code program} under Pulumi loads until its engine turns out not to be there.
 */
final class Training {
    private Training() {}

    public static void main(String[] args) throws IOException {
        List<String> stackFiles = List.of(args).subList(1, args.length);
        if (args[0].equals("program")) {
            stackFiles.forEach(file -> run("preview", "--config-file", file));
            dev.mullion.stacks.Main.main(
                    new String[0]); // the launcher names an address that refuses; this ends the JVM
        } else {
            commands(stackFiles);
        }
    }

    private static void commands(List<String> stackFiles) throws IOException {
        List<String> made = new ArrayList<>();
        run("preview"); // of the project's own stack, whose file is looked for
        try (Scratch plans = Scratch.make()) {
            for (String file : stackFiles) {
                run("preview", "--config-file", file);
                run("validate", "--config-file", file);
                String plan = plans.directory().resolve(made.size() + ".json").toString();
                made.add(plan);
                run("preview", "--format", "json", "--config-file", file, "-o", plan);
                for (ReportFormat format : ReportFormat.values()) {
                    run("diff", made.get(0), plan, "--format", format.toString());
                }
            }
        }
    }

    private static void run(String... args) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Main.run(args, nowhere, nowhere, Launch.of(new Properties(), Map.of()));
    }
}
