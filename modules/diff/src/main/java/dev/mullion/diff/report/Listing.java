package dev.mullion.diff.report;

/** How a report lists the resources that change. */
public enum Listing {
    /** One after the other, the gravest first. */
    FLAT,

    /** Below their parents, of which those that stay as they are stand on the way. */
    TREE
}
