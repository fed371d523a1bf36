package dev.mullion.eks;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of an add-on, in front of EKS's own build of it. */
record AddonVersion(int major, int minor, int patch) implements Comparable<AddonVersion> {
    private static final Pattern TEXT = Pattern.compile("v(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})(?:-.*)?");

    private static final Comparator<AddonVersion> ORDER = Comparator.comparingInt(AddonVersion::major)
            .thenComparingInt(AddonVersion::minor)
            .thenComparingInt(AddonVersion::patch);

    /** That of {@code v1.56.0-eksbuild.1}; nothing where the text is no version. */
    static Optional<AddonVersion> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new AddonVersion(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    boolean isBefore(AddonVersion other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(AddonVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "v" + major + "." + minor + "." + patch;
    }
}
