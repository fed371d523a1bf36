package dev.mullion.ecs.service;

import com.pulumi.aws.ecs.TaskDefinition;
import com.pulumi.aws.ecs.TaskDefinitionArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionEphemeralStorageArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionRuntimePlatformArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionVolumeArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionVolumeFsxWindowsFileServerVolumeConfigurationArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionVolumeFsxWindowsFileServerVolumeConfigurationAuthorizationConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import dev.mullion.windows.WindowsRelease.Feature;

/** The task definition of a service. */
final class ServiceTaskDefinition {
    private final String name;
    private final EcsServiceSpec spec;
    private final EcsWindowsServiceInputs inputs;

    ServiceTaskDefinition(String name, EcsServiceSpec spec, EcsWindowsServiceInputs inputs) {
        this.name = name;
        this.spec = spec;
        this.inputs = inputs;
    }

    /** The ARN of the newest revision, of a resource {@code name-task-definition}. */
    Output<String> make(ServiceRoles roles, Output<String> region, CustomResourceOptions options) {
        TaskDefinitionArgs.Builder args = TaskDefinitionArgs.builder()
                .family(inputs.family())
                .requiresCompatibilities(spec.launchType().name())
                .executionRoleArn(roles.executionRoleArn())
                .tags(inputs.context().tags(name));
        if (inputs.context().region().isPresent()) {
            args.containerDefinitions(ContainerDefinitions.json(
                    spec, inputs.logGroupName(), inputs.context().region().get()));
        } else {
            args.containerDefinitions(
                    region.applyValue(place -> ContainerDefinitions.json(spec, inputs.logGroupName(), place)));
        }
        if (spec.networkMode().isAwsvpc()) {
            args.networkMode("awsvpc");
        }
        // Where the provider has no name for the release, the service's placement constraint stands in.
        if (inputs.host().release().has(Feature.PROVIDER_FAMILY)) {
            args.runtimePlatform(TaskDefinitionRuntimePlatformArgs.builder()
                    .operatingSystemFamily(inputs.host().release().name())
                    .cpuArchitecture("X86_64")
                    .build());
        }
        roles.taskRoleArn().ifPresent(args::taskRoleArn);
        spec.cpu().map(String::valueOf).ifPresent(args::cpu);
        spec.memoryMib().map(String::valueOf).ifPresent(args::memory);
        spec.ephemeralStorageGib()
                .ifPresent(size -> args.ephemeralStorage(TaskDefinitionEphemeralStorageArgs.builder()
                        .sizeInGib(size)
                        .build()));
        if (!spec.volumes().isEmpty()) {
            args.volumes(spec.volumes().entrySet().stream()
                    .map(entry -> volume(entry.getKey(), entry.getValue()))
                    .toList());
        }
        return new TaskDefinition(
                        name + "-task-definition",
                        inputs.context()
                                .customized(name + "-task-definition", args)
                                .build(),
                        options)
                .arn();
    }

    private static TaskDefinitionVolumeArgs volume(String name, VolumeSpec volume) {
        TaskDefinitionVolumeArgs.Builder args =
                TaskDefinitionVolumeArgs.builder().name(name);
        volume.host().flatMap(HostVolumeSpec::sourcePath).ifPresent(args::hostPath);
        volume.managedEbsVolume().ifPresent(ebs -> args.configureAtLaunch(true));
        volume.fsxWindowsFileServerVolumeConfiguration()
                .ifPresent(fsx -> args.fsxWindowsFileServerVolumeConfiguration(
                        TaskDefinitionVolumeFsxWindowsFileServerVolumeConfigurationArgs.builder()
                                .fileSystemId(fsx.fileSystemId())
                                .rootDirectory(fsx.rootDirectory())
                                .authorizationConfig(
                                        TaskDefinitionVolumeFsxWindowsFileServerVolumeConfigurationAuthorizationConfigArgs
                                                .builder()
                                                .credentialsParameter(fsx.authorizationConfig()
                                                        .credentialsParameter()
                                                        .orElseThrow()
                                                        .valueFrom())
                                                .domain(fsx.authorizationConfig()
                                                        .domain())
                                                .build())
                                .build()));
        return args.build();
    }
}
