package dev.mullion.review;

import dev.mullion.diff.input.Input;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** One side of a comparison: where its plans come from. */
public interface Source {
    /** As the user named it. */
    String name();

    /** The stacks that it has. */
    SortedSet<String> stacks() throws IOException;

    /** What one of its stacks would make. */
    Previewed preview(String stack) throws IOException;

    /** The project of its stacks, for a stack whose preview failed; empty when nothing says it. */
    Optional<String> project() throws IOException;

    /** What became of a preview. */
    sealed interface Previewed {
        /**
         * What the stack would make. It may itself tell of a failure.
         *
         * @param file where the same stands
         */
        record Plan(Input input, Path file) implements Previewed {}

        /** This side has no such stack. */
        record Absent() implements Previewed {}

        /** One line each, as the command prints them. */
        record Failed(List<String> problems) implements Previewed {}
    }
}
