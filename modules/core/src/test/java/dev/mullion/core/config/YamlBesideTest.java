package dev.mullion.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlBesideTest {
    @Test
    void aTextOfValuesAloneHoldsNothingElse() {
        assertThat(YamlBeside.of("""
                ---
                a: "b # c"
                d: 'e # f'
                g: [1, {h: i#j}]
                ? k
                : - |
                    # of the text
                  - >-
                    folded
                ...
                """)).isEmpty();
    }

    @Test
    void commentsTagsAnchorsAndDirectivesStandALineEach() {
        assertThat(YamlBeside.of("""
                # above
                %YAML 1.1
                --- # of the document
                a: &anchor !!str b # behind

                  # alone
                c: *anchor
                d: |2- # of a text
                    e
                f: > # of another
                  g
                # below
                """))
                .isEqualTo("# above\n%YAML 1.1\n# of the document\n&anchor\n!!str\n# behind\n# alone\n*anchor\n"
                        + "# of a text\n# of another\n# below");
    }

    /** Where the specification wants a blank before a comment, the parser does not. */
    @ParameterizedTest
    @Tag("adversary")
    @ValueSource(
            strings = {
                "a: []#%s",
                "\"a\"#%s\n: []",
                "a: [#%s\n]",
                "a: {b: c}#%s",
                "a: 'b'#%s",
                "a: b\n...\n# %s",
                "a: b\n... # %s",
                "%%FOO %s\n---\na: b",
                "a: !<%s> []",
                "a: |+ # %s\n  b"
            })
    void aCommentIsWhatTheParserTakesForOne(String yaml) {
        String code = "<powershell>stop-computer</powershell>";

        assertThat(YamlBeside.of(yaml.formatted(code))).contains(code);
    }

    @Test
    @Tag("adversary")
    void whatAMergeMayHideAndWhatIsNoYamlIsThereAsAWhole() {
        String merged = "a:\n  <<: {b: hidden}\n  b: shown";
        assertThat(YamlBeside.of(merged)).isEqualTo("a:\n<<: {b: hidden}\nb: shown");
        assertThat(YamlBeside.of("a: b\n\n c: \"d")).isEqualTo("a: b\nc: \"d");
        assertThat(YamlBeside.of("a: &x {b: c}\nd:\n  <<: [*x, *x]\n  b: shown"))
                .isEqualTo("&x\n*x\n*x");
    }
}
