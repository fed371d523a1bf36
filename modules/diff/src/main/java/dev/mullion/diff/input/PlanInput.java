package dev.mullion.diff.input;

import dev.mullion.plan.Plan;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Signature;
import dev.mullion.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A plan of the embedded engine, without the way through a file; equal to what {@link PlanFile} reads of its JSON. */
public final class PlanInput {
    private PlanInput() {}

    /** The plan that was made of this project's stack, called {@code name}. */
    public static Input.Side of(String name, String project, String stack, Plan plan) {
        List<ResourceState> resources =
                plan.steps().stream().map(Step::newState).map(PlanInput::state).toList();
        return new Input.Side(name, project, stack, false, plan.config(), resources, plan.diagnostics());
    }

    private static ResourceState state(ResourceState state) {
        return new ResourceState(
                state.urn(),
                state.type(),
                state.custom(),
                state.external(),
                state.id(),
                fields(state.inputs()),
                fields(state.outputs()),
                state.parent(),
                state.dependencies(),
                state.propertyDependencies(),
                state.provider(),
                options(state.options()));
    }

    /** Without the two that no plan and no state shows. */
    private static ResourceState.Options options(ResourceState.Options options) {
        ResourceState.Options shown = new ResourceState.Options(
                options.protect(),
                options.retainOnDelete(),
                false,
                options.ignoreChanges(),
                options.hideDiffs(),
                options.replaceOnChanges(),
                options.replaceWith(),
                options.replacementTrigger().map(PlanInput::value),
                options.additionalSecretOutputs(),
                options.aliases(),
                options.customTimeouts(),
                options.importId(),
                options.deletedWith(),
                Optional.empty());
        return shown.equals(ResourceState.Options.NONE) ? ResourceState.Options.NONE : shown;
    }

    private static PropertyValue.Fields fields(PropertyValue.Fields fields) {
        return object(fields, true) instanceof PropertyValue.Fields read ? read : PropertyValue.Fields.NONE;
    }

    private static PropertyValue value(PropertyValue value) {
        if (value instanceof PropertyValue.Text text) {
            return Signature.isUnknown(text.value()) ? PropertyValue.UNKNOWN : text;
        }
        if (value instanceof PropertyValue.Secret) {
            return Signed.text(PropertyValue.SECRET.value());
        }
        if (value instanceof PropertyValue.Items items) {
            return new PropertyValue.Items(
                    items.values().stream().map(PlanInput::value).toList());
        }
        if (value instanceof PropertyValue.Fields fields) {
            return object(fields, false);
        }
        return value;
    }

    private static PropertyValue object(PropertyValue.Fields fields, boolean whole) {
        TreeMap<String, PropertyValue> read = new TreeMap<>();
        fields.values().forEach((key, field) -> {
            PropertyValue value = value(field);
            if (!Signature.isBookkeeping(key, value) && !(whole && Signature.isOfProvider(key, value))) {
                read.put(key, value);
            }
        });
        return Signed.object(read);
    }
}
