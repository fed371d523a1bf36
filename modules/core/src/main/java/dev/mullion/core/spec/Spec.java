package dev.mullion.core.spec;

/**
 * Plain values that describe something to make: a record whose components are the keys a user writes. It is either
 * valid or refused with all its problems, before any resource exists.
 */
public interface Spec {
    /** Reports everything that is wrong with these values and with the specs inside them. */
    void check(Problems problems);
}
