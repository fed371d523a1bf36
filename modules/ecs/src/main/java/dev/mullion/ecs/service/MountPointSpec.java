package dev.mullion.ecs.service;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import dev.mullion.windows.WindowsPath;

/**
 * A volume as a container sees it: {@code {sourceVolume: data, containerPath: 'C:\data'}}.
 *
 * @param sourceVolume a key of the service's {@code volumes}
 * @param containerPath a directory on C: in the container, such as {@code C:\data}, a drive such as {@code D:\}, or a named
 *     pipe; a slash is read as a backslash
 * @param readOnly false when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html">MountPoint</a>
 */
@GenerateBuilder
public record MountPointSpec(
        @Required
        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions.MountPoints SourceVolume", example = "data")
        String sourceVolume,

        @Required
        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions.MountPoints ContainerPath",
                example = "'C:\\data'")
        String containerPath,

        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions.MountPoints ReadOnly", example = "true")
        boolean readOnly)
        implements Spec {
    public MountPointSpec {
        containerPath = WindowsPath.of(containerPath);
    }

    public static MountPointSpecBuilder builder() {
        return new MountPointSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        if (sourceVolume.isEmpty()) {
            problems.at("sourceVolume").add("has no value; name a key of the service's volumes");
        }
        WindowsPath.check(containerPath, problems.at("containerPath"));
    }
}
