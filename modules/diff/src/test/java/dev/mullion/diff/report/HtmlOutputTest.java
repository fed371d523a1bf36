package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlOutputTest {
    private final StringBuilder page = new StringBuilder();
    private final HtmlOutput output = new HtmlOutput(page);

    @BeforeEach
    void insideOfAnElement() {
        output.setContext("p", null);
    }

    @Test
    void lineOfTemplateIsLineOfPageWithoutItsIndentation() {
        output.writeContent("\n<ul>\n    ");
        output.writeContent("\n        <li>a</li>\n    ");
        output.writeContent("\n        <li> b  c</li>\n\n</ul>\n");

        assertThat(page).hasToString("<ul>\n<li>a</li>\n<li> b  c</li>\n</ul>\n");
    }

    @Test
    void blanksBehindAValueStay() {
        output.writeContent("<p>\n    ");
        output.writeUserContent("a");
        output.writeContent("  b ");
        output.writeUserContent(1);
        output.writeContent("\n");
        output.writeUnsafeContent("\n  c");

        assertThat(page).hasToString("<p>\na  b 1\n\n  c");
    }

    @Test
    void valueKeepsItsLinesAndBlanks() {
        output.writeUserContent("\n  a\n\n  b");

        assertThat(page).hasToString("\n  a\n\n  b");
    }

    @Test
    void valueInElementCanNotLeaveItAndShowsWhatIsHidden() {
        output.writeUserContent("<a href=\"x\">&'\u202e\ud83d\ude00\ud83d");

        assertThat(page)
                .hasToString("&lt;a href=&quot;x&quot;&gt;&amp;'<span class=\"hidden-character\">\\u202e</span>"
                        + "\ud83d\ude00<span class=\"hidden-character\">\\ud83d</span>");
    }

    @Test
    void valueInAttributeCanNotLeaveItAndShowsWhatIsHidden() {
        output.setContext("a", "aria-label");
        output.writeUserContent("\" onclick=\"<>&\u202e\n");

        assertThat(page).hasToString("&quot; onclick=&quot;&lt;&gt;&amp;\\u202e\\u000a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "option", "text"})
    void elementThatHoldsNoOtherHoldsNone(String element) {
        output.setContext(element, null);
        output.writeUserContent("<b>\u202e");

        assertThat(page).hasToString("&lt;b&gt;\\u202e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"script", "style"})
    void valueCanNotStandInScriptOrStyleSheet(String element) {
        output.setContext(element, null);

        assertThatThrownBy(() -> output.writeUserContent("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a value can not stand in <" + element + ">");
        assertThat(page).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"button,onclick", "p,style"})
    void valueCanNotStandInAttributeThatRunsOrLooks(String element, String attribute) {
        output.setContext(element, attribute);

        assertThatThrownBy(() -> output.writeUserContent("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a value can not stand in " + attribute + "=\"\"");
        assertThat(page).isEmpty();
    }

    @Test
    void failureOfTheWriterReachesTheCaller() {
        Writer full = new FilterWriter(Writer.nullWriter()) {
            @Override
            public Writer append(CharSequence text) throws IOException {
                throw new IOException("no space left");
            }
        };

        assertThatThrownBy(() -> HtmlReport.write(SampleReports.unchanged(), full))
                .isInstanceOf(IOException.class)
                .hasMessage("no space left");
    }
}
