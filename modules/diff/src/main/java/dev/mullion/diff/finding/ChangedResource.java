package dev.mullion.diff.finding;

import dev.mullion.diff.masking.MaskedValue;
import java.util.List;

/**
 * A resource that findings are about. Names are masked, with placeholders as in {@link MaskedValue}.
 *
 * @param operation as Pulumi spells it
 * @param mayReplace whether nobody knows that it is not replaced
 * @param key its raw URN, to look it up; never to be told
 * @param before its inputs on the old side; empty for what is new
 * @param after its inputs on the new side; empty for what is gone
 * @param dependencies raw URNs
 */
public record ChangedResource(
        String operation,
        boolean mayReplace,
        String key,
        String type,
        String name,
        MaskedValue.Fields before,
        MaskedValue.Fields after,
        Flags old,
        Flags now,
        List<String> dependencies) {
    public ChangedResource {
        dependencies = List.copyOf(dependencies);
    }

    /** Options that bear on what a change does. */
    public record Flags(boolean isProtected, boolean retained, boolean deletedFirst) {
        public static final Flags NONE = new Flags(false, false, false);
    }

    boolean is(String token) {
        return type.equals(token);
    }

    boolean deleted() {
        return operation.equals("delete");
    }

    boolean replaced() {
        return operation.equals("replace");
    }

    boolean created() {
        return operation.equals("create") || operation.equals("import");
    }

    /** Whether it exists before and after, as itself or as its successor. */
    boolean stays() {
        return operation.equals("update") || operation.equals("replace") || operation.equals("same");
    }
}
