package dev.mullion.ecs.service;

import dev.mullion.core.spec.Matches;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ports in a row, such as {@code 8000-8010}.
 *
 * @param first 1 to 65535
 * @param last at least {@code first}, at most 65535
 */
@Matches(PortRange.TEXT)
public record PortRange(int first, int last) {
    static final String TEXT = "([1-9][0-9]{0,4})-([1-9][0-9]{0,4})";
    private static final Pattern TEXT_PARTS = Pattern.compile(TEXT);

    /**
     * Reads the notation.
     *
     * @throws IllegalArgumentException saying what to use instead
     */
    public static PortRange parse(String text) {
        Matcher matcher = TEXT_PARTS.matcher(text);
        if (matcher.matches()) {
            PortRange range = new PortRange(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            if (range.first <= range.last && range.last <= 65_535) {
                return range;
            }
        }
        throw new IllegalArgumentException("use two ports from 1 to 65535, the smaller first, such as 8000-8010");
    }

    @Override
    public String toString() {
        return first == last ? String.valueOf(first) : first + "-" + last;
    }
}
