package dev.mullion.cli;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.ec2.AmiSpec;
import dev.mullion.eks.KubernetesVersion;
import dev.mullion.live.ami.AmiUse;
import dev.mullion.live.ami.AmiUse.Choice;
import dev.mullion.live.ami.AmiVariant;
import dev.mullion.stacks.MachineImage;
import dev.mullion.stacks.StackProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a stack file says of images, as the commands that ask AWS see it. */
final class AmiUses {
    private AmiUses() {}

    /**
     * Every one.
     *
     * @throws SpecException where nobody can say which images a pool starts from
     */
    static List<AmiUse> of(StackProgram program, StackConfig config) {
        List<AmiUse> uses = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (MachineImage image : program.images()) {
            Optional<AmiVariant> variant = variant(image);
            if (variant.isEmpty()) {
                problems.add(new Problem(
                        image.path(),
                        "the cluster's version is not written, which tells the image; write version:",
                        config.keyPosition(image.path())));
            }
            variant.ifPresent(known -> uses.add(use(image, known)));
        }
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return uses;
    }

    private static AmiUse use(MachineImage image, AmiVariant variant) {
        AmiSpec ami = image.choice();
        return new AmiUse(
                image.path(), variant, choice(image), ami.id(), ami.name(), image.releaseVersion(), image.byEks());
    }

    /** An image without a name is one that the user found somewhere. */
    private static Choice choice(MachineImage image) {
        AmiSpec ami = image.choice();
        if (image.releaseVersion().isPresent()
                || (ami.id().isPresent() && ami.name().isPresent())) {
            return Choice.PINNED;
        }
        return ami.equals(AmiSpec.LATEST) ? Choice.NEWEST : Choice.OWN;
    }

    private static Optional<AmiVariant> variant(MachineImage image) {
        return switch (image.platform()) {
            case ECS -> Optional.of(AmiVariant.ecs(image.release()));
            case HOSTS -> Optional.of(AmiVariant.plain(image.release()));
            case EKS -> image.kubernetes().map((KubernetesVersion version) -> AmiVariant.eks(image.release(), version));
        };
    }
}
