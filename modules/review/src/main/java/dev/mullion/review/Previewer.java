package dev.mullion.review;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Previews what a stack file describes. Whoever compares brings it: a comparison knows no platform and no engine. */
public interface Previewer {
    /**
     * What to preview.
     *
     * @param side how the user named the side
     * @param directory of the project
     * @param configFile instead of the stack's own
     * @param configFileName what messages call that file, where not by its path
     */
    record Request(
            String side, Path directory, String stack, Optional<Path> configFile, Optional<String> configFileName) {}

    /**
     * Previews a stack.
     *
     * @param warnings takes each warning's line
     * @param plan the file to write
     */
    Source.Previewed preview(Request request, Consumer<String> warnings, Path plan) throws IOException;
}
