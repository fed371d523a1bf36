package dev.mullion.diff.compare;

import dev.mullion.diff.Outcome;
import dev.mullion.diff.input.Input.EngineStep;
import dev.mullion.plan.Operation;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A resource on both sides, raw.
 *
 * @param operation an {@link Operation}'s word, or one that a newer engine has; of two plans {@code update} as long as nobody
 *     has said that it is replaced
 * @param before empty for what is new
 * @param after empty for what is gone
 * @param oldInputs as they are compared: {@code ignoreChanges} and what a provider filled in taken out
 * @param newInputs likewise
 * @param engine the step, where a real engine compared; more than one where a copy is left from an earlier replacement
 * @param deletedFirst whether an engine deletes it before its replacement is made
 * @param outcome how far a run got with it
 * @param moved by the input what it refers to, where another resource than before and no value tells it; empty beside an engine
 */
record Pair(
        String operation,
        Optional<ResourceState> before,
        Optional<ResourceState> after,
        PropertyValue.Fields oldInputs,
        PropertyValue.Fields newInputs,
        Optional<EngineStep> engine,
        boolean deletedFirst,
        Outcome outcome,
        SortedMap<String, Referents.Moved> moved) {
    /** One of a preview, whose successor comes before it goes. */
    Pair(
            String operation,
            Optional<ResourceState> before,
            Optional<ResourceState> after,
            PropertyValue.Fields oldInputs,
            PropertyValue.Fields newInputs,
            Optional<EngineStep> engine) {
        this(operation, before, after, oldInputs, newInputs, engine, new TreeMap<>());
    }

    /** The same of what refers to others than before. */
    Pair(
            String operation,
            Optional<ResourceState> before,
            Optional<ResourceState> after,
            PropertyValue.Fields oldInputs,
            PropertyValue.Fields newInputs,
            Optional<EngineStep> engine,
            SortedMap<String, Referents.Moved> moved) {
        this(operation, before, after, oldInputs, newInputs, engine, false, Outcome.PLANNED, moved);
    }

    boolean is(Operation which) {
        return which.is(operation);
    }

    /** The side to name it by. */
    ResourceState state() {
        return after.or(() -> before).orElseThrow();
    }

    String urn() {
        return state().urn();
    }

    /** Whether it is a copy that an earlier replacement left, beside the resource that is in use. */
    boolean isLeftover() {
        return engine.filter(EngineStep::leftover).isPresent();
    }

    boolean isStack() {
        return state().type().equals("pulumi:pulumi:Stack");
    }

    boolean inBoth() {
        return before.isPresent() && after.isPresent();
    }
}
