package dev.mullion.stacks;

import dev.mullion.core.config.DiffSpec;
import dev.mullion.core.config.Silence;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.KeyType;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.core.spec.SpecKey;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ec2.NetworkSpecBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds a {@link StackSpec}, from a stack file, from a program, or from both. It is written by hand, since which keys there
 * are is the list {@link Sections#ALL}.
 */
final class StackSpecBuilder extends SpecBuilder<StackSpec> {
    private static final String TAGS = "tags";
    private static final String NAMES = StackSpec.NAMES;
    private static final String SILENCE = StackConfig.SILENCE;
    private static final List<SpecKey> KEYS = keysOfAll();

    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, NetworkSpec> networks = new LinkedHashMap<>();
    /** The components of each section by key, in the order that they came in. */
    private final Map<String, Map<String, Spec>> sections = new LinkedHashMap<>();
    /** The name of the network that each component runs in. */
    private final Map<SpecPath, String> networkNames = new HashMap<>();

    private List<Silence> silence = List.of();
    private DiffSpec diff = DiffSpec.builder().unchecked();

    StackSpecBuilder() {}

    private static List<SpecKey> keysOfAll() {
        List<SpecKey> keys = new ArrayList<>();
        keys.add(new SpecKey(TAGS, KeyType.map(KeyType.TEXT)));
        keys.add(new SpecKey(StackSpec.NETWORK, KeyType.SPEC));
        Sections.ALL.forEach(section ->
                keys.add(new SpecKey(section.key(), section.isSingle() ? KeyType.SPEC : KeyType.map(KeyType.SPEC))));
        keys.add(new SpecKey(NAMES, KeyType.map(KeyType.TEXT)));
        keys.add(new SpecKey(SILENCE, KeyType.list(KeyType.SPEC)));
        keys.add(new SpecKey(DiffSpec.KEY, KeyType.SPEC));
        return List.copyOf(keys);
    }

    /** The path of a network's keys: that of the stack file has no name there. */
    static SpecPath network(String name) {
        SpecPath path = SpecPath.ROOT.key(StackSpec.NETWORK);
        return name.equals(StackSpec.NETWORK) ? path : path.key(name);
    }

    void tag(String key, String value) {
        put(TAGS, key, value, tags);
    }

    void network(String name, Consumer<NetworkSpecBuilder> description) {
        if (isNamed(StackSpec.NETWORK, name)) {
            put(network(name), NetworkSpec.builder(), description, networks, name);
        }
    }

    /** Adds a component, or describes further one that the stack file has. */
    @SuppressWarnings("unchecked") // a section's components are of one type
    <S extends Spec, B extends SpecBuilder<S>> void component(
            Section section, String key, String network, B builder, Consumer<B> description) {
        if (!isNamed(section.key(), key)) {
            return;
        }
        SpecPath path = section.path(key);
        String before = networkNames.putIfAbsent(path, String.valueOf(network));
        if (before != null && !before.equals(network) && !isDescribed(path)) {
            refuseKey(
                    path,
                    "got the network " + Shown.text(network)
                            + "; use stack.network(), where the stack file has it, or another key");
        }
        Map<String, Spec> components = sections.computeIfAbsent(section.key(), name -> new LinkedHashMap<>());
        put(path, builder, description, (Map<String, S>) components, key);
    }

    private static Section section(String key) {
        return Sections.ALL.stream()
                .filter(section -> section.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    void silence(String id, String path, String reason) {
        silence =
                added(SILENCE, Silence.builder(), item -> item.id(id).path(path).reason(reason), silence);
    }

    @Override
    public StackSpec unchecked() {
        Map<String, List<Section.Component>> components = new LinkedHashMap<>();
        sections.forEach((section, specs) -> components.put(
                section,
                specs.entrySet().stream()
                        .map(entry -> new Section.Component(
                                entry.getKey(),
                                entry.getValue(),
                                Objects.requireNonNull(
                                        networkNames.get(section(section).path(entry.getKey())))))
                        .toList()));
        return new StackSpec(tags, names, networks, components, silence, diff);
    }

    @Override
    protected List<SpecKey> keys() {
        return KEYS;
    }

    @Override
    @SuppressWarnings("unchecked") // the types are those of KEYS
    protected void set(String key, Object value) {
        switch (key) {
            case TAGS -> tags.putAll((Map<String, String>) value);
            case NAMES -> names.putAll((Map<String, String>) value);
            case StackSpec.NETWORK -> networks.put(StackSpec.NETWORK, (NetworkSpec) value);
            case SILENCE -> silence = List.copyOf((List<Silence>) value);
            case DiffSpec.KEY -> diff = (DiffSpec) value;
            default -> {
                Section section = section(key);
                Map<String, Spec> components =
                        new LinkedHashMap<>(section.isSingle() ? Map.of(key, (Spec) value) : (Map<String, Spec>) value);
                components.keySet().forEach(name -> networkNames.put(section.path(name), StackSpec.NETWORK));
                sections.put(key, components);
            }
        }
    }

    @Override
    protected Object currentValue(String key) {
        return switch (key) {
            case TAGS -> tags;
            case NAMES -> names;
            case StackSpec.NETWORK -> Optional.ofNullable(networks.get(StackSpec.NETWORK));
            case SILENCE -> silence;
            case DiffSpec.KEY -> diff;
            default -> {
                Map<String, Spec> components = sections.getOrDefault(key, Map.of());
                yield section(key).isSingle() ? Optional.ofNullable(components.get(key)) : components;
            }
        };
    }

    @Override
    protected SpecBuilder<?> nested(String key) {
        return switch (key) {
            case StackSpec.NETWORK -> NetworkSpec.builder();
            case SILENCE -> Silence.builder();
            case DiffSpec.KEY -> DiffSpec.builder();
            default -> section(key).builder();
        };
    }
}
