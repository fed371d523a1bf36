package dev.mullion.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void showsWhatActsOrHidesAsItsCodePoint() {
        assertThat(Visible.text("a\u202eb")).isEqualTo("a\\u202eb");
        assertThat(Visible.text("\u2066\u2069\u200e\u200f\u061c")).isEqualTo("\\u2066\\u2069\\u200e\\u200f\\u061c");
        assertThat(Visible.text("\u001b[31m\u009b")).isEqualTo("\\u001b[31m\\u009b");
        assertThat(Visible.text("a\0b\r\n")).isEqualTo("a\\u0000b\\u000d\\u000a");
        assertThat(Visible.text("\u200b\ufeff\u00ad\u00a0\u3164")).isEqualTo("\\u200b\\ufeff\\u00ad\\u00a0\\u3164");
        assertThat(Visible.text("\udb40\udc41")).isEqualTo("\\u{e0041}");
        assertThat(Visible.text("\ud83d")).isEqualTo("\\ud83d");
    }

    @Test
    void leavesWhatAReaderSees() {
        String text = "C:\\new\tStra\u00dfe \u4e2d\u6587 \ud83d\ude80 `|<>&";

        assertThat(Visible.text(text)).isEqualTo(text);
    }

    @Test
    void leavesNothingHiddenInAnyText() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String text = "a" + Character.toString(codePoint) + "b";

            assertNothingHidden(Visible.text(text), codePoint);
            assertNothingHidden(Visible.brief(text, 60), codePoint);
        }
    }

    private static void assertNothingHidden(String shown, int codePoint) {
        if (shown.codePoints().anyMatch(Visible::hidden)) {
            throw new AssertionError(Integer.toHexString(codePoint));
        }
    }

    @Test
    void keepsTheEndsOfALongText() {
        assertThat(Visible.brief("a".repeat(100) + "b".repeat(100), 30))
                .isEqualTo("a".repeat(20) + "... (170 characters) ..." + "b".repeat(10));
        assertThat(Visible.brief("\u202e".repeat(60_000), 30))
                .isEqualTo("\\u202e\\u202e\\u202e... (59996 characters) ...\\u202e");
        assertThat(Visible.brief("\ud83d\ude80".repeat(50), 30)).doesNotContain("\\u");
    }
}
