package dev.mullion.hosts;

import dev.mullion.aws.IamStatement;
import dev.mullion.aws.Partition;
import dev.mullion.aws.SecretAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the role of hosts may do beside Session Manager's own, by the suffix of each policy's name. */
final class HostRights {
    private HostRights() {}

    static Map<String, List<IamStatement>> of(ContainerHostsModel hosts) {
        WindowsContainerHostsSpec spec = hosts.spec();
        Partition partition = hosts.context().partition();
        Map<String, List<IamStatement>> rights = new LinkedHashMap<>();
        spec.domainJoin().ifPresent(join -> rights.put("domain-join", join.rights(partition)));
        spec.cloudWatchLogs().ifPresent(logs -> rights.put("logs", logs(hosts.logGroupName(), partition)));
        spec.buildkit().ifPresent(buildkit -> rights.putAll(of(buildkit, partition)));
        return rights;
    }

    /** What BuildKit needs, on whatever machine it is. */
    static Map<String, List<IamStatement>> of(BuildkitSpec buildkit, Partition partition) {
        Map<String, List<IamStatement>> rights = new LinkedHashMap<>();
        buildkit.endpoint()
                .flatMap(BuildkitEndpointSpec::tls)
                .ifPresent(tls -> rights.put(
                        "buildkit-tls", SecretAccess.read(tls.secretArn().stream().toList(), tls.kmsKeyArns())));
        buildkit.cache().s3().ifPresent(cache -> rights.put("buildkit-cache", cache(cache, partition)));
        return rights;
    }

    /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/create-iam-roles-for-cloudwatch-agent.html, of one group. */
    private static List<IamStatement> logs(String group, Partition partition) {
        String arn = partition.arn("logs:*:*:log-group:" + group);
        return List.of(
                IamStatement.allow(
                        List.of("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
                        List.of(arn, arn + ":*")));
    }

    /** https://github.com/moby/buildkit/blob/v0.34.2/README.md#s3-cache-experimental */
    private static List<IamStatement> cache(S3CacheSpec cache, Partition partition) {
        String bucket = partition.arn("s3:::" + cache.bucket());
        List<IamStatement> statements = new ArrayList<>();
        statements.add(IamStatement.allow(List.of("s3:ListBucket"), List.of(bucket)));
        statements.add(IamStatement.allow(
                List.of("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"),
                List.of(bucket + "/" + cache.prefix() + "*")));
        return statements;
    }
}
