package dev.mullion.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of each script was held against the parser of PowerShell 7. */
class PowerShellTextTest {
    private static Arguments of(String script, String code) {
        return Arguments.of(script, code);
    }

    /** Scripts that parse, and what is left of them without comments. */
    static Stream<Arguments> scripts() {
        return Stream.of(
                of("", ""),
                of("Get-Date # now", "Get-Date      "),
                of("# one\n# two\nGet-Date", "     \n     \nGet-Date"),
                of("Get-Item a#b", "Get-Item a#b"),
                of("Get-Item;#b", "Get-Item;  "),
                of("$a=1;<# a\nb #>$b", "$a=1;    \n    $b"),
                of("<##>a", "    a"),
                of("a `# b", "a `# b"),
                of("a\r\n# b\r\nc", "a\n   \nc"),
                of("'# no' # yes", "'# no'      "),
                of("'it''s # no' # yes", "'it''s # no'      "),
                of("\u2018# no\u2019 # yes", "\u2018# no\u2019      "),
                of("\"# no\" # yes", "\"# no\"      "),
                of("\"a\"\"# no\" # yes", "\"a\"\"# no\"      "),
                of("\"a`\"# no\" # yes", "\"a`\"# no\"      "),
                of("\u201C# no\u201D # yes", "\u201C# no\u201D      "),
                of("\"$(a # yes\n) # no\"", "\"$(a      \n) # no\""),
                of("\"${a\"b} # no\" # yes", "\"${a\"b} # no\"      "),
                of("\"$a ( { [ # no\"", "\"$a ( { [ # no\""),
                of("${a)#b} # yes", "${a)#b}      "),
                of("@'\n# no\n' @\n'@ # yes", "@'\n# no\n' @\n'@      "),
                of("@' \n'@ # yes", "@' \n'@      "),
                of("@'\n\n\n'@ # yes", "@'\n\n\n'@      "),
                of("@\"\n# no\n\" @\n $(b # yes\n)\n\"@ # yes", "@\"\n# no\n\" @\n $(b      \n)\n\"@      "),
                of("@\"\n`$(a # no\n\"@", "@\"\n`$(a # no\n\"@"),
                of("@\"\n${a)}\n\"@ # yes", "@\"\n${a)}\n\"@      "),
                of("@\" \t\na\"@ # no\n\"@ # yes", "@\" \t\na\"@ # no\n\"@      "),
                of("cmd --% ( \" ' {\na # yes", "cmd --% ( \" ' {\na      "),
                of("(a{b}c(d))", "(a{b}c(d))"),
                of("if (a) { b } # yes", "if (a) { b }      "),
                of("<b>true</b> # yes", "<b>true</b>      "),
                of("a; <b>; (<c>); {<d>} # yes", "a; <b>; (<c>); {<d>}      "),
                of("$a = <b> # yes", "$a = <b>      "),
                of("return <b>; throw <c> # yes", "return <b>; throw <c>      "),
                of("a b<c --d=<e> # yes", "a b<c --d=<e>      "),
                of("a '<b' \"c <d\" `<e # <f", "a '<b' \"c <d\" `<e     "),
                of("a <# b #> c", "a         c"),
                of("a --% b <c\nd # yes", "a --% b <c\nd      "));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void commentsGoAndLinesStay(String script, String code) {
        assertThat(PowerShellText.of(script, 1)).isEqualTo(new PowerShellText(code, Optional.empty()));
    }

    private static final String PLACEHOLDER =
            "the < on line 6, as of a placeholder or of input from a file, means nothing to PowerShell";

    /** Scripts that do not parse; the first line is line 5. */
    static Stream<Arguments> faults() {
        return Stream.of(
                of("a\n<# b", "the comment that begins on line 6 is never closed"),
                of("<#>", "the comment that begins on line 5 is never closed"),
                of("a\n'b\nc", "the string that begins on line 6 is never closed"),
                of("a\n\"b\nc", "the string that begins on line 6 is never closed"),
                of("'a''", "the string that begins on line 5 is never closed"),
                of("\"a\"\"", "the string that begins on line 5 is never closed"),
                of("\"a`\"", "the string that begins on line 5 is never closed"),
                of("a\n@'\nb\n '@", "the string that begins on line 6 is never closed"),
                of("a\n@\"\nb\n \"@", "the string that begins on line 6 is never closed"),
                of("@'a'@ '", "the string that begins on line 5 is never closed"),
                of("\n\n(a", "the ( that begins on line 7 is never closed"),
                of("{\n(a)\n", "the { that begins on line 5 is never closed"),
                of("\"\n$(\na", "the ( that begins on line 6 is never closed"),
                of("a\n)", "the ) on line 6 closes nothing"),
                of("}", "the } on line 5 closes nothing"),
                of("(\n}", "the } on line 6 stands where the ( of line 5 has to be closed"),
                of("{\n\n)", "the ) on line 7 stands where the { of line 5 has to be closed"),
                of("'a\nb'\n)", "the ) on line 7 closes nothing"),
                of("\"a\nb\"\n)", "the ) on line 7 closes nothing"),
                of("a `\nb\n)", "the ) on line 7 closes nothing"),
                of("<#\n\n#>)", "the ) on line 7 closes nothing"),
                of("@'\na\n'@\n)", "the ) on line 8 closes nothing"),
                of("@\"\na\n\"@\n)", "the ) on line 8 closes nothing"),
                of("c --% (\n)", "the ) on line 6 closes nothing"),
                of("${a\n})", "the ) on line 6 closes nothing"),
                of("a\n& $b -ClusterName <name> -Force", PLACEHOLDER),
                of("a\nsort < a.txt", PLACEHOLDER),
                of("a\nif (1 <2) { b }", PLACEHOLDER),
                of("a\nb 'c' <d>", PLACEHOLDER),
                of("a\nb \"c\" <d>", PLACEHOLDER),
                of("a\nb (c) <d>", PLACEHOLDER),
                of("a\nb c, <d>", PLACEHOLDER),
                of("a\n$a.return <b>", PLACEHOLDER),
                of("a\nb \"$(c <d>)\"", PLACEHOLDER));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatStaysOpenIsNamedByItsLine(String script, String fault) {
        assertThat(PowerShellText.of(script, 5).fault()).contains(fault);
    }

    @Test
    void noNestingIsTooDeep() {
        assertThat(PowerShellText.of("(".repeat(100_000), 1).fault())
                .contains("the ( that begins on line 1 is never closed");
        assertThat(PowerShellText.of("(".repeat(100_000) + ")".repeat(100_000), 1)
                        .fault())
                .isEmpty();
    }
}
