package dev.mullion.review;

import dev.mullion.diff.input.Input;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** A file that the user names: one stack. */
record PlanFileSource(String name, Path file, Input input) implements Source {
    @Override
    public SortedSet<String> stacks() {
        return new TreeSet<>(Set.of(input.stack()));
    }

    /** Of any stack: a file is compared with whatever it is put beside. */
    @Override
    public Previewed preview(String stack) {
        return new Previewed.Plan(input, file);
    }

    @Override
    public Optional<String> project() {
        return Optional.of(input.project()).filter(project -> !project.isEmpty());
    }
}
