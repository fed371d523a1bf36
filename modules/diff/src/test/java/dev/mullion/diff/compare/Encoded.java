package dev.mullion.diff.compare;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** Text as properties hold it. */
public final class Encoded {
    private Encoded() {}

    /** UTF-8 in base64. */
    public static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** UTF-8 in gzip in base64. */
    public static String gzip(String text) {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    /** So many parts of gzip, one behind another, which hold nothing. */
    public static String gzipOfEmptyParts(int parts) {
        byte[] part = Base64.getDecoder().decode(gzip(new byte[0]));
        byte[] all = new byte[parts * part.length];
        for (int i = 0; i < parts; i++) {
            System.arraycopy(part, 0, all, i * part.length, part.length);
        }
        return Base64.getEncoder().encodeToString(all);
    }

    static String gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
