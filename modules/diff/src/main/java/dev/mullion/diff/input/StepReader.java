package dev.mullion.diff.input;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Steps of an engine: those of a digest, and the metadata of an event, which name the same things otherwise. */
final class StepReader {
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
        if (draft.oldState.isEmpty() && draft.newState.isEmpty()) {
            throw source.refuse("got a step without an old and a new state; each has one or both");
        }
        return new Input.EngineStep(
                draft.op,
                draft.urn,
                draft.oldState.map(StateReader.Found::state),
                draft.newState.map(StateReader.Found::state),
                draft.diffReasons,
                draft.replaceReasons,
                draft.detailedDiff);
    }

    private final class Draft {
        private String op = "";
        private String urn = "";
        private Optional<StateReader.Found> oldState = Optional.empty();
        private Optional<StateReader.Found> newState = Optional.empty();
        private List<String> diffReasons = List.of();
        private List<String> replaceReasons = List.of();
        private Optional<SortedMap<String, Input.DetailedDiff>> detailedDiff = Optional.empty();

        void field(String key) throws IOException {
            switch (key) {
                case "op" -> op = source.text();
                case "urn" -> urn = source.urn();
                case "oldState", "old" -> oldState = states.read();
                case "newState", "new" -> newState = states.read();
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
