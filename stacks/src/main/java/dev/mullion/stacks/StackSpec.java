package dev.mullion.stacks;

import dev.mullion.core.config.DiffSpec;
import dev.mullion.core.config.Silence;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.ec2.NetworkSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a stack file says below {@code mullion:}, or a program of a {@link Stack}.
 *
 * @param tags tags of the user, on everything that takes tags; at most 45
 * @param names what resources are called in AWS where that is not Pulumi's to make up, by their names in the program
 * @param networks where instances run, by name; a stack file has one, called {@link #NETWORK}
 * @param sections the components of each {@link Section}, by its key
 * @param silence warnings that the user has read and accepts
 * @param diff how {@code mullion diff} reports the stack, which reads it from the stack file itself
 */
record StackSpec(
        Map<String, String> tags,
        Map<String, String> names,
        Map<String, NetworkSpec> networks,
        Map<String, List<Section.Component>> sections,
        List<Silence> silence,
        DiffSpec diff)
        implements Spec {
    /** The name of the one network of a stack file. */
    static final String NETWORK = "network";

    /** The key of {@link #names}. */
    static final String NAMES = "names";

    StackSpec {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
        sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
        silence = List.copyOf(silence);
    }

    static StackSpecBuilder builder() {
        return new StackSpecBuilder();
    }

    List<Section.Component> components(Section section) {
        return sections.getOrDefault(section.key(), List.of());
    }

    /** A stack is checked as a whole, where its name and its files are known: {@link StackModel#VALIDATORS}. */
    @Override
    public void check(Problems problems) {}
}
