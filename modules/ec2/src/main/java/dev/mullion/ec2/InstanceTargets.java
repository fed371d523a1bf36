package dev.mullion.ec2;

import com.pulumi.aws.ssm.inputs.AssociationTargetArgs;
import dev.mullion.aws.Tags;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How Systems Manager finds the instances of a component: by the tags that their launch template gives them. */
public final class InstanceTargets {
    private InstanceTargets() {}

    /**
     * The instances of a component, as an association takes them.
     *
     * @param tags of the component
     */
    public static List<AssociationTargetArgs> of(Map<String, String> tags) {
        return Tags.OWN.stream()
                .map(tag -> AssociationTargetArgs.builder()
                        .key("tag:" + tag)
                        .values(Objects.requireNonNull(tags.get(tag)))
                        .build())
                .toList();
    }
}
