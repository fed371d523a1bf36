package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProseTest {
    @Test
    void leavesPlainWordsAndPutsAllElseInCode() {
        assertThat(prose("user data of web-1 changes: its 4 instances are replaced, now"))
                .isEqualTo("user data of `web-1` changes: its 4 instances are replaced, now");
        assertThat(prose("opens tcp 3389 to 0.0.0.0/0 (was 10.0.0.0/8)"))
                .isEqualTo("opens tcp 3389 to `0.0.0.0/0` (was `10.0.0.0/8`)");
    }

    @Test
    void putsNeighboursInOneSpan() {
        assertThat(prose("a @octocat #123, GH-123 b")).isEqualTo("a `@octocat #123`, `GH-123` b");
    }

    @Test
    void putsWhatCouldBeACommitInCode() {
        assertThat(prose("to 0123456789 and defaced and 123456")).isEqualTo("to `0123456789` and `defaced` and 123456");
    }

    @Test
    void beginsNoList() {
        assertThat(prose("1. one")).isEqualTo("`1`. one");
        assertThat(prose("- one")).isEqualTo("`-` one");
    }

    @Test
    void delimitsCodeByMoreBackticksThanItHas() {
        assertThat(prose("a `b` c")).isEqualTo("a `` `b` `` c");
        assertThat(MarkdownEscaper.code("```", 100)).isEqualTo("```` ``` ````");
        assertThat(MarkdownEscaper.code(" a ", 100)).isEqualTo("`  a  `");
        assertThat(MarkdownEscaper.code("`".repeat(30), 200)).isEqualTo("`" + "\\u0060".repeat(30) + "`");
    }

    @Test
    void escapesPipesInACell() {
        assertThat(MarkdownEscaper.cell("a|b\\|c", 100)).isEqualTo("`a\\|b\\u007cc`");
    }

    @Test
    void saysThatThereIsNothing() {
        assertThat(prose("")).isEqualTo("(empty)");
        assertThat(MarkdownEscaper.code("", 100)).isEqualTo("(empty)");
    }

    private static String prose(String text) {
        return Prose.of(text, 500);
    }
}
