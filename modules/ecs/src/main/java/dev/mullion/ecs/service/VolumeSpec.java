package dev.mullion.ecs.service;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A volume of a task, of one kind.
 *
 * <pre>{@code
 * volumes:
 *   cache: {host: {}}                                # empty, as long as the task lives
 *   logs: {host: {sourcePath: 'C:\logs'}}            # a directory of the instance
 *   share:
 *     fsxWindowsFileServerVolumeConfiguration:
 *       fileSystemId: fs-0123456789abcdef0
 *       rootDirectory: share
 *       authorizationConfig: {credentialsParameter: <ARN>, domain: corp.example.com}
 *   data: {managedEbsVolume: {sizeGib: 100}}         # a volume of each task's own
 * }</pre>
 *
 * @param host a directory of the instance, or an empty volume
 * @param fsxWindowsFileServerVolumeConfiguration a share of FSx for Windows File Server
 * @param managedEbsVolume an EBS volume that ECS makes and attaches for each task
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_data_volumes.html">Volumes</a>
 */
@GenerateBuilder
public record VolumeSpec(
        @Explain(api = "AWS::ECS::TaskDefinition Volumes Host", example = "{sourcePath: 'D:\\data'}")
        Optional<HostVolumeSpec> host,

        @Explain(
                api = "AWS::ECS::TaskDefinition Volumes FSxWindowsFileServerVolumeConfiguration",
                example =
                        "{fileSystemId: fs-0123456789abcdef0, rootDirectory: share, authorizationConfig: {credentialsParameter: arn:aws:secretsmanager:eu-west-1:123456789012:secret:fsx-AbCdEf, domain: corp.example.com}}")
        Optional<FsxWindowsVolumeSpec> fsxWindowsFileServerVolumeConfiguration,

        @Explain(api = "AWS::ECS::Service VolumeConfigurations.ManagedEBSVolume", example = "{sizeGib: 100}")
        Optional<ManagedEbsVolumeSpec> managedEbsVolume)
        implements Spec {
    private static final Map<String, String> REFUSED = Map.of(
            "dockerVolumeConfiguration",
            "is not supported on Windows; use host: {} for an empty volume, or a directory of the instance with"
                    + " host: {sourcePath: 'C:\\data'}",
            "efsVolumeConfiguration",
            "is not there on Windows: EFS speaks NFS; use fsxWindowsFileServerVolumeConfiguration",
            "s3filesVolumeConfiguration",
            "is not there on Windows: the agent never offers it; use fsxWindowsFileServerVolumeConfiguration",
            "configuredAtLaunch",
            "follows from managedEbsVolume; leave it out");

    public static VolumeSpecBuilder builder() {
        return new VolumeSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        return REFUSED;
    }

    /** Kinds of volumes. */
    public enum Kind {
        /** Empty, as long as the task lives. */
        SCRATCH,
        /** A directory of the instance. */
        HOST,
        FSX_WINDOWS_FILE_SERVER,
        EBS
    }

    /** The one kind that a valid volume is of. */
    public Kind kind() {
        if (fsxWindowsFileServerVolumeConfiguration.isPresent()) {
            return Kind.FSX_WINDOWS_FILE_SERVER;
        }
        if (managedEbsVolume.isPresent()) {
            return Kind.EBS;
        }
        return host.flatMap(HostVolumeSpec::sourcePath).isPresent() ? Kind.HOST : Kind.SCRATCH;
    }

    @Override
    public void check(Problems problems) {
        long kinds = Stream.of(host, fsxWindowsFileServerVolumeConfiguration, managedEbsVolume)
                .filter(Optional::isPresent)
                .count();
        if (kinds != 1) {
            problems.add("is of " + (kinds == 0 ? "no" : "more than one")
                    + " kind; use one of host, fsxWindowsFileServerVolumeConfiguration and managedEbsVolume");
        }
        host.ifPresent(spec -> spec.check(problems.at("host")));
        fsxWindowsFileServerVolumeConfiguration.ifPresent(
                spec -> spec.check(problems.at("fsxWindowsFileServerVolumeConfiguration")));
        managedEbsVolume.ifPresent(spec -> spec.check(problems.at("managedEbsVolume")));
    }
}
