package dev.mullion.review.revision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * Where this process runs, and what names are relative to. A system tells only where that is in the end, not by which links
 * somebody came there; a shell may know.
 *
 * @param real without links
 * @param named as the shell has it
 */
public record CurrentDirectory(Path real, Path named) {
    /** Of this process. */
    public static CurrentDirectory of(Map<String, String> environment) throws IOException {
        return of(Path.of("").toRealPath(), environment);
    }

    /** {@code PWD} is believed where it is the same directory: a program that changed its own may have left it as it was. */
    static CurrentDirectory of(Path real, Map<String, String> environment) throws IOException {
        try {
            Path named = Path.of(environment.getOrDefault("PWD", ""));
            boolean same = named.isAbsolute() && Files.isDirectory(named) && Files.isSameFile(named, real);
            return new CurrentDirectory(real, same ? named : real);
        } catch (InvalidPathException e) {
            return new CurrentDirectory(real, real);
        }
    }

    /** The first link inside of a folder on the way to a directory, by whatever links one came to the folder. */
    Optional<Path> linkIn(Path folder, Path directory) throws IOException {
        Path whole = named.resolve(directory);
        Path at = whole.getRoot();
        Deque<Path> left = new ArrayDeque<>();
        whole.forEach(left::add);
        while (!left.isEmpty()) {
            Path next = at.resolve(left.pop());
            if (!Files.isSymbolicLink(next)) {
                at = next.toRealPath();
            } else if (at.startsWith(folder)) {
                return Optional.of(next);
            } else {
                Path target = Files.readSymbolicLink(next);
                for (int i = target.getNameCount() - 1; i >= 0; i--) {
                    left.push(target.getName(i));
                }
                at = target.isAbsolute() ? target.getRoot() : at;
            }
        }
        return Optional.empty();
    }
}
