package dev.mullion.diff.input;

import com.fasterxml.jackson.core.JsonToken;
import dev.mullion.diff.Outcome;
import dev.mullion.diff.Run;
import dev.mullion.diff.Violation;
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
    private boolean started;
    private boolean ended;
    private boolean preview = true;
    private boolean failedOperations;

    /** Where the steps are that have begun, by what they do to which resource. */
    private final Map<String, Integer> begun = new HashMap<>();

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
            case "resOpFailedEvent" -> {
                failedOperations = true;
                metadata(step -> end(step, Outcome.FAILED));
            }
            case "diagnosticEvent" -> diagnostics.read();
            case "policyEvent" -> diagnostics.readPolicy("");
            case "policyRemediationEvent" -> diagnostics.readPolicy("remediate");
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

    /** Whether the last event of every whole stream was there; those of Pulumi Cloud may end with the summary. */
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
        boolean failed = failedOperations
                || diagnostics.all().stream().anyMatch(each -> each.severity() == Diagnostic.Severity.ERROR);
        return read.stream().map(step -> step.ended(outcome(step, failed))).toList();
    }

    /** A preview does nothing, and what only begins in the log of a run that failed was not over when it ended. */
    private Outcome outcome(Input.EngineStep step, boolean failed) {
        if (step.outcome() == Outcome.FAILED) {
            return Outcome.FAILED;
        }
        if (preview) {
            return Outcome.PLANNED;
        }
        boolean unfinished = step.outcome() == Outcome.PLANNED && failed && !step.is(Operation.SAME);
        return unfinished ? Outcome.UNFINISHED : Outcome.DONE;
    }

    List<Diagnostic> diagnostics() {
        return diagnostics.all();
    }

    List<Violation> violations() {
        return diagnostics.violations();
    }

    /** A preview unless the engine says otherwise; what ends in nothing is a destroy, and what only looks a refresh. */
    Run run() {
        if (preview) {
            return Run.PREVIEW;
        }
        Map<String, Input.EngineStep> last = new HashMap<>();
        read.forEach(step -> last.put(step.urn(), step));
        if (!read.isEmpty() && read.stream().allMatch(step -> step.is(Operation.REFRESH))) {
            return Run.REFRESH;
        }
        return !last.isEmpty()
                        && last.values().stream()
                                .allMatch(step -> step.is(Operation.DELETE) || step.is(Operation.DISCARD))
                ? Run.DESTROY
                : Run.UPDATE;
    }

    private void prelude() throws IOException {
        if (started) {
            throw source.refuse("got the events of a second run; use a file for each");
        }
        started = true;
        source.object(key -> {
            if (key.equals("config")) {
                source.object(name -> config.put(name, source.text()));
            } else {
                source.skip();
            }
        });
    }

    private void summary() throws IOException {
        ended = true;
        source.object(key -> {
            if (key.equals("resourceChanges") && !source.at(JsonToken.VALUE_NULL)) {
                source.object(op -> counts.put(op, source.count()));
            } else if (key.equals("isPreview")) {
                preview = source.flag();
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
        begun.put(step.op() + " " + identity(step), read.size());
        read.add(step);
    }

    private void end(Input.EngineStep step, Outcome outcome) {
        Integer index = begun.remove(step.op() + " " + identity(step));
        if (index != null) {
            read.set(index, read.get(index).ended(outcome));
        }
    }

    /** Only when a refresh is done does the engine say what it found. */
    private void finish(Input.EngineStep step) {
        end(step, Outcome.DONE);
        Integer stack = isStack(step) ? stacks.get(step.urn()) : null;
        if (stack != null && step.op().equals(read.get(stack).op())) {
            read.set(stack, step.ended(Outcome.DONE));
        }
        // Of the program's own steps of the same resource, which come later, nothing is a refresh.
        Integer index = refreshed.remove(identity(step));
        if (index != null && step.is(Operation.SAME)) {
            read.set(index, unmoved(read.get(index), step).ended(Outcome.DONE));
        } else if (index != null && !step.is(Operation.REFRESH)) {
            read.set(index, step.ended(Outcome.DONE));
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
