package dev.mullion.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.config.YamlDocument;
import dev.mullion.testkit.HostileValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTemplatesTest {
    private static final String NAME = "kubernetes/test.yaml.ftl";

    @Test
    void writesEachValueWhereItIsNeeded() {
        String template = """
                [#-- Why it is so,
                     on two lines. --]
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: [=name], labels: [=labels]} # in a flow map
                data:
                  [#list entries as entry]
                  - key: [=entry.key]
                    value: [=entry.value]
                  [/#list]
                  [#if windows]
                  - [=build]
                  [/#if]
                """;

        assertThat(render(
                        template,
                        Map.of(
                                "name",
                                "on",
                                "labels",
                                Map.of("a", "1"),
                                "entries",
                                List.of(Map.of("key", "a", "value", 1), Map.of("key", "b: c", "value", true)),
                                "windows",
                                true,
                                "build",
                                "10.0")))
                .isEqualTo("""
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: "on", labels: {a: "1"}} # in a flow map
                        data:
                          - key: a
                            value: 1
                          - key: "b: c"
                            value: true
                          - "10.0"
                        """);
    }

    @ParameterizedTest
    @EnumSource(HostileValue.class)
    void hostileValueIsTextOrRefusedByItsName(HostileValue hostile) {
        Map<String, ?> model = Map.of("value", List.of(Map.of("key", hostile.value())));
        String template = "a: [=value]\nb: [c, [=value]]\nd:\n- [=value]\n- e\n";

        if (hostile == HostileValue.LONE_SURROGATE) {
            assertThatThrownBy(() -> render(template, model))
                    .hasMessage(NAME
                            + ":1:4: value[0].key: got \"\\uD83D\"; leave out the half of a character, which no YAML"
                            + " can hold");
        } else {
            Object value = model.get("value");
            assertThat(YamlDocument.read(NAME, render(template, model)).get(0).values())
                    .isEqualTo(Map.of("a", value, "b", List.of("c", value), "d", List.of(value, "e")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: \"[=a]\"",
                "a: '[=a]'",
                "a: x[=a]",
                "a: [=a]x",
                "a: x [=a]",
                "a: [=a] x",
                "a: [=a][=a]",
                "a: b # [=a]",
                "# [=a]",
                "[=a]: b",
                "? [=a]\n: b",
                "a: {[=a]: b}",
                "a: {[=a]}",
                "a: |\n  [=a]",
                "a: >\n  x\n  [=a]",
                "a: x\n  [=a]",
                "a: &[=a] b",
                "a: ![=a] b",
                "a: \"\n  [=a]\n  \""
            })
    void rejectsAValueThatIsNoWholeOne(String text) {
        int at = text.indexOf("[=");
        long line = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        int column = at - text.lastIndexOf('\n', at);

        assertThatThrownBy(() -> render(text + "\n", Map.of("a", "b")))
                .isInstanceOf(TemplateException.class)
                .hasMessage(NAME + ":" + line + ":" + column
                        + ": [=a]: stands inside quotes, a comment or a longer value, or where a key belongs; [=name] is a"
                        + " whole value with its own quotes, write name: [=name]");
    }

    @Test
    void rejectsATagBesideSomething() {
        assertThatThrownBy(() -> render("a: [#if b]\n  c: 1\n[/#if]\n", Map.of("b", true)))
                .hasMessage(NAME
                        + ":1:4: [#if b]: stands beside something; a tag and a comment of Freemarker have a line of"
                        + " their own");
        assertThatThrownBy(() -> render("a: 1 [#-- why --]\n", Map.of()))
                .hasMessage(
                        NAME + ":1:6: [#-- why --]: stands beside something; a tag and a comment of Freemarker have a"
                                + " line of their own");
    }

    @Test
    void rejectsATemplateThatIsNoYaml() {
        assertThatThrownBy(() -> render("a: 1\nb: [[=c]\n", Map.of("c", 1)))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(NAME + ":3:1: got a list that is not closed here (opened at 2:4)");
        assertThatThrownBy(() -> render("[#if a]\nb:\n[/#if]\n  - c: 1\n d: 2\n", Map.of("a", true)))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(NAME + ":5:2: ");
    }

    @Test
    void namesTheTemplatesLineOfWhatItRendersWrongly() {
        String template = """
                [#-- Why. --]
                a:
                [#list items as item]
                  - b: [=item]
                [/#list]
                [#if twice]
                c: 1
                [/#if]
                c: 2
                d: on
                """;

        assertThatThrownBy(() -> render(template, Map.of("items", List.of(1, 2, 3), "twice", true)))
                .isInstanceOf(TemplateException.class)
                .hasMessage(NAME + ":9:1: duplicate key \"c\"; it stands on line 5 already");
        assertThatThrownBy(() -> render(template, Map.of("items", List.of(1), "twice", false)))
                .hasMessage(
                        NAME + ":10:4: d: got on without quotes, which is not the same value in YAML 1.1 and 1.2; write"
                                + " text in quotes, true or false, and numbers with digits alone");
    }

    @Test
    void rejectsTextThatIsNotPlain() {
        assertThatThrownBy(() -> render("a:\tb\n", Map.of()))
                .hasMessage(NAME + ":1:3: use printable ASCII, two spaces for a tab, and line feeds");
    }

    private static String render(String template, Map<String, ?> model) {
        return new Templates(name -> template).render(NAME, model);
    }
}
