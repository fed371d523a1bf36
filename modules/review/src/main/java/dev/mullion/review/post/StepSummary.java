package dev.mullion.review.post;

import dev.mullion.core.files.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The summary of a step of GitHub Actions: a Markdown file to append to. GitHub drops it whole when it is too large. */
public final class StepSummary {
    private static final int MAX_BYTES = 1024 * 1024;

    private final Path file;

    /** The file that {@code GITHUB_STEP_SUMMARY} names. */
    public StepSummary(Path file) {
        this.file = file;
    }

    /** How many bytes more it takes. */
    public int room() throws IOException {
        long used = Files.exists(file) ? Files.size(file) : 0;
        return (int) Math.max(0, MAX_BYTES - used - 1);
    }

    /** Appends a report on lines of its own; nothing of it when it does not fit. */
    public boolean append(String markdown) throws IOException {
        byte[] bytes = ("\n" + markdown).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > room() + 1) {
            return false;
        }
        WholeFile.append(file, bytes);
        return true;
    }
}
