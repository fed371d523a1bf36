package dev.mullion.check;

import java.util.Locale;

/** How grave a finding is, the gravest first. */
public enum Severity {
    /** AWS or Kubernetes refuses it, or what it makes does not work. */
    ERROR,
    /** It works in some cases, or until something else happens. */
    WARNING;

    /** {@code error} or {@code warning}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
