package dev.mullion.stacks;

import dev.mullion.core.config.Silence;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.KeyType;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.core.spec.SpecKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a {@link ProvidedSpec}; the component's keys stand below a key of its own. */
final class ProvidedSpecBuilder extends SpecBuilder<ProvidedSpec> {
    private static final String TAGS = "tags";

    private final ComponentProgram.Kind kind;
    private Map<String, String> tags = Map.of();
    private Map<String, String> names = Map.of();
    private List<Silence> silence = List.of();
    private Spec own;

    ProvidedSpecBuilder(ComponentProgram.Kind kind) {
        this.kind = kind;
        this.own = kind.builder().unchecked();
    }

    @Override
    public ProvidedSpec unchecked() {
        return new ProvidedSpec(tags, names, silence, own);
    }

    @Override
    protected List<SpecKey> keys() {
        return List.of(
                new SpecKey(TAGS, KeyType.map(KeyType.TEXT)),
                new SpecKey(StackSpec.NAMES, KeyType.map(KeyType.TEXT)),
                new SpecKey(StackConfig.SILENCE, KeyType.list(KeyType.SPEC)),
                new SpecKey(kind.key(), KeyType.SPEC));
    }

    @Override
    @SuppressWarnings("unchecked") // the types are those of the keys
    protected void set(String key, Object value) {
        switch (key) {
            case TAGS -> tags = new LinkedHashMap<>((Map<String, String>) value);
            case StackSpec.NAMES -> names = new LinkedHashMap<>((Map<String, String>) value);
            case StackConfig.SILENCE -> silence = List.copyOf((List<Silence>) value);
            default -> own = (Spec) value;
        }
    }

    @Override
    protected Object currentValue(String key) {
        return switch (key) {
            case TAGS -> tags;
            case StackSpec.NAMES -> names;
            case StackConfig.SILENCE -> silence;
            default -> Optional.of(own);
        };
    }

    @Override
    protected SpecBuilder<?> nested(String key) {
        return key.equals(StackConfig.SILENCE) ? Silence.builder() : kind.builder();
    }
}
