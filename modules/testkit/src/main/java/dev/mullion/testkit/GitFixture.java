package dev.mullion.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of a test that can be a repository, by the real Git and nobody's settings.
 *
 * @param directory made when missing
 */
public record GitFixture(Path directory) {
    public GitFixture {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs Git. */
    public GitFixture git(String... arguments) {
        run(arguments);
        return this;
    }

    /** Writes a file. */
    public GitFixture file(String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.resolve("..").normalize());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A new repository with all that lies there as its first commit. */
    public GitFixture repository() {
        return git("init", "-q", "-b", "main").commit("first");
    }

    /** Commits all that lies there. */
    public GitFixture commit(String message) {
        return git("add", "-A").git("commit", "-q", "-m", message);
    }

    /** The commit of that name. */
    public String hash(String name) {
        return run("rev-parse", name);
    }

    /** What Git prints. */
    public String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.com"));
        command.addAll(List.of(arguments));
        ProcessBuilder git =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        git.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        git.environment().put("GIT_CONFIG_SYSTEM", "/dev/null");
        try {
            Process process = git.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + out);
            }
            return out.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
