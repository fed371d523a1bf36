package dev.mullion.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.config.MaskPattern.Place;
import dev.mullion.core.spec.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskPatternTest {
    @Test
    void hidesWhatItMatches() {
        assertThat(MaskPattern.parse("shop-\\d+").find("a shop-12 b shop-3"))
                .containsExactly(place(2, 9), place(12, 18));
        assertThat(MaskPattern.parse("shop").find("a stop")).isEmpty();
    }

    @Test
    void hidesItsFirstGroupWhereItHasOne() {
        assertThat(MaskPattern.parse("id: (\\d+)(x)?").find("id: 12x")).containsExactly(place(4, 6));
        assertThat(MaskPattern.parse("a|(b)").find("ab")).containsExactly(place(1, 2));
    }

    @Test
    void placesThatAreEmptyHideNothing() {
        assertThat(MaskPattern.parse("a*").find("baab")).containsExactly(place(1, 3));
        assertThat(MaskPattern.parse("(?=a)").find("aa")).isEmpty();
    }

    @Test
    void looksAroundAndAtLines() {
        assertThat(MaskPattern.parse("(?m)(?<=^id=)\\w+$").find("x\nid=abc\ny")).containsExactly(place(5, 8));
        assertThat(MaskPattern.parse("(?i)ID=(\\w+) \\1").find("id=ab ab")).containsExactly(place(3, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|a)*$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)*x"})
    void endsHoweverItIsWritten(String expression) {
        assertThatThrownBy(() -> MaskPattern.parse(expression).find("a".repeat(100_000) + "!"))
                .isInstanceOf(UserException.class)
                .hasMessage("the mask \"" + expression
                        + "\" takes too long on a text of 100001 characters; write it without"
                        + " a repeat inside a repeat, and with bounds such as {1,80}");
    }

    @Test
    void whatIsWrittenWithCareMayBeUsedOnLongTexts() {
        assertThat(MaskPattern.parse("token-[0-9a-f]{8}").find("token-0123456x ".repeat(70_000)))
                .isEmpty();
        assertThat(MaskPattern.parse("\\b[A-Z]{2}\\d{6}\\b").find("AB123456 ".repeat(100_000)))
                .hasSize(100_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "(|use a regular expression of Java: unclosed group at character 1",
                "a{|use a regular expression of Java: illegal repetition at character 2",
                "*|use a regular expression of Java: dangling meta character '*' at character 1",
                "``|use a regular expression for what is to be hidden",
            })
    void whatIsNoExpressionIsRefused(String expression, String message) {
        assertThatThrownBy(() -> MaskPattern.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void hasAnEnd() {
        assertThat(MaskPattern.parse("a".repeat(1000)).expression()).hasSize(1000);
        assertThatThrownBy(() -> MaskPattern.parse("a".repeat(1001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("use at most 1000 characters; several masks may be given");
    }

    @Test
    void equalsAnotherThatIsWrittenAlike() {
        assertThat(MaskPattern.parse("a")).isEqualTo(MaskPattern.parse("a")).hasSameHashCodeAs(MaskPattern.parse("a"));
        assertThat(MaskPattern.parse("a")).isNotEqualTo(MaskPattern.parse("b")).hasToString("a");
    }

    private static Place place(int start, int end) {
        return new Place(start, end);
    }
}
