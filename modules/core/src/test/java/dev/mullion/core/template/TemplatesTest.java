package dev.mullion.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.testkit.HostileValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    private static final String NAME = "powershell/test/test-step.ps1.ftl";

    @Test
    void writesEachValueAsALiteral() {
        String template = """
                [#-- Why it is so,
                     on two lines. --]
                # The head.
                $name = [=name]
                $flag = [=flag]
                $list = [=list]
                [#if flag]
                $port = [=port]
                [/#if]

                Write-Output "${env:X} $name" # [x]
                """;

        assertThat(render(template, Map.of("name", "it's", "flag", true, "list", List.of("a"), "port", 80)))
                .isEqualTo("""
                        # The head.
                        $name = 'it''s'
                        $flag = $true
                        $list = @('a')
                        $port = 80

                        Write-Output "${env:X} $name" # [x]
                        """);
    }

    @Test
    void listsGiveTheirItemsAndTheFieldsOfThose() {
        String template = """
                [#list rules as rule]
                Open-Port -Name [=rule.name] -Port [=rule.port]
                [/#list]
                [#list names as name]
                Write-Output [=name]
                [/#list]
                """;

        assertThat(render(
                        template,
                        Map.of("rules", List.of(Map.of("name", "a", "port", 1)), "names", List.of("b'", "c"))))
                .isEqualTo("Open-Port -Name 'a' -Port 1\nWrite-Output 'b'''\nWrite-Output 'c'\n");
    }

    @Test
    void aFalseFlagLeavesItsLinesOut() {
        assertThat(render("[#if proxy]\n$url = [=url]\n[/#if]\n$x = 1\n", Map.of("proxy", false)))
                .isEqualTo("$x = 1\n");
    }

    @ParameterizedTest
    @EnumSource(HostileValue.class)
    void hostileValueIsTextOrRefusedByItsName(HostileValue hostile) {
        Map<String, ?> model = Map.of("values", List.of(Map.of("key", hostile.value())));

        if (PowerShell.refusal(hostile.value()).isPresent()) {
            assertThatThrownBy(() -> render("$x = [=values]\n", model))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageStartingWith(NAME + ":1:6: values[0].key: got ")
                    .hasMessageEndingWith(PowerShell.refusal(hostile.value()).orElseThrow());
        } else {
            assertThat(Literals.strings(render("$x = [=values]\n", model))).containsExactly("key", hostile.value());
        }
    }

    @Test
    void saysWhichValueIsRefusedAndWhy() {
        assertThatThrownBy(() -> render("$x = [=name]\n", Map.of("name", "o\u2019brien")))
                .hasMessage(NAME + ":1:6: name: got \"o\\u2019brien\"; use printable ASCII on one line, since Windows"
                        + " PowerShell 5.1 reads a script without byte order mark in the ANSI code page");
    }

    @Test
    void rejectsAMissingName() {
        assertThatThrownBy(() -> render("$a = [=a]\n  $b = [=compress]\n", Map.of("a", 1)))
                .isInstanceOf(TemplateException.class)
                .hasMessage(NAME + ":2:8: compress is missing; the model holds a");
    }

    @Test
    void rejectsAMissingFieldOfAnItem() {
        assertThatThrownBy(() -> render("[#list a as b]\n[=b.c]\n[/#list]\n", Map.of("a", List.of(Map.of("d", 1)))))
                .hasMessage(NAME + ":2:1: a[0].c is missing; a[0] holds d");
    }

    @Test
    void rejectsAKeyThatTheTemplateNeverReads() {
        assertThatThrownBy(() -> render("$a = [=a]\n", Map.of("a", 1, "c", 2, "b", 3)))
                .isInstanceOf(TemplateException.class)
                .hasMessage(NAME + ": never reads b, c of its model; it reads a");
    }

    @Test
    void rejectsAFlagThatIsNone() {
        assertThatThrownBy(() -> render("[#if a]\n[/#if]\n", Map.of("a", "yes")))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(NAME + ":1:6: ");
    }

    @Test
    void rejectsAnUnclosedTag() {
        assertThatThrownBy(() -> render("[#if a]\n$a = 1\n", Map.of("a", true)))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(NAME + ":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$a = '[=a]'",
                "$a = \"x [=a]\"",
                "$a = \"`\"[=a]\"",
                "$a = 'it''s [=a]'",
                "$a = @'\n[=a]\n'@",
                "$a = @\"\n\"[=a]\n\"@",
                "$b = 1 # [=a]",
                "# [=a]",
                "<# [=a] #>"
            })
    void rejectsAValueInsideQuotesOrAComment(String text) {
        int line = text.startsWith("$a = @") ? 2 : 1;
        int column = text.indexOf("[=") - text.lastIndexOf('\n', text.indexOf("[="));

        assertThatThrownBy(() -> render(text + "\n", Map.of("a", 1)))
                .isInstanceOf(TemplateException.class)
                .hasMessage(NAME + ":" + line + ":" + column + ": [=a]: stands inside quotes or a comment; [=name] is a"
                        + " whole literal with its own quotes, write $name = [=name]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[=a + 1]",
                "[=a?eval]",
                "[=a?new()]",
                "[=a?no_esc]",
                "[=a!'x']",
                "[=a.b.c]",
                "[=\"text\"]",
                "[=.version]",
                "[= a]",
                "[#assign b = a]",
                "[#global b = a]",
                "[#local b = a]",
                "[#macro m]",
                "[#function f]",
                "[@m /]",
                "[/@m]",
                "[#include 'x']",
                "[#import 'x' as x]",
                "[#noautoesc]",
                "[#outputformat 'x']",
                "[#ftl output_format='x']",
                "[#noparse]",
                "[#switch a]",
                "[#else]",
                "[#elseif a]",
                "[#if !a]",
                "[#if a == 1]",
                "[#list a as k, v]",
                "[#list 1..3 as i]",
                "[#list a?keys as k]",
                "[#interpret a]"
            })
    void rejectsEveryOtherUseOfFreemarker(String use) {
        assertThatThrownBy(() -> render("\n$x = " + use + "\n", Map.of("a", 1)))
                .isInstanceOf(TemplateException.class)
                .hasMessage(NAME + ":2:6: " + use + ": only [=name], [=item.field], [#if flag], [#list items as item]"
                        + " and comments may stand in a template");
    }

    @Test
    void rejectsAListInsideAList() {
        assertThatThrownBy(() -> render("[#list a as b]\n[#list c as d]\n[/#list]\n[/#list]\n", Map.of()))
                .hasMessage(NAME + ":2:1: [#list c as d]: a list inside a list; make one list in Java, or pass the"
                        + " inner one as a value");
    }

    @Test
    void rejectsAFieldOfAnythingButAnItem() {
        assertThatThrownBy(() -> render("$x = [=a.b]\n", Map.of()))
                .hasMessage(NAME + ":1:6: [=a.b]: only the item of a list has fields; pass a's fields by names of"
                        + " their own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$x = 1\n$a = [=a]\n", "$a = [=a]\n\nWrite-Output $a\n\n# Why.\n[#-- why --]\n"})
    void rejectsFreemarkerBelowTheHead(String text) {
        assertThatThrownBy(() -> render(text, Map.of("a", 1)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Freemarker stays in the head of the file; plain PowerShell stands above");
    }

    @Test
    void rejectsTextThatWindowsPowerShellWouldMisread() {
        assertThatThrownBy(() -> render("# a \u2013 b\n", Map.of()))
                .hasMessage(NAME + ":1:5: use printable ASCII, four spaces for a tab, and line feeds");
        assertThatThrownBy(() -> render("$a = 1\r\n", Map.of()))
                .hasMessage(NAME + ":1:7: use printable ASCII, four spaces for a tab, and line feeds");
    }

    @Test
    void rejectsAnUnknownExtensionAndAnUnknownTemplate() {
        assertThatThrownBy(() -> Templates.bundled().render("kubernetes/x.xml.ftl", Map.of()))
                .hasMessage(
                        "kubernetes/x.xml.ftl: no output format for this extension; use .ps1.ftl, .yaml.ftl or .sh.ftl");
        assertThatThrownBy(() -> Templates.bundled().render("powershell/x.ps1.ftl", Map.of()))
                .hasMessage("powershell/x.ps1.ftl: no such template");
    }

    private static String render(String template, Map<String, ?> model) {
        return new Templates(name -> template).render(NAME, model);
    }
}
