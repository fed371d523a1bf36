package dev.mullion.cli;

import dev.mullion.testkit.GitFixture;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The command line inside this JVM, on a project in a directory. */
record Mullion(Path project) {
    /** A valid stack, whose only script is {@code storefront-general.ps1}. */
    static final String VALID = """
            config:
              aws:region: eu-west-1
              mullion:network:
                availabilityZones: [eu-west-1a]
              mullion:ecs:
                storefront:
                  capacity:
                    general: {instanceTypes: [m6i.large]}
            """;

    /** The same with a warning. */
    static final String WARNED = VALID.replace("m6i.large", "t3.medium");

    static final String REFUSED = VALID.replace("m6i.large", "m7g.large");

    static final String WARNING = "Pulumi.dev.yaml:8:35: warning EC2002:"
            + " mullion:ecs.storefront.capacity.general.instanceTypes[0]: instance type t3.medium has 4096 MiB; below 8"
            + " GiB little is left for containers beside Windows\n";

    static final String PROBLEM = "Pulumi.dev.yaml:8:35: mullion:ecs.storefront.capacity.general.instanceTypes[0]: got"
            + " \"m7g.large\"; use an x86_64 instance type: Windows Server does not run on Graviton (arm64)\n";

    /** The same with a task that is told a password. */
    static String withPassword(String password) {
        return VALID + """
                      services:
                        web:
                          containers:
                            app:
                              image: r/app:ltsc2022
                              cpu: 256
                              memoryMib: 512
                              environment: {DB_PASSWORD: %s, LOGLEVEL: debug}
                """.formatted(password);
    }

    /** What a command did; the project's directory is cut from both texts. */
    record Result(int status, String out, String err) {}

    /** A new project in the directory with a valid stack {@code dev}. */
    static Mullion in(Path directory) {
        return new Mullion(directory)
                .file("Pulumi.yaml", "name: shop\nruntime: java\n")
                .stack("dev", VALID);
    }

    Mullion stack(String name, String text) {
        return file("Pulumi." + name + ".yaml", text);
    }

    Mullion file(String name, String text) {
        new GitFixture(project).file(name, text);
        return this;
    }

    /** Runs {@code mullion -C <project> <arguments>}. */
    Result run(String... arguments) {
        return runIn(Map.of(), arguments);
    }

    /** The same with variables that a CI job sets. */
    Result runIn(Map<String, String> environment, String... arguments) {
        return runBy(Launch.of(new Properties(), environment), arguments);
    }

    /** Runs {@code mullion <arguments>} in the directory of this process. */
    static Result plain(String... arguments) {
        return plain(Launch.of(new Properties(), Map.of()), arguments);
    }

    /** Runs {@code mullion -C <project> <arguments>} as a launcher does. */
    Result runBy(Launch launch, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-C", project.toString()));
        all.addAll(List.of(arguments));
        Result result = plain(launch, all.toArray(String[]::new));
        return new Result(result.status(), cut(result.out()), cut(result.err()));
    }

    private static Result plain(Launch launch, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true), launch);
        return new Result(status, lines(out), lines(err));
    }

    /** Runs Git in the project, by nobody's settings. */
    String git(String... arguments) {
        return new GitFixture(project).run(arguments);
    }

    Mullion commit(String message) {
        new GitFixture(project).commit(message);
        return this;
    }

    /** A new repository around the project. */
    Mullion repository() {
        new GitFixture(project).repository();
        return this;
    }

    private String cut(String text) {
        return text.replace(project + "/", "").replace(project + "\\", "");
    }

    private static String lines(StringWriter text) {
        return text.toString().replace("\r\n", "\n");
    }
}
