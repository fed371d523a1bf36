package dev.mullion.stacks;

import dev.mullion.core.config.Silence;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One component that stands by itself, with what a stack file says beside its sections.
 *
 * @param own the component's
 */
record ProvidedSpec(Map<String, String> tags, Map<String, String> names, List<Silence> silence, Spec own)
        implements Spec {
    ProvidedSpec {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        silence = List.copyOf(silence);
    }

    /** It is checked where its stack and its files are known. */
    @Override
    public void check(Problems problems) {}
}
