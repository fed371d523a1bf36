package dev.mullion.diff.input;

import com.fasterxml.jackson.core.JsonToken;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Operation;
import dev.mullion.plan.ResourceState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Engine events, an object each; makes of them what the engine's own digest would hold (pkg/backend/display/json.go). */
final class EventReader {
    private final InputText source;
    private final StepReader steps;
    private final Diagnostics diagnostics;
    private final List<Input.EngineStep> read = new ArrayList<>();
    private final Map<String, Integer> refreshed = new HashMap<>();

    /** Where the stack's own step is: what it exports is known when it ends. */
    private final Map<String, Integer> stacks = new HashMap<>();

    private final SortedMap<String, String> config = new TreeMap<>();
    private final SortedMap<String, Integer> counts = new TreeMap<>();
    private boolean begun;
    private boolean ended;

    EventReader(InputText source) {
        this.source = source;
        this.steps = new StepReader(source);
        this.diagnostics = new Diagnostics(source);
    }

    static boolean isEventKey(String key) {
        return key.equals("sequence") || key.equals("timestamp") || key.endsWith("Event");
    }

    void field(String key) throws IOException {
        switch (key) {
            case "preludeEvent" -> prelude();
            case "resourcePreEvent" -> metadata(this::begin);
            case "resOutputsEvent" -> metadata(this::finish);
            case "diagnosticEvent" -> diagnostics.read();
            case "policyEvent" -> diagnostics.readPolicy();
            case "stdoutEvent" -> message(Diagnostic.Severity.INFO, "message", "");
            case "errorEvent" -> message(Diagnostic.Severity.ERROR, "error", "error: ");
            case "summaryEvent" -> summary();
            case "cancelEvent" -> {
                source.skip();
                ended = true;
            }
            default -> source.skip();
        }
    }

    /** Whether the last event of every whole stream was there. */
    boolean ended() {
        return ended;
    }

    SortedMap<String, String> config() {
        return config;
    }

    /** What the engine counted at its end. */
    SortedMap<String, Integer> counts() {
        return counts;
    }

    List<Input.EngineStep> steps() {
        return read;
    }

    List<Diagnostic> diagnostics() {
        return diagnostics.all();
    }

    private void prelude() throws IOException {
        if (begun) {
            throw source.refuse("got the events of a second run; use a file for each");
        }
        begun = true;
        source.object(key -> {
            if (key.equals("config")) {
                source.object(name -> config.put(name, source.text()));
            } else {
                source.skip();
            }
        });
    }

    private void summary() throws IOException {
        source.object(key -> {
            if (key.equals("resourceChanges") && !source.at(JsonToken.VALUE_NULL)) {
                source.object(op -> counts.put(op, source.count()));
            } else {
                source.skip();
            }
        });
    }

    private void metadata(Step action) throws IOException {
        source.object(key -> {
            if (key.equals("metadata") && !source.at(JsonToken.VALUE_NULL)) {
                action.take(steps.read());
            } else {
                source.skip();
            }
        });
    }

    private void begin(Input.EngineStep step) {
        if (step.is(Operation.REFRESH)) {
            refreshed.put(identity(step), read.size());
        } else if (isStack(step)) {
            stacks.put(step.urn(), read.size());
        }
        read.add(step);
    }

    /** Only when a refresh is done does the engine say what it found. */
    private void finish(Input.EngineStep step) {
        Integer stack = isStack(step) ? stacks.get(step.urn()) : null;
        if (stack != null && step.op().equals(read.get(stack).op())) {
            read.set(stack, step);
        }
        // Of the program's own steps of the same resource, which come later, nothing is a refresh.
        Integer index = refreshed.remove(identity(step));
        if (index != null && step.is(Operation.SAME)) {
            read.set(index, unmoved(read.get(index), step));
        } else if (index != null && !step.is(Operation.REFRESH)) {
            read.set(index, step);
        }
    }

    /** What was asked for before it was known that nothing differs says nothing. */
    private static Input.EngineStep unmoved(Input.EngineStep refresh, Input.EngineStep found) {
        return new Input.EngineStep(
                refresh.op(),
                found.urn(),
                found.newState(),
                found.newState(),
                List.of(),
                List.of(),
                Optional.empty(),
                refresh.leftover());
    }

    private static boolean isStack(Input.EngineStep step) {
        return step.urn().contains("::pulumi:pulumi:Stack::");
    }

    /** A replaced resource that is still to be deleted shares its successor's URN. */
    private static String identity(Input.EngineStep step) {
        return step.urn() + " " + step.oldState().flatMap(ResourceState::id).orElse("");
    }

    private void message(Diagnostic.Severity severity, String field, String prefix) throws IOException {
        source.object(key -> {
            if (key.equals(field)) {
                diagnostics.add(severity, Optional.empty(), prefix + source.text());
            } else {
                source.skip();
            }
        });
    }

    private interface Step {
        void take(Input.EngineStep step) throws IOException;
    }
}
