package dev.mullion.core.config;

import dev.mullion.core.config.Node.Entry;
import dev.mullion.core.config.Node.Kind;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.config.Node.Sequence;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A stack's own file, and its project's, as they are handed on to another program. The project's defaults are not among the values:
 * that program reads them itself.
 *
 * @param name what messages call the stack's file
 * @param values by full key, of those that hold no secret: text, booleans, numbers, lists and maps, in the file's order
 * @param secrets of the keys that hold one, sorted
 * @param secretsProvider what encrypts the stack's secrets, where the file says it: a URL, or {@code passphrase}
 * @param backend where the project itself says that Pulumi keeps its states
 * @param project all of Pulumi.yaml
 */
public record StackFile(
        String name,
        Map<String, Object> values,
        List<Secret> secrets,
        Optional<String> secretsProvider,
        Optional<String> backend,
        Map<String, Object> project) {
    /** As {@code pulumi stack init --secrets-provider} spells it. */
    public static final String PASSPHRASE = "passphrase";

    /**
     * A key that holds a secret.
     *
     * @param key in full
     * @param json whether the secret stands inside of a list or a map; else the value is the secret
     */
    public record Secret(String key, boolean json, Optional<Position> position) {}

    public StackFile {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        secrets = List.copyOf(secrets);
        project = Collections.unmodifiableMap(new LinkedHashMap<>(project));
    }

    /**
     * Reads both files.
     *
     * @throws SpecException when one can not be read, or holds keys that Pulumi would not take
     */
    public static StackFile read(Path directory, String stack) {
        ProjectFile project = ProjectFile.read(directory);
        StackConfig config = StackConfig.load(directory, stack, Optional.empty());
        if (!config.problems().isEmpty()) {
            throw new SpecException(config.problems());
        }
        YamlFile own = StackConfig.stackFile(project, directory, stack, Optional.empty(), Optional.empty());
        Map<String, Entry> entries = new TreeMap<>();
        config.entries().forEach((key, entry) -> {
            if (entry.keyPosition().filter(at -> at.file().equals(own.name())).isPresent()) {
                entries.put(key, entry);
            }
        });
        Map<String, Object> values = new LinkedHashMap<>();
        List<Secret> secrets = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        entries.forEach((key, entry) -> {
            if (entry.value().holdsSecret()) {
                boolean text = entry.value() instanceof Mapping mapping && mapping.isSecret();
                secrets.add(new Secret(key, !text, entry.keyPosition()));
            } else if (!isNothing(entry.value())) {
                values.put(key, value(SpecPath.ROOT.key(key), entry.value(), problems));
            }
        });
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        project.file().root().entries().forEach((key, entry) -> {
            if (!isNothing(entry.value())) {
                all.put(key, NodeJson.value(entry.value()));
            }
        });
        return new StackFile(own.name(), values, secrets, secretsProvider(own.root()), backend(project), all);
    }

    private static boolean isNothing(Node node) {
        return node instanceof Scalar scalar && scalar.kind() == Kind.NULL;
    }

    private static Object value(SpecPath path, Node node, List<Problem> problems) {
        if (node instanceof Mapping mapping) {
            Map<String, Object> entries = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> entries.put(key, value(path.key(key), entry.value(), problems)));
            return entries;
        }
        if (node instanceof Sequence sequence) {
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < sequence.items().size(); i++) {
                items.add(value(path.index(i), sequence.items().get(i), problems));
            }
            return items;
        }
        if (isNothing(node)) {
            problems.add(new Problem(path, "has no value; leave it out", node.position()));
        }
        // A date is what Pulumi makes of it; all else is what stands there.
        return node instanceof Scalar scalar && scalar.kind() == Kind.TIMESTAMP
                ? scalar.engineText()
                : NodeJson.value(node);
    }

    private static Optional<String> secretsProvider(Mapping stack) {
        Optional<String> named = stack.text("secretsprovider");
        return named.isEmpty() && stack.entries().containsKey("encryptionsalt") ? Optional.of(PASSPHRASE) : named;
    }

    private static Optional<String> backend(ProjectFile project) {
        return project.file().root().entries().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase("backend"))
                .findFirst()
                .map(entry -> entry.getValue().value())
                .flatMap(value -> value instanceof Mapping mapping ? mapping.text("url") : Optional.empty());
    }
}
