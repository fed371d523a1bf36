package dev.mullion.review.fleet;

import java.nio.file.Path;

/**
 * One stack of one project.
 *
 * @param directory of the project, as it is reached from where the user is
 * @param project its name in Pulumi.yaml; that of the folder where the file says none that can be read
 * @param stack such as {@code dev}
 */
public record FleetStack(Path directory, String project, String stack) {
    /** Such as {@code shop/dev}. */
    public String name() {
        return project + "/" + stack;
    }
}
