package dev.mullion.review.operator;

import dev.mullion.core.config.StackFile;
import dev.mullion.review.fleet.FleetStack;
import dev.mullion.review.revision.Repository;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A stack that the operator is to look after.
 *
 * @param folder of its project below the root of what the operator gets; empty for the root itself
 */
public record OperatedStack(FleetStack stack, String folder, StackFile file) {
    /**
     * Reads the files of a stack.
     *
     * @param root of what the operator gets, without links
     */
    public static OperatedStack read(FleetStack stack, Path root) throws IOException {
        return new OperatedStack(
                stack,
                Repository.path(root.relativize(stack.directory().toRealPath())),
                StackFile.read(stack.directory(), stack.stack()));
    }

    String name() {
        return stack.name();
    }
}
