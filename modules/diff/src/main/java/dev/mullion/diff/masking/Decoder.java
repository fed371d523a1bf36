package dev.mullion.diff.masking;

import dev.mullion.core.files.Gunzip;
import dev.mullion.core.text.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Base64 and gzip, to text; bounded, so that no small value becomes a large one. */
final class Decoder {
    /** EC2 takes 16 KiB of user data; what is far beyond any script is not worth a reader's time either. */
    static final int MAX_BYTES = 4 << 20;

    /** Shorter ones are more often words than encoded text. */
    static final int MIN_LENGTH = 16;

    private static final int BUFFER = 8192;

    /** Of base64, standard or for URLs. */
    private static final Characters DIGITS =
            Characters.of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");

    private static final String NO_TEXT = "\uFFFD";

    /** The same character where a text has it: by its bytes, as what is no text. */
    private static final String NO_TEXT_WRITTEN = NO_TEXT + "EF" + NO_TEXT + "BF" + NO_TEXT + "BD";

    private Decoder() {}

    /**
     * What was decoded.
     *
     * @param encoding for a reader
     * @param text empty for what is no text, or too much
     * @param size in bytes, of what base64 held
     * @param unpacked how many bytes came out, of which there may be more than {@link #MAX_BYTES}
     */
    record Decoded(String encoding, Optional<String> text, int size, int unpacked) {
        boolean tooLarge() {
            return unpacked > MAX_BYTES;
        }
    }

    /** Empty for what is not encoded. */
    static Optional<Decoded> decode(String value) {
        return base64(value).map(bytes -> unpacked(bytes, base64Of(value), /* script= */ false));
    }

    /** The same of what is run: who runs it reads on behind a byte that is no text, and so does a reviewer. */
    static Optional<Decoded> decodeScript(String value) {
        return base64(value).map(bytes -> unpacked(bytes, base64Of(value), /* script= */ true));
    }

    /** Tells what is encoded from anything else; of what is not encoded, the text itself. */
    static String digest(String value) {
        return base64(value).map(Sha256::hex).orElseGet(() -> Sha256.hex(value));
    }

    /** Whether it is text or gzip that is encoded, without unpacking it. */
    static boolean holdsText(String value) {
        return base64(value)
                .filter(bytes -> isGzip(bytes) || text(bytes).isPresent())
                .isPresent();
    }

