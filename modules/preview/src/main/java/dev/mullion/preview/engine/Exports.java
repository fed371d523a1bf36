package dev.mullion.preview.engine;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.pulumi.core.Output;
import com.pulumi.core.TypeShape;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.internal.Internal;
import com.pulumi.core.internal.OutputCompletionSource;
import com.pulumi.core.internal.annotations.ExportMetadata;
import com.pulumi.resources.Resource;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The outputs that a resource's class declares, by name, read once for each class. The SDK reads them anew for each resource,
 * with a JSON library for the type of each.
 */
final class Exports {
    private static final Set<String> GIVEN_BY_THE_ENGINE = Set.of("id", "urn");

    private static final ClassValue<ImmutableMap<String, Declared<?>>> OF = new ClassValue<>() {
        @Override
        protected ImmutableMap<String, Declared<?>> computeValue(Class<?> resource) {
            return read(resource);
        }
    };

    /** One output and the field that holds it. */
    record Declared<T>(Field field, TypeShape<T> type) {
        /** Fills the field with an output that has no value yet. */
        OutputCompletionSource<T> source(Resource resource) {
            try {
                @SuppressWarnings("unchecked") // the annotation repeats the field's own type
                @Nullable
                Output<T> output = (Output<T>) field.get(resource);
                if (output == null) {
                    output = Output.of(new CompletableFuture<T>());
                    field.set(resource, output);
                }
                return new OutputCompletionSource<>(
                        Internal.of(output).getDataAsync(), ImmutableSet.of(resource), type);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Exports() {}

    static ImmutableMap<String, Declared<?>> of(Class<?> resource) {
        return OF.get(resource);
    }

    private static ImmutableMap<String, Declared<?>> read(Class<?> resource) {
        Map<String, Declared<?>> exports = new HashMap<>();
        Set<String> fields = new HashSet<>();
        for (Class<?> type = resource; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                @Nullable Export export = field.getAnnotation(Export.class);
                if (export == null) {
                    continue;
                }
                String name = export.name().isEmpty() ? field.getName() : export.name();
                if (!Output.class.isAssignableFrom(field.getType())
                        || !fields.add(field.getName())
                        || exports.containsKey(name)) {
                    var unused = ExportMetadata.of(resource); // refuses it in the SDK's own words
                }
                if (!GIVEN_BY_THE_ENGINE.contains(name)) {
                    field.setAccessible(true);
                    exports.put(name, new Declared<>(field, type(export.refs(), export.tree())));
                }
            }
        }
        return ImmutableMap.copyOf(exports);
    }

    /** The type that a tree such as {@code [0,1,[2,3]]} describes, {@code Map<String, List<Rule>>}; without a tree the only one. */
    static TypeShape<?> type(Class<?>[] refs, String tree) {
        if (refs.length == 0) {
            return TypeShape.Empty;
        }
        StringTokenizer tokens = new StringTokenizer(tree, "[], ", true);
        return tokens.hasMoreTokens() ? type(refs, tokens, tokens.nextToken()) : TypeShape.of(refs[0]);
    }

    private static TypeShape<?> type(Class<?>[] refs, StringTokenizer tokens, String token) {
        if (!token.equals("[")) {
            return TypeShape.of(refs[Integer.parseInt(token)]);
        }
        TypeShape.Builder<?> type = TypeShape.builder(refs[Integer.parseInt(tokens.nextToken())]);
        for (String next = tokens.nextToken(); !next.equals("]"); next = tokens.nextToken()) {
            if (!next.equals(",") && !next.equals(" ")) {
                type.addParameter(type(refs, tokens, next));
            }
        }
        return type.build();
    }
}
