package dev.mullion.review.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepSummaryTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void aReportFollowsWhatIsThere() throws IOException {
        Path file = Files.writeString(directory.resolve("summary.md"), "before");

        assertThat(new StepSummary(file).append("# Report\n")).isTrue();

        assertThat(file).hasContent("before\n# Report\n");
    }

    @Test
    void whatFillsTheLastByteFits() throws IOException {
        Path file = Files.writeString(directory.resolve("summary.md"), "x".repeat(1000));
        StepSummary summary = new StepSummary(file);

        assertThat(summary.append("\u00E9".repeat(summary.room() / 2) + "x".repeat(summary.room() % 2)))
                .isTrue();

        assertThat(file).hasSize(1024 * 1024);
        assertThat(summary.room()).isZero();
    }

    @Test
    void whatDoesNotFitLeavesNothing() throws IOException {
        Path file = directory.resolve("summary.md");
        StepSummary summary = new StepSummary(file);

        assertThat(summary.append("x".repeat(summary.room() + 1))).isFalse();

        assertThat(file).doesNotExist();
    }
}
