package dev.mullion.ec2;

import com.pulumi.aws.ec2.LaunchTemplateArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateBlockDeviceMappingArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateBlockDeviceMappingEbsArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateMetadataOptionsArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateTagSpecificationArgs;
import dev.mullion.aws.StackContext;
import java.util.Map;
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
                .blockDeviceMappings(LaunchTemplateBlockDeviceMappingArgs.builder()
                        .deviceName(device)
                        .ebs(ebs(volume))
                        .build())
                .tagSpecifications(Stream.of("instance", "volume", "network-interface")
                        .map(type -> LaunchTemplateTagSpecificationArgs.builder()
                                .resourceType(type)
                                .tags(tags)
                                .build())
                        .toList())
                .updateDefaultVersion(true)
                .tags(tags);
    }

    private static LaunchTemplateBlockDeviceMappingEbsArgs ebs(RootVolumeSpec volume) {
        LaunchTemplateBlockDeviceMappingEbsArgs.Builder args = LaunchTemplateBlockDeviceMappingEbsArgs.builder()
                .volumeType("gp3")
                .volumeSize(volume.sizeGib())
                .encrypted("true")
                .deleteOnTermination("true");
        volume.iops().ifPresent(args::iops);
        volume.throughputMibPerSecond().ifPresent(args::throughput);
        volume.kmsKeyId().ifPresent(args::kmsKeyId);
        return args.build();
    }
}
