package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("adversary")
class ShownWriterTest {
    private final StringWriter shown = new StringWriter();

    private PrintWriter writer(boolean actions) {
        return new PrintWriter(new ShownWriter(shown, actions), true);
    }

    private String lines() {
        return shown.toString().replace("\r\n", "\n");
    }

    @Test
    void whatActsOnATerminalShowsAsItsCodePoint() {
        writer(false).println("a\u001B[31m \u009B31m \u202E \u0007 \r \u200B \u00E9 \uD83D\uDE00\ttab");

        assertThat(lines())
                .isEqualTo("a\\u001b[31m \\u009b31m \\u202e \\u0007 \\u000d \\u200b \u00E9 \uD83D\uDE00\ttab\n");
    }

    @Test
    void linesStayLinesAlsoThoseOfWindows() {
        PrintWriter writer = writer(false);
        writer.print("one\r\ntwo\n");
        writer.print("three");
        writer.print('\n');
        writer.write(new char[] {'f', 'o', 'u', 'r'}, 0, 4);
        writer.flush();

        assertThat(lines()).isEqualTo("one\ntwo\nthree\nfour");
    }

    @Test
    void noLineOfAPageIsACommandEither() {
        assertThat(WorkflowCommands.defusedHtml("<pre>\n::error::x\n  ::debug::y\na::b ##[error]c</pre>\n"))
                .isEqualTo("<pre>\n&#58;:error::x\n  &#58;:debug::y\na::b #&#35;[error]c</pre>\n");
    }

    /** As a stranger's text may hold, which the page shows as it is. */
    @Test
    void blankLinesOfAPageAreLookedAtOnce() {
        String blank = " \r\n".repeat(300_000);

        assertThat(assertTimeoutPreemptively(
                        Duration.ofSeconds(20), () -> WorkflowCommands.defusedHtml(blank + "x\r\t::error::x")))
                .isEqualTo(blank + "x\r\t&#58;:error::x");
    }

    @ParameterizedTest
    @CsvSource({
        "::error::x, : :error::x",
        "'  ::add-mask::x', '  : :add-mask::x'",
        "'\t::error::x', '\t: :error::x'",
        "mullion: ::error::x, mullion: ::error::x",
        "dev.yaml:1: ##[error]x, dev.yaml:1: ## [error]x",
        "a ##vso[task.setvariable variable=x]y, a ## vso[task.setvariable variable=x]y",
        "##TeamCity[buildStatus], ## TeamCity[buildStatus]",
        "###vso[a, ### vso[a",
        "##vs[a #vso[b, ##vs[a #vso[b",
        "a::b, a::b",
        ":x, :x",
    })
    void noLineIsACommandToWhatRunsTheJob(String line, String expected) {
        writer(true).println(line);

        assertThat(lines()).isEqualTo(expected + "\n");
    }

    @Test
    void noJsonHoldsACommand() {
        assertThat(WorkflowCommands.defusedJson("[\"##vso[a\", \"##[b\"]"))
                .isEqualTo("[\"#\\u0023vso[a\", \"#\\u0023[b\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "GITHUB_ACTIONS, true, true",
        "TF_BUILD, True, true",
        "TEAMCITY_VERSION, 2025.11, true",
        "TEAMCITY_VERSION, '', false",
        "TF_BUILD, false, false",
        "CI, true, false",
    })
    void aRunnerThatReadsAlongSaysSo(String variable, String value, boolean areRead) {
        assertThat(WorkflowCommands.areRead(Map.of(variable, value))).isEqualTo(areRead);
    }

    @Test
    void theBeginningOfALineIsWhereItBegins() {
        PrintWriter writer = writer(true);
        writer.print("a ");
        writer.println("::b");
        writer.println("::c\n::d");

        assertThat(lines()).isEqualTo("a ::b\n: :c\n: :d\n");
    }

    @Test
    void elsewhereNobodyTakesThemForCommands() {
        writer(false).println("::error::x ##[error]x");

        assertThat(lines()).isEqualTo("::error::x ##[error]x\n");
    }
}
