package dev.mullion.core.config;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.Warning;
import java.util.Iterator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
 * @param path covers warnings at this path and below it; {@code mullion:} and keys may be left out ({@code
 *     ecs.storefront.worker} covers {@code mullion:ecs.storefront.services.worker}), empty covers the whole stack
 * @param reason why the warning is fine here; required
 */
@GenerateBuilder
public record Silence(
        @Required @Matches(Silence.ID) @Explain(example = "EC2002")
        String id,

        @Explain(example = "ecs.storefront.general") String path,

        @Required @Explain(example = "a test stack, which nobody waits for")
        String reason)
        implements Spec {
    /** What ids of warnings look like. */
    static final String ID = "[A-Z0-9]{3}[0-9]{3}";

    private static final Pattern KEY_END = Pattern.compile("[.\\[\\]]");

    /** Whether this silences the warning. */
    public boolean covers(Warning warning) {
        return id.equals(warning.id()) && leadsTo(warning.path().toString());
    }

    /** Whether the path's keys stand in the warned path in their order. */
    private boolean leadsTo(String warned) {
        Iterator<String> above = keys(warned).iterator();
        return keys(path).allMatch(key -> {
            while (above.hasNext()) {
                if (above.next().equals(key)) {
                    return true;
                }
            }
            return false;
        });
    }

    /** The section may stand there with mullion: before it and without. */
    private static Stream<String> keys(String path) {
        String relative =
                path.startsWith(StackConfig.NAMESPACE) ? path.substring(StackConfig.NAMESPACE.length()) : path;
        return Stream.of(KEY_END.split(relative)).filter(key -> !key.isEmpty());
    }

    @Override
    public void check(Problems problems) {
        if (id.isEmpty()) {
            problems.at("id").add("is missing; use a warning's id, such as ECS012");
        } else if (!SilenceBuilder.matchesId(id)) {
            problems.at("id").refuse(id, "use a warning's id, such as ECS012");
        }
        if (reason.isBlank()) {
            problems.at("reason").add("is missing; say why this warning is fine here");
        }
    }

    public static SilenceBuilder builder() {
        return new SilenceBuilder();
    }
}
