package dev.mullion.plan;

/**
 * What happens to one resource.
 *
 * @param op one of the constants here, spelled as Pulumi does
 */
public record Step(String op, ResourceState newState) {
    public static final String CREATE = "create";

    /** The resource exists, and Pulumi shall own it from now on. */
    public static final String IMPORT = "import";

    /** The program only looks the resource up; that changes nothing, and no summary counts it. */
    public static final String READ = "read";

    public String urn() {
        return newState.urn();
    }
}
