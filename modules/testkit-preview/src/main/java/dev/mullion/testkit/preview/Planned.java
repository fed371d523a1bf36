package dev.mullion.testkit.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.plan.Plan;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Step;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import java.util.List;
import java.util.stream.Collectors;

/** What a small program makes, as text to compare. A resource is called by its type's last word and its name. */
public record Planned(Plan plan) {
    /** The stack is {@code dev} of project {@code shop}. */
    public static Planned of(Runnable program) {
        Plan plan = PreviewEngine.preview(StackInput.of("shop", "dev"), context -> program.run());
        assertThat(plan.diagnostics()).isEmpty();
        return new Planned(plan);
    }

    /** Every resource but the stack, a line each, indented below its parent. */
    public String tree() {
        return states().stream()
                .filter(state -> state.parent().isPresent())
                .map(state -> "  ".repeat(depth(state) - 1) + state.type() + " " + state.name() + "\n")
                .collect(Collectors.joining());
    }

    /** The one resource that is called so. */
    public ResourceState resource(String called) {
        List<ResourceState> found =
                states().stream().filter(state -> called(state).equals(called)).toList();
        assertThat(found).as("resources called %s", called).hasSize(1);
        return found.get(0);
    }

    /** All inputs, a line each: text that looks like a number or a boolean in quotes. */
    public String inputs(String called) {
        return resource(called).inputs().values().entrySet().stream()
                .map(input -> input.getKey() + ": " + text(input.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    /** One input, empty where there is none. */
    public String input(String called, String key) {
        PropertyValue value = resource(called).inputs().values().get(key);
        return value == null ? "" : text(value);
    }

    /** What it waits for, called as here. */
    public List<String> dependencies(String called) {
        return resource(called).dependencies().stream().map(this::calledByUrn).toList();
    }

    private List<ResourceState> states() {
        return plan.steps().stream().map(Step::newState).toList();
    }

    private ResourceState state(String urn) {
        return states().stream()
                .filter(state -> state.urn().equals(urn))
                .findFirst()
                .orElseThrow();
    }

    private int depth(ResourceState state) {
        return state.parent().map(parent -> 1 + depth(state(parent))).orElse(0);
    }

    private String calledByUrn(String urn) {
        return called(state(urn));
    }

    private static String called(ResourceState state) {
        return state.type().substring(state.type().lastIndexOf(':') + 1) + " " + state.name();
    }

    private static String text(PropertyValue value) {
        if (value.equals(PropertyValue.UNKNOWN)) {
            return "(unknown)";
        }
        if (value instanceof PropertyValue.Text text) {
            boolean mistakable = text.value().matches("true|false|-?[0-9.]+");
            return mistakable ? '"' + text.value() + '"' : text.value();
        }
        if (value instanceof PropertyValue.Bool bool) {
            return String.valueOf(bool.value());
        }
        if (value instanceof PropertyValue.Items items) {
            return items.values().stream().map(Planned::text).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof PropertyValue.Fields fields) {
            return fields.values().entrySet().stream()
                    .map(field -> field.getKey() + ": " + text(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.toString();
    }
}
