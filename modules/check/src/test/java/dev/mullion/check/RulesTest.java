package dev.mullion.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.check.report.Entry;
import dev.mullion.diff.input.Input;
import dev.mullion.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RulesTest {
    private static final SortedMap<String, Map<String, Input>> CASES = Cases.all();

    @Test
    void everyRuleHasCasesAndNoOther() {
        assertThat(CASES.keySet())
                .containsExactlyElementsOf(
                        Arrays.stream(Rule.values()).map(Rule::id).toList());
        assertThat(CASES.values()).allSatisfy(sides -> assertThat(sides).containsOnlyKeys("right", "wrong"));
    }

    @ParameterizedTest
    @EnumSource
    void ruleFindsWhatIsWrongAndNothingElse(Rule rule) {
        assertThat(found(rule, "wrong")).as("wrong").contains(rule);
        assertThat(found(rule, "right")).as("right").doesNotContain(rule);
    }

    private static List<Rule> found(Rule rule, String side) {
        return findings(rule, side).stream().map(Finding::rule).toList();
    }

    private static List<Finding> findings(Rule rule, String side) {
        Input plan = Objects.requireNonNull(
                Objects.requireNonNull(CASES.get(rule.id())).get(side));
        return Checks.of(plan, List.of());
    }

    @Test
    void whatIsWrongIsSaidWhole() {
        StringBuilder said = new StringBuilder();
        for (Rule rule : Rule.values()) {
            said.append(rule.id()).append('\n');
            findings(rule, "wrong").forEach(finding -> said.append("  ")
                    .append(Entry.of(finding, "plan").line())
                    .append('\n'));
        }

        new Golden("Rules", "wrong").matches("findings.txt", said.toString());
    }

    @Test
    void documentationHasARowOfEachAndNoneMore() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../../docs/checks.md")).stream()
                .filter(line -> line.startsWith("| CHK"))
                .toList();

        assertThat(rows)
                .isEqualTo(Arrays.stream(Rule.values()).map(RulesTest::row).toList());
    }

    private static String row(Rule rule) {
        return "| " + rule.id() + " | " + rule.severity().word() + " | " + cell(rule.what()) + " | " + cell(rule.why())
                + " | " + cell(rule.fix()) + " | [source](" + rule.source() + ") |";
    }

    private static String cell(String text) {
        return text.replace("<", "&lt;").replace("|", "\\|").replace("*", "\\*").replace("`", "\\`");
    }

    @ParameterizedTest
    @EnumSource
    void ruleSaysWhyAndWhatToDoAndWhereThatIsWritten(Rule rule) {
        assertThat(rule.id()).matches("CHK\\d{3}");
        assertThat(rule.source()).startsWith("https://");
        assertThat(List.of(rule.what(), rule.why(), rule.fix(), rule.toldOf()))
                .allSatisfy(text ->
                        assertThat(text).isNotBlank().doesNotEndWith(".").doesNotContain(";;"));
    }
}
