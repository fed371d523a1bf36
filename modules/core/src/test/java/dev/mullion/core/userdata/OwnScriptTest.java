package dev.mullion.core.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnScriptTest {
    @Test
    void keepsLineFeedsAndAFinalOne() {
        assertThat(new OwnScript("a.ps1", "\uFEFF$a = 1\r\n\t$b = 2").text()).isEqualTo("$a = 1\n\t$b = 2\n");
        assertThat(problems("\uFEFF$a = 1\r\n\t$b = 2")).isEmpty();
    }

    @Test
    void hasANameOnTheMachineThatNothingReadsOtherwise() {
        assertThat(new OwnScript("install-agent.ps1", "1").fileOnMachine()).isEqualTo("install-agent.ps1");
        assertThat(new OwnScript("scripts/../[old] $it's 1.ps1", "1").fileOnMachine())
                .isEqualTo("_old___it_s_1.ps1");
        assertThat(new OwnScript("scripts\\a.ps1", "1").fileOnMachine()).isEqualTo("a.ps1");
    }

    @Test
    void rejectsWhatIsNotAscii() {
        assertThat(problems("$a = 1\nGet-Item \u2013Path C:\\ # \u2013\n"))
                .containsExactly("a.ps1:2:10: got \"\\u2013\"; use ASCII, since Windows PowerShell 5.1 reads a script"
                        + " without byte order mark in the ANSI code page (and 1 more)");
        assertThat(problems("a\rb")).singleElement().asString().startsWith("a.ps1:1:2: got \"\\r\"; use ASCII");
        assertThat(problems("a\0b")).singleElement().asString().startsWith("a.ps1:1:2: got \"\\u0000\"; use ASCII");
    }

    @Test
    void rejectsTagsOfUserData() {
        assertThat(problems("<#\n  <powershell>\n#>\n"))
                .containsExactly("a.ps1:2:3: leave out <powershell>, which EC2Launch takes for a tag of the user data");
    }

    @Test
    void rejectsAnEmptyFile() {
        assertThat(problems(" \r\n")).containsExactly("a.ps1 is empty; leave it out");
    }

    @Test
    void rejectsANameThatTheScriptCanNotHold() {
        Problems problems = new Problems();

        new OwnScript("m\u00E4.ps1", "$a").check(problems);

        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactly("got \"m\\u00E4.ps1\"; use printable ASCII on one line, since Windows PowerShell 5.1"
                        + " reads a script without byte order mark in the ANSI code page");
    }

    private static List<String> problems(String text) {
        Problems problems = new Problems();
        new OwnScript("a.ps1", text).check(problems);
        return problems.problems().stream().map(Problem::toString).toList();
    }
}
