package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MermaidTest {
    /** What a line of ours may be, so that no name can be a keyword or end its label. */
    private static final String LINE = "flowchart LR"
            + "|  n\\d+\\[\"(?:[\\p{L}\\p{Nd} .-]|#\\d+;|<br/>)*\"]"
            + "|  n\\d+ (?:---|-->) n\\d+"
            + "|  classDef (?:create|delete|replace|update) [a-z0-9#:,-]+"
            + "|  class n\\d+(?:,n\\d+)* (?:create|delete|replace|update)";

    @Test
    void namesStayInTheirLabels() {
        int drawn = 0;
        for (Map.Entry<String, Report> hostile : HostileReports.all().entrySet()) {
            for (Comparison comparison : comparisons(hostile.getValue())) {
                List<String> lines = Mermaid.lines(comparison);
                drawn += lines.isEmpty() ? 0 : 1;
                assertThat(lines).as(hostile.getKey()).allMatch(line -> line.matches(LINE));
            }
        }
        assertThat(drawn).isGreaterThan(100);
    }

    @Test
    void drawsNothingThatCanNotBeRead() {
        assertThat(Mermaid.lines(comparisons(HostileReports.many(30)).get(0))).hasSize(1 + 30 + 29 + 2);
        assertThat(Mermaid.lines(comparisons(HostileReports.many(31)).get(0))).isEmpty();
        assertThat(Mermaid.lines(comparisons(HostileReports.many(1)).get(0))).isEmpty();
    }

    private static List<Comparison> comparisons(Report report) {
        return report.stacks().stream()
                .filter(Comparison.class::isInstance)
                .map(Comparison.class::cast)
                .toList();
    }
}
