package dev.mullion.ecs.service;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a load balancer writes who asked for what: {@code {bucket: logs, prefix: web}}. The bucket is in the load balancer's
 * region, and its policy lets Elastic Load Balancing write; Mullion changes neither.
 *
 * @param bucket an S3 bucket's name
 * @param prefix folders in it, without a slash at either end; none when not given
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html">Access logs</a>
 */
@GenerateBuilder
public record AccessLogsSpec(
        @Required
        @Explain(
                api = "AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes access_logs.s3.bucket",
                example = "storefront-logs")
        @Matches(AccessLogsSpec.BUCKET)
        String bucket,

        @Explain(
                api = "AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes access_logs.s3.prefix",
                example = "web")
        Optional<String> prefix)
        implements Spec {
    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
    static final String BUCKET = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";

    private static final Pattern PREFIX = Pattern.compile("(?!.*AWSLogs)[!-~&&[^/]]([!-~]{0,253}[!-~&&[^/]])?");

    public static AccessLogsSpecBuilder builder() {
        return new AccessLogsSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        if (bucket.isEmpty()) {
            problems.at("bucket").add("has no value; use an S3 bucket's name");
        } else if (!AccessLogsSpecBuilder.matchesBucket(bucket)) {
            problems.at("bucket").refuse(bucket, "use an S3 bucket's name: 3 to 63 of a-z 0-9 . -");
        }
        prefix.filter(text -> !PREFIX.matcher(text).matches()).ifPresent(text -> problems.at("prefix")
                .refuse(
                        text,
                        "use folders without a slash at either end and without AWSLogs, which AWS adds: 1 to 255 printable"
                                + " ASCII characters"));
    }
}
