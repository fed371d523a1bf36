package dev.mullion.live.ami;

import dev.mullion.eks.KubernetesVersion;
import dev.mullion.windows.WindowsRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of the images that AWS keeps publishing anew.
 *
 * @param kubernetes of an image for EKS, and of no other
 */
public record AmiVariant(AmiFamily family, WindowsRelease release, Optional<KubernetesVersion> kubernetes) {
    public static AmiVariant ecs(WindowsRelease release) {
        return new AmiVariant(AmiFamily.ECS, release, Optional.empty());
    }

    public static AmiVariant eks(WindowsRelease release, KubernetesVersion kubernetes) {
        return new AmiVariant(AmiFamily.EKS, release, Optional.of(kubernetes));
    }

    public static AmiVariant plain(WindowsRelease release) {
        return new AmiVariant(AmiFamily.PLAIN, release, Optional.empty());
    }

    /** Every one that Mullion's tables can name; those for EKS of the versions in its table. */
    public static List<AmiVariant> known() {
        return of(KubernetesVersion.known());
    }

    /** The same, those for EKS of some versions, be they in the table or not. */
    public static List<AmiVariant> of(List<KubernetesVersion> versions) {
        List<AmiVariant> all = new ArrayList<>();
        for (WindowsRelease release : WindowsRelease.values()) {
            all.add(ecs(release));
        }
        for (WindowsRelease release : WindowsRelease.values()) {
            for (KubernetesVersion version : versions) {
                if (version.hasImagesOf(release)) {
                    all.add(eks(release, version));
                }
            }
        }
        for (WindowsRelease release : WindowsRelease.values()) {
            all.add(plain(release));
        }
        return all;
    }

    /** The public SSM parameter that tells the newest image: its id alone, or JSON that holds it. */
    public String parameter() {
        return switch (family) {
            case ECS -> release.imageParameter("ECS_Optimized");
            case EKS -> release.imageParameter("EKS_Optimized-" + kubernetes.orElseThrow());
            case PLAIN -> release.plainImageParameter();
        };
    }

    /** As a message says it: {@code no ...}. */
    @Override
    public String toString() {
        return switch (family) {
            case ECS -> "ECS image of " + release;
            case EKS -> "EKS image of " + release + " for Kubernetes " + kubernetes.orElseThrow();
            case PLAIN -> "plain image of " + release;
        };
    }
}
