package dev.mullion.diff.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.text.Sha256;
import dev.mullion.diff.compare.Encoded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "V3JpdGUtSG9zdA==",
                "V3JpdGUtSG9zdA",
                "V3JpdGUt\nSG9zdA==\n",
                "V3JpdGUt\r\nSG9zdA==",
            })
    void readsBase64WithAndWithoutItsEnd(String text) {
        assertThat(text(text)).contains("Write-Host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "V3JpdGU",
                "V3JpdGUtSG9zdA=",
                "V3JpdGUtSG9zdA===",
                "V3JpdGUtSG9zdDEyMw====",
                "V3JpdGUtSG9zd",
                "V3JpdGU=SG9zdA==",
                "V3JpdGUt SG9zdA==",
                "V3JpdGUt:G9zdA==",
                "V3JpdGUt+G9z_A==",
            })
    void leavesWhatIsNoBase64(String text) {
        assertThat(Decoder.decode(text)).isEmpty();
    }

    @Test
    void knowsTheAlphabetsOfBase64() {
        assertThat("azAZ09+/-_".chars().allMatch(c -> Decoder.isDigit((char) c)))
                .isTrue();
        assertThat("`{@[:*,.=^".chars().noneMatch(c -> Decoder.isDigit((char) c)))
                .isTrue();
    }

    /** The text, and what a reader is told of how it was written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "V3JpdGUtSG9zdA== -> base64",
                "V3JpdGUtSG9zdA -> base64 without padding",
                "V3JpdGUt\nSG9zdA== -> base64 in lines",
                "\nV3JpdGUtSG9zdA== -> base64 in lines",
                "V3JpdGUt\rSG9zdA== -> base64 in lines",
                "\rV3JpdGUtSG9zdA== -> base64 in lines",
                "-AAAAAAAAAAAAAAA -> base64 for URLs",
                "_AAAAAAAAAAAAAAA -> base64 for URLs",
                "A-AAAAAAAAAAAAAA -> base64 for URLs",
                "A_AAAAAAAAAAAAA -> base64 for URLs without padding",
                "+AAAAAAAAAAAAAAA -> base64",
            })
    void namesTheSpellingOfBase64(String row) {
        String[] sides = row.split(" -> ", -1);

        assertThat(Decoder.decode(sides[0]).orElseThrow().encoding()).isEqualTo(sides[1]);
    }

    @Test
    void namesTheEncodingOfText() throws IOException {
        assertThat(decoded(bytes("Write-Host", StandardCharsets.UTF_16LE)).encoding())
                .isEqualTo("UTF-16LE in base64");
        assertThat(decoded(bytes("\uFEFFWrite-Host", StandardCharsets.UTF_16LE)).encoding())
                .isEqualTo("UTF-16LE with BOM in base64");
        assertThat(decoded(bytes("\uFEFFWrite-Host", StandardCharsets.UTF_8)).encoding())
                .isEqualTo("UTF-8 with BOM in base64");
        assertThat(decoded(gzip(bytes("\uFEFF", StandardCharsets.UTF_8))).encoding())
                .isEqualTo("UTF-8 with BOM in gzip in base64");
        for (String first : new String[] {"W", "\uFF01", "\uFEC0", "\uFF3F", "\u4EFF", "\uF8FF"}) {
            assertThat(decoded(bytes(first + "rite-Host", StandardCharsets.UTF_8))
                            .encoding())
                    .as(first)
                    .isEqualTo("base64");
        }
    }

    @Test
    void textOfWideCharactersHasMoreThanThreeQuartersOfAscii() {
        assertThat(Decoder.text(bytes("abcdefg\u4F60", StandardCharsets.UTF_16LE)))
                .contains("abcdefg\u4F60");
        assertThat(Decoder.text(bytes("abcdef\u4F60\u597D", StandardCharsets.UTF_16LE)))
                .isEmpty();
    }

    @Test
    void saysWhetherTextIsEncoded() throws IOException {
        byte[] noText = {(byte) 0xC3, 0x28, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

        assertThat(Decoder.holdsText("V3JpdGUtSG9zdA==")).isTrue();
        assertThat(Decoder.holdsText(Base64.getEncoder().encodeToString(gzip(noText))))
                .isTrue();
        assertThat(Decoder.holdsText(Base64.getEncoder().encodeToString(noText)))
                .isFalse();
        assertThat(Decoder.holdsText("Write-Host 'a text'")).isFalse();
    }

    @Test
    void digestIsOfWhatIsEncoded() {
        assertThat(Decoder.digest("V3JpdGUtSG9zdA==")).isEqualTo(Sha256.hex("Write-Host"));
        assertThat(Decoder.digest("Write-Host")).isEqualTo(Sha256.hex("Write-Host"));
    }

    @Test
    void unpacksToABound() throws IOException {
        byte[] most = new byte[Decoder.MAX_BYTES];
        Arrays.fill(most, (byte) 'a');

        assertThat(decoded(gzip(most)).tooLarge()).isFalse();
        assertThat(decoded(gzip(most)).text()).isPresent();
        assertThat(decoded(gzip(Arrays.copyOf(most, most.length + 1))).tooLarge())
                .isTrue();
        assertThat(decoded(gzip(Arrays.copyOf(most, most.length + 1))).text()).isEmpty();
    }

    @Test
    @Tag("adversary")
    void moreEmptyPartsOfGzipThanJavaHasStackForAreNoText() {
        Decoder.Decoded decoded =
                Decoder.decode(Encoded.gzipOfEmptyParts(100_000)).orElseThrow();

        assertThat(decoded.encoding()).startsWith("gzip with 1999980 other bytes (sha256 ");
        assertThat(decoded.text()).isEmpty();
    }

    /** A file's name and a comment in front, another part and bare bytes behind. */
    @Test
    @Tag("adversary")
    void whatGzipHoldsBesideItsContentIsCounted() throws IOException {
        byte[] plain = gzip("echo one two three".getBytes(StandardCharsets.UTF_8));
        byte[] named = plain.clone();
        named[3] = 8 | 16;
        byte[] name = "evil\0of me\0".getBytes(StandardCharsets.UTF_8);

        assertThat(decoded(plain).encoding()).isEqualTo("gzip in base64");
        assertThat(decoded(joined(Arrays.copyOf(named, 10), name, Arrays.copyOfRange(named, 10, named.length))))
                .satisfies(decoded -> assertThat(decoded.encoding())
                        .isEqualTo("gzip with 11 other bytes (sha256 "
                                + Sha256.hex(name).substring(0, 16) + ") in base64"))
                .satisfies(decoded -> assertThat(decoded.text()).contains("echo one two three"));
        assertThat(decoded(joined(plain, "evil".getBytes(StandardCharsets.UTF_8)))
                        .encoding())
                .isEqualTo(
                        "gzip with 4 other bytes (sha256 " + Sha256.hex("evil").substring(0, 16) + ") in base64");
        assertThat(decoded(joined(plain, gzip(new byte[0]))).encoding()).startsWith("gzip with 20 other bytes");
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    @Test
    void readsBothEncodingsOfText() {
        assertThat(Decoder.text(bytes("Gr\u00FC\u00DFe", StandardCharsets.UTF_8)))
                .contains("Gr\u00FC\u00DFe");
        assertThat(Decoder.text(bytes("Write-Host", StandardCharsets.UTF_16LE))).contains("Write-Host");
        assertThat(Decoder.text(bytes("\uFEFF\u4F60\u597D", StandardCharsets.UTF_16LE)))
                .as("by its mark")
                .contains("\u4F60\u597D");
        assertThat(Decoder.text(bytes("\uFEFFabc", StandardCharsets.UTF_8))).contains("abc");
        assertThat(Decoder.text(new byte[] {'a'})).contains("a");
    }

    @Test
    void takesNoBytesForText() {
        assertThat(Decoder.text(new byte[0])).isEmpty();
        assertThat(Decoder.text(new byte[] {(byte) 0xC3, (byte) 0x28})).isEmpty();
        assertThat(Decoder.text(new byte[] {'a', 1, 'b'})).isEmpty();
        assertThat(Decoder.text(bytes("a\u007Fb", StandardCharsets.UTF_8))).isEmpty();
        assertThat(Decoder.text(bytes("a\u0085b", StandardCharsets.UTF_8))).isEmpty();
        assertThat(Decoder.text(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) 0xD8}))
                .isEmpty();
    }

    @Test
    void takesTheSpacesAndEscapesOfATerminal() {
        assertThat(Decoder.text(bytes("a\n\r\t\f\u001B[0m \u00A0b", StandardCharsets.UTF_8)))
                .contains("a\n\r\t\f\u001B[0m \u00A0b");
    }

    @Test
    void forgivesALongTextAStrayControlCharacter() {
        String line = "x".repeat(128);

        assertThat(Decoder.text(bytes(line + "\u0001", StandardCharsets.UTF_8))).isPresent();
        assertThat(Decoder.text(bytes(line + "\u0001\u0001", StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(Decoder.text(bytes("x".repeat(63) + "\u0001", StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void unpacksGzip() throws IOException {
        byte[] packed = gzip("echo one".getBytes(StandardCharsets.UTF_8));
        Decoder.Decoded decoded = decoded(packed);

        assertThat(decoded.encoding()).isEqualTo("gzip in base64");
        assertThat(decoded.text()).contains("echo one");
        assertThat(decoded.size()).isEqualTo(packed.length);
    }

    @Test
    void namesGzipThatIsCutByItsSize() throws IOException {
        byte[] packed = gzip("echo one".getBytes(StandardCharsets.UTF_8));
        byte[] cut = Arrays.copyOf(packed, packed.length - 9);
        Decoder.Decoded decoded = decoded(cut);

        assertThat(decoded.encoding()).isEqualTo("gzip in base64");
        assertThat(decoded.text()).isEmpty();
        assertThat(decoded.tooLarge()).isFalse();
        assertThat(Decoder.digest(Base64.getEncoder().encodeToString(cut))).isEqualTo(Sha256.hex(cut));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x1F8B, 0x1F00, 0x008B})
    void takesOnlyItsMarkForGzip(int mark) {
        byte[] bytes = new byte[12];
        bytes[0] = (byte) (mark >> 8);
        bytes[1] = (byte) mark;

        assertThat(decoded(bytes).encoding()).isEqualTo(mark == 0x1F8B ? "gzip in base64" : "base64");
    }

    private static Decoder.Decoded decoded(byte[] bytes) {
        return Decoder.decode(Base64.getEncoder().encodeToString(bytes)).orElseThrow();
    }

    private static Optional<String> text(String encoded) {
        return Decoder.decode(encoded).flatMap(Decoder.Decoded::text);
    }

    private static byte[] bytes(String text, Charset charset) {
        return text.getBytes(charset);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