    /** What differs from the one line that an API returns. */
    private static String base64Of(String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            return "base64 in lines";
        }
        boolean url = value.indexOf('-') >= 0 || value.indexOf('_') >= 0;
        String alphabet = url ? "base64 for URLs" : "base64";
        return value.length() % 4 == 0 ? alphabet : alphabet + " without padding";
    }

    private static Decoded unpacked(byte[] bytes, String base64, boolean script) {
        if (isGzip(bytes)) {
            String gzip = "gzip" + beside(bytes) + " in " + base64;
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            try (InputStream in = new Gunzip(new ByteArrayInputStream(bytes))) {
                byte[] buffer = new byte[BUFFER];
                for (int count = in.read(buffer); count > 0 && plain.size() <= MAX_BYTES; count = in.read(buffer)) {
                    plain.write(buffer, 0, count);
                }
            } catch (IOException e) {
                return new Decoded(gzip, Optional.empty(), bytes.length, plain.size());
            }
            return readable(plain.toByteArray(), gzip, bytes, script);
        }
        return readable(bytes, base64, bytes, script);
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xFF) == 0x1F && (bytes[1] & 0xFF) == 0x8B;
    }

    /** Who looks at the bytes themselves may find code in a header's name or behind the first part. */
    private static String beside(byte[] bytes) {
        byte[] other = GzipFrame.beside(bytes);
        return other.length == 0
                ? ""
                : " with " + other.length + " other bytes (sha256 "
                        + Sha256.hex(other).substring(0, 16) + ")";
    }

    private static Decoded readable(byte[] plain, String within, byte[] bytes, boolean script) {
        Optional<String> text = plain.length > MAX_BYTES ? Optional.empty() : text(plain);
        if (text.isEmpty() && script && plain.length <= MAX_BYTES && isMostlyText(plain)) {
            return new Decoded("bytes in " + within, Optional.of(readOn(plain)), bytes.length, plain.length);
        }
        return new Decoded(text.isPresent() ? named(plain, within) : within, text, bytes.length, plain.length);
    }

    /** Each byte that is no text as U+FFFD and its hexadecimal digits: to PowerShell 5.1 such bytes may be quotes. */
    private static String readOn(byte[] plain) {
        StringBuilder read = new StringBuilder();
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer from = ByteBuffer.wrap(plain);
        CharBuffer some = CharBuffer.allocate(plain.length);
        CoderResult result;
        do {
            result = decoder.decode(from, some, /* endOfInput= */ true);
            read.append(some.flip().toString().replace(NO_TEXT, NO_TEXT_WRITTEN));
            some.clear();
            for (int i = 0; result.isMalformed() && i < result.length(); i++) {
                read.append(NO_TEXT).append(HexFormat.of().withUpperCase().toHexDigits(from.get()));
            }
        } while (result.isMalformed());
        return read.toString();
    }

    private static boolean isMostlyText(byte[] bytes) {
        int letters = 0;
        for (byte each : bytes) {
            letters += (each >= ' ' && each < 0x7F) || each == '\n' || each == '\r' || each == '\t' ? 1 : 0;
        }
        return letters > bytes.length / 2;
    }

    /** UTF-8 without a mark goes without saying. */
    private static String named(byte[] bytes, String within) {
        if (isUtf16(bytes)) {
            return (isMarkedUtf16(bytes) ? "UTF-16LE with BOM in " : "UTF-16LE in ") + within;
        }
        boolean marked =
                bytes.length > 2 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB && (bytes[2] & 0xFF) == 0xBF;
        return marked ? "UTF-8 with BOM in " + within : within;
    }

    /** Padded or not, standard or for URLs, in lines or not. */
    static Optional<byte[]> base64(String value) {
        int digits = 0;
        boolean lines = false;
        boolean url = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isDigit(c)) {
                digits++;
                url |= c == '-' || c == '_';
            } else if (c == '\n' || c == '\r') {
                lines = true;
            } else if (c != '=') {
                return Optional.empty();
            }
        }
        if (digits < MIN_LENGTH - 2) {
            return Optional.empty();
        }
        String compact = lines ? value.replace("\n", "").replace("\r", "") : value;
        try {
            Base64.Decoder decoder = url ? Base64.getUrlDecoder() : Base64.getDecoder();
            return Optional.of(decoder.decode(compact));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static boolean isDigit(char c) {
        return DIGITS.has(c);
    }

    /** UTF-8, or the UTF-16 that {@code powershell -EncodedCommand} takes. */
    static Optional<String> text(byte[] bytes) {
        if (bytes.length == 0) {
            return Optional.empty();
        }
        return text(bytes, isUtf16(bytes) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
    }

    private static boolean isUtf16(byte[] bytes) {
        return isMarkedUtf16(bytes) || (bytes.length % 2 == 0 && halfEmpty(bytes));
    }

    private static boolean isMarkedUtf16(byte[] bytes) {
        return bytes.length % 2 == 0 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE;
    }

    private static boolean halfEmpty(byte[] bytes) {
        int zeros = 0;
        for (int i = 1; i < bytes.length; i += 2) {
            zeros += bytes[i] == 0 ? 1 : 0;
        }
        return zeros > bytes.length / 2 * 3 / 4;
    }

    private static Optional<String> text(byte[] bytes, Charset charset) {
        String text;
        try {
            text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        int unprintable = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\u001B';
            if ((c < ' ' && !space) || (c >= '\u007F' && c < '\u00A0')) {
                unprintable++;
            }
        }
        // A script may have a stray control character, and must be read all the same.
        boolean allowed = unprintable == 0 || (text.length() > 64 && unprintable < text.length() / 64);
        return allowed ? Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text) : Optional.empty();
    }
}
