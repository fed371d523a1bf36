package dev.mullion.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortNameTest {
    @Test
    void isCutToWhatAwsTakesWithoutAHyphenBeforeItsDigest() {
        assertThat(ShortName.of("a".repeat(24), "x")).matches("a{24}-[0-9a-f]{7}");
        assertThat(ShortName.of("a".repeat(25), "x")).matches("a{24}-[0-9a-f]{7}");
        assertThat(ShortName.of("a".repeat(22) + "--b", "x")).matches("a{22}-[0-9a-f]{7}");
        assertThat(ShortName.of("web", "x")).matches("web-[0-9a-f]{7}");
    }

    @Test
    void leavesAwssOwnPrefixToAws() {
        assertThat(ShortName.of("internal-web", "x")).matches("i-web-[0-9a-f]{7}");
        assertThat(ShortName.of("internals", "x")).matches("internals-[0-9a-f]{7}");
    }

    @Test
    void isAnotherWhereItsIdentityIs() {
        assertThat(ShortName.of("web", "x")).isEqualTo(ShortName.of("web", "x")).isNotEqualTo(ShortName.of("web", "y"));
        assertThat(ShortName.of("web", "x", "y")).isNotEqualTo(ShortName.of("web", "xy"));
    }
}
