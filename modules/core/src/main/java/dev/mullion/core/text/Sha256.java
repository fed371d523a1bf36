package dev.mullion.core.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests; an instance is that of what comes piece by piece. */
public final class Sha256 {
    private final MessageDigest digest;

    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public void add(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    /** Of all that came, in 64 lower-case digits; it begins anew then. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of a text in UTF-8, in 64 lower-case digits. */
    public static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** In 64 lower-case digits. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    public static byte[] of(byte[] bytes) {
        return new Sha256().digest.digest(bytes);
    }
}
