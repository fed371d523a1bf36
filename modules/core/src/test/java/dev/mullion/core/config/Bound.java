package dev.mullion.core.config;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Warning;
import java.util.List;

/** A platform that a configuration describes and that nothing refuses, and what it warns of. */
record Bound(Platform spec, List<Warning> warnings) {
    static Bound of(StackConfig config) {
        PlatformBuilder builder = Platform.builder();
        Binding binding = config.bind(builder);
        Platform spec = builder.unchecked();
        Problems problems = new Problems();
        spec.check(problems);
        return new Bound(spec, binding.conclude(builder, problems, List.of()));
    }

    /** The warnings that the platform's own silences leave. */
    static List<Warning> silenced(StackConfig config, List<Warning> found, List<Silence> silences) {
        PlatformBuilder builder = Platform.builder();
        return config.bind(builder).silences(builder, silences).heard(found, id -> true);
    }
}
