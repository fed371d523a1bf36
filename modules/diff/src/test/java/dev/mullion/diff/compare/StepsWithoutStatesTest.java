package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans out of which somebody took the states: what is done, and to which resource, is said all the same. */
class StepsWithoutStatesTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void areListed() throws IOException {
        Comparison comparison = Comparer.compare((Input.Changes)
                plan("same", "update", "delete", "create", "import", "replace", "discard", "an-op-of-tomorrow"));

        assertThat(comparison.changes())
                .extracting(ResourceChange::operation, ResourceChange::type, ResourceChange::name)
                .contains(
                        tuple("update", "aws:sns/topic:Topic", "update"),
                        tuple("delete", "aws:sns/topic:Topic", "delete"),
                        tuple("create", "aws:sns/topic:Topic", "create"),
                        tuple("import", "aws:sns/topic:Topic", "import"),
                        tuple("replace", "aws:sns/topic:Topic", "replace"),
                        tuple("an-op-of-tomorrow", "aws:sns/topic:Topic", "an-op-of-tomorrow"));
    }

    @Test
    void makeAFirstPreviewWhereAllOfThemCreate() throws IOException {
        assertThat(((Input.Side) plan("create")).resources())
                .extracting(state -> state.type() + " " + state.name())
                .containsExactly("aws:sns/topic:Topic create");
    }

    private Input plan(String... operations) throws IOException {
        String steps = List.of(operations).stream()
                .map(operation -> "{\"op\":\"" + operation + "\","
                        + "\"urn\":\"urn:pulumi:dev::shop::my:own:Part$aws:sns/topic:Topic::" + operation + "\"}")
                .collect(Collectors.joining(","));
        Path file = Files.writeString(folder.resolve("plan.json"), "{\"steps\":[" + steps + "]}");
        return PlanFile.read(file, "plan.json");
    }
}
