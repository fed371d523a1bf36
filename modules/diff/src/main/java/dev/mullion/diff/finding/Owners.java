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

    /**
     * Those that its input names; where that tells of none, as an output that only a deployment knows, those of its dependencies. Whoever
     * proposes a change chooses what else it depends on.
     */
    static List<ChangedResource> of(ChangedResource resource, String input, Set<String> types, Resources resources) {
        Optional<MaskedValue> reference = Values.at(resource.deleted() ? resource.before() : resource.after(), input);
        List<ChangedResource> needed = resource.dependencies().stream()
                .flatMap(key -> resources.find(key).stream())
                .filter(owner -> types.contains(owner.type()))
                .filter(owner -> reference.isEmpty() || isMeant(owner, reference.get()))
                .toList();
        if (!needed.isEmpty() || reference.isEmpty()) {
            return needed;
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

    /** Whether what was of one owner, by its input, is of another from now on; one that was replaced is the same by another id. */
    static boolean moves(ChangedResource resource, String input, Resources resources) {
        String before = Values.text(resource.before(), input);
        String after = Values.text(resource.after(), input);
        return resource.stays()
                && !before.isEmpty()
                && !after.isEmpty()
                && !before.equals(after)
                && resources.successor(before).filter(after::equals).isEmpty();
    }

    private static boolean isMeant(ChangedResource owner, MaskedValue reference) {
        String text = Values.text(reference);
        return reference instanceof MaskedValue.Unknown
                || text.startsWith("${" + owner.name() + ".")
                || owner.ids().contains(text)
                || isNamed(owner, reference);
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
