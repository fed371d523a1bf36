package dev.mullion.diff.finding;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Kubernetes as EKS names them: {@code 1.35}. */
record KubernetesMinor(int major, int minor) {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    /** Empty for what is no version, as one that a deployment finds out. */
    static Optional<KubernetesMinor> of(String text) {
        Matcher version = VERSION.matcher(text);
        return version.matches()
                ? Optional.of(
                        new KubernetesMinor(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2))))
                : Optional.empty();
    }

    boolean isBefore(KubernetesMinor other) {
        return major < other.major || (major == other.major && minor < other.minor);
    }

    /** Whether the other is the next one. */
    boolean precedes(KubernetesMinor other) {
        return major == other.major && minor + 1 == other.minor;
    }

    String shown() {
        return major + "." + minor;
    }

    /** AMI releases by their numbers, {@code 1.35-2026.04.18} and {@code 1.35-2026-01-22} of Windows, {@code 1.35.3-20260417}. */
    static int compareReleases(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    private static long[] numbers(String release) {
        List<String> parts = List.of(release.split("\\D+", -1));
        return parts.stream()
                .filter(part -> !part.isEmpty() && part.length() < 18)
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
