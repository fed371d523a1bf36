package dev.mullion.eks;

/** How instances are bought, spelled as a node group's {@code capacityType}. */
public enum CapacityType {
    ON_DEMAND,
    SPOT
}
