package dev.mullion.ecs.service;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.windows.WindowsPath;
import java.util.Optional;

/**
 * A directory of the instance, or an empty one: {@code {sourcePath: 'C:\logs'}}.
 *
 * @param sourcePath a directory such as {@code C:\logs}, a drive such as {@code D:\}, or a named pipe; a slash is read as a
 *     backslash; an empty volume that ends with the task when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HostVolumeProperties.html">HostVolumeProperties</a>
 */
@GenerateBuilder
public record HostVolumeSpec(
        @Explain(api = "AWS::ECS::TaskDefinition Volumes.Host SourcePath", example = "'D:\\data'")
        Optional<String> sourcePath)
        implements Spec {
    public HostVolumeSpec {
        sourcePath = sourcePath.map(WindowsPath::of);
    }

    public static HostVolumeSpecBuilder builder() {
        return new HostVolumeSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        sourcePath.ifPresent(path -> WindowsPath.check(path, problems.at("sourcePath")));
    }
}
