package dev.mullion.stacks;

import dev.mullion.core.spec.SpecPath;
import dev.mullion.ec2.AmiSpec;
import dev.mullion.eks.KubernetesVersion;
import dev.mullion.windows.WindowsRelease;
import java.util.Optional;

/**
 * Which image some Windows machines of a stack start from.
 *
 * @param path of the capacity, the pool or the hosts that have the key {@code ami}, from {@code mullion:} on
 * @param kubernetes of their cluster, where it is written
 * @param choice how {@code ami} says it
 * @param releaseVersion what says it instead where EKS sets the machines up by itself: an id would end that
 * @param byEks whether EKS does
 */
public record MachineImage(
        SpecPath path,
        Platform platform,
        WindowsRelease release,
        Optional<KubernetesVersion> kubernetes,
        AmiSpec choice,
        Optional<String> releaseVersion,
        boolean byEks) {
    /** Whose images they are. */
    public enum Platform {
        ECS,
        EKS,
        /** Windows alone: hosts install what runs containers. */
        HOSTS
    }

    static MachineImage of(SpecPath path, Platform platform, WindowsRelease release, AmiSpec choice) {
        return new MachineImage(path, platform, release, Optional.empty(), choice, Optional.empty(), false);
    }
}
