package dev.mullion.hosts;

import dev.mullion.aws.IamStatement;
import dev.mullion.aws.Partition;
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
        spec.buildkit().ifPresent(buildkit -> rights.putAll(BuildkitRights.of(buildkit, partition)));
        return rights;
    }

    /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/create-iam-roles-for-cloudwatch-agent.html, of one group. */
    private static List<IamStatement> logs(String group, Partition partition) {
        String arn = partition.arn("logs:*:*:log-group:" + group);
        return List.of(IamStatement.allow(
                List.of("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
                List.of(arn, arn + ":*")));
    }
}
