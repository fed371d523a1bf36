package dev.mullion.hosts;

import dev.mullion.aws.IamStatement;
import dev.mullion.aws.Partition;
import dev.mullion.aws.SecretAccess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What BuildKit needs of the role of its machine, by the suffix of each policy's name. */
public final class BuildkitRights {
    private BuildkitRights() {}

    public static Map<String, List<IamStatement>> of(BuildkitSpec buildkit, Partition partition) {
        Map<String, List<IamStatement>> rights = new LinkedHashMap<>();
        buildkit.endpoint()
                .flatMap(BuildkitEndpointSpec::tls)
                .ifPresent(tls -> rights.put(
                        "buildkit-tls",
                        SecretAccess.read(tls.secretArn().stream().toList(), tls.kmsKeyArns())));
        buildkit.cache().s3().ifPresent(cache -> rights.put("buildkit-cache", cache(cache, partition)));
        return rights;
    }

    /** https://github.com/moby/buildkit/blob/v0.34.2/README.md#s3-cache-experimental */
    private static List<IamStatement> cache(S3CacheSpec cache, Partition partition) {
        String bucket = partition.arn("s3:::" + cache.bucket());
        return List.of(
                IamStatement.allow(List.of("s3:ListBucket"), List.of(bucket)),
                IamStatement.allow(
                        List.of("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"),
                        List.of(bucket + "/" + cache.prefix() + "*")));
    }
}
