package dev.mullion.diff;

import java.util.Optional;

/**
 * A policy that a resource breaks, as a policy pack told it; secrets masked.
 *
 * @param pack the policy pack's name
 * @param version the policy pack's version; empty where it tells none
 * @param rule the policy's name
 * @param level {@code mandatory}, {@code advisory}, {@code remediate} ...: what the stack makes of it
 * @param severity {@code critical}, {@code high}, {@code medium}, {@code low}; empty where the policy has none
 * @param urn the resource; empty where the stack as a whole breaks it
 */
public record Violation(
        String pack, String version, String rule, String level, String severity, Optional<String> urn, String message) {
    /** Whether Pulumi stops for it. */
    public boolean isMandatory() {
        return level.equals("mandatory");
    }
}
