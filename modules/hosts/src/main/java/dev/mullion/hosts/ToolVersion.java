package dev.mullion.hosts;

import dev.mullion.core.spec.Matches;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a release, such as {@code 2.3.7}. */
@Matches(ToolVersion.TEXT)
public record ToolVersion(int major, int minor, int patch) implements Comparable<ToolVersion> {
    static final String TEXT = "v?(0|[1-9]\\d{0,4})\\.(0|[1-9]\\d{0,4})\\.(0|[1-9]\\d{0,4})";
    private static final Pattern TEXT_PARTS = Pattern.compile(TEXT);
    private static final Comparator<ToolVersion> ORDER = Comparator.comparingInt(ToolVersion::major)
            .thenComparingInt(ToolVersion::minor)
            .thenComparingInt(ToolVersion::patch);

    /**
     * Reads a version, with or without the v of its tag.
     *
     * @throws IllegalArgumentException when it is none of a release; {@code latest} has no hash to check
     */
    public static ToolVersion parse(String text) {
        Matcher matcher = TEXT_PARTS.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "use the version of a release, such as 2.3.7: what is latest, or not released, has no hash to check");
        }
        return new ToolVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    boolean isBefore(ToolVersion other) {
        return compareTo(other) < 0;
    }

    boolean sameMinor(ToolVersion other) {
        return major == other.major && minor == other.minor;
    }

    @Override
    public int compareTo(ToolVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
