package dev.mullion.preview;

import com.google.common.collect.ImmutableMap;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.internal.annotations.ExportMetadata;
import java.util.Set;

/** The outputs that resource classes declare, by name. The SDK reads a class's annotations anew for each of its resources. */
final class Exports {
    private static final Set<String> GIVEN_BY_THE_ENGINE = Set.of("id", "urn");

    private static final ClassValue<ImmutableMap<String, ExportMetadata<?>>> OF = new ClassValue<>() {
        @Override
        protected ImmutableMap<String, ExportMetadata<?>> computeValue(Class<?> resource) {
            return ExportMetadata.of(
                    resource,
                    field -> !GIVEN_BY_THE_ENGINE.contains(
                            field.getAnnotation(Export.class).name()));
        }
    };

    private Exports() {}

    static ImmutableMap<String, ExportMetadata<?>> of(Class<?> resource) {
        return OF.get(resource);
    }
}
