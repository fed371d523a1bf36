package dev.mullion.stacks;

import dev.mullion.core.config.Silence;
import dev.mullion.core.spec.KeyType;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.core.spec.SpecKey;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ec2.NetworkSpecBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Builds a {@link StackSpec}, from a stack file, from a program, or from both. It is written by hand, since which keys there
 * are is the list {@link Sections#ALL}.
 */
final class StackSpecBuilder extends SpecBuilder<StackSpec> {
    private static final String TAGS = "tags";
    private static final String SILENCE = "silence";
    private static final List<SpecKey> KEYS = keysOfAll();

    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, NetworkSpec> networks = new LinkedHashMap<>();
    private final Map<String, Map<String, Section.Component>> sections = new LinkedHashMap<>();
    private List<Silence> silence = List.of();
    private final Set<SpecPath> fromProgram = new LinkedHashSet<>();

    StackSpecBuilder() {}

    private static List<SpecKey> keysOfAll() {
        List<SpecKey> keys = new ArrayList<>();
        keys.add(new SpecKey(TAGS, KeyType.map(KeyType.TEXT)));
        keys.add(new SpecKey(StackSpec.NETWORK, KeyType.SPEC));
        Sections.ALL.forEach(section -> keys.add(new SpecKey(section.key(), KeyType.map(KeyType.SPEC))));
        keys.add(new SpecKey(SILENCE, KeyType.list(KeyType.SPEC)));
        return List.copyOf(keys);
    }

    /** The path of a network's keys: that of the stack file has no name there. */
    static SpecPath network(String name) {
        SpecPath path = SpecPath.ROOT.key(StackSpec.NETWORK);
        return name.equals(StackSpec.NETWORK) ? path : path.key(name);
    }

    /** The paths below which a program says what there is, and no stack file. */
    Set<SpecPath> fromProgram() {
        return Set.copyOf(fromProgram);
    }

    void tag(String key, String value) {
        put(TAGS, key, value, tags);
        if (key != null) {
            fromProgram.add(SpecPath.ROOT.key(TAGS).key(key));
        }
    }

    void network(String name, Consumer<NetworkSpecBuilder> description) {
        if (!isNamed(StackSpec.NETWORK, name)) {
            return;
        }
        SpecPath path = network(name);
        put(path, built(path, NetworkSpec.builder(), description), networks, name);
        fromProgram.add(path);
    }

    /** Adds a component, or describes further one that the stack file has. */
    <S extends Spec, B extends SpecBuilder<S>> void component(
            Section section, String key, String network, B builder, Consumer<B> description) {
        if (!isNamed(section.key(), key)) {
            return;
        }
        SpecPath path = SpecPath.ROOT.key(section.key()).key(key);
        Map<String, Section.Component> components =
                sections.computeIfAbsent(section.key(), name -> new LinkedHashMap<>());
        if (components.containsKey(key) && fromProgram.contains(path)) {
            put(path, null, components, key);
            return;
        }
        Spec spec = built(path, builder, description);
        components.put(key, new Section.Component(key, spec, network));
        fromProgram.add(path);
    }

    Optional<Section.Component> findComponent(Section section, String key) {
        return Optional.ofNullable(sections.get(section.key())).map(components -> components.get(key));
    }

    void silence(String id, String path, String reason) {
        silence =
                added(SILENCE, Silence.builder(), item -> item.id(id).path(path).reason(reason), silence);
    }

    @Override
    public StackSpec unchecked() {
        Map<String, List<Section.Component>> components = new LinkedHashMap<>();
        sections.forEach((section, ofSection) -> components.put(section, List.copyOf(ofSection.values())));
        return new StackSpec(tags, networks, components, silence);
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
            case StackSpec.NETWORK -> networks.put(StackSpec.NETWORK, (NetworkSpec) value);
            case SILENCE -> silence = List.copyOf((List<Silence>) value);
            default -> {
                Map<String, Section.Component> components = new LinkedHashMap<>();
                ((Map<String, Spec>) value)
                        .forEach((name, spec) ->
                                components.put(name, new Section.Component(name, spec, StackSpec.NETWORK)));
                sections.put(key, components);
            }
        }
    }

    @Override
    protected SpecBuilder<?> nested(String key) {
        return switch (key) {
            case StackSpec.NETWORK -> NetworkSpec.builder();
            case SILENCE -> Silence.builder();
            default ->
                Sections.ALL.stream()
                        .filter(section -> section.key().equals(key))
                        .findFirst()
                        .orElseThrow()
                        .builder();
        };
    }
}
