package dev.mullion.ecs.service;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import dev.mullion.ec2.NetworkSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A load balancer in front of a service: of its own, or one that several share.
 *
 * <pre>{@code
 * loadBalancer:
 *   container: iis
 *   containerPort: 80
 *   healthCheckPath: /health
 *   scheme: internet-facing
 *   allowedCidrBlocks: [203.0.113.0/24]
 *   certificateArn: arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012
 *
 * loadBalancer:                            # a rule of a listener that exists
 *   container: iis
 *   containerPort: 80
 *   listenerArn: arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shared/0123456789abcdef/0123456789abcdef
 *   securityGroupIds: [sg-0123456789abcdef0]
 *   hostHeaders: [web.example.com]
 *   priority: 10
 * }</pre>
 *
 * @param type application or network; application when not given
 * @param scheme internal or internet-facing; internal when not given
 * @param allowedCidrBlocks who may reach it; needed with internet-facing, and the VPC's range when not given for an
 *     internal one
 * @param allowedPrefixListIds prefix lists of who may reach it, beside allowedCidrBlocks: each counts as many rules of the security
 *     group as it may have entries
 * @param certificateArn a certificate of ACM, for HTTPS (TLS with type network) and, with type application, the redirect
 *     from HTTP; no encryption when not given
 * @param sslPolicy ciphers; {@code ELBSecurityPolicy-TLS13-1-2-2021-06} when not given
 * @param port where it listens; 80, and 443 with a certificate, when not given
 * @param container the key of the container that gets the traffic
 * @param containerPort that container's port
 * @param healthCheckPath the path that must answer; with type application {@code /} when not given, with type network an
 *     open port is enough
 * @param healthCheckMatcher HTTP codes that are healthy; 200-399 when not given
 * @param healthCheckIntervalSeconds how often the path is asked, 5 to 300; 30 when not given
 * @param healthCheckTimeoutSeconds how long an answer may take, 2 to 120 and less than the interval; 10, or a second less than a
 *     shorter interval, when not given
 * @param healthyThresholdCount 2 to 10; 2 when not given
 * @param unhealthyThresholdCount 2 to 10; 3 when not given
 * @param deregistrationDelaySeconds how long requests may finish, 0 to 3600; 60 when not given
 * @param idleTimeoutSeconds how long a connection may be idle, 1 to 4000, type application only; 60 when not given
 * @param stickiness one task for all requests of a client; off when not given
 * @param accessLogs who asked for what, in a bucket; none when not given
 * @param deletionProtection whether nobody can delete it; false when not given
 * @param listenerArn the listener of an application load balancer that exists, which gets a rule; then none is made
 * @param hostHeaders names that requests are for, such as web.example.com or *.example.com; with listenerArn
 * @param pathPatterns paths of requests, such as /api/*; with listenerArn
 * @param priority the rule's place among those of the listener, 1 to 50000, each once; with listenerArn
 * @param targetGroupArn a target group that exists, whose load balancer and health checks are its owner's; then none is made
 * @param securityGroupIds the security groups of a load balancer that exists, at most 5, to which the tasks are opened; with
 *     listenerArn or targetGroupArn
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html">Load balancing</a>
 */
