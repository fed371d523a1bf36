package dev.mullion.core.config;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.core.spec.Warning;
import java.util.regex.Pattern;

/**
 * A warning that a user has read and accepts.
 *
 * <pre>{@code
 * mullion:silence:
 *   - id: ECS012
 *     path: storefront.services.worker
 *     reason: the worker is drained by hand
 * }</pre>
 *
 * @param id the warning's id
 * @param path covers warnings at this path and below it, as a warning shows the path, with or without the section
 *     ({@code mullion:ecs.}) before it; empty covers the whole stack
 * @param reason why the warning is fine here; required
 */
public record Silence(String id, String path, String reason) implements Spec {
    private static final Pattern ID = Pattern.compile("[A-Z0-9]{3}[0-9]{3}");
    private static final Pattern SECTION = Pattern.compile("mullion:[^.\\[]*\\.?");

    /** Whether this silences the warning. */
    public boolean covers(Warning warning) {
        String full = warning.path().toString();
        return id.equals(warning.id())
                && (starts(full) || starts(SECTION.matcher(full).replaceFirst("")));
    }

    private boolean starts(String warned) {
        return path.isEmpty()
                || (warned.startsWith(path)
                        && (warned.length() == path.length() || ".[".indexOf(warned.charAt(path.length())) >= 0));
    }

    @Override
    public void check(Problems problems) {
        if (id.isEmpty()) {
            problems.at("id").add("is missing; use a warning's id, such as ECS012");
        } else if (!ID.matcher(id).matches()) {
            problems.at("id").refuse(id, "use a warning's id, such as ECS012");
        }
        if (reason.isBlank()) {
            problems.at("reason").add("is missing; say why this warning is fine here");
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Builds a silence. */
    public static final class Builder extends SpecBuilder<Silence> {
        private String id = "";
        private String path = "";
        private String reason = "";

        private Builder() {}

        public Builder id(String id) {
            this.id = id;
            return this;
        }

        public Builder path(String path) {
            this.path = path;
            return this;
        }

        public Builder reason(String reason) {
            this.reason = reason;
            return this;
        }

        @Override
        public Silence unchecked() {
            return new Silence(id, path, reason);
        }
    }
}
