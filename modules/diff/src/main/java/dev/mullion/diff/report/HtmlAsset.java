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
    static final HtmlAsset STYLE = read("report.css");
    static final HtmlAsset SCRIPT = read("report.js");

    /** The icon is an empty image in the file itself; without one a browser asks the server for it. */
    static final String POLICY = "default-src 'none'; script-src " + SCRIPT.source() + "; style-src " + STYLE.source()
            + "; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

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
