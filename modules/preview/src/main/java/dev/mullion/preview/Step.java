package dev.mullion.preview;

/**
 * What happens to one resource.
 *
 * @param op {@code create}, or {@code read} for a resource that the program only looks up
 */
public record Step(String op, ResourceState newState) {
    public String urn() {
        return newState.urn();
    }
}
