package dev.mullion.diff.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CharactersTest {
    @Test
    void everyCharacterOfAsciiIsOneOfItsOwn() {
        for (char c = 0; c < 128; c++) {
            Characters one = Characters.of(String.valueOf(c));
            for (char other = 0; other < 256; other++) {
                assertThat(one.has(other)).as(c + " " + other).isEqualTo(c == other);
            }
            assertThat(Characters.inAnyCase(String.valueOf(c)).has(c)).isTrue();
            assertThat(one.hasAll(Characters.of(""))).isTrue();
            assertThat(Characters.of("").hasAll(one)).isFalse();
            assertThat(one.hasAnyOf(one)).isTrue();
        }
    }

    @Test
    void capitalsAreThereInLowerCaseToo() {
        assertThat(Characters.inAnyCase("@AZ[").hasAll(Characters.of("@AZ[az"))).isTrue();
        assertThat(Characters.inAnyCase("@AZ[").hasAnyOf(Characters.of("`{bY"))).isFalse();
        assertThat(Characters.inAnyCase("az").hasAnyOf(Characters.of("AZ"))).isFalse();
    }

    @Test
    void textBeyondAsciiMayHaveAnything() {
        assertThat(Characters.inAnyCase("a\u0080").hasAll(Characters.of("x?"))).isTrue();
        assertThat(Characters.inAnyCase("a\u007F").hasAll(Characters.of("x"))).isFalse();
    }

    @Test
    void setsAreComparedByEachHalf() {
        Characters both = Characters.of("1a");

        assertThat(both.hasAll(Characters.of("1"))).isTrue();
        assertThat(both.hasAll(Characters.of("1b"))).isFalse();
        assertThat(both.hasAll(Characters.of("2a"))).isFalse();
        assertThat(both.hasAnyOf(Characters.of("1b"))).isTrue();
        assertThat(both.hasAnyOf(Characters.of("2a"))).isTrue();
        assertThat(both.hasAnyOf(Characters.of("2b"))).isFalse();
    }
}
