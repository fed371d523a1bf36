package dev.mullion.core.text;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What no message may show, whoever wrote the message: hosts and proxies may say back what they were told. */
public final class HiddenTexts {
    /** A shorter one would take words of ours for itself. */
    private static final int MIN_LENGTH = 4;

    private final List<Pattern> patterns;

    /** @param secrets of which those of fewer than 4 visible characters are shown all the same */
    public HiddenTexts(Collection<String> secrets) {
        patterns = secrets.stream()
                .map(secret -> secret.replaceAll("[^!-~]", ""))
                .filter(secret -> secret.length() >= MIN_LENGTH)
                .distinct()
                .sorted((one, other) -> other.length() - one.length()) // one may be a part of another
                .map(HiddenTexts::pattern)
                .toList();
    }

    /** Finds it also where something that can not be seen, or a line feed, stands within. */
    private static Pattern pattern(String secret) {
        return Pattern.compile(secret.codePoints()
                .mapToObj(Character::toString)
                .map(Pattern::quote)
                .collect(Collectors.joining("[^!-~]*+")));
    }

    /** The text with {@code [secret]} in the place of each of them. */
    public String hidden(String text) {
        String hidden = text;
        for (Pattern pattern : patterns) {
            hidden = pattern.matcher(hidden).replaceAll("[secret]");
        }
        return hidden;
    }
}
