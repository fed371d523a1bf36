package dev.mullion.plan;

/** What happens to one resource. */
public record Step(Operation op, ResourceState newState) {
    public String urn() {
        return newState.urn();
    }
}
