package dev.mullion.ec2;

import com.pulumi.aws.ec2.LaunchTemplateArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateBlockDeviceMappingArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateBlockDeviceMappingEbsArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateMetadataOptionsArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateTagSpecificationArgs;
import dev.mullion.aws.StackContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What every launch template has, whatever its instances run: required IMDSv2, an encrypted volume, tags. */
public final class InstanceLaunchTemplate {
    private InstanceLaunchTemplate() {}

    /**
     * The inputs, for a caller to complete.
     *
     * @param name of the component, in tags
     * @param device of the volume, as the image names it
     * @param hopLimit how many hops an answer of the metadata may travel
     */
    public static LaunchTemplateArgs.Builder args(
            String name, String description, String device, RootVolumeSpec volume, int hopLimit, StackContext context) {
        Map<String, String> tags = context.tags(name, context.name(name));
        return LaunchTemplateArgs.builder()
                .description(description)
                .metadataOptions(LaunchTemplateMetadataOptionsArgs.builder()
                        .httpEndpoint("enabled")
                        .httpTokens("required")
                        .httpPutResponseHopLimit(hopLimit)
                        .build())
                .blockDeviceMappings(volumes(device, volume, List.of()))
                .tagSpecifications(Stream.of("instance", "volume", "network-interface")
                        .map(type -> LaunchTemplateTagSpecificationArgs.builder()
                                .resourceType(type)
                                .tags(tags)
                                .build())
                        .toList())
                .updateDefaultVersion(true)
                .tags(tags);
    }

    /** The root volume and the others, each at its device. */
    static List<LaunchTemplateBlockDeviceMappingArgs> volumes(
            String device, RootVolumeSpec root, List<DataVolumeSpec> others) {
        List<LaunchTemplateBlockDeviceMappingArgs> all = new ArrayList<>();
        all.add(volume(device, new Disk(root.sizeGib(), root.iops(), root.throughputMibPerSecond(), root.kmsKeyId())));
        for (int i = 0; i < others.size(); i++) {
            DataVolumeSpec other = others.get(i);
            all.add(volume(
                    other.device(i),
                    new Disk(other.sizeGib(), other.iops(), other.throughputMibPerSecond(), other.kmsKeyId())));
        }
        return all;
    }

    /** What the volumes of an instance have in common. */
    private record Disk(
            int sizeGib, Optional<Integer> iops, Optional<Integer> throughputMibPerSecond, Optional<String> kmsKeyId) {}

    private static LaunchTemplateBlockDeviceMappingArgs volume(String device, Disk disk) {
        LaunchTemplateBlockDeviceMappingEbsArgs.Builder args = LaunchTemplateBlockDeviceMappingEbsArgs.builder()
                .volumeType("gp3")
                .volumeSize(disk.sizeGib())
                .encrypted("true")
                .deleteOnTermination("true");
        disk.iops().ifPresent(args::iops);
        disk.throughputMibPerSecond().ifPresent(args::throughput);
        disk.kmsKeyId().ifPresent(args::kmsKeyId);
        return LaunchTemplateBlockDeviceMappingArgs.builder()
                .deviceName(device)
                .ebs(args.build())
                .build();
    }
}
