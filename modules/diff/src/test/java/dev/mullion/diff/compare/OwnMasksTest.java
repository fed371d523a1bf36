package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.config.DiffSpec;
import dev.mullion.core.config.MaskPattern;
import dev.mullion.core.spec.UserException;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.input.Input;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OwnMasksTest {
    private static final String ONLY_NEW =
            "a mask that only the new stack file has hides nothing here: a change could hide itself with it;"
                    + " name it with --mask to have it taken";

    private static Input.Side side(String content, String masks) {
        Input.Side side = new Stack()
                .with("aws:ssm/document:Document", "it", "content", content, "size", 1000 + content.length())
                .side("a.json");
        return new Input.Side(
                side.name(),
                side.project(),
                side.stack(),
                side.deployed(),
                masks.isEmpty() ? new TreeMap<>() : new TreeMap<>(Map.of("mullion:diff", masks)),
                side.resources(),
                side.diagnostics());
    }

    private static DiffSpec masks(String... expressions) {
        return new DiffSpec(Stream.of(expressions).map(MaskPattern::parse).toList(), List.of());
    }

    private static List<String> lines(Comparison comparison) {
        ResourceChange change = comparison.changes().get(0);
        return Stack.lines(change);
    }

    @Test
    void maskOfTheCommandLineHidesWhatItMatches() {
        Comparison comparison = Comparer.compare(
                side("licence QX-1234 a", ""), side("licence QX-1235 a", ""), masks("QX-\\d{4}", "1017"));

        assertThat(lines(comparison))
                .containsExactly("UPDATE content: \"licence [secret] a\" => \"licence [secret] a\"");
        assertThat(comparison.masks()).extracting(mask -> mask.reason()).containsOnly("a mask of your own");
    }

    @Test
    void whatAMaskHidesIsStillAChangeAndHiddenInEveryEncoding() {
        Comparison comparison = Comparer.compare(
                side("QX-1234", ""), side("UVgtMTIzNS1hYmNkZWZnaA== QX%2D1235", ""), masks("QX-\\d{4}\\S*"));

        assertThat(lines(comparison).toString()).contains("content: [secret]").doesNotContain("UVgt", "1235");
    }

    @Test
    void masksOfTheOldStackFileCount() {
        String masks = "{\"mask\":[\"QX-\\\\d{4}\",\"nothing\"]}";
        Comparison comparison = Comparer.compare(side("id QX-1234", masks), side("id QX-12345", ""));

        assertThat(lines(comparison).get(0)).contains("[secret]").doesNotContain("QX");
        assertThat(comparison.notes()).noneMatch(note -> note.contains("mask"));
    }

    @Test
    @Tag("adversary")
    void masksThatOnlyTheNewStackFileHasHideNothing() {
        Comparison comparison = Comparer.compare(side("iwr a", ""), side("iwr evil", "{\"mask\":[\".*\"]}"));

        assertThat(lines(comparison)).contains("UPDATE content: \"iwr a\" => \"iwr evil\"");
        assertThat(comparison.notes()).contains(ONLY_NEW);
        assertThat(Comparer.compare(side("a", ""), side("b", "{\"mask\":[\"x\",\"y\",\"x\"]}"))
                        .notes())
                .contains(
                        "2 masks that only the new stack file has hide nothing here: a change could hide itself with it;"
                                + " name it with --mask to have it taken");
    }

    @Test
    void maskOfBothStackFilesIsNoNews() {
        String masks = "{\"mask\":[\"QX-\\\\d{4}\"]}";
        Comparison comparison = Comparer.compare(side("id QX-1234", masks), side("id QX-1235 a", masks));

        assertThat(lines(comparison).toString()).doesNotContain("QX");
        assertThat(comparison.notes()).noneMatch(note -> note.contains("mask"));
        assertThat(Comparer.compare(side("id QX-1234", ""), side("b", masks), masks("QX-\\d{4}"))
                        .notes())
                .as("named on the command line too")
                .noneMatch(note -> note.contains("mask"));
    }

    @Test
    void maskOfTheOldStackFileThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Comparer.compare(side("a", "{\"mask\":[\"a\",\"(\"]}"), side("b", "")))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "\"a.json\": mullion:diff.mask[1]: got \"(\"; use a regular expression of Java: unclosed group at"
                                + " character 1");
    }

    @Test
    void whatIsNoListOfMasksHidesNothing() {
        for (String section : List.of("[secret]", "[]", "{\"mask\": \"a\"}", "{\"mask\": [1, {}]}")) {
            assertThat(OwnMasks.of(List.of(), Optional.of(side("a", section))))
                    .as(section)
                    .isEmpty();
        }
    }

    @Test
    void maskThatTakesTooLongEndsTheComparison() {
        DiffSpec masks = masks("^(([a-z])+.)+[A-Z]([a-z])+$");
        String hostile = "x".repeat(5_000) + "!";

        assertThatThrownBy(() -> Comparer.compare(side("a", ""), side(hostile, ""), masks))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "the mask \"^(([a-z])+.)+[A-Z]([a-z])+$\" takes too long on a text of 5001 characters; write it without a repeat"
                                + " inside a repeat, and with bounds such as {1,80}");
    }

    @Test
    void keysAndNumbersAreMaskedToo() {
        Stack before = new Stack().with("test:index:Thing", "it", "map", Map.of("QX-1234", 1), "number", 771234);
        Stack after = new Stack().with("test:index:Thing", "it", "map", Map.of("QX-1234", 2), "number", 771235);
        Comparison comparison = Comparer.compare(before.side("a"), after.side("b"), masks("QX-\\d{4}", "^77\\d+$"));

        assertThat(Objects.toString(comparison)).doesNotContain("QX", "77123");
    }
}
