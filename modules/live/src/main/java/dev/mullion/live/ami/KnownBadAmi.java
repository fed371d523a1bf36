package dev.mullion.live.ami;

import java.time.LocalDate;

/**
 * Releases of images that nobody should start.
 *
 * <p>Which release has which kubelet: https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-versions-windows.html.
 */
enum KnownBadAmi {
    /** 1.31-2024.09.10 */
    KUBELET_1_31_0(
            0,
            31,
            LocalDate.of(2024, 9, 1),
            LocalDate.of(2024, 9, 30),
            "its kubelet 1.31.0 does not start a second time",
            "https://github.com/kubernetes/kubernetes/issues/126965"),
    /** 1.31-2024.10.01, 1.31-2024.10.08 and 1.31-2024.11.12 */
    KUBELET_1_31_1(
            0,
            31,
            LocalDate.of(2024, 10, 1),
            LocalDate.of(2024, 12, 12),
            "its kubelet 1.31.1 does not start a second time",
            "https://github.com/kubernetes/kubernetes/issues/129957"),
    /** The images of July 2024, before those of 2024.08.13. */
    KB5040437(
            2022,
            0,
            LocalDate.of(2024, 7, 9),
            LocalDate.of(2024, 8, 12),
            "its update KB5040437 breaks the network of pods",
            "https://github.com/microsoft/Windows-Containers/issues/516");

    private final int year;
    private final int minor;
    private final LocalDate first;
    private final LocalDate last;
    private final String what;
    private final String source;

    /**
     * A row.
     *
     * @param year of Windows Server; 0 for all
     * @param minor of the image's Kubernetes; 0 for all
     */
    KnownBadAmi(int year, int minor, LocalDate first, LocalDate last, String what, String source) {
        this.year = year;
        this.minor = minor;
        this.first = first;
        this.last = last;
        this.what = what;
        this.source = source;
    }

    /** Whether an image for EKS of that day is one of these. */
    boolean holds(AmiVariant variant, LocalDate released) {
        return variant.family() == AmiFamily.EKS
                && (year == 0 || year == variant.release().year())
                && (minor == 0
                        || variant.kubernetes()
                                .filter(version -> version.minor() == minor)
                                .isPresent())
                && !released.isBefore(first)
                && !released.isAfter(last);
    }

    String what() {
        return what;
    }

    String source() {
        return source;
    }
}
