package dev.mullion.diff.masking;

import dev.mullion.core.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What stands where a secret was: a number between two noncharacters, which no text of ours can hold. Two places have the
 * same number when they hid the same, so that a change of secrets stays a change.
 */
final class Placeholders {
    static final String SHOWN = "[secret]";

    static final char OPEN = '\uFDD0';
    static final char CLOSE = '\uFDD1';
    private static final String ESCAPE = "\uFDD2";

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> reasons = new ArrayList<>();

    private final Optional<Consumer<String>> hidden;

    Placeholders() {
        this.hidden = Optional.empty();
    }

    /** Nobody shows these: what is hidden is told, and none differs from another. */
    Placeholders(Consumer<String> hidden) {
        this.hidden = Optional.of(hidden);
    }

    /** Hides a text; only a digest of it is kept, and no longer than the comparison. */
    String hide(String plain, String reason) {
        if (hidden.isPresent()) {
            hidden.get().accept(plain);
            return placeholder("", reason);
        }
        byte[] digest = Sha256.of(plain.getBytes(StandardCharsets.UTF_8));
        return placeholder("text:" + new String(digest, StandardCharsets.ISO_8859_1), reason);
    }

    /** Hides what is known by a fingerprint alone. */
    String hideFingerprint(String fingerprint, String reason) {
        return placeholder("fingerprint:" + fingerprint, reason);
    }

    private String placeholder(String identity, String reason) {
        int number = numbers.computeIfAbsent(identity, of -> {
            reasons.add(reason);
            return reasons.size() - 1;
        });
        return "" + OPEN + number + CLOSE;
    }

    /** The text without what could be taken for a placeholder; another one for each, since keys of a map must stay apart. */
    static String clean(String text) {
        return text.chars().noneMatch(c -> c == OPEN || c == CLOSE || c == ESCAPE.charAt(0))
                ? text
                : text.replace(ESCAPE, ESCAPE + "2")
                        .replace(String.valueOf(OPEN), ESCAPE + "0")
                        .replace(String.valueOf(CLOSE), ESCAPE + "1");
    }

    static boolean isIn(String text) {
        return text.indexOf(OPEN) >= 0;
    }

    static boolean opens(char character) {
        return character == OPEN;
    }

    static boolean closes(char character) {
        return character == CLOSE;
    }

    /** The text for readers; told the reason of each placeholder in it. */
    String show(String masked, Consumer<String> reason) {
        int open = masked.indexOf(OPEN);
        if (open < 0) {
            return masked;
        }
        StringBuilder shown = new StringBuilder();
        int from = 0;
        while (open >= 0) {
            int close = masked.indexOf(CLOSE, open);
            shown.append(masked, from, open).append(SHOWN);
            reason.accept(reasons.get(Integer.parseInt(masked.substring(open + 1, close))));
            from = close + 1;
            open = masked.indexOf(OPEN, from);
        }
        return shown.append(masked, from, masked.length()).toString();
    }
}
