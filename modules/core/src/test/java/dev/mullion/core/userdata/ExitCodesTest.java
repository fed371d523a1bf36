package dev.mullion.core.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodesTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({"9, false", "10, true", "15, true", "20, true", "21, false"})
    void belongToOneOwner(int code, boolean own) {
        assertThat(new ExitCodes(10, 20).contains(code)).isEqualTo(own);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"1, 9, false", "1, 10, true", "12, 14, true", "20, 30, true", "21, 30, false", "1, 30, true"})
    void overlapWithThoseOfAnother(int first, int last, boolean overlap) {
        assertThat(new ExitCodes(10, 20).overlaps(new ExitCodes(first, last))).isEqualTo(overlap);
    }

    @Test
    void countBothEnds() {
        assertThat(new ExitCodes(10, 20).size()).isEqualTo(11);
    }
}
