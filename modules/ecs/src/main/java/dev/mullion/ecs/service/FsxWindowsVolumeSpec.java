package dev.mullion.ecs.service;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;

/**
 * A share of FSx for Windows File Server. The instance must have joined a domain; the execution role reads the account.
 *
 * @param fileSystemId the file system
 * @param rootDirectory the directory in it that is mounted
 * @param authorizationConfig the account that mounts it
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/wfsx-volumes.html">FSx volumes</a>
 */
@GenerateBuilder
public record FsxWindowsVolumeSpec(
        @Required
        @Explain(
                api = "AWS::ECS::TaskDefinition Volumes.FSxWindowsFileServerVolumeConfiguration FileSystemId",
                example = "fs-0123456789abcdef0")
        @Matches(FsxWindowsVolumeSpec.FILE_SYSTEM)
        String fileSystemId,

        @Required
        @Explain(
                api = "AWS::ECS::TaskDefinition Volumes.FSxWindowsFileServerVolumeConfiguration RootDirectory",
                example = "share")
        String rootDirectory,

        @Explain(
                api = "AWS::ECS::TaskDefinition Volumes.FSxWindowsFileServerVolumeConfiguration AuthorizationConfig",
                example =
                        "{credentialsParameter: arn:aws:secretsmanager:eu-west-1:123456789012:secret:fsx-AbCdEf, domain: corp.example.com}")
        FsxAuthorizationSpec authorizationConfig)
        implements Spec {
    static final String FILE_SYSTEM = "fs-[0-9a-f]{8,40}";

    public static FsxWindowsVolumeSpecBuilder builder() {
        return new FsxWindowsVolumeSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        if (!FsxWindowsVolumeSpecBuilder.matchesFileSystemId(fileSystemId)) {
            problems.at("fileSystemId").refuse(fileSystemId, "use a file system's id, such as fs-0123456789abcdef0");
        }
        if (rootDirectory.isEmpty()) {
            problems.at("rootDirectory").add("has no value; use a directory of the file system, such as share");
        }
        Texts.check(rootDirectory, problems.at("rootDirectory"));
        authorizationConfig.check(problems.at("authorizationConfig"));
    }
}
