package dev.mullion.stacks;

import com.pulumi.core.Alias;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import dev.mullion.core.config.EngineConfig;
import java.util.Optional;

/**
 * Where a stack's components stood while a program in another language made them: below its {@code mullion.Stack}. A stack moves to a
 * stack file without a replacement then. A URN names the types above a resource and not their names.
 */
final class LanguageAliases {
    private static final String ABOVE = "mullion:index:Stack$";

    private LanguageAliases() {}

    static ResourceTransformation of(EngineConfig engine) {
        String start = "urn:pulumi:" + engine.stack() + "::" + engine.project() + "::" + ABOVE;
        return resource -> {
            String type = resource.resource().pulumiResourceType();
            if (resource.options().getParent().isPresent()
                    || !type.startsWith("mullion:")
                    || !(resource.options() instanceof ComponentResourceOptions options)) {
                return Optional.empty();
            }
            ComponentResourceOptions before = ComponentResourceOptions.builder()
                    .aliases(Alias.withUrn(
                            start + type + "::" + resource.resource().pulumiResourceName()))
                    .build();
            return Optional.of(new ResourceTransformation.Result(
                    resource.args(), ComponentResourceOptions.merge(options, before)));
        };
    }
}
