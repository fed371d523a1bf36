package dev.mullion.diff.finding;

import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.plan.Operation;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A resource that findings are about. Names are masked, with placeholders as in {@link MaskedValue}.
 *
 * @param operation an {@link Operation}'s word, or one that a newer engine has
 * @param mayReplace whether nobody knows that it is not replaced
 * @param replacedBy the inputs that replace it for certain
 * @param key its raw URN, to look it up; never to be told
 * @param ids by which it is known where it is deployed, before or after
 * @param before its inputs on the old side; empty for what is new
 * @param after its inputs on the new side; empty for what is gone
 * @param dependencies raw URNs of what it needs, its provider among them
 */
public record ChangedResource(
        String operation,
        boolean mayReplace,
        List<String> replacedBy,
        String key,
        String type,
        String name,
        Set<String> ids,
        MaskedValue.Fields before,
        MaskedValue.Fields after,
        Flags old,
        Flags now,
        List<String> dependencies) {
    public ChangedResource {
        replacedBy = List.copyOf(replacedBy);
        ids = Set.copyOf(ids);
        dependencies = List.copyOf(dependencies);
    }

    /**
     * Options that bear on what a change does, and what is to be done whatever changes.
     *
     * @param secretOutputs which the state keeps encrypted because the program says so
     * @param others further options by their names, each with its values
     * @param tainted whether the next update replaces it
     * @param errors why it did not come up when it was last made or updated
     */
    public record Flags(
            boolean isProtected,
            boolean retained,
            boolean deletedFirst,
            List<String> secretOutputs,
            SortedMap<String, List<String>> others,
            boolean tainted,
            List<String> errors) {
        public static final Flags NONE = new Flags(false, false, false, List.of(), new TreeMap<>(), false, List.of());

        public Flags {
            secretOutputs = List.copyOf(secretOutputs);
            others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
            errors = List.copyOf(errors);
        }
    }

    boolean is(String token) {
        return type.equals(token);
    }

    boolean deleted() {
        return Operation.DELETE.is(operation);
    }

    boolean replaced() {
        return Operation.REPLACE.is(operation);
    }

    boolean created() {
        return Operation.CREATE.is(operation) || Operation.IMPORT.is(operation);
    }

    /** Whether it exists before and after, as itself or as its successor. */
    boolean stays() {
        return Operation.UPDATE.is(operation) || replaced() || Operation.SAME.is(operation);
    }
}
