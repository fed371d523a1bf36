package dev.mullion.eks;

import dev.mullion.aws.LogRetention;
import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.OneOf;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.kubernetes.Names;
import dev.mullion.windows.ContainerImage;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Fluent Bit on Windows nodes: what containers write to standard output and standard error goes to a log group of CloudWatch,
 * a stream a container.
 *
 * <pre>{@code
 * fluentBit:
 *   retentionDays: 90
 * }</pre>
 *
 * @param image AWS's Fluent Bit for Windows; a HostProcess container, which runs on every release
 * @param namespace where it runs, which is made; fluent-bit when not given
 * @param logGroupName the log group, which is made; {@code /aws/eks/<cluster>/windows} when not given
 * @param retentionDays how long the log group keeps events, one of CloudWatch's steps; 30 when not given
 * @param kmsKeyId the ARN of a key that encrypts the log group; CloudWatch's own when not given. The key's policy must let
 *     CloudWatch Logs use it
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-setup-logs-FluentBit.html">Fluent
 *     Bit and CloudWatch</a>
 */
@GenerateBuilder
public record FluentBitSpec(
        @Explain(
                api = "image of the DaemonSet's container",
                example = "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.31.12-windowsservercore")
        @Matches(ContainerImage.NAME)
        @Default("public.ecr.aws/aws-observability/aws-for-fluent-bit:2.31.12-windowsservercore")
        String image,

        @Explain(api = "Namespace of v1", example = "logging") @Matches(Names.LABEL_NAME) @Default("fluent-bit")
        String namespace,

        @Explain(api = "AWS::Logs::LogGroup LogGroupName", example = "/shop/windows") @Matches(FluentBitSpec.LOG_GROUP)
        Optional<String> logGroupName,

        @Explain(api = "AWS::Logs::LogGroup RetentionInDays", example = "90") @OneOf(LogRetention.STEPS) @Default("30")
        int retentionDays,

        @Explain(
                api = "AWS::Logs::LogGroup KmsKeyId",
                example = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012")
        @Matches(ResourceId.Regex.KMS_KEY)
        Optional<String> kmsKeyId)
        implements Spec {
    /** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html, without # */
    static final String LOG_GROUP = "[A-Za-z0-9._/-]{1,512}";

    private static final Pattern LINUX_ONLY = Pattern.compile(".*aws-for-fluent-bit(:[0-9.]+|:latest|:stable)?");

    public static FluentBitSpecBuilder builder() {
        return new FluentBitSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        ContainerImage.check(image, problems.at("image"));
        if (LINUX_ONLY.matcher(image).matches()) {
            problems.at("image")
                    .refuse(
                            image,
                            "use an image of Windows, whose tag ends with windowsservercore: this one is of Linux");
        }
        Names.checkLabelName(namespace, problems.at("namespace"));
        if (namespace.equals("default") || namespace.startsWith("kube-")) {
            problems.at("namespace").refuse(namespace, "use another namespace: it is made, and this one is there");
        }
        logGroupName
                .filter(name -> !FluentBitSpecBuilder.matchesLogGroupName(name))
                .ifPresent(name -> problems.at("logGroupName").refuse(name, "use 1 to 512 of A-Z a-z 0-9 . _ / -"));
        LogRetention.check(retentionDays, problems.at("retentionDays"));
        kmsKeyId.ifPresent(key -> ResourceId.KMS_KEY.check(key, problems.at("kmsKeyId")));
    }

    /** The log group of a cluster of that name. */
    String logGroup(String cluster) {
        return logGroupName.orElse("/aws/eks/" + cluster + "/windows");
    }

    ServiceAccountName account() {
        return new ServiceAccountName(namespace, FluentBit.NAME);
    }
}
