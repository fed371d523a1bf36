package dev.mullion.diff.masking;

import dev.mullion.core.text.Sha256;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plain texts that are secret somewhere, found wherever else they stand: as they are, escaped, percent-encoded, or inside
 * base64. A text is read once, however many there are.
 */
public final class KnownSecrets {
    /** A shorter one is too often part of something else; as a whole value it is hidden all the same. */
    private static final int MIN_PART_LENGTH = 6;

    private static final int MIN_WHOLE_LENGTH = 4;
    private static final int MAX_CHARACTERS = 1 << 20;
    static final String REASON = "same text as a secret";

    private final Set<String> whole = new HashSet<>();
    private final Set<String> digests = new HashSet<>();
    private final Automaton parts = new Automaton();

    private KnownSecrets(Set<String> plain, Set<String> digests) {
        this.digests.addAll(digests);
        List<String> searched = new ArrayList<>();
        for (String secret : plain) {
            if (secret.length() >= MIN_WHOLE_LENGTH) {
                whole.add(secret);
            }
            if (secret.length() >= MIN_PART_LENGTH) {
                searched.add(secret);
            }
        }
        // Where there is no room for all, no long one keeps short ones out, and no encoded form a plain one.
        searched.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        int room = MAX_CHARACTERS;
        for (String secret : searched) {
            room -= secret.length();
            if (room > 0) {
                parts.insert(secret);
            }
        }
        for (String secret : searched) {
            for (String form : room > 0 ? forms(secret) : Set.<String>of()) {
                parts.insert(form);
                room -= form.length();
            }
        }
        parts.link();
    }

    /** Collects what is secret before anything is shown. */
    public static final class Builder {
        static final Set<String> SAY_NOTHING =
                Set.of("true", "false", "null", "none", "default", "enabled", "disabled");

        private final Set<String> plain = new HashSet<>();
        private final Set<String> digests = new HashSet<>();

        /** A text whose plain value is known. */
        public void plain(String text) {
            String stripped = text.strip();
            boolean reference = (stripped.startsWith("${") && stripped.endsWith("}")) || stripped.startsWith("arn:");
            if (!reference && !stripped.equals(Placeholders.SHOWN) && !SAY_NOTHING.contains(stripped)) {
                plain.add(text);
                // A key file is recognized by any of its lines.
                if (text.indexOf('\n') >= 0) {
                    for (String line : text.split("\n", -1)) {
                        if (line.strip().length() >= 32) {
                            plain.add(line.strip());
                        }
                    }
                }
            }
        }

        /** A secret of which only a fingerprint is known; it counts where that is the SHA-256 of a text. */
        public void fingerprint(String fingerprint) {
            if (fingerprint.length() == 64) {
                digests.add(fingerprint);
            }
        }

        public KnownSecrets build() {
            return new KnownSecrets(plain, digests);
        }
    }

    boolean isEmpty() {
        return whole.isEmpty() && digests.isEmpty() && parts.isEmpty();
    }

    /** Whether any is looked for inside of other texts. */
    boolean isSearchedFor() {
        return !parts.isEmpty();
    }

    boolean holds(String text) {
        return whole.contains(text)
                || (!digests.isEmpty()
                        && text.length() < 4096
                        && (digests.contains(Sha256.hex(text)) || digests.contains(Sha256.hex('"' + text + '"'))));
    }

    void find(String text, List<SecretSpan> spans) {
        if (parts.isEmpty()) {
            return;
        }
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            state = parts.step(state, text.charAt(i));
            int length = parts.longest(state);
            if (length > 0) {
                spans.add(new SecretSpan(i + 1 - length, i + 1, REASON));
            }
        }
    }

    private static Set<String> forms(String secret) {
        Set<String> forms = new TreeSet<>();
        forms.add(secret);
        String json = secret.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
        forms.add(json);
        forms.add(json.replace("\\", "\\\\"));
        forms.add(json.replace("/", "\\/"));
        // As Go writes it, and PowerShell.
        String angles = json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
        forms.add(angles);
        forms.add(angles.replace("'", "\\u0027"));
        forms.add(secret.replace("'", "''"));
        forms.add(secret.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;"));
        String percent = URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20");
        forms.add(percent);
        forms.add(percent.replace("%20", "+"));
        forms.add(lowerCasePercents(percent));
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
            inBase64(secret.getBytes(charset), forms);
        }
        forms.removeIf(form -> form.length() < MIN_PART_LENGTH);
        return forms;
    }

    private static String lowerCasePercents(String percent) {
        StringBuilder lower = new StringBuilder(percent);
        for (int i = 0; i + 2 < lower.length(); i++) {
            if (lower.charAt(i) == '%') {
                lower.setCharAt(i + 1, Character.toLowerCase(lower.charAt(i + 1)));
                lower.setCharAt(i + 2, Character.toLowerCase(lower.charAt(i + 2)));
            }
        }
        return lower.toString();
    }

    /** What base64 makes of these bytes at each of the three places where they may begin, without the ends that others share. */
    private static void inBase64(byte[] bytes, Set<String> forms) {
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int from = before == 0 ? 0 : before + 1;
            int to = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
            if (to - from >= 8) {
                String own = encoded.substring(from, to);
                forms.add(own);
                forms.add(own.replace('+', '-').replace('/', '_'));
            }
        }
    }
}
