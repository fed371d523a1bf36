package dev.mullion.review.revision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Repositories of projects that a test names by their whole path. */
public final class Repositories {
    private Repositories() {}

    /** The repository of a project. */
    public static Repository of(Path directory) throws IOException {
        return Repository.of(directory, CurrentDirectory.of(Map.of()));
    }
}
