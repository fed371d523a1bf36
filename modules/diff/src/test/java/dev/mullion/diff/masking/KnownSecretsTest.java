package dev.mullion.diff.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.text.Sha256;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSecretsTest {
    @Test
    void keyIsKnownByEachOfItsLongLines() {
        String line = "b8Kd02mVnQ7xTzLp4YsWcE1gHjRa5uFi";
        Masker masker = knowing("  " + line + "\nshort\n" + line.toLowerCase(Locale.ROOT) + "\n");

        assertThat(shown(masker, "x " + line + " y")).isEqualTo("x [secret] y");
        assertThat(shown(masker, "x " + line.toLowerCase(Locale.ROOT) + " y")).isEqualTo("x [secret] y");
        assertThat(shown(masker, "x " + line.substring(1) + " y")).isEqualTo("x " + line.substring(1) + " y");
        assertThat(shown(masker, "a short one")).isEqualTo("a short one");
    }

    @Test
    void secretIsKnownByItsFingerprint() {
        KnownSecrets.Builder known = new KnownSecrets.Builder();
        known.fingerprint(Sha256.hex("quiet river"));
        known.fingerprint(Sha256.hex("\"quiet stone\""));
        known.fingerprint("quiet wood");
        Masker masker = new Masker(known.build());

        assertThat(shown(masker, "quiet river")).isEqualTo("[secret]");
        assertThat(shown(masker, "quiet stone")).isEqualTo("[secret]");
        assertThat(shown(masker, "quiet wood")).isEqualTo("quiet wood");
        assertThat(shown(masker, "a quiet river")).isEqualTo("a quiet river");
        assertThat(known.build().isEmpty()).isFalse();
        assertThat(new KnownSecrets.Builder().build().isEmpty()).isTrue();
    }

    @Test
    void longTextIsLookedUpToABound() {
        KnownSecrets.Builder known = new KnownSecrets.Builder();
        known.fingerprint(Sha256.hex("a".repeat(4_095)));
        known.fingerprint(Sha256.hex("a".repeat(4_096)));
        KnownSecrets secrets = known.build();

        assertThat(secrets.holds("a".repeat(4_095))).isTrue();
        assertThat(secrets.holds("a".repeat(4_096))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${db.password}",
                " ${db.password} ",
                "arn:aws:iam::1:role/x",
                "[secret]",
                "true",
                "disabled",
                "abc"
            })
    void saysNothingByItself(String text) {
        assertThat(shown(knowing(text), "x" + text + " and " + text)).isEqualTo("x" + text + " and " + text);
        assertThat(shown(knowing(text), text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${half", "halfway}", "quiet river"})
    void isFoundInsideAnotherText(String text) {
        assertThat(shown(knowing(text), "say " + text + " twice")).isEqualTo("say [secret] twice");
    }

    @Test
    void shortOneIsHiddenOnlyAsAWhole() {
        assertThat(shown(knowing("wxyz"), "wxyz")).isEqualTo("[secret]");
        assertThat(shown(knowing("wxyz1"), "a wxyz1")).isEqualTo("a wxyz1");
        assertThat(shown(knowing("wxyz12"), "a wxyz12")).isEqualTo("a [secret]");
    }

    /** Of {@code Gr\u00FC\u00DFe von b8Kd\u00FC}, in UTF-8, of which a URL has more than one form. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Gr%C3%BC%C3%9Fe%20von%20b8Kd%C3%BC",
                "Gr%C3%BC%C3%9Fe+von+b8Kd%C3%BC",
                "Gr%c3%bc%c3%9fe%20von%20b8Kd%c3%bc",
            })
    void isFoundInAnAddress(String form) {
        assertThat(shown(knowing("Gr\u00FC\u00DFe von b8Kd\u00FC"), "x/" + form + "/y"))
                .isEqualTo("x/[secret]/y");
    }

    /** Among bytes that are no text, at each of the three places where it may begin in base64; its ends are shared with them. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void isFoundInBase64OfAnything(int before) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
            for (String secret : List.of("b8>?Kd>?~02~", "b8>?Kd>?~02~m", "b8>?Kd>?~02~mV")) {
                byte[] own = secret.getBytes(charset);
                byte[] bytes = new byte[before + own.length + 12];
                Arrays.fill(bytes, (byte) 0xFF);
                System.arraycopy(own, 0, bytes, before, own.length);
                String encoded = Base64.getEncoder().encodeToString(bytes);
                String shown = encoded.substring(0, (before * 8 + 5) / 6)
                        + "[secret]"
                        + encoded.substring((before + own.length) * 8 / 6);

                assertThat(shown(knowing(secret), encoded)).isEqualTo(shown);
                assertThat(shown(knowing(secret), encoded.replace('+', '-').replace('/', '_')))
                        .isEqualTo(shown.replace('+', '-').replace('/', '_'));
            }
        }
    }

    private static Masker knowing(String text) {
        KnownSecrets.Builder known = new KnownSecrets.Builder();
        known.plain(text);
        return new Masker(known.build());
    }

    private static String shown(Masker masker, String text) {
        return masker.show(masker.mask(text), "", "");
    }
}
