package dev.mullion.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for files that only this run needs; it disappears also when this process is told to end. */
public final class Scratch implements AutoCloseable {
    private final Path directory;
    private final Thread atExit = new Thread(this::remove, "scratch removal");

    private Scratch(Path directory) {
        this.directory = directory;
    }

    public static Scratch make() throws IOException {
        Scratch scratch = new Scratch(Files.createTempDirectory("mullion"));
        Runtime.getRuntime().addShutdownHook(scratch.atExit);
        return scratch;
    }

    public Path directory() {
        return directory;
    }

    private void remove() {
        try {
            List<Path> files;
            try (Stream<Path> found = Files.walk(directory)) {
                files = found.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A folder of temporary files, which its system clears.
        }
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The hook runs already.
        }
    }
}
