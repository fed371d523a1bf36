package dev.mullion.diff.report;

import dev.mullion.core.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * A script or a style sheet that a report carries in itself.
 *
 * @param text without the sequences that would end its element
 */
record HtmlAsset(String text) {
    static HtmlAsset read(String file) {
        try (InputStream in = Objects.requireNonNull(HtmlAsset.class.getResourceAsStream(file), file)) {
            return new HtmlAsset(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a content security policy names it. */
    String source() {
        byte[] digest = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }
}
