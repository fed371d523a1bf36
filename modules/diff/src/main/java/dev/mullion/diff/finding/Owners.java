package dev.mullion.diff.finding;

import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.plan.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a policy, an attachment or a rule belongs to. Events tell no dependencies, so that its own inputs have to. */
final class Owners {
    /** By which a resource of a type is named where it is referred to. */
    private static final List<String> NAMES = List.of("name", "bucket");

    private Owners() {}

    /** Those of its dependencies, or the one that its input names; empty where neither tells of any. */
    static List<ChangedResource> of(ChangedResource resource, String input, Set<String> types, Resources resources) {
        List<ChangedResource> needed = resource.dependencies().stream()
                .flatMap(key -> resources.find(key).stream())
                .filter(owner -> types.contains(owner.type()))
                .toList();
        if (!needed.isEmpty()) {
            return needed;
        }
        Optional<MaskedValue> reference = Values.at(resource.deleted() ? resource.before() : resource.after(), input);
        if (reference.isEmpty()) {
            return List.of();
        }
        return types.stream()
                .sorted()
                .flatMap(type -> resources.changed(type).stream())
                .filter(owner -> isNamed(owner, reference.get()))
                .toList();
    }

    /** Whether one of them is made with it. */
    static boolean areNew(ChangedResource resource, String input, Set<String> types, Resources resources) {
        return of(resource, input, types, resources).stream().anyMatch(ChangedResource::created);
    }

    /** What only a deployment can know is of something that is made by it. */
    private static boolean isNamed(ChangedResource owner, MaskedValue reference) {
        if (reference instanceof MaskedValue.Unknown) {
            return owner.created();
        }
        String text = Values.text(reference);
        MaskedValue.Fields inputs = Operation.DELETE.is(owner.operation()) ? owner.before() : owner.after();
        return !text.isEmpty()
                && NAMES.stream().anyMatch(name -> Values.text(inputs, name).equals(text));
    }
}
