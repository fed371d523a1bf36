package dev.mullion.ecs.service;

import dev.mullion.aws.Partition;
import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Problems;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses what a load balancer that exists does not take from the service behind it. */
final class SharedLoadBalancer {
    private static final String ELB = Partition.ARN + "elasticloadbalancing:[a-z0-9-]+:\\d{12}:";
    static final String LISTENER = ELB + "listener/((app|net)/[A-Za-z0-9-]{1,32}/[0-9a-f]{16})/[0-9a-f]{16}";
    private static final Pattern LISTENER_PARTS = Pattern.compile(LISTENER);
    static final String TARGET_GROUP = ELB + "targetgroup/[A-Za-z0-9-]{1,32}/[0-9a-f]{16}";

    /** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
    private static final int MAX_CONDITION_VALUES = 5;

    static final int MAX_PRIORITY = 50_000;

    /** https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html: of a network interface */
    private static final int MAX_SECURITY_GROUPS = 5;

    static final String HOST = "[A-Za-z0-9*?.-]{1,128}";
    static final String PATH = "[A-Za-z0-9_.$/~\"'@:+&*?-]{1,128}";

    private static final LoadBalancerSpec UNSAID = LoadBalancerSpec.builder().unchecked();

    private SharedLoadBalancer() {}

    /** How metrics name the load balancer of a valid listener: {@code app/shared/0123456789abcdef}. */
    static String name(String listenerArn) {
        Matcher listener = LISTENER_PARTS.matcher(listenerArn);
        if (!listener.matches()) {
            throw new IllegalStateException(listenerArn);
        }
        return listener.group(1);
    }

    static void check(LoadBalancerSpec spec, Problems problems) {
        ResourceId.SECURITY_GROUP.checkAll(spec.securityGroupIds(), problems.at("securityGroupIds"));
        if (spec.securityGroupIds().size() > MAX_SECURITY_GROUPS) {
            problems.at("securityGroupIds")
                    .ofEntries()
                    .add("has " + spec.securityGroupIds().size() + " groups; use at most " + MAX_SECURITY_GROUPS
                            + ", which is what a load balancer has");
        }
        if (spec.isOwn()) {
            checkNone(spec, problems.given("listenerArn", "targetGroupArn"));
            return;
        }
        spec.listenerArn().ifPresent(arn -> checkListener(spec, arn, problems));
        spec.targetGroupArn().ifPresent(arn -> checkTargetGroup(spec, arn, problems));
        Problems here = problems.given("listenerArn", "targetGroupArn");
        ofOwn(spec).forEach((key, value) -> here.at(key)
                .refuse(value, "leave it out: it belongs to a load balancer that is made for the service alone"));
    }

    private static void checkNone(LoadBalancerSpec spec, Problems problems) {
        String use = "leave it out, or add listenerArn: it belongs to a listener that exists";
        first(spec.hostHeaders(), problems.at("hostHeaders"), use);
        first(spec.pathPatterns(), problems.at("pathPatterns"), use);
        spec.priority().ifPresent(number -> problems.at("priority").refuse(number, use));
        first(
                spec.securityGroupIds(),
                problems.at("securityGroupIds"),
                "leave it out: the load balancer that is made has a group of its own");
    }

    private static void first(List<String> values, Problems problems, String use) {
        if (!values.isEmpty()) {
            problems.refuse(values.get(0), use);
        }
    }

    private static void checkListener(LoadBalancerSpec spec, String arn, Problems problems) {
        Matcher listener = LISTENER_PARTS.matcher(arn);
        if (!listener.matches()) {
            problems.at("listenerArn")
                    .refuse(
                            arn,
                            "use a listener's ARN, such as arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/"
                                    + "shared/0123456789abcdef/0123456789abcdef");
        } else if (listener.group(2).equals("net")) {
            problems.at("listenerArn")
                    .refuse(arn, "use targetGroupArn: the listener of a network load balancer has no rules");
        }
        if (spec.targetGroupArn().isPresent()) {
            return; // Refused there.
        }
        if (spec.type() == LoadBalancerSpec.Type.NETWORK) {
            problems.given("listenerArn")
                    .at("type")
                    .refuse(spec.type(), "use application, which alone has rules of a listener");
        }
        Problems here = problems.given("listenerArn");
        if (spec.hostHeaders().isEmpty() && spec.pathPatterns().isEmpty()) {
            here.given("pathPatterns")
                    .at("hostHeaders")
                    .add("has no value; use hostHeaders or pathPatterns: the rule of a shared listener says which"
                            + " requests are this service's");
        }
        if (spec.hostHeaders().size() + spec.pathPatterns().size() > MAX_CONDITION_VALUES) {
            here.given("pathPatterns")
                    .at("hostHeaders")
                    .add("has "
                            + (spec.hostHeaders().size() + spec.pathPatterns().size())
                            + " values with pathPatterns; use at most " + MAX_CONDITION_VALUES
                            + ", which is what a rule takes");
        }
        check(
                spec.hostHeaders(),
                LoadBalancerSpecBuilder::matchesHostHeaders,
                "use a name, such as web.example.com or *.example.com",
                problems.at("hostHeaders"));
        check(
                spec.pathPatterns(),
                LoadBalancerSpecBuilder::matchesPathPatterns,
                "use a path, such as /api/*",
                problems.at("pathPatterns"));
        if (spec.priority().isEmpty()) {
            here.at("priority")
                    .add("has no value; use 1 to " + MAX_PRIORITY
                            + ", a number that no other rule of the listener has");
        }
        spec.priority().ifPresent(number -> LoadBalancerSpecBuilder.checkPriority(number, problems));
        if (spec.securityGroupIds().isEmpty()) {
            here.at("securityGroupIds")
                    .add(
                            "has no value; name the security groups of the listener's load balancer, to which the tasks are"
                                    + " opened");
        }
    }

