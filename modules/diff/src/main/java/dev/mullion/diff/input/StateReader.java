package dev.mullion.diff.input;

import com.fasterxml.jackson.core.JsonToken;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Signature;
import dev.mullion.plan.Urns;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * States of resources: {@code ResourceV3} of checkpoints and digests, and the shorter {@code StepEventStateMetadata} of
 * engine events (sdk/go/common/apitype at 3.260.0).
 */
final class StateReader {
    private final InputText source;
    private final PropertyReader properties;

    /**
     * A state, and what the model of a preview has no place for.
     *
     * @param pendingDelete whether it was replaced, and is still to be deleted
     * @param filled inputs that a provider says that it filled in; empty where it says nothing
     */
    record Found(ResourceState state, boolean pendingDelete, Optional<Set<String>> filled) {}

    StateReader(InputText source) {
        this.source = source;
        this.properties = new PropertyReader(source);
    }

    /** Empty where there is null. */
    Optional<Found> read() throws IOException {
        Optional<Draft> draft = draft();
        if (draft.isEmpty()) {
            return Optional.empty();
        }
        if (draft.get().urn.isEmpty()) {
            throw source.refuse("got a resource without a urn; each has one");
        }
        return Optional.of(found(draft.get()));
    }

    /** A state of a step, to be finished when the step's own URN is known: events of Pulumi Cloud may have it there alone. */
    Optional<Draft> draft() throws IOException {
        if (source.at(JsonToken.VALUE_NULL)) {
            return Optional.empty();
        }
        Draft draft = new Draft();
        source.object(draft::field);
        if (!draft.urn.isEmpty()) {
            setType(draft);
        }
        return Optional.of(draft);
    }

    /** The state of a step about this resource. */
    Found found(Draft draft, String urn) {
        if (draft.urn.isEmpty()) {
            draft.urn = urn;
            setType(draft);
        }
        return found(draft);
    }

    private static Found found(Draft draft) {
        return new Found(draft.state(), draft.pendingDelete, draft.filled);
    }

    /** That of its URN, whether it says so or not. */
    private void setType(Draft draft) {
        if (draft.type.isEmpty()) {
            draft.type = Urns.type(draft.urn);
        } else if (!draft.urn.contains("::" + draft.type + "::") && !draft.urn.contains("$" + draft.type + "::")) {
            throw source.refuse("got the type \"" + InputText.excerpt(draft.type) + "\" of "
                    + InputText.excerpt(draft.urn) + "; a URN ends in its resource's own type and name");
        }
    }

    /** A resource of which the file holds no more than its URN. */
    ResourceState bare(String urn) {
        Draft draft = new Draft();
        draft.urn = urn;
        draft.type = Urns.type(urn);
        return draft.state();
    }

    /** A state of which some fields have been read. */
    final class Draft {
        private String urn = "";
        private String type = "";
        private boolean custom;
        private boolean external;
        private boolean pendingDelete;
        private boolean pendingReplacement;
        private boolean tainted;
        private List<String> initErrors = List.of();
        private Optional<String> id = Optional.empty();
        private PropertyValue.Fields inputs = PropertyValue.Fields.NONE;
        private Optional<Set<String>> filled = Optional.empty();
        private PropertyValue.Fields outputs = PropertyValue.Fields.NONE;
        private Optional<String> parent = Optional.empty();
        private List<String> dependencies = List.of();
        private SortedMap<String, List<String>> propertyDependencies = new TreeMap<>();
        private Optional<String> provider = Optional.empty();

        private boolean protect;
        private boolean retainOnDelete;
        private List<String> ignoreChanges = List.of();
        private List<String> hideDiffs = List.of();
        private List<String> replaceOnChanges = List.of();
        private List<String> replaceWith = List.of();
        private Optional<PropertyValue> replacementTrigger = Optional.empty();
        private List<String> additionalSecretOutputs = List.of();
        private List<String> aliases = List.of();
        private final TreeMap<String, Double> customTimeouts = new TreeMap<>();
        private Optional<String> importId = Optional.empty();
        private Optional<String> deletedWith = Optional.empty();

        void field(String key) throws IOException {
            switch (key) {
                case "urn" -> urn = source.urn();
                case "type" -> type = source.text();
                case "custom" -> custom = source.flag();
                case "external" -> external = source.flag();
                case "delete" -> pendingDelete = source.flag();
                case "pendingReplacement" -> pendingReplacement = source.flag();
                case "taint" -> tainted = source.flag();
                case "initErrors" -> initErrors = source.texts();
                case "id" -> id = source.optionalText().filter(text -> !Signature.isUnknown(text));
                case "inputs" -> {
                    inputs = properties.fields();
                    filled = properties.filled();
                }
                case "outputs" -> outputs = properties.fields();
                case "parent" -> parent = source.optionalText();
                case "dependencies" -> dependencies = source.texts();
                case "propertyDependencies" -> propertyDependencies = source.textsByKey();
                case "provider" -> provider = source.optionalText();
                default -> option(key);
            }
        }

        private void option(String key) throws IOException {
            switch (key) {
                case "protect" -> protect = source.flag();
                case "retainOnDelete" -> retainOnDelete = source.flag();
                case "ignoreChanges" -> ignoreChanges = source.texts();
                // The one in states, the other in events.
                case "hideDiff", "hideDiffs" -> hideDiffs = source.texts();
                case "replaceOnChanges" -> replaceOnChanges = source.texts();
                case "replaceWith" -> replaceWith = source.texts();
                case "replacementTrigger" -> replacementTrigger = Optional.of(properties.value());
                case "additionalSecretOutputs" -> additionalSecretOutputs = source.texts();
                case "aliases" -> aliases = source.texts();
                case "customTimeouts" -> source.object(operation -> customTimeouts.put(operation, source.number()));
                case "importID" -> importId = source.optionalText();
                case "deletedWith" -> deletedWith = source.optionalText();
                default -> source.skip();
            }
        }

        ResourceState state() {
            ResourceState.Options options = new ResourceState.Options(
                    protect,
                    retainOnDelete,
                    false,
                    ignoreChanges,
                    hideDiffs,
                    replaceOnChanges,
                    replaceWith,
                    replacementTrigger,
                    additionalSecretOutputs,
                    aliases,
                    customTimeouts,
                    importId,
                    deletedWith,
                    Optional.empty());
            ResourceState.Condition condition = new ResourceState.Condition(tainted, pendingReplacement, initErrors);
            return new ResourceState(
                    urn,
                    type,
                    custom,
                    external,
                    id,
                    inputs,
                    outputs,
                    parent,
                    dependencies,
                    propertyDependencies,
                    provider,
                    options.equals(ResourceState.Options.NONE) ? ResourceState.Options.NONE : options,
                    condition.equals(ResourceState.Condition.NONE) ? ResourceState.Condition.NONE : condition);
        }
    }
}
