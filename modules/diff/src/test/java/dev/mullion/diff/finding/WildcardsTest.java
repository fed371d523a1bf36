package dev.mullion.diff.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {
    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "a, a, true",
        "a, b, false",
        "a, ab, false",
        "ab, a, false",
        "*, '', true",
        "*, a, true",
        "a*, a, true",
        "a**, a, true",
        "a*b, ab, true",
        "a*b, acb, true",
        "a*b, acbd, false",
        "a*b, abab, true",
        "*a*, bab, true",
        "*a*, bbb, false",
        "a?, ab, true",
        "a?, a, false",
        "?, '', false",
        "'', a, false",
        "'', '', true",
        "s3:Get*, s3:GetObject, true",
        "s3:Get*, s3:PutObject, false",
    })
    void fitsTexts(String pattern, String text, boolean fits) {
        assertThat(Wildcards.matches(pattern, text, new Looks())).isEqualTo(fits);
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "a, a, false",
        "a, b, true",
        "a, ab, true",
        "a*, ab, false",
        "ab, a*, false",
        "a*, b, true",
        "b, a*, true",
        "a*, ab*, false",
        "ab*, ac*, true",
        "a?, ab, false",
        "b?, ab, true",
        "*, x, false",
    })
    void tellsWhatHasNothingInCommon(String one, String other, boolean disjoint) {
        assertThat(Wildcards.areDisjoint(one, other)).isEqualTo(disjoint);
        assertThat(Wildcards.areDisjoint(other, one)).isEqualTo(disjoint);
    }

    @Test
    void knowsAPattern() {
        assertThat(Wildcards.isPattern("a*")).isTrue();
        assertThat(Wildcards.isPattern("?")).isTrue();
        assertThat(Wildcards.isPattern("a")).isFalse();
    }

    @Test
    void looksAtNothingLongerThanANameOfAws() {
        assertThat(Wildcards.matches("*", "a".repeat(2_048), new Looks())).isTrue();
        assertThat(Wildcards.matches("*", "a".repeat(2_049), new Looks())).isFalse();
    }
}
