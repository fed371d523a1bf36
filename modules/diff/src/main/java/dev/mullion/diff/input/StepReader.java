package dev.mullion.diff.input;

import com.fasterxml.jackson.core.JsonToken;
import dev.mullion.plan.Operation;
import dev.mullion.plan.ResourceState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Steps of an engine: those of a digest, and the metadata of an event, which name the same things otherwise. */
final class StepReader {
    private static final Set<Operation> COMES = EnumSet.of(
            Operation.CREATE,
            Operation.CREATE_REPLACEMENT,
            Operation.READ,
            Operation.READ_REPLACEMENT,
            Operation.IMPORT,
            Operation.IMPORT_REPLACEMENT);

    private static final Set<Operation> GOES = EnumSet.of(
            Operation.DELETE,
            Operation.DELETE_REPLACED,
            Operation.DISCARD,
            Operation.DISCARD_REPLACED,
            Operation.REMOVE_PENDING_REPLACE);

    private final InputText source;
    private final StateReader states;

    StepReader(InputText source) {
        this.source = source;
        this.states = new StateReader(source);
    }

    Input.EngineStep read() throws IOException {
        Draft draft = new Draft();
        source.object(draft::field);
        if (draft.op.isEmpty() || draft.urn.isEmpty()) {
            throw source.refuse("got a step without " + (draft.op.isEmpty() ? "an op" : "a urn") + "; each has both");
        }
        Optional<StateReader.Found> before = draft.oldState.map(state -> states.found(state, draft.urn));
        Optional<ResourceState> oldState = before.map(StateReader.Found::state);
        Optional<ResourceState> newState =
                draft.newState.map(state -> states.found(state, draft.urn).state());
        if (newState.isPresent() && !newState.get().urn().equals(draft.urn)) {
            throw source.refuse(
                    "got the new state of " + InputText.excerpt(newState.get().urn()) + " in a step of "
                            + InputText.excerpt(draft.urn) + "; both have one URN");
        }
        if (oldState.isEmpty() && newState.isEmpty()) {
            // Its states were left out; what is done, and to which resource, is known all the same.
            Optional<ResourceState> bare = Optional.of(states.bare(draft.urn));
            Optional<Operation> operation = Operation.of(draft.op);
            oldState = operation.filter(COMES::contains).isPresent() ? Optional.empty() : bare;
            newState = operation.filter(GOES::contains).isPresent() ? Optional.empty() : bare;
        }
        return new Input.EngineStep(
                draft.op,
                draft.urn,
                oldState,
                newState,
                draft.diffReasons,
                draft.replaceReasons,
                draft.detailedDiff,
                // A replacement of this very run marks the old copy likewise, and deletes it by another operation.
                Operation.DELETE.is(draft.op)
                        && before.filter(StateReader.Found::pendingDelete).isPresent());
    }

    private final class Draft {
        private String op = "";
        private String urn = "";
        private Optional<StateReader.Draft> oldState = Optional.empty();
        private Optional<StateReader.Draft> newState = Optional.empty();
        private List<String> diffReasons = List.of();
        private List<String> replaceReasons = List.of();
        private Optional<SortedMap<String, Input.DetailedDiff>> detailedDiff = Optional.empty();

        void field(String key) throws IOException {
            switch (key) {
                case "op" -> op = source.text();
                case "urn" -> urn = source.urn();
                case "oldState", "old" -> oldState = states.draft();
                case "newState", "new" -> newState = states.draft();
                case "diffReasons", "diffs" -> diffReasons = source.texts();
                case "replaceReasons", "keys" -> replaceReasons = source.texts();
                case "detailedDiff" -> detailedDiff = detailedDiff();
                default -> source.skip();
            }
        }
    }

    private Optional<SortedMap<String, Input.DetailedDiff>> detailedDiff() throws IOException {
        if (source.at(JsonToken.VALUE_NULL)) {
            return Optional.empty();
        }
        TreeMap<String, Input.DetailedDiff> diffs = new TreeMap<>();
        source.object(path -> diffs.put(path, propertyDiff()));
        return Optional.of(diffs);
    }

    private Input.DetailedDiff propertyDiff() throws IOException {
        List<String> kind = new ArrayList<>();
        List<Boolean> inputDiff = new ArrayList<>();
        source.object(key -> {
            switch (key) {
                // The one in a digest, the other in events.
                case "kind", "diffKind" -> kind.add(source.text());
                case "inputDiff" -> inputDiff.add(source.flag());
                default -> source.skip();
            }
        });
        if (kind.isEmpty()) {
            throw source.refuse("got a difference without a kind; each has one, such as update-replace");
        }
        return new Input.DetailedDiff(kind.get(0), inputDiff.contains(true));
    }
}
