package dev.mullion.testkit.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mullion.testkit.Skip;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * moto's server (https://docs.getmoto.org/en/latest/docs/server_mode.html), which behaves as AWS does and forgets all when it
 * ends. Tests that ask it carry the tag {@code moto}, and skip where Python has no moto: MULLION_MOTO names a Python that has.
 */
public final class MotoServer implements AutoCloseable {
    private static final String MISSING =
            "no moto; install moto[server] for python3, or name a Python that has it with MULLION_MOTO";

    private final Process process;
    private final URI url;

    private final String python;
    private final Path directory;

    private MotoServer(Process process, URI url, String python, Path directory) {
        this.process = process;
        this.url = url;
        this.python = python;
        this.directory = directory;
    }

    /** Starts one that has some Windows images; it keeps its files in the directory. */
    public static MotoServer start(Path directory, List<PublishedImage> images) throws IOException {
        String python = Skip.without(python(), "moto tests", MISSING);
        Path script = script("serve.py", directory);
        Path parameters = Files.writeString(directory.resolve("parameters.json"), PublishedImage.parameters(images));
        Path amis = Files.writeString(directory.resolve("amis.json"), PublishedImage.amis(images));
        ProcessBuilder program = new ProcessBuilder(python, script.toString(), parameters.toString())
                .redirectError(directory.resolve("moto.log").toFile());
        program.environment().put("MOTO_AMIS_PATH", amis.toString());
        Process process = program.start();
        BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        @Nullable String port = said.readLine();
        if (port == null) {
            throw new IOException(Files.readString(directory.resolve("moto.log")));
        }
        return new MotoServer(process, URI.create("http://127.0.0.1:" + port), python, directory);
    }

    private static Path script(String name, Path directory) throws IOException {
        try (@Nullable InputStream in = MotoServer.class.getResourceAsStream(name)) {
            return Files.write(
                    directory.resolve(name), Objects.requireNonNull(in).readAllBytes());
        }
    }

    /**
     * Makes something in it.
     *
     * @param script beside this class, which gets the server's address and the arguments
     * @return what it prints
     */
    public String make(String script, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(python, script(script, directory).toString(), url.toString()));
        command.addAll(List.of(arguments));
        Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(made.getInputStream().readAllBytes(), UTF_8);
        try {
            if (made.waitFor() != 0) {
                throw new IOException(said);
            }
            return said;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static Optional<String> python() throws IOException {
        String python = System.getenv().getOrDefault("MULLION_MOTO", "python3");
        try {
            Process asked = new ProcessBuilder(
                            python,
                            "-c",
                            "import importlib.util as u, sys; sys.exit(not (u.find_spec('moto') and u.find_spec('flask')))")
                    .redirectErrorStream(true)
                    .start();
            asked.getInputStream().readAllBytes();
            return asked.waitFor() == 0 ? Optional.of(python) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** What {@code --endpoint-url} takes. */
    public URI url() {
        return url;
    }

    /** It ends when nobody can write to it any more. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
