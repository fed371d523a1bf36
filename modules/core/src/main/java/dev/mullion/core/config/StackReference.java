package dev.mullion.core.config;

import dev.mullion.core.config.Node.Entry;
import dev.mullion.core.config.Node.Kind;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.config.Node.Sequence;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.SpecPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A value that another stack gives: {@code {stack: organization/network/prod, output: vpcId}}.
 *
 * @param path where it is wanted
 * @param stack as it is written
 */
public record StackReference(SpecPath path, Optional<Position> position, String stack, String output) {
    private static final String STACK = "stack";
    private static final String OUTPUT = "output";

    /** All that are at a path and below it, in the order of the file. */
    static List<StackReference> in(SpecPath path, Node node) {
        List<StackReference> found = new ArrayList<>();
        add(path, node, found);
        return found;
    }

    private static void add(SpecPath path, Node node, List<StackReference> found) {
        if (node instanceof Mapping mapping) {
            if (mapping.entries().keySet().equals(Set.of(STACK, OUTPUT))) {
                text(mapping, STACK)
                        .flatMap(stack -> text(mapping, OUTPUT)
                                .map(output -> new StackReference(path, mapping.position(), stack, output)))
                        .ifPresent(found::add);
            }
            mapping.entries().forEach((key, entry) -> add(path.key(key), entry.value(), found));
        } else if (node instanceof Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                add(path.index(i), sequence.items().get(i), found);
            }
        }
    }

    private static Optional<String> text(Mapping mapping, String key) {
        return Optional.ofNullable(mapping.entries().get(key))
                .map(Entry::value)
                .filter(value -> value instanceof Scalar scalar && scalar.kind() == Kind.STRING)
                .map(value -> ((Scalar) value).text());
    }
}
