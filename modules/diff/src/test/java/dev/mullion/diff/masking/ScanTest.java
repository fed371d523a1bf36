package dev.mullion.diff.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets in what is encoded inside of a text. */
class ScanTest {
    /** With a token that stands across the ends of lines. */
    private static final String ENCODED =
            base64("a text of a few words, ey" + "Jb8Kd02mVnQ7xTzLp4YsWcE1gH.jRa5uFi9oBv.Xq3NwM6tUyZl, and more");

    /** Lines of so many characters, and whether they are read as one. */
    @ParameterizedTest
    @CsvSource({"76, true", "64, true", "40, true", "39, false"})
    void base64InLinesIsReadAsOne(int length, boolean read) {
        for (String feed : List.of("\n", "\r\n", "\n\t ", "\n" + " ".repeat(99))) {
            String lines = ENCODED.replaceAll("(.{" + length + "})", "$1" + feed);

            assertThat(ShownText.of("x:\n" + lines + "\ny"))
                    .as(String.valueOf(feed.length()))
                    .isEqualTo(read ? "x:\n[secret]\ny" : "x:\n" + lines + "\ny");
        }
    }

    @Test
    void base64ThatIsApartIsNotReadAsOne() {
        String first = ENCODED.substring(0, 60);
        String second = ENCODED.substring(60);

        for (String between : List.of(" ", "\t", "\r", "\n" + " ".repeat(100), "\n,\n")) {
            assertThat(ShownText.of(first + between + second)).isEqualTo(first + between + second);
        }
    }

    @Test
    void blobWithASecretIsHiddenWithItsPadding() {
        for (String text : List.of("password=b8Kd02mV", "password=b8Kd02mVn", "password=b8Kd02mVnQ")) {
            assertThat(ShownText.of(base64(text))).isEqualTo("[secret]");
            assertThat(ShownText.of("x " + base64(text) + ", y")).isEqualTo("x [secret], y");
        }
        assertThat(ShownText.of("x " + base64("summer=winter-and") + " y")).doesNotContain("[secret]");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
