package dev.mullion.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.testkit.HostileValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PowerShellTest {
    @ParameterizedTest
    @EnumSource(HostileValue.class)
    void hostileStringComesBackAsTextOrIsRefused(HostileValue hostile) {
        String value = hostile.value();

        if (PowerShell.refusal(value).isPresent()) {
            assertThatThrownBy(() -> PowerShell.literal(value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("; " + PowerShell.refusal(value).orElseThrow());
        } else {
            assertThat(Literals.strings(PowerShell.literal(value) + "; $after")).containsExactly(value);
        }
    }

    @ParameterizedTest
    @EnumSource(HostileValue.class)
    void quotingHoldsEvenWhatIsRefused(HostileValue hostile) {
        assertThat(Literals.strings(PowerShell.quote(hostile.value()) + "; $after"))
                .containsExactly(hostile.value());
    }

    @Test
    void refusesWhatWindowsPowerShellWouldMisread() {
        assertThat(PowerShell.refusal("o\u2019brien"))
                .contains("use printable ASCII on one line, since Windows PowerShell 5.1 reads a script without byte"
                        + " order mark in the ANSI code page");
        assertThat(PowerShell.refusal("a\nb")).isPresent();
        assertThat(PowerShell.refusal("a\0b")).isPresent();
        assertThat(PowerShell.refusal("a\u007Fb")).isPresent();
        assertThat(PowerShell.refusal("x".repeat(10_000))).isEmpty();
    }

    @Test
    void refusesTagsOfUserDataInAnyCase() {
        assertThat(PowerShell.refusal("a </PowerShell > b"))
                .contains("leave out </PowerShell >, which EC2Launch takes for a tag of the user data");
        assertThat(PowerShell.refusal("<script>")).isPresent();
        assertThat(PowerShell.refusal("<persist>")).isPresent();
        assertThat(PowerShell.refusal("<powershellArguments>")).isPresent();
        assertThat(PowerShell.refusal("<scripts> < script")).isEmpty();
    }

    @Test
    void writesScalars() {
        assertThat(PowerShell.literal("it's")).isEqualTo("'it''s'");
        assertThat(PowerShell.literal("")).isEqualTo("''");
        assertThat(PowerShell.literal(true)).isEqualTo("$true");
        assertThat(PowerShell.literal(false)).isEqualTo("$false");
        assertThat(PowerShell.literal(-5)).isEqualTo("-5");
        assertThat(PowerShell.literal(Long.MAX_VALUE)).isEqualTo("9223372036854775807");
    }

    @Test
    void writesArrays() {
        assertThat(PowerShell.literal(List.of())).isEqualTo("@()");
        assertThat(PowerShell.literal(List.of("a"))).isEqualTo("@('a')");
        assertThat(PowerShell.literal(List.of("a", 2))).isEqualTo("""
                        @(
                            'a',
                            2
                        )""");
    }

    @Test
    void keepsAnArrayInAnArrayWhole() {
        assertThat(PowerShell.literal(List.of(List.of("a")))).isEqualTo("@(, @('a'))");
        assertThat(PowerShell.literal(List.of(List.of("a"), List.of()))).isEqualTo("""
                        @(
                            @('a'),
                            @()
                        )""");
    }

    @Test
    void writesHashtablesInTheMapsOrder() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("z", List.of("a", "b"));
        inner.put("a", Map.of());

        assertThat(PowerShell.literal(Map.of())).isEqualTo("@{}");
        assertThat(PowerShell.literal(Map.of("it's", inner))).isEqualTo("""
                        @{ 'it''s' = @{
                            'z' = @(
                                'a',
                                'b'
                            )
                            'a' = @{}
                        } }""");
    }

    @Test
    void refusesKeysThatPowerShellHoldsForEqual() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("Path", "a");
        map.put("PATH", "b");

        assertThatThrownBy(() -> PowerShell.literal(Map.of("env", map)))
                .hasMessage("env.PATH: a key of a hashtable must differ from the others in more than case");
    }

    @Test
    void refusesTypesWithoutALiteral() {
        assertThatThrownBy(() -> PowerShell.literal(List.of(1, 1.5)))
                .hasMessage("[1]: a Double has no literal in PowerShell");
    }

    @Test
    void blockReadsAsItsTextUnlessALineWouldEndIt() {
        assertThat(PowerShell.block("$a = 'it'\n'b'\n")).isEqualTo("@'\n$a = 'it'\n'b'\n'@");
        assertThat(PowerShell.block("'@\n")).isEqualTo("'''@'");
        assertThat(Literals.strings(PowerShell.block("$a = @'\nit's\n'@\n"))).containsExactly("$a = @'\nit's\n'@");
    }
}
