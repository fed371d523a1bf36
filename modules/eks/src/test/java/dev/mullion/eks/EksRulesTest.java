package dev.mullion.eks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that is refused or warned of, by its whole message: tables of files and of what is said of each. */
class EksRulesTest {
    /**
     * One file.
     *
     * @param problems what it is refused for, in any order
     * @param warnings what it is warned of
     */
    record Case(List<String> problems, List<String> warnings, String lines) {
        @Override
        public String toString() {
            return lines.replace('\n', ' ');
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatTheTableSays(Case row) {
        assertThat(EksFile.problemsOf(row.lines())).containsExactlyInAnyOrderElementsOf(row.problems());
        if (row.problems().isEmpty()) {
            assertThat(EksFile.warningsOf(row.lines())).containsExactlyInAnyOrderElementsOf(row.warnings());
        }
    }

    static Stream<Case> cases() {
        return Stream.of("/rules.txt", "/in-cluster-rules.txt").flatMap(EksRulesTest::cases);
    }

    private static Stream<Case> cases(String table) {
        try (InputStream in = EksRulesTest.class.getResourceAsStream(table)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.strip().split("\n\n+"))
                    .filter(block -> !block.startsWith("#"))
                    .map(EksRulesTest::row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case row(String block) {
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : block.split("\n", -1)) {
            if (line.startsWith("problem: ")) {
                problems.add(line.substring("problem: ".length()));
            } else if (line.startsWith("warning: ")) {
                warnings.add(line.substring("warning: ".length()));
            } else {
                lines.add(line);
            }
        }
        return new Case(problems, warnings, String.join("\n", lines));
    }
}
