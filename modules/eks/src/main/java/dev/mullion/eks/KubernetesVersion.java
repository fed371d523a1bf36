package dev.mullion.eks;

import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.windows.WindowsRelease;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Kubernetes as EKS names it, such as {@code 1.35}.
 *
 * @param minor the number behind {@code 1.}
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html">Versions of EKS</a>
 */
@Matches(KubernetesVersion.TEXT)
public record KubernetesVersion(int minor) implements Comparable<KubernetesVersion> {
    /** The newest of which AWS publishes Windows images as far as anybody saw: what a new cluster has. */
    static final KubernetesVersion NEWEST_WITH_WINDOWS = new KubernetesVersion(35);

    /** https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html, eksctl-io/eksctl issue 8648. */
    static final KubernetesVersion WINDOWS_2025_SINCE = new KubernetesVersion(35);

    static final String TEXT = "1\\.([1-9]\\d?)";
    private static final Pattern TEXT_PARTS = Pattern.compile(TEXT);

    /** https://endoflife.date/amazon-eks, which links AWS's release calendar. */
    private static final Map<Integer, Support> SUPPORT = new TreeMap<>(Map.of(
            31, new Support(LocalDate.of(2025, 11, 26), LocalDate.of(2026, 11, 26)),
            32, new Support(LocalDate.of(2026, 3, 23), LocalDate.of(2027, 3, 23)),
            33, new Support(LocalDate.of(2026, 7, 29), LocalDate.of(2027, 7, 29)),
            34, new Support(LocalDate.of(2026, 12, 2), LocalDate.of(2027, 12, 2)),
            35, new Support(LocalDate.of(2027, 3, 27), LocalDate.of(2028, 3, 27)),
            36, new Support(LocalDate.of(2027, 8, 2), LocalDate.of(2028, 8, 2))));

    private static final int OLDEST_KNOWN = 31;

    private record Support(LocalDate standardEnd, LocalDate extendedEnd) {}

    /**
     * Reads {@code 1.35}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static KubernetesVersion parse(String text) {
        Matcher matcher = TEXT_PARTS.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("use a Kubernetes version, such as \"" + NEWEST_WITH_WINDOWS + "\"");
        }
        return new KubernetesVersion(Integer.parseInt(matcher.group(1)));
    }

    /** Those that the table knows, the oldest first. */
    public static List<KubernetesVersion> known() {
        return SUPPORT.keySet().stream().map(KubernetesVersion::new).toList();
    }

    /** The day on which EKS ends its extended support; empty where the table does not know the version. */
    public Optional<LocalDate> extendedSupportEnd() {
        return Optional.ofNullable(SUPPORT.get(minor)).map(Support::extendedEnd);
    }

    /** Whether AWS publishes images of a release for this version, as far as anybody saw. */
    public boolean hasImagesOf(WindowsRelease release) {
        return release.has(WindowsRelease.Feature.EKS) && (release.year() < 2025 || !isBefore(WINDOWS_2025_SINCE));
    }

    boolean isBefore(KubernetesVersion other) {
        return minor < other.minor;
    }

    /** Refuses a version that EKS does not run any more, warns of what costs more and of what nobody saw yet. */
    void check(Problems problems) {
        Optional<Support> support = Optional.ofNullable(SUPPORT.get(minor));
        if (minor < OLDEST_KNOWN
                || support.filter(known -> isOver(known.extendedEnd)).isPresent()) {
            problems.refuse(
                    this,
                    "use " + oldest() + " or newer: EKS ended the extended support of "
                            + support.map(known -> "this version on " + known.extendedEnd)
                                    .orElse("this version"));
        } else if (support.isEmpty()) {
            problems.warn(
                    "EKS001",
                    "Kubernetes " + this + " is newer than Mullion's table of " + WindowsRelease.TABLE_DATE
                            + "; whether AWS publishes Windows images of it shows at deployment");
        } else if (isOver(support.get().standardEnd)) {
            problems.warn(
                    "EKS002",
                    "Kubernetes " + this + " left standard support on " + support.get().standardEnd
                            + "; EKS charges extended support for it until " + support.get().extendedEnd);
        } else if (NEWEST_WITH_WINDOWS.isBefore(this)) {
            problems.warn(
                    "EKS001",
                    "no Windows image of Kubernetes " + this + " was seen by " + WindowsRelease.TABLE_DATE
                            + "; whether AWS publishes one shows at deployment");
        }
    }

    private static KubernetesVersion oldest() {
        return SUPPORT.entrySet().stream()
                .filter(entry -> !isOver(entry.getValue().extendedEnd))
                .map(entry -> new KubernetesVersion(entry.getKey()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOver(LocalDate end) {
        return !end.isAfter(WindowsRelease.TABLE_DATE);
    }

    @Override
    public int compareTo(KubernetesVersion other) {
        return Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return "1." + minor;
    }
}
