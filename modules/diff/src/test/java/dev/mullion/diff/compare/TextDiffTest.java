package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mullion.diff.PropertyChange.Line;
import dev.mullion.diff.PropertyChange.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextDiffTest {
    private final TextDiff diff = new TextDiff(text -> text);

    @Test
    void linesHaveTheNumbersOfBothSides() {
        List<Line> lines = lines("a\nb\nc\n", "a\nx\nc\nd\n");

        assertThat(lines)
                .extracting(Line::before, Line::after, Line::text)
                .containsExactly(
                        tuple(1, 1, "a"), tuple(2, 0, "b"), tuple(0, 2, "x"), tuple(3, 3, "c"), tuple(0, 4, "d"));
    }

    @Test
    void wordsThatDifferAreMarked() {
        assertThat(marked("$count = 10 # of hosts", "$count = 20 # of hosts"))
                .containsExactly("-$count = {10} # of hosts", "+$count = {20} # of hosts");
    }

    @Test
    void longLineIsComparedWordByWord() {
        String words = "word ".repeat(12_000);

        assertThat(marked(words + "old end", words + "new end"))
                .containsExactly("-" + words + "{old} end", "+" + words + "{new} end");
    }

    @Test
    void linesWithNothingInCommonAreNotMarked() {
        assertThat(marked("alpha beta", "gamma.delta(1)")).containsExactly("-alpha beta", "+gamma.delta(1)");
    }

    @Test
    void lineFeedAtTheEndIsAChange() {
        assertThat(marked("a\nb", "a\nb\n")).containsExactly("-{b}", "+{b}");
    }

    @Test
    void carriageReturnsShowWhereOneSideAloneHasThem() {
        assertThat(marked("a\r\nb\r\n", "a\r\nc\r\n")).containsExactly("-b", "+c");
        assertThat(marked("a\r\n", "a\n")).hasSize(2).first().asString().contains("\r");
    }

    @Test
    void placeholderIsOneWord() {
        assertThat(marked("-Password \uFDD012\uFDD1 -Force", "-Password \uFDD019\uFDD1 -Force"))
                .containsExactly(
                        "-{-Password \uFDD012\uFDD1 -Force}"
                                .replace("{-Password ", "-Password {")
                                .replace(" -Force}", "} -Force"),
                        "+-Password {\uFDD019\uFDD1} -Force");
    }

    @Test
    void bothSidesCanBeReadBack() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            String before = text(random);
            String after = text(random);

            List<Line> lines = lines(before, after);

            assertThat(side(lines, true)).isEqualTo(before);
            assertThat(side(lines, false)).isEqualTo(after);
        }
    }

    private static String text(Random random) {
        return IntStream.range(0, 1 + random.nextInt(40))
                .mapToObj(i -> "line " + random.nextInt(12) + "\n")
                .collect(Collectors.joining());
    }

    private static String side(List<Line> lines, boolean before) {
        return lines.stream()
                .filter(line -> before ? !line.added() : !line.removed())
                .map(line -> line.text() + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void shortestOfTwoSmallTextsIsFound() {
        assertThat(marked("a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n")).hasSize(5);
    }

    @Test
    void workGrowsWithTheLines() {
        for (double same : new double[] {0, 0.5, 0.99}) {
            assertThat(work(60_000, same)).isLessThan(6 * work(15_000, same));
        }
    }

    private static long work(int lines, double same) {
        Random random = new Random(7);
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            // Many lines of a script are there more than once.
            String line = random.nextInt(4) == 0 ? "}" : "line " + random.nextInt(lines);
            before.add(line);
            after.add(random.nextDouble() < same ? line : "other " + random.nextInt(20));
        }
        return SequenceDiff.work(before, after);
    }

    @Test
    void sixtyThousandLinesThatAllRepeatEndInTime() {
        Random random = new Random(3);
        String before = repeating(random);
        String after = repeating(random);

        List<Line> lines = lines(before, after);

        assertThat(side(lines, true)).isEqualTo(before);
        assertThat(side(lines, false)).isEqualTo(after);
    }

    private static String repeating(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append("x".repeat(1 + random.nextInt(3))).append('\n');
        }
        return text.toString();
    }

    @Test
    void languageIsToldFromTheText() {
        assertThat(language("<powershell>\nWrite-Host 'a'\n</powershell>\n")).isEqualTo("powershell");
        assertThat(language("$x = 1\nInvoke-WebRequest -Uri $x\n")).isEqualTo("powershell");
        assertThat(language("<?xml version=\"1.0\"?>\n<a>\n</a>\n")).isEqualTo("xml");
        assertThat(language("#!/bin/sh\necho a\n")).isEqualTo("text");
        assertThat(language("some words\nmore words\n")).isEqualTo("text");
    }

    private static String language(String text) {
        return ((Text) Stack.change("custom:index:Thing", Map.of("a", "x"), Map.of("a", text))
                        .properties()
                        .get(0)
                        .content())
                .language();
    }

    private List<Line> lines(String before, String after) {
        return diff.lines(Optional.of(before), Optional.of(after));
    }

    private List<String> marked(String before, String after) {
        return lines(before, after).stream()
                .filter(line -> line.added() || line.removed())
                .map(line -> (line.added() ? "+" : "-")
                        + line.spans().stream()
                                .map(span -> span.changed() ? "{" + span.text() + "}" : span.text())
                                .collect(Collectors.joining()))
                .toList();
    }
}
