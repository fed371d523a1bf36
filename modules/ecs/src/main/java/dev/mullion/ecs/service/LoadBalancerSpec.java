package dev.mullion.ecs.service;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.ec2.NetworkSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A load balancer in front of a service, of its own.
 *
 * <pre>{@code
 * loadBalancer:
 *   container: iis
 *   containerPort: 80
 *   healthCheckPath: /health
 *   scheme: internet-facing
 *   allowedCidrBlocks: [203.0.113.0/24]
 *   certificateArn: arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012
 * }</pre>
 *
 * @param type application or network; application when not given
 * @param scheme internal or internet-facing; internal when not given
 * @param allowedCidrBlocks who may reach it; needed with internet-facing, and the VPC's range when not given for an
 *     internal one
 * @param certificateArn a certificate of ACM, for HTTPS (TLS with type network) and, with type application, the redirect
 *     from HTTP; no encryption when not given
 * @param sslPolicy ciphers; {@code ELBSecurityPolicy-TLS13-1-2-2021-06} when not given
 * @param port where it listens; 80, and 443 with a certificate, when not given
 * @param container the key of the container that gets the traffic
 * @param containerPort that container's port
 * @param healthCheckPath the path that must answer; with type application {@code /} when not given, with type network an
 *     open port is enough
 * @param healthCheckMatcher HTTP codes that are healthy; 200-399 when not given
 * @param healthCheckIntervalSeconds 5 to 300; 30 when not given
 * @param healthyThresholdCount 2 to 10; 2 when not given
 * @param unhealthyThresholdCount 2 to 10; 3 when not given
 * @param deregistrationDelaySeconds how long requests may finish, 0 to 3600; 60 when not given
 * @param idleTimeoutSeconds how long a connection may be idle, 1 to 4000, type application only; 60 when not given
 * @param deletionProtection whether nobody can delete it; false when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html">Load balancing</a>
 */
@GenerateBuilder
public record LoadBalancerSpec(
        @Default("APPLICATION") Type type,
        @Default("INTERNAL") Scheme scheme,
        List<Ipv4Cidr> allowedCidrBlocks,
        Optional<String> certificateArn,
        Optional<String> sslPolicy,
        Optional<Integer> port,
        String container,
        int containerPort,
        Optional<String> healthCheckPath,
        Optional<String> healthCheckMatcher,
        @Default("30") int healthCheckIntervalSeconds,
        @Default("2") int healthyThresholdCount,
        @Default("3") int unhealthyThresholdCount,
        @Default("60") int deregistrationDelaySeconds,
        Optional<Integer> idleTimeoutSeconds,
        boolean deletionProtection)
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

    private static final Pattern SSL_POLICY = Pattern.compile("ELBSecurityPolicy-[A-Za-z0-9-]{1,80}");
    private static final Pattern PATH = Pattern.compile("/[!-~]{0,1023}");
    private static final Pattern MATCHER = Pattern.compile("[2-4]\\d\\d([,-][2-4]\\d\\d)*");
    /** Rules of a security group: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
    private static final int MAX_CIDR_BLOCKS = 30;

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

    @Override
    public void check(Problems problems) {
        if (scheme == Scheme.INTERNET_FACING && allowedCidrBlocks.isEmpty()) {
            problems.given("scheme")
                    .at("allowedCidrBlocks")
                    .add("has no value; say who may reach it, such as [203.0.113.0/24], or [0.0.0.0/0] for everybody:"
                            + " with scheme internet-facing nothing is opened that was not asked for");
        }
        if (allowedCidrBlocks.size() > MAX_CIDR_BLOCKS) {
            problems.at("allowedCidrBlocks")
                    .add("has " + allowedCidrBlocks.size() + " ranges; use at most " + MAX_CIDR_BLOCKS
                            + ": a security group takes 60 rules");
        }
        Set<Ipv4Cidr> seen = new HashSet<>();
        for (int i = 0; i < allowedCidrBlocks.size(); i++) {
            if (!seen.add(allowedCidrBlocks.get(i))) {
                problems.at("allowedCidrBlocks").at(i).refuse(allowedCidrBlocks.get(i), "name each range once");
            }
        }
        checkEncryption(problems);
        if (container.isEmpty()) {
            problems.at("container").add("has no value; name the key of the container that gets the traffic");
        }
        if (containerPort == 0) {
            problems.at("containerPort").add("has no value; use the container's port");
        } else {
            problems.at("containerPort").range(containerPort, 1, 65_535);
        }
        checkHealthCheck(problems);
        problems.at("deregistrationDelaySeconds").range(deregistrationDelaySeconds, 0, 3_600);
        idleTimeoutSeconds.ifPresent(seconds -> {
            if (type == Type.APPLICATION) {
                problems.at("idleTimeoutSeconds").range(seconds, 1, 4_000);
            } else {
                problems.given("type")
                        .at("idleTimeoutSeconds")
                        .refuse(seconds, "leave it out: it belongs to type application");
            }
        });
    }

    /**
     * Refuses what needs subnets or a range that the network does not have.
     *
     * @param networkKeys where the network's own keys stand
     */
    void checkNetwork(NetworkSpec network, Problems networkKeys, Problems problems) {
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
        if (internal
                && allowedCidrBlocks.isEmpty()
                && !network.isNew()
                && network.cidrBlock().isEmpty()) {
            here.given(problems.at("scheme"), networkKeys.at("cidrBlock"))
                    .at("allowedCidrBlocks")
                    .add("has no value; say who may reach it, such as [10.0.0.0/16], or give mullion:network.cidrBlock"
                            + " the VPC's range, which may then");
        }
    }

    void checkUnknownRange(Problems problems) {
        if (scheme == Scheme.INTERNAL && allowedCidrBlocks.isEmpty()) {
            problems.given("scheme")
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

    private void checkEncryption(Problems problems) {
        certificateArn.ifPresent(arn -> ResourceId.CERTIFICATE.check(arn, problems.at("certificateArn")));
        sslPolicy.ifPresent(policy -> {
            if (certificateArn.isEmpty()) {
                problems.given("certificateArn")
                        .at("sslPolicy")
                        .refuse(policy, "leave it out, or add certificateArn: nothing is encrypted without");
            } else if (!SSL_POLICY.matcher(policy).matches()) {
                problems.at("sslPolicy")
                        .refuse(policy, "use a policy's name, such as ELBSecurityPolicy-TLS13-1-2-2021-06");
            }
        });
        port.ifPresent(value -> problems.at("port").range(value, 1, 65_535));
    }

    private void checkHealthCheck(Problems problems) {
        healthCheckPath.filter(path -> !PATH.matcher(path).matches()).ifPresent(path -> problems.at("healthCheckPath")
                .refuse(path, "use a path, such as /health: a slash and printable ASCII without spaces, at most 1024"));
        healthCheckMatcher.ifPresent(codes -> {
            if (type == Type.NETWORK && healthCheckPath.isEmpty()) {
                problems.given("type", "healthCheckPath")
                        .at("healthCheckMatcher")
                        .refuse(codes, "leave it out, or add healthCheckPath: an open port has no HTTP code");
            } else if (!MATCHER.matcher(codes).matches()) {
                problems.at("healthCheckMatcher").refuse(codes, "use HTTP codes, such as 200 or 200-399 or 200,302");
            }
        });
        problems.at("healthCheckIntervalSeconds").range(healthCheckIntervalSeconds, 5, 300);
        problems.at("healthyThresholdCount").range(healthyThresholdCount, 2, 10);
        problems.at("unhealthyThresholdCount").range(unhealthyThresholdCount, 2, 10);
    }
}
