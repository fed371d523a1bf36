package dev.mullion.review;

import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder of plans, one file {@code STACK.json} a stack, as {@code mullion diff --plans} writes them. */
record PlanFolderSource(String name, Path folder) implements Source {
    static final String EXTENSION = ".json";

    static boolean isOne(Path folder) throws IOException {
        return Files.isDirectory(folder) && !stacks(folder).isEmpty();
    }

    @Override
    public SortedSet<String> stacks() throws IOException {
        return Files.isDirectory(folder) ? stacks(folder) : new TreeSet<>();
    }

    private static SortedSet<String> stacks(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(EXTENSION) && file.length() > EXTENSION.length())
                    .map(file -> file.substring(0, file.length() - EXTENSION.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Override
    public Previewed preview(String stack) throws IOException {
        if (!stacks().contains(stack)) {
            return new Previewed.Absent();
        }
        Path file = folder.resolve(stack + EXTENSION);
        Input input = PlanFile.read(file, file.toString());
        if (!input.stack().isEmpty() && !input.stack().equals(stack)) {
            throw new UserException(file + ": got the stack " + Shown.text(input.stack())
                    + "; a file of a folder has the name of its stack");
        }
        return new Previewed.Plan(input, file);
    }

    @Override
    public Optional<String> project() {
        return Optional.empty();
    }
}
