package dev.mullion.core.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where programs are found by their names: in the folders of {@code PATH} that are absolute, and nowhere else. What runs in
 * a stranger's checkout must not find its Git there: Windows looks into the current directory first, and an empty or relative
 * entry of {@code PATH} is that directory, too.
 *
 * @param folders in their order
 * @see <a href="https://learn.microsoft.com/windows/win32/api/processthreadsapi/nf-processthreadsapi-createprocessw">CreateProcess</a>
 */
public record ProgramPath(List<Path> folders) {
    public ProgramPath {
        folders = List.copyOf(folders);
    }

    /** That of some variables; Windows calls it {@code Path}. */
    public static ProgramPath of(Map<String, String> environment) {
        return new ProgramPath(environment.entrySet().stream()
                .filter(variable -> variable.getKey().equalsIgnoreCase("PATH"))
                .flatMap(variable -> Arrays.stream(variable.getValue().split(File.pathSeparator)))
                .flatMap(folder -> folder(folder).stream())
                .toList());
    }

    private static Optional<Path> folder(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The first program of one of the names. */
    public Optional<Path> find(String... names) {
        return folders.stream()
                .flatMap(folder -> Stream.of(names).map(folder::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
