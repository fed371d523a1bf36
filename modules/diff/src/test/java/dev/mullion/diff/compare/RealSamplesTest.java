package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import dev.mullion.testkit.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that a real engine wrote. */
class RealSamplesTest {
    private static Input read(String file) throws IOException {
        return PlanFile.read(Path.of("src/test/resources/samples", file), file);
    }

    private static Comparison compared(String file) throws IOException {
        return Comparer.compare((Input.Changes) read(file));
    }

    private static Comparison compared(String before, String after) throws IOException {
        return Comparer.compare((Input.Side) read(before), (Input.Side) read(after));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "preview-change.json",
                "ecs-preview-update.json",
                "parts-preview-change.json",
                "parts-refresh.json",
                "parts-destroy.json"
            })
    void previewsAreSaidInFull(String file) throws IOException {
        new Golden("Comparer", file.replace(".json", "")).matches("comparison.txt", Shown.of(compared(file)));
    }

    @ParameterizedTest
    @CsvSource({"ecs-export-before.json,ecs-export-after.json", "parts-export-before.json,parts-export-after.json"})
    void statesAreSaidInFull(String before, String after) throws IOException {
        new Golden("Comparer", after.replace(".json", "")).matches("comparison.txt", Shown.of(compared(before, after)));
    }

    @Test
    void countsAreThoseOfPulumi() throws IOException {
        assertThat(compared("preview-change.json").counts())
                .isEqualTo(new TreeMap<>(Map.of("replace", 1, "same", 22, "update", 2)));
    }

    @Test
    void streamAndDigestOfOnePreviewSayTheSame() throws IOException {
        Comparison digest = compared("parts-preview-change.json");
        Comparison stream = compared("parts-preview-change.jsonl");

        assertThat(stream.counts()).isEqualTo(digest.counts());
        // Only when it ends does an engine know what the stack exports, which a digest does not tell.
        assertThat(stream.changes())
                .extracting(change -> change.operation() + change.urn())
                .filteredOn(change -> !change.startsWith("sameurn:pulumi:dev::parts::pulumi:pulumi:Stack::"))
                .containsExactlyInAnyOrderElementsOf(digest.changes().stream()
                        .map(change -> change.operation() + change.urn())
                        .toList());
    }

    @Test
    void programOfOursHasNothingToMask() throws IOException {
        Input.Side first = (Input.Side) read("ecs-preview-first.json");
        Input.Side empty =
                new Input.Side("empty", first.project(), first.stack(), false, first.config(), List.of(), List.of());

        Comparison comparison = Comparer.compare(empty, first);

        assertThat(comparison.changes()).hasSizeGreaterThan(20);
        assertThat(comparison.masks()).isEmpty();
        assertThat(comparison.toString()).doesNotContain("[secret]");
    }
}
