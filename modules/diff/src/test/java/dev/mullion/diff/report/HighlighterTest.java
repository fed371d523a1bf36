package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HighlighterTest {
    private static String coloured(String language, String... lines) {
        Highlighter highlighter = Highlighter.of(language);
        StringBuilder all = new StringBuilder();
        for (String line : lines) {
            int at = 0;
            for (Highlighter.Token token : highlighter.tokens(line)) {
                assertThat(token.from()).isGreaterThanOrEqualTo(at).isLessThan(token.to());
                all.append(line, at, token.from())
                        .append('<')
                        .append(token.style())
                        .append(' ');
                all.append(line, token.from(), token.to()).append('>');
                at = token.to();
            }
            all.append(line.substring(at)).append('|');
        }
        return all.toString();
    }

    @Test
    void powerShellKnowsCommandsParametersAndVariables() {
        assertThat(coloured("powershell", "if ($a.B -eq 12) { Set-Item -Path $env:TEMP 'it''s' } # done"))
                .isEqualTo("<keyword if> (<variable $a>.B <parameter -eq> <number 12>) { <command Set-Item>"
                        + " <parameter -Path> <variable $env:TEMP> <string 'it''s'> } <comment # done>|");
    }

    @Test
    void variablesInDoubleQuotesAreLiveAndThoseInSingleQuotesAreNot() {
        assertThat(coloured("powershell", "\"a $b `$c\" '$d'"))
                .isEqualTo("<string \"a ><variable $b><string  `$c\"> <string '$d'>|");
    }

    @Test
    void hereStringsAndBlockCommentsGoOnFromLineToLine() {
        assertThat(coloured("powershell", "$x = @'", "if ($y) '", "'@", "<# if", "#> if"))
                .isEqualTo("<variable $x> = <string @'>|<string if ($y) '>|<string '@>|<comment <# if>|"
                        + "<comment #>> <keyword if>|");
    }

    @Test
    void userDataTagsAreTags() {
        assertThat(coloured("powershell", "<powershell>", "</powershell>"))
                .isEqualTo("<type <powershell>>|<type </powershell>>|");
    }

    @Test
    void jsonTellsKeysFromStrings() {
        assertThat(coloured("json", "{\"a\": \"b\\\"c\", \"n\": [1, true]}"))
                .isEqualTo("{<type \"a\">: <string \"b\\\"c\">, <type \"n\">: [<number 1>, <keyword true>]}|");
    }

    @Test
    void yamlTellsKeysCommentsAndNumbers() {
        assertThat(coloured("yaml", "- app.kubernetes.io/name: 'x' # note", "  port: 80"))
                .isEqualTo("- <type app.kubernetes.io/name>: <string 'x'> <comment # note>|"
                        + "  <type port>: <number 80>|");
    }

    @Test
    void noTextMakesItFail() {
        for (String text : HostileReports.texts()) {
            for (String language : List.of("powershell", "json", "yaml", "xml", text)) {
                assertThat(coloured(language, text, text + text)).contains("|");
            }
        }
    }
}
