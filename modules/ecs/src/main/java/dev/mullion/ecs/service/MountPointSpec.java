package dev.mullion.ecs.service;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.windows.WindowsPath;

/**
 * A volume as a container sees it: {@code {sourceVolume: data, containerPath: 'C:\data'}}.
 *
 * @param sourceVolume a key of the service's {@code volumes}
 * @param containerPath an absolute path in the container, such as {@code C:\data}, or a named pipe
 * @param readOnly false when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html">MountPoint</a>
 */
public record MountPointSpec(String sourceVolume, String containerPath, boolean readOnly) implements Spec {
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void check(Problems problems) {
        if (sourceVolume.isEmpty()) {
            problems.at("sourceVolume").add("has no value; name a key of the service's volumes");
        }
        WindowsPath.check(containerPath, problems.at("containerPath"));
    }

    /** Builds a {@link MountPointSpec}. */
    public static final class Builder extends SpecBuilder<MountPointSpec> {
        private String sourceVolume = "";
        private String containerPath = "";
        private boolean readOnly;

        private Builder() {}

        public Builder sourceVolume(String value) {
            sourceVolume = value;
            return this;
        }

        public Builder containerPath(String value) {
            containerPath = value;
            return this;
        }

        public Builder readOnly(boolean value) {
            readOnly = value;
            return this;
        }

        @Override
        public MountPointSpec unchecked() {
            return new MountPointSpec(sourceVolume, containerPath, readOnly);
        }
    }
}
