package dev.mullion.live.ami;

import dev.mullion.core.spec.SpecPath;
import java.util.Optional;

/**
 * What a stack file says of the image of some machines.
 *
 * @param path where it says it, such as {@code mullion:ecs.storefront.capacity.general}
 * @param variant what they would start from without a pin
 * @param choice how it is said
 * @param id of the pinned image, or of one of the user's own
 * @param name of the pinned image
 * @param releaseVersion what EKS is told instead where it chooses the image by itself
 * @param byEks whether it does
 */
public record AmiUse(
        SpecPath path,
        AmiVariant variant,
        Choice choice,
        Optional<String> id,
        Optional<String> name,
        Optional<String> releaseVersion,
        boolean byEks) {
    /** How a stack file says it. */
    public enum Choice {
        /** Whatever is the newest at each deployment. */
        NEWEST,
        /** One of AWS's, until somebody moves it. */
        PINNED,
        /** An image of the user's, or found in the user's way. */
        OWN
    }
}
