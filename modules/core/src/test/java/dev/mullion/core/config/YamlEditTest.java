package dev.mullion.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.SpecPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlEditTest {
    private static final SpecPath POOL = SpecPath.ROOT.key("pools").key("a");

    private static String edited(String text) {
        YamlEdit edit = new YamlEdit("stack.yaml", text);
        edit.set(POOL, "ami", "{id: x}");
        return edit.text();
    }

    @Test
    void aNewKeyStandsFirstAboveTheCommentOfTheOldFirstOne() {
        assertThat(edited("""
                        # all
                        pools:
                          a:   # the first
                            # what it costs
                            types: [x] # small

                          b: {}
                        """)).isEqualTo("""
                        # all
                        pools:
                          a:   # the first
                            ami: {id: x}
                            # what it costs
                            types: [x] # small

                          b: {}
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'pools: {a: {types: [x] }, b: 1} # two' | 'pools: {a: {types: [x], ami: {id: x} }, b: 1} # two'",
                "'pools: {a: { }}' | 'pools: {a: {ami: {id: x} }}'",
                "'pools: {a: }' | 'pools: {a: {ami: {id: x}} }'",
                "'pools: {a: ~}' | 'pools: {a: {ami: {id: x}}}'",
                "'pools: {a: {ami: latest, b: 1}}' | 'pools: {a: {ami: {id: x}, b: 1}}'",
                "'pools: {a: {ami: \"latest\"}}' | 'pools: {a: {ami: {id: x}}}'",
                "'pools: {a: {ami: [1, 2]}}' | 'pools: {a: {ami: {id: x}}}'",
                "'pools: {a: &base {b: 1}, c: *base}' | 'pools: {a: &base {b: 1, ami: {id: x}}, c: *base}'",
                "'pools: {é😀: 1, a: {ami: latest}}' | 'pools: {é😀: 1, a: {ami: {id: x}}}'",
            })
    void aValueOnOneLineIsSetInItsPlace(String text, String expected) {
        assertThat(edited(text)).isEqualTo(expected);
    }

    @Test
    void whatHasNoValueGetsAMap() {
        assertThat(edited("pools:\n  a: # none yet\n  b: 1\n"))
                .isEqualTo("pools:\n  a: {ami: {id: x}} # none yet\n  b: 1\n");
        assertThat(edited("pools:\n  a:\n    ami:\n    b: 1\n"))
                .isEqualTo("pools:\n  a:\n    ami: {id: x}\n    b: 1\n");
    }

    @Test
    void aMapInLinesIsReplacedAsAWhole() {
        assertThat(edited("pools:\n  a:\n    ami: latest   # newest\n    b: 1\n"))
                .isEqualTo("pools:\n  a:\n    ami: {id: x}   # newest\n    b: 1\n");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsStay() {
        assertThat(edited("\uFEFFpools:\r\n  a:\r\n    b: 1\r\n"))
                .isEqualTo("\uFEFFpools:\r\n  a:\r\n    ami: {id: x}\r\n    b: 1\r\n");
    }

    @Test
    void anOwnKeyOverridesOneThatIsMerged() {
        assertThat(edited("base: &base {ami: latest}\npools:\n  a:\n    <<: *base\n"))
                .isEqualTo("base: &base {ami: latest}\npools:\n  a:\n    ami: {id: x}\n    <<: *base\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'base: &base {b: 1}\npools: {a: *base}' | 'stack.yaml:2:12: pools.a: comes by an alias; write it out'",
                "'base: &base {a: {b: 1}}\npools: *base' | 'stack.yaml:2:1: pools.a: comes by an alias; write it out'",
                "'pools: {b: {}}' | 'stack.yaml:1:1: pools.a: is not written here'",
                "'other: 1' | 'pools.a: is not written here'",
                "'pools: {a: text}' | 'stack.yaml:1:12: pools.a: is no map'",
                "'pools: {a: [' | 'stack.yaml:1:13: is not YAML: \"expected the node content, but found ''<stream end>''\"'",
            })
    void whatIsNotWrittenInTheTextIsRefused(String text, String message) {
        assertThatThrownBy(() -> edited(text)).hasMessage(message);
    }
}
