package dev.mullion.istio;

import java.util.Locale;

/** What nodes are built on, as the label {@code kubernetes.io/arch} spells it. */
public enum Architecture {
    AMD64,
    ARM64;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