    private static void check(List<String> values, Predicate<String> allowed, String use, Problems problems) {
        for (int i = 0; i < values.size(); i++) {
            if (!allowed.test(values.get(i))) {
                problems.at(i).refuse(values.get(i), use);
            }
        }
    }

    private static void checkTargetGroup(LoadBalancerSpec spec, String arn, Problems problems) {
        if (!LoadBalancerSpecBuilder.matchesTargetGroupArn(arn)) {
            problems.at("targetGroupArn")
                    .refuse(
                            arn,
                            "use a target group's ARN, such as"
                                    + " arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef");
        }
        Problems here = problems.given("targetGroupArn");
        spec.listenerArn().ifPresent(listener -> here.at("listenerArn")
                .refuse(listener, "leave it out: its owner says which listeners lead to the group of targetGroupArn"));
        String use = "leave it out: it is that of the group of targetGroupArn";
        ofTargetGroup(spec).forEach((key, value) -> here.at(key).refuse(value, use));
        spec.stickiness().ifPresent(value -> here.atKey("stickiness").add("is the target group's own; leave it out"));
    }

    /** What says something of a target group, by key. */
    private static Map<String, Object> ofTargetGroup(LoadBalancerSpec spec) {
        Map<String, Object> said = new TreeMap<>();
        spec.healthCheckPath().ifPresent(value -> said.put("healthCheckPath", value));
        spec.healthCheckMatcher().ifPresent(value -> said.put("healthCheckMatcher", value));
        spec.healthCheckTimeoutSeconds().ifPresent(value -> said.put("healthCheckTimeoutSeconds", value));
        spec.priority().ifPresent(value -> said.put("priority", value));
        spec.hostHeaders().stream().findFirst().ifPresent(value -> said.put("hostHeaders", value));
        spec.pathPatterns().stream().findFirst().ifPresent(value -> said.put("pathPatterns", value));
        put(said, "healthCheckIntervalSeconds", spec, LoadBalancerSpec::healthCheckIntervalSeconds);
        put(said, "healthyThresholdCount", spec, LoadBalancerSpec::healthyThresholdCount);
        put(said, "unhealthyThresholdCount", spec, LoadBalancerSpec::unhealthyThresholdCount);
        put(said, "deregistrationDelaySeconds", spec, LoadBalancerSpec::deregistrationDelaySeconds);
        return said;
    }

    /** What says something of a load balancer that is made, by key. */
    private static Map<String, Object> ofOwn(LoadBalancerSpec spec) {
        Map<String, Object> said = new TreeMap<>();
        spec.certificateArn().ifPresent(value -> said.put("certificateArn", value));
        spec.sslPolicy().ifPresent(value -> said.put("sslPolicy", value));
        spec.port().ifPresent(value -> said.put("port", value));
        spec.idleTimeoutSeconds().ifPresent(value -> said.put("idleTimeoutSeconds", value));
        spec.accessLogs().ifPresent(value -> said.put("accessLogs", value.bucket()));
        spec.allowedCidrBlocks().stream().findFirst().ifPresent(value -> said.put("allowedCidrBlocks", value));
        spec.allowedPrefixListIds().stream().findFirst().ifPresent(value -> said.put("allowedPrefixListIds", value));
        if (spec.deletionProtection()) {
            said.put("deletionProtection", true);
        }
        put(said, "scheme", spec, LoadBalancerSpec::scheme);
        return said;
    }

    /** Where it is not what it is without being said. */
    private static void put(
            Map<String, Object> said, String key, LoadBalancerSpec spec, Function<LoadBalancerSpec, Object> value) {
        if (!value.apply(spec).equals(value.apply(UNSAID))) {
            said.put(key, value.apply(spec));
        }
    }
}
