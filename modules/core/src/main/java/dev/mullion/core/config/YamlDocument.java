package dev.mullion.core.config;

import dev.mullion.core.config.Node.Entry;
import dev.mullion.core.config.Node.Kind;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.config.Node.Sequence;
import dev.mullion.core.config.YamlComposer.Readers;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A map that others will read too, such as a Kubernetes manifest, and where its parts stand. It holds nothing that YAML 1.1
 * and 1.2 read in two ways: {@code on}, {@code 0777} and {@code 1e3} have to be in quotes.
 */
public final class YamlDocument {
    private final Mapping root;

    private YamlDocument(Mapping root) {
        this.root = root;
    }

    /**
     * All documents of a text, in their order; those that hold nothing but comments are left out.
     *
     * @param name what messages call it
     * @throws SpecException with what is wrong, each at its position
     */
    public static List<YamlDocument> read(String name, String text) {
        YamlComposer composer = new YamlComposer(name, text, Readers.ANY);
        List<Node> roots = YamlFile.composed(name, text, composer::composeAll);
        List<Problem> problems = new ArrayList<>(composer.problems());
        List<YamlDocument> documents = new ArrayList<>();
        for (Node root : roots) {
            if (root instanceof Mapping mapping) {
                if (composer.problems().isEmpty()) {
                    checkItems(root, SpecPath.ROOT, problems);
                }
                documents.add(new YamlDocument(mapping));
            } else {
                problems.add(new Problem(SpecPath.ROOT, "is no map; use a map of keys to values", root.position()));
            }
        }
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return List.copyOf(documents);
    }

    /**
     * What it holds: maps that keep their order, lists, strings, booleans, integers, longs and doubles. A key without a value
     * is left out, which is what Kubernetes makes of it.
     */
    @SuppressWarnings("unchecked") // the root is a map
    public Map<String, Object> values() {
        return (Map<String, Object>) value(root);
    }

    /** Where the value at the path stands; of a path that leads further than the document, its last part that is there. */
    public Position position(SpecPath path) {
        Node node = root;
        Optional<Position> at = root.position();
        for (Object segment : path.segments()) {
            if (node instanceof Mapping mapping && mapping.entries().containsKey(segment)) {
                Entry entry = mapping.entries().get(segment);
                node = entry.value();
                at = entry.keyPosition();
            } else if (node instanceof Sequence sequence
                    && segment instanceof Integer index
                    && index < sequence.items().size()) {
                node = sequence.items().get(index);
                at = node.position();
            } else {
                break;
            }
        }
        return at.orElseThrow();
    }

    private static void checkItems(Node node, SpecPath path, List<Problem> problems) {
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach((key, entry) -> checkItems(entry.value(), path.key(key), problems));
        } else if (node instanceof Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                Node item = sequence.items().get(i);
                if (item instanceof Scalar scalar && scalar.kind() == Kind.NULL) {
                    problems.add(new Problem(path.index(i), "is an item without a value", item.position()));
                }
                checkItems(item, path.index(i), problems);
            }
        } else if (node instanceof Scalar scalar
                && scalar.kind() == Kind.INTEGER
                && !scalar.text().matches("[-+]?[0-9]{1,18}")) {
            problems.add(new Problem(
                    path, "got " + Shown.text(scalar.text()) + "; use a number of up to 18 digits", node.position()));
        }
    }

    private static Object value(Node node) {
        if (node instanceof Mapping mapping) {
            Map<String, Object> values = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> {
                if (!(entry.value() instanceof Scalar scalar && scalar.kind() == Kind.NULL)) {
                    values.put(key, value(entry.value()));
                }
            });
            return Collections.unmodifiableMap(values);
        }
        if (node instanceof Sequence sequence) {
            return sequence.items().stream().map(YamlDocument::value).toList();
        }
        Scalar scalar = (Scalar) node;
        return switch (scalar.kind()) {
            case BOOLEAN -> Boolean.parseBoolean(scalar.text());
            case INTEGER -> {
                long number = Long.parseLong(scalar.text());
                if (number == (int) number) {
                    yield (int) number;
                }
                yield number;
            }
            case FLOAT -> Double.parseDouble(scalar.text());
            default -> scalar.text();
        };
    }
}
