package dev.mullion.diff;

import java.util.List;

/**
 * What a reviewer is told of one change of a project: all stacks that it touches.
 *
 * @param base how the user named the old side ({@code main}, {@code before.json})
 * @param head how the user named the new side; of a plan with a diff inside, both sides have its name
 * @param stacks sorted by project and stack
 */
public record Report(String base, String head, List<Entry> stacks) {
    public Report {
        stacks = List.copyOf(stacks);
    }

    /** One stack: compared, or failed on the way there. */
    public sealed interface Entry permits Comparison, Failure {
        String project();

        String stack();
    }

    /**
     * A stack whose preview failed.
     *
     * @param problems one line each, as the command printed them; secrets masked
     */
    public record Failure(String project, String stack, List<String> problems) implements Entry {
        public Failure {
            problems = List.copyOf(problems);
        }
    }

    /** Whether a stack could not be previewed, or what is told of it ended before its end. */
    public boolean failed() {
        return stacks.stream().anyMatch(Report::failed);
    }

    private static boolean failed(Entry entry) {
        return entry instanceof Failure || (entry instanceof Comparison comparison && comparison.failed());
    }
}
