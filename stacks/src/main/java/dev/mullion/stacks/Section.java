package dev.mullion.stacks;

import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.ec2.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of platform that a stack can hold: its components by key, below one key of the stack file. A new platform is
 * one more of these, in the list {@link Sections#ALL}.
 */
interface Section {
    /** The key below {@code mullion:}, such as {@code ecs}. */
    String key();

    /** What somebody is told whose stack holds nothing: {@code describe a cluster in mullion:ecs}. */
    String invitation();

    /** What the section brings to machines and networks; nothing where it has neither. */
    Optional<Platform> platform();

    /** Whether the section is one component, whose keys stand directly below the section's, and which is called as it. */
    default boolean isSingle() {
        return false;
    }

    /** Where a component stands in a stack file. */
    default SpecPath path(String component) {
        SpecPath section = SpecPath.ROOT.key(key());
        return isSingle() ? section : section.key(component);
    }

    /** A builder of one component's spec. */
    SpecBuilder<?> builder();

    /**
     * The components as their stack sees them; nothing is checked yet.
     *
     * @param networks of the stack, by name; a component names one that may be missing
     * @param earlier the sections before this one in {@link Sections#ALL}, by their keys
     */
    SectionModel model(
            List<Component> components,
            StackContext context,
            Map<String, KnownNetwork> networks,
            Map<String, SectionModel> earlier);

    /**
     * One component of a section.
     *
     * @param key the component's name
     * @param network the name of the network that it runs in
     */
    record Component(String key, Spec spec, String network) {}
}
