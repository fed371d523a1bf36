package dev.mullion.ecs.service;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.windows.WindowsPath;
import java.util.Optional;

/**
 * A directory of the instance, or an empty one: {@code {sourcePath: 'C:\logs'}}.
 *
 * @param sourcePath a whole directory on C:, another drive's root such as {@code D:\}, or a named pipe; an empty volume
 *     that ends with the task when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HostVolumeProperties.html">HostVolumeProperties</a>
 */
public record HostVolumeSpec(Optional<String> sourcePath) implements Spec {
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void check(Problems problems) {
        sourcePath.ifPresent(path -> WindowsPath.check(path, problems.at("sourcePath")));
    }

    /** Builds a {@link HostVolumeSpec}. */
    public static final class Builder extends SpecBuilder<HostVolumeSpec> {
        private Optional<String> sourcePath = Optional.empty();

        private Builder() {}

        public Builder sourcePath(String value) {
            sourcePath = Optional.of(value);
            return this;
        }

        @Override
        public HostVolumeSpec unchecked() {
            return new HostVolumeSpec(sourcePath);
        }
    }
}
