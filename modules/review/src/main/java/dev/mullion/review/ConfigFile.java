package dev.mullion.review;

import dev.mullion.core.files.ProjectFolder;
import dev.mullion.review.revision.Repository;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file of {@code --config-file}. One of the repository is each side's own; any other is the same for both sides.
 *
 * @param path from the repository's root, as Git writes it, when it is in there
 */
record ConfigFile(Path file, Optional<String> path) {
    static ConfigFile of(Path file, Repository repository) {
        Path absolute = file.toAbsolutePath().normalize();
        Optional<Path> written = ProjectFolder.of(absolute, repository.top()).map(folder -> absolute);
        return new ConfigFile(
                absolute,
                written.or(() -> real(absolute).filter(path -> path.startsWith(repository.top())))
                        .map(path -> Repository.path(repository.top().relativize(path))));
    }

    /** Without the links of the user's folders; the repository's own are looked at where the file is read. */
    private static Optional<Path> real(Path file) {
        Path folder = file.getParent();
        try {
            return folder == null
                    ? Optional.empty()
                    : Optional.of(folder.toRealPath().resolve(file.getFileName()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What to say of a file of the repository that is a link out of it. */
    static Optional<String> elsewhere(Optional<ConfigFile> file, Path root) throws IOException {
        if (file.isEmpty() || file.get().path().isEmpty()) {
            return Optional.empty();
        }
        Path below = file.get().below(root);
        try {
            new ProjectFolder(root).real(below);
            return Optional.empty();
        } catch (ProjectFolder.RefusedException e) {
            return Optional.of(below + ": leads out of the repository by a link");
        } catch (NoSuchFileException e) {
            return Optional.empty(); // which its preview says
        }
    }

    /** Where it is below another root. */
    Path below(Path root) {
        return path.map(root::resolve).orElse(file);
    }
}
