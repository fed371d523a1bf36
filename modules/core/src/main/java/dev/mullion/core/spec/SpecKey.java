package dev.mullion.core.spec;

/** One key of a spec. */
public record SpecKey(String name, KeyType type) {}
