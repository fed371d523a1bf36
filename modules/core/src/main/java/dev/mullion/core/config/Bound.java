package dev.mullion.core.config;

import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.Warning;
import java.util.List;

/**
 * A valid spec, and what is allowed in it and probably unwanted.
 *
 * @param warnings in the order of the file; nothing is silenced yet
 */
public record Bound<S extends Spec>(S spec, List<Warning> warnings) {
    public Bound {
        warnings = List.copyOf(warnings);
    }
}