@GenerateBuilder
public record LoadBalancerSpec(
        @Explain(api = "AWS::ElasticLoadBalancingV2::LoadBalancer Type", example = "network") @Default("APPLICATION")
        Type type,

        @Explain(api = "AWS::ElasticLoadBalancingV2::LoadBalancer Scheme", example = "internet-facing")
        @Default("INTERNAL")
        Scheme scheme,

        @Explain(api = "AWS::EC2::SecurityGroupIngress CidrIp", example = "[203.0.113.0/24]")
        List<Ipv4Cidr> allowedCidrBlocks,

        @Explain(api = "AWS::EC2::SecurityGroupIngress SourcePrefixListId", example = "[pl-0123456789abcdef0]")
        @Matches(ResourceId.Regex.PREFIX_LIST)
        List<String> allowedPrefixListIds,

        @Explain(
                api = "AWS::ElasticLoadBalancingV2::Listener Certificates",
                example = "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012")
        @Matches(ResourceId.Regex.CERTIFICATE)
        Optional<String> certificateArn,

        @Matches(LoadBalancerSpec.SSL_POLICY)
        @Explain(
                api = "AWS::ElasticLoadBalancingV2::Listener SslPolicy",
                example = "ELBSecurityPolicy-TLS13-1-2-2021-06")
        Optional<String> sslPolicy,

        @Explain(api = "AWS::ElasticLoadBalancingV2::Listener Port", example = "8443") @Range(min = 1, max = 65_535)
        Optional<Integer> port,

        @Required @Explain(api = "AWS::ECS::Service LoadBalancers.ContainerName", example = "iis")
        String container,

        @Required
        @Explain(api = "AWS::ECS::Service LoadBalancers.ContainerPort", example = "80")
        @Range(min = 1, max = 65_535)
        int containerPort,

        @Explain(api = "AWS::ElasticLoadBalancingV2::TargetGroup HealthCheckPath", example = "/health")
        @Matches(LoadBalancerSpec.PATH)
        Optional<String> healthCheckPath,

        @Matches(LoadBalancerSpec.MATCHER)
        @Explain(api = "AWS::ElasticLoadBalancingV2::TargetGroup Matcher.HttpCode", example = "200,302")
        Optional<String> healthCheckMatcher,

        @Explain(api = "AWS::ElasticLoadBalancingV2::TargetGroup HealthCheckIntervalSeconds", example = "15")
        @Range(min = 5, max = 300)
        @Default("30")
        int healthCheckIntervalSeconds,

        @Range(min = 2, max = 120)
        @Explain(api = "AWS::ElasticLoadBalancingV2::TargetGroup HealthCheckTimeoutSeconds", example = "5")
        Optional<Integer> healthCheckTimeoutSeconds,

        @Explain(api = "AWS::ElasticLoadBalancingV2::TargetGroup HealthyThresholdCount", example = "3")
        @Range(min = 2, max = 10)
        @Default("2")
        int healthyThresholdCount,

        @Explain(api = "AWS::ElasticLoadBalancingV2::TargetGroup UnhealthyThresholdCount", example = "5")
        @Range(min = 2, max = 10)
        @Default("3")
        int unhealthyThresholdCount,

        @Explain(
                api =
                        "AWS::ElasticLoadBalancingV2::TargetGroup TargetGroupAttributes deregistration_delay.timeout_seconds",
                example = "30")
        @Range(min = 0, max = 3_600)
        @Default("60")
        int deregistrationDelaySeconds,

        @Explain(
                api = "AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes idle_timeout.timeout_seconds",
                example = "120")
        @Range(min = 1, max = 4_000)
        Optional<Integer> idleTimeoutSeconds,

        @Explain(
                api = "AWS::ElasticLoadBalancingV2::TargetGroup TargetGroupAttributes stickiness",
                example = "{durationSeconds: 3600}")
        Optional<StickinessSpec> stickiness,

        @Explain(
                api = "AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes access_logs",
                example = "{bucket: storefront-logs}")
        Optional<AccessLogsSpec> accessLogs,

        @Explain(
                api = "AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes deletion_protection.enabled",
                example = "true")
        boolean deletionProtection,

        @Matches(SharedLoadBalancer.LISTENER)
        @Explain(
                api = "AWS::ElasticLoadBalancingV2::ListenerRule ListenerArn",
                example =
                        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shared/0123456789abcdef/0123456789abcdef")
        Optional<String> listenerArn,

        @Matches(SharedLoadBalancer.HOST)
        @Explain(
                api = "AWS::ElasticLoadBalancingV2::ListenerRule Conditions host-header",
                example = "[web.example.com]")
        List<String> hostHeaders,

        @Matches(SharedLoadBalancer.PATH)
        @Explain(api = "AWS::ElasticLoadBalancingV2::ListenerRule Conditions path-pattern", example = "[/api/*]")
        List<String> pathPatterns,

        @Range(min = 1, max = SharedLoadBalancer.MAX_PRIORITY)
        @Explain(api = "AWS::ElasticLoadBalancingV2::ListenerRule Priority", example = "10")
        Optional<Integer> priority,

        @Matches(SharedLoadBalancer.TARGET_GROUP)
        @Explain(
                api = "AWS::ECS::Service LoadBalancers.TargetGroupArn",
                example = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef")
        Optional<String> targetGroupArn,

        @Matches(ResourceId.Regex.SECURITY_GROUP)
        @Explain(api = "AWS::EC2::SecurityGroupIngress SourceSecurityGroupId", example = "[sg-0123456789abcdef0]")
        List<String> securityGroupIds)
        implements Spec {
    /** Kinds of load balancers, spelled as the API does. */
    public enum Type {
        APPLICATION("application"),
        NETWORK("network");

        private final String spelling;

        Type(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    /** Whom a load balancer faces, spelled as the API does. */
    public enum Scheme {
        INTERNAL("internal"),
        INTERNET_FACING("internet-facing");

        private final String spelling;

        Scheme(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    static final String SSL_POLICY = "ELBSecurityPolicy-[A-Za-z0-9-]{1,80}";
    static final String PATH = "/[!-~]{0,1023}";
    static final String MATCHER = "[2-4]\\d\\d([,-][2-4]\\d\\d)*";
    /** Rules of a security group: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
    private static final int MAX_RULES = 60;

    /** As Mullion waits for an answer where nobody said how long. */
    private static final int ANSWER_SECONDS = 10;

    public static LoadBalancerSpecBuilder builder() {
        return new LoadBalancerSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        return OtherSpellings.of("loadBalancer");
    }

    /** Where it listens; with a certificate an application load balancer listens on 80 too, for the redirect. */
    public int listenerPort() {
        return port.orElse(certificateArn.isPresent() ? 443 : 80);
    }

    /** Whether plain HTTP is answered with a redirect to HTTPS. */
    public boolean redirectsHttp() {
        return type == Type.APPLICATION && certificateArn.isPresent() && listenerPort() != 80;
    }

    /** Whether it stands in front of this service alone, and is made for it. */
    public boolean isOwn() {
        return listenerArn.isEmpty() && targetGroupArn.isEmpty();
    }

    /** How long an answer to a health check may take. */
    int answerSeconds() {
        return healthCheckTimeoutSeconds.orElse(Math.min(ANSWER_SECONDS, healthCheckIntervalSeconds - 1));
    }

    /** Whether it opens its ports to nobody that was named. */
    boolean namesNobody() {
        return allowedCidrBlocks.isEmpty() && allowedPrefixListIds.isEmpty();
    }

    @Override
    public void check(Problems problems) {
        checkTarget(problems);
        SharedLoadBalancer.check(this, problems);
        if (isOwn()) {
            checkOwn(problems);
        }
        if (targetGroupArn.isEmpty()) {
            checkHealthCheck(problems);
            LoadBalancerSpecBuilder.checkDeregistrationDelaySeconds(deregistrationDelaySeconds, problems);
            stickiness.ifPresent(spec -> {
                spec.check(problems.at("stickiness"));
                if (type == Type.NETWORK) {
                    spec.checkNetwork(problems.given("type").at("stickiness"));
                }
            });
        }
    }

    private void checkTarget(Problems problems) {
        if (container.isEmpty()) {
            problems.at("container").add("has no value; name the key of the container that gets the traffic");
        }
        if (containerPort == 0) {
            problems.at("containerPort").add("has no value; use the container's port");
        } else {
            LoadBalancerSpecBuilder.checkContainerPort(containerPort, problems);
        }
    }

    private void checkOwn(Problems problems) {
        if (scheme == Scheme.INTERNET_FACING && namesNobody()) {
            problems.given("scheme", "allowedPrefixListIds", "listenerArn", "targetGroupArn")
                    .at("allowedCidrBlocks")
                    .add("has no value; say who may reach it, such as [203.0.113.0/24], or [0.0.0.0/0] for everybody:"
                            + " with scheme internet-facing nothing is opened that was not asked for");
        }
        int ports = redirectsHttp() ? 2 : 1;
        int most = MAX_RULES / ports - allowedPrefixListIds.size();
        if (allowedCidrBlocks.size() > most) {
            problems.given("certificateArn", "type", "port", "allowedPrefixListIds")
                    .at("allowedCidrBlocks")
                    .add("has " + allowedCidrBlocks.size() + " ranges; use at most " + most
                            + ": a security group takes 60 rules"
                            + (ports == 2 ? ", and the redirect needs as many" : "")
                            + "; keep more ranges in a prefix list, and name it in allowedPrefixListIds");
        }
        ResourceId.PREFIX_LIST.checkAll(allowedPrefixListIds, problems.at("allowedPrefixListIds"));
        Set<Ipv4Cidr> seen = new HashSet<>();
        for (int i = 0; i < allowedCidrBlocks.size(); i++) {
            if (!seen.add(allowedCidrBlocks.get(i))) {
                problems.at("allowedCidrBlocks").at(i).refuse(allowedCidrBlocks.get(i), "name each range once");
            }
        }
        checkEncryption(problems);
        idleTimeoutSeconds.ifPresent(seconds -> {
            if (type == Type.APPLICATION) {
                LoadBalancerSpecBuilder.checkIdleTimeoutSeconds(seconds, problems);
            } else {
                problems.given("type")
                        .at("idleTimeoutSeconds")
                        .refuse(seconds, "leave it out: it belongs to type application");
            }
        });
        accessLogs.ifPresent(spec -> {
            spec.check(problems.at("accessLogs"));
            if (type == Type.NETWORK && certificateArn.isEmpty()) {
                // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html
                problems.given("type", "certificateArn")
                        .atKey("accessLogs")
                        .add("stays empty; leave it out, or add certificateArn: a network load balancer logs TLS"
                                + " connections alone");
            }
        });
    }

    /**
     * Refuses what needs subnets or a range that the network does not have.
     *
     * @param networkKeys where the network's own keys stand
     */
    void checkNetwork(NetworkSpec network, Problems networkKeys, Problems problems) {
        if (!isOwn()) {
            return;
        }
        Problems here = problems.given(networkKeys.at("vpcId"));
        boolean internal = scheme == Scheme.INTERNAL;
        int subnets = network.isNew()
                ? network.availabilityZones().size()
                : (internal ? network.subnetIds() : network.publicSubnetIds()).size();
        if (subnets < leastSubnets()) {
            String use = network.isNew()
                    ? "availabilityZones: two zones or more"
                    : (internal ? "subnetIds: subnets" : "publicSubnetIds: public subnets") + " in two zones or more";
            here.given(
                            problems.at("type"),
                            networkKeys.at(
                                    network.isNew() ? "availabilityZones" : internal ? "subnetIds" : "publicSubnetIds"))
                    .at("scheme")
                    .add("is " + scheme + " and has " + (subnets == 0 ? "no subnet" : "one subnet")
                            + " to stand in; give" + " mullion:network." + use);
        }
        if (internal && namesNobody() && !network.isNew() && network.cidrBlock().isEmpty()) {
            here.given(
                            problems.at("scheme"),
                            problems.at("allowedPrefixListIds"),
                            problems.at("listenerArn"),
                            problems.at("targetGroupArn"),
                            networkKeys.at("cidrBlock"))
                    .at("allowedCidrBlocks")
                    .add("has no value; say who may reach it, such as [10.0.0.0/16], or give mullion:network.cidrBlock"
                            + " the VPC's range, which may then");
        }
    }

    void checkUnknownRange(Problems problems) {
        if (isOwn() && scheme == Scheme.INTERNAL && namesNobody()) {
            problems.given("scheme", "allowedPrefixListIds", "listenerArn", "targetGroupArn")
                    .at("allowedCidrBlocks")
                    .add(
                            "has no value; say who may reach it, such as [10.0.0.0/16]: the VPC's range, which may otherwise,"
                                    + " is not known");
        }
    }

    /** How many subnets it stands in, each in another zone. */
    int leastSubnets() {
        return type == Type.APPLICATION ? 2 : 1;
    }

    /** https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html */
    void checkRegion(String region, Problems problems) {
        certificateArn
                .filter(arn -> ResourceId.CERTIFICATE.matches(arn) && arn.contains(":acm:"))
                .filter(arn -> !arn.contains(":acm:" + region + ":"))
                .ifPresent(arn -> problems.at("certificateArn")
                        .refuse(
                                arn,
                                "use a certificate of " + region + ", which is this stack's aws:region: a load balancer"
                                        + " takes those of its own region alone"));
    }

    private void checkEncryption(Problems problems) {
        certificateArn.ifPresent(arn -> ResourceId.CERTIFICATE.check(arn, problems.at("certificateArn")));
        sslPolicy.ifPresent(policy -> {
            if (certificateArn.isEmpty()) {
                problems.given("certificateArn")
                        .at("sslPolicy")
                        .refuse(policy, "leave it out, or add certificateArn: nothing is encrypted without");
            } else if (!LoadBalancerSpecBuilder.matchesSslPolicy(policy)) {
                problems.at("sslPolicy")
                        .refuse(policy, "use a policy's name, such as ELBSecurityPolicy-TLS13-1-2-2021-06");
            }
        });
        port.ifPresent(value -> LoadBalancerSpecBuilder.checkPort(value, problems));
    }

    private void checkHealthCheck(Problems problems) {
        healthCheckPath
                .filter(path -> !LoadBalancerSpecBuilder.matchesHealthCheckPath(path))
                .ifPresent(
                        path -> problems.at("healthCheckPath")
                                .refuse(
                                        path,
                                        "use a path, such as /health: a slash and printable ASCII without spaces, at most 1024"));
        healthCheckMatcher.ifPresent(codes -> {
            if (type == Type.NETWORK && healthCheckPath.isEmpty()) {
                problems.given("type", "healthCheckPath")
                        .at("healthCheckMatcher")
                        .refuse(codes, "leave it out, or add healthCheckPath: an open port has no HTTP code");
            } else if (!LoadBalancerSpecBuilder.matchesHealthCheckMatcher(codes)) {
                problems.at("healthCheckMatcher").refuse(codes, "use HTTP codes, such as 200 or 200-399 or 200,302");
            }
        });
        LoadBalancerSpecBuilder.checkHealthCheckIntervalSeconds(healthCheckIntervalSeconds, problems);
        healthCheckTimeoutSeconds.ifPresent(seconds -> {
            LoadBalancerSpecBuilder.checkHealthCheckTimeoutSeconds(seconds, problems);
            if (seconds >= healthCheckIntervalSeconds && seconds <= 120) {
                problems.given("healthCheckIntervalSeconds")
                        .at("healthCheckTimeoutSeconds")
                        .refuse(
                                seconds,
                                "use less than healthCheckIntervalSeconds (" + healthCheckIntervalSeconds + ")");
            }
        });
        LoadBalancerSpecBuilder.checkHealthyThresholdCount(healthyThresholdCount, problems);
        LoadBalancerSpecBuilder.checkUnhealthyThresholdCount(unhealthyThresholdCount, problems);
    }
}
