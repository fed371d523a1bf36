package dev.mullion.preview;

/**
 * What happens to one resource.
 *
 * @param op {@code create}; {@code import} for a resource that exists and that Pulumi shall own; {@code read} for one that the
 *     program only looks up
 */
public record Step(String op, ResourceState newState) {
    public String urn() {
        return newState.urn();
    }
}
