package dev.mullion.live.adopt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * How a group's instances start: by a launch template, or by a launch configuration, which came before.
 *
 * @param template empty for a launch configuration
 * @param tags of the template
 * @param securityGroupIds of the instances
 * @param instanceProfile name or ARN; empty for none
 * @param publicIpAddress whether instances get one; empty where the subnet says so
 */
record Machine(
        Optional<LaunchTemplateVersion> template,
        Map<String, String> tags,
        String imageId,
        String instanceType,
        String keyName,
        List<String> securityGroupIds,
        String instanceProfile,
        Optional<Boolean> publicIpAddress,
        Optional<Integer> hopLimit,
        boolean monitoring,
        List<Volume> volumes,
        String userData) {
    /** A volume; what is absent is the image's. */
    record Volume(
            String device,
            Optional<Integer> sizeGib,
            String type,
            Optional<Integer> iops,
            Optional<Integer> throughput,
            String kmsKeyId) {}

    static Machine of(LaunchTemplateVersion version, @Nullable LaunchTemplate template) {
        ResponseLaunchTemplateData data = version.launchTemplateData();
        boolean byInterface = !data.networkInterfaces().isEmpty();
        List<String> groups = byInterface ? data.networkInterfaces().get(0).groups() : data.securityGroupIds();
        Map<String, String> tags = new TreeMap<>();
        if (template != null) {
            template.tags().stream()
                    .filter(tag -> tag.value() != null)
                    .forEach(tag -> tags.put(tag.key(), tag.value()));
        }
        return new Machine(
                Optional.of(version),
                tags,
                text(data.imageId()),
                text(data.instanceTypeAsString()),
                text(data.keyName()),
                groups,
                data.iamInstanceProfile() == null
                        ? ""
                        : text(data.iamInstanceProfile().name())
                                + text(data.iamInstanceProfile().arn()),
                byInterface
                        ? Optional.ofNullable(data.networkInterfaces().get(0).associatePublicIpAddress())
                        : Optional.empty(),
                Optional.ofNullable(data.metadataOptions()).map(options -> options.httpPutResponseHopLimit()),
                data.monitoring() != null
                        && Boolean.TRUE.equals(data.monitoring().enabled()),
                data.blockDeviceMappings().stream()
                        .filter(mapping -> mapping.ebs() != null && mapping.deviceName() != null)
                        .map(mapping -> new Volume(
                                mapping.deviceName(),
                                Optional.ofNullable(mapping.ebs().volumeSize()),
                                text(mapping.ebs().volumeTypeAsString()),
                                Optional.ofNullable(mapping.ebs().iops()),
                                Optional.ofNullable(mapping.ebs().throughput()),
                                text(mapping.ebs().kmsKeyId())))
                        .toList(),
                text(data.userData()));
    }

    static Machine of(LaunchConfiguration configuration) {
        return new Machine(
                Optional.empty(),
                Map.of(),
                text(configuration.imageId()),
                text(configuration.instanceType()),
                text(configuration.keyName()),
                configuration.securityGroups(),
                text(configuration.iamInstanceProfile()),
                Optional.ofNullable(configuration.associatePublicIpAddress()),
                Optional.ofNullable(configuration.metadataOptions()).map(options -> options.httpPutResponseHopLimit()),
                configuration.instanceMonitoring() != null
                        && Boolean.TRUE.equals(
                                configuration.instanceMonitoring().enabled()),
                configuration.blockDeviceMappings().stream()
                        .filter(mapping -> mapping.ebs() != null)
                        .map(mapping -> new Volume(
                                text(mapping.deviceName()),
                                Optional.ofNullable(mapping.ebs().volumeSize()),
                                text(mapping.ebs().volumeType()),
                                Optional.ofNullable(mapping.ebs().iops()),
                                Optional.ofNullable(mapping.ebs().throughput()),
                                ""))
                        .toList(),
                text(configuration.userData()));
    }

    /** The tags that instances get; of the template alone. */
    static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> all = new TreeMap<>();
        tags.stream().filter(tag -> tag.value() != null).forEach(tag -> all.put(tag.key(), tag.value()));
        return all;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
