package dev.mullion.core.config;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.Warning;
import java.util.List;
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
        return place().covers(Place.of(warning));
    }

    Place place() {
        return new Place(id, keys(path).toList());
    }

    /** What a silence covers, or a warning is about: read once, since a stranger's file may make thousands of both. */
    record Place(String id, List<String> keys) {
        static Place of(Warning warning) {
            return new Place(
                    warning.id(), Silence.keys(warning.path().toString()).toList());
        }

        /** Whether the keys stand in those of the warned place in their order. */
        boolean covers(Place warned) {
            int at = 0;
            for (int i = 0; at < keys.size() && i < warned.keys.size(); i++) {
                at += warned.keys.get(i).equals(keys.get(at)) ? 1 : 0;
            }
            return at == keys.size() && id.equals(warned.id);
        }
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
