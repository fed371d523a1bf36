package dev.mullion.diff;

/** How far one change of a run got, the worst last. */
public enum Outcome {
    /** It is a preview's. */
    PLANNED,
    DONE,

    /** The run ended before it was over. */
    UNFINISHED,
    FAILED
}
