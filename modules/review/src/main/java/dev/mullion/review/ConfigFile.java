package dev.mullion.review;

import dev.mullion.core.files.ProjectFolder;
import dev.mullion.review.revision.CurrentDirectory;
import dev.mullion.review.revision.Repository;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file of {@code --config-file}. One of the repository is each side's own; any other is the same for both sides.
 *
 * @param name what messages call it, where not by its path
 * @param path from the repository's root, as Git writes it, when it is in there
 */
record ConfigFile(Path file, Optional<String> name, Optional<String> path) {
    /**
     * The file that the user names.
     *
     * @param current what a relative name is relative to
     */
    static ConfigFile of(Path file, Optional<String> name, CurrentDirectory current, Repository repository)
            throws IOException {
        repository.refuseLinksToHere(file, current);
        Path top = repository.top();
        Path absolute = current.named().resolve(file).normalize();
        Optional<Path> path = ProjectFolder.of(absolute, top).map(folder -> absolute);
        Path folder = absolute.getParent();
        if (path.isEmpty() && folder != null) { // by links of the user's; the repository's own are each side's
            path = real(folder)
                    .map(real -> real.resolve(absolute.getFileName()))
                    .filter(real -> real.startsWith(top));
            boolean itself = path.isEmpty();
            path = itself ? real(absolute).filter(real -> real.startsWith(top)) : path;
            if (path.isPresent()) {
                repository.refuseLinks(itself ? absolute : folder, current);
            }
        }
        return new ConfigFile(absolute, name, path.map(real -> Repository.path(top.relativize(real))));
    }

    private static Optional<Path> real(Path path) {
        try {
            return Optional.of(path.toRealPath());
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
