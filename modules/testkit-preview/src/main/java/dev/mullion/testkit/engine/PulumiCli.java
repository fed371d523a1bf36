package dev.mullion.testkit.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Pulumi CLI of this machine on projects below one directory, with a backend there: the user's own stacks are never
 * touched. Plug-ins and what the AWS provider needs come from the environment, as for any other call of the CLI.
 *
 * @param command the CLI
 * @param directory where projects, their jars and the backend lie
 */
public record PulumiCli(Path command, Path directory) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();
    private static final String NAMED_BY = "MULLION_PULUMI";
    private static final String MAY_DEPLOY = "MULLION_ENGINE_DEPLOY";

    /** What one call printed, and how it ended. */
    public record Answer(List<String> call, int exitCode, String out, String err) {
        public Answer succeeded() {
            assertThat(exitCode)
                    .as("%s%n%s%n%s", String.join(" ", call), out, err)
                    .isZero();
            return this;
        }

        public JsonNode json() {
            return read(out);
        }
    }

    /** Skips the calling test where there is no CLI, or one without what this project needs; prints why. */
    public static PulumiCli orSkip(Path directory) {
        Optional<Path> found = find();
        skipUnless(found.isPresent(), "no `pulumi`: put the Pulumi CLI on PATH, or name it by " + NAMED_BY);
        PulumiCli cli = new PulumiCli(found.orElseThrow(), directory);
        String version = version("aws");
        skipUnless(
                cli.hasPlugin("aws", version),
                "the AWS plug-in is not installed: pulumi plugin install resource aws " + version);
        return cli;
    }

    /** Skips the calling test where nobody said that it may make resources in the account of the environment. */
    public static void orSkipDeployment() {
        skipUnless(
                "true".equals(System.getenv(MAY_DEPLOY)),
                "it makes and destroys real resources in the account (or its stand-in) of this environment: set "
                        + MAY_DEPLOY + "=true to allow that");
    }

    /** Skips the calling test where the plug-in for objects in clusters is not installed. */
    public void orSkipKubernetes() {
        String version = version("kubernetes");
        skipUnless(
                hasPlugin("kubernetes", version),
                "the Kubernetes plug-in is not installed: pulumi plugin install resource kubernetes " + version);
    }

    /** Skips the calling test, and prints why, unless what it needs is there. */
    public static void skipUnless(boolean met, String reason) {
        // Surefire counts what is skipped, and keeps the reasons for its reports.
        if (!met && SAID.add(reason)) {
            System.out.println("Skipping engine tests: " + reason);
        }
        assumeTrue(met, reason);
    }

    private static Optional<Path> find() {
        @Nullable String named = System.getenv(NAMED_BY);
        Stream<Path> candidates = named == null
                ? Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .flatMap(folder -> Stream.of(Path.of(folder, "pulumi"), Path.of(folder, "pulumi.exe")))
                : Stream.of(Path.of(named));
        return candidates
                .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
                .findFirst();
    }

    /** Of the provider's SDK that the program uses. */
    private static String version(String provider) {
        try (InputStream file = PulumiCli.class.getResourceAsStream("/com/pulumi/" + provider + "/version.txt")) {
            return new String(Objects.requireNonNull(file, provider).readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasPlugin(String name, String version) {
        JsonNode plugins =
                run(directory, Map.of(), "plugin", "ls", "--json").succeeded().json();
        for (JsonNode plugin : plugins) {
            if (plugin.path("name").asText().equals(name)
                    && plugin.path("version").asText().equals(version)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A project of its own, whose program is the main class with the class path of these tests, and one stack.
     *
     * @param configuration the text of the stack file
     */
    public Project project(String name, String stack, String configuration, Class<?> program) {
        try {
            Path folder = Files.createDirectories(directory.resolve(name + "-" + stack));
            Path jar = folder.resolve("program.jar");
            writeJar(jar, program);
            Files.writeString(
                    folder.resolve("Pulumi.yaml"),
                    "name: " + name + "\nruntime:\n  name: java\n  options:\n    binary: " + jar + "\n");
            Project project = new Project(this, name, stack, folder);
            project.configure(configuration);
            project.run("stack", "init", stack).succeeded();
            return project;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program in another language, a copy of a folder, and one stack. */
    public Project project(Path program, String stack) {
        try {
            Path folder = directory.resolve(program.getFileName() + "-" + stack);
            try (Stream<Path> files = Files.walk(program)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.copy(file, folder.resolve(program.relativize(file).toString()));
                }
            }
            String name =
                    Files.readString(folder.resolve("Pulumi.yaml")).replaceFirst("(?s).*?(?m)^name: (\\S+).*", "$1");
            Project project = new Project(this, name, stack, folder);
            project.run("stack", "init", stack).succeeded();
            return project;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing but a manifest. */
    private static void writeJar(Path jar, Class<?> program) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, program.getName());
        main.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toUri())
                        .map(URI::toString)
                        .collect(Collectors.joining(" ")));
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream written = new JarOutputStream(file, manifest)) {
            written.finish();
        }
    }

    private Answer run(Path folder, Map<String, String> environment, String... arguments) {
        List<String> call = Stream.concat(
                        Stream.of(command.toString(), "--non-interactive", "--color=never"), Stream.of(arguments))
                .toList();
        try {
            Path out = Files.createTempFile(directory, "out", ".txt");
            Path err = Files.createTempFile(directory, "err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(call)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            Path backend = Files.createDirectories(directory.resolve("backend"));
            builder.environment().remove("PULUMI_STACK");
            builder.environment()
                    .putAll(Map.of(
                            "PULUMI_BACKEND_URL", backend.toUri().toString().replaceFirst("/$", ""),
                            "PULUMI_CONFIG_PASSPHRASE", "engine tests",
                            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", "true",
                            "PULUMI_SKIP_UPDATE_CHECK", "true"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroy();
                throw new IllegalStateException("no end after ten minutes: " + call);
            }
            return new Answer(
                    List.of(arguments),
                    process.exitValue(),
                    Files.readString(out, UTF_8),
                    Files.readString(err, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** One project with one stack. */
    public record Project(PulumiCli cli, String name, String stack, Path folder) {
        /** Writes the stack file, and keeps what Pulumi itself wrote there. */
        public void configure(String configuration) throws IOException {
            Path file = folder.resolve("Pulumi." + stack + ".yaml");
            String kept = Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> line.startsWith("encryptionsalt:"))
                            .map(line -> line + "\n")
                            .collect(Collectors.joining())
                    : "";
            Files.writeString(file, kept + configuration);
        }

        public Answer run(String... arguments) {
            return cli.run(folder, Map.of(), arguments);
        }

        /** Runs the program, and listens to what it and the engine say to each other. */
        public Conversation listen(String... arguments) throws IOException {
            Path log = Files.createTempDirectory(cli.directory(), "grpc").resolve("log.json");
            Answer answer = cli.run(folder, Map.of("PULUMI_DEBUG_GRPC", log.toString()), arguments);
            skipUnless(
                    answer.exitCode() == 0 || !(answer.out() + answer.err()).contains("No valid credential sources"),
                    "the AWS provider finds no credentials in this environment");
            Conversation.Builder heard = new Conversation.Builder();
            if (Files.exists(log)) {
                for (String line : Files.readAllLines(log)) {
                    heard.add(read(line));
                }
            }
            return heard.build(answer);
        }

        /** The state's resources by URN. */
        public JsonNode deployment() {
            return Objects.requireNonNull(
                    run("stack", "export", "--stack", stack).succeeded().json().get("deployment"));
        }
    }
}
