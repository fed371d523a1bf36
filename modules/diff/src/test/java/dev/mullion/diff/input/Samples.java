package dev.mullion.diff.input;

import dev.mullion.plan.ResourceState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files in {@code src/test/resources/samples}, which its README explains. */
final class Samples {
    static final Path FOLDER = Path.of("src/test/resources/samples");

    private Samples() {}

    static Input read(String file) throws IOException {
        return PlanFile.read(FOLDER.resolve(file), file);
    }

    static Input.Side side(String file) throws IOException {
        return (Input.Side) read(file);
    }

    static Input.Changes changes(String file) throws IOException {
        return (Input.Changes) read(file);
    }

    static ResourceState resource(Input.Side side, String type, String name) {
        return only(side.resources().stream()
                .filter(state -> state.type().equals(type) && state.name().equals(name))
                .toList());
    }

    static Input.EngineStep step(Input.Changes changes, String op, String name) {
        return only(changes.steps().stream()
                .filter(step -> step.op().equals(op) && step.urn().endsWith("::" + name))
                .toList());
    }

    private static <T> T only(List<T> found) {
        if (found.size() != 1) {
            throw new AssertionError("not one but " + found.size());
        }
        return found.get(0);
    }
}
