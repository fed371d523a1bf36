package dev.mullion.review.revision;

import dev.mullion.core.spec.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder {@code .mullion} of a project, which Git does not see. */
final class Workspace {
    private final Path root;

    private Workspace(Path root) {
        this.root = root;
    }

    static Workspace of(Path top) {
        return new Workspace(top.resolve(".mullion"));
    }

    /**
     * A folder in it, made when missing.
     *
     * @throws UserException when it can not be written
     */
    Path folder(String name) {
        Path folder = root.resolve(name);
        try {
            Files.createDirectories(folder);
            Path ignored = root.resolve(".gitignore");
            if (!Files.exists(ignored)) {
                Files.writeString(ignored, "*\n");
            }
        } catch (IOException e) {
            throw unwritable(folder);
        }
        if (!Files.isWritable(folder)) {
            throw unwritable(folder);
        }
        return folder;
    }

    private static UserException unwritable(Path folder) {
        return new UserException("can not write " + folder + ", where a revision is checked out to be previewed");
    }
}
