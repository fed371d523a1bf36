package dev.mullion.review.post;

import dev.mullion.core.files.WholeFile;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.diff.report.Result;
import dev.mullion.plan.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The outputs of a step of GitHub Actions: a file to append to. A word and numbers, nothing that a plan says. */
final class StepOutputs {
    private static final List<Operation> COUNTED =
            List.of(Operation.CREATE, Operation.UPDATE, Operation.REPLACE, Operation.DELETE, Operation.IMPORT);

    private final Path file;

    /** The file that {@code GITHUB_OUTPUT} names. */
    StepOutputs(Path file) {
        this.file = file;
    }

    void append(Report report) throws IOException {
        WholeFile.append(file, lines(report).getBytes(StandardCharsets.UTF_8));
    }

    /** {@code to-create=2}: of all stacks together. */
    static String lines(Report report) {
        StringBuilder lines = new StringBuilder("result=" + Result.of(report).word() + "\n");
        for (Operation operation : COUNTED) {
            int count = report.stacks().stream()
                    .mapToInt(entry -> entry instanceof Comparison comparison ? comparison.count(operation) : 0)
                    .sum();
            lines.append("to-")
                    .append(operation.word())
                    .append('=')
                    .append(count)
                    .append('\n');
        }
        return lines.toString();
    }
}
