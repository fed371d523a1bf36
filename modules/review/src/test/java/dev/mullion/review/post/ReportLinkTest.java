package dev.mullion.review.post;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportLinkTest {
    @ParameterizedTest
    @ValueSource(strings = {"https://ci.test/run/1", "http://ci.test:8080/a?b=c#d"})
    void anAddressIsALink(String text) {
        assertThat(ReportLink.isOne(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:x",
                "ftp://ci.test",
                "https://",
                "https://ci.test/a b",
                "https://ci.test/)x",
                "https://ci.test/<x>",
                "https://ci.test/`x`",
                "https://ci.test/\\x",
                " https://ci.test",
                "https://ci.test/\u009B31m",
                "https://ci.test/\u202E",
            })
    void whatCouldEndTheLinkIsNone(String text) {
        assertThat(ReportLink.isOne(text)).isFalse();
    }

    @Test
    void aLinkIsShortEnoughForTheRoomBehindAReport() {
        assertThat(ReportLink.isOne("https://" + "x".repeat(992))).isTrue();
        assertThat(ReportLink.isOne("https://" + "x".repeat(993))).isFalse();
    }
}
