package dev.mullion.hosts;

import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.lb.Listener;
import com.pulumi.aws.lb.ListenerArgs;
import com.pulumi.aws.lb.LoadBalancer;
import com.pulumi.aws.lb.LoadBalancerArgs;
import com.pulumi.aws.lb.TargetGroup;
import com.pulumi.aws.lb.TargetGroupArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionArgs;
import com.pulumi.aws.lb.inputs.TargetGroupHealthCheckArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.ShortName;
import dev.mullion.aws.StackContext;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.ec2.NetworkOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The way to BuildKit's port from the networks that may build, past an internal Network Load Balancer or straight to the hosts.
 * TLS goes through: the hosts alone have the key.
 *
 * <p>Children: {@code name-from-<network>}; with a load balancer {@code name-load-balancer}, its
 * {@code name-load-balancer-security-group}, {@code name-to-hosts}, {@code name-from-load-balancer}, {@code name-target-group}
 * and {@code name-listener}.
 */
public final class BuildkitEndpoint extends ComponentResource {
    public static final String TYPE = "mullion:hosts:BuildkitEndpoint";

    /**
     * The longest that a listener takes. A build may say nothing for as long as one of its steps does.
     * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html#listener-attributes
     */
    private static final int IDLE_SECONDS = 6_000;

    private final String name;
    private final BuildkitEndpointSpec spec;
    private final Inputs inputs;
    private final List<Resource> rules = new ArrayList<>();
    private @Nullable LoadBalancer loadBalancer;
    private @Nullable TargetGroup targetGroup;

    /**
     * What it takes from its surroundings.
     *
     * @param securityGroupId of the hosts
     * @param drainSeconds how long a build in flight goes on behind the load balancer when its host is on its way out
     */
    record Inputs(StackContext context, NetworkOutputs network, Output<String> securityGroupId, int drainSeconds) {}

    BuildkitEndpoint(
            String name, BuildkitEndpointSpec spec, Inputs inputs, @Nullable ComponentResourceOptions options) {
        super(TYPE, name, options);
        this.name = name;
        this.spec = spec;
        this.inputs = inputs;
        if (spec.loadBalancer()) {
            makeLoadBalancer();
        } else {
            allowNetworks(inputs.securityGroupId());
        }
        registerOutputs(Map.of());
    }

    /** The name of the load balancer; nothing where each host is asked by its own address. */
    Optional<Output<String>> dnsName() {
        return Optional.ofNullable(loadBalancer).map(LoadBalancer::dnsName);
    }

    /** Name and port. */
    Optional<Output<String>> address() {
        return dnsName().map(dnsName -> dnsName.applyValue(host -> host + ":" + spec.port()));
    }

    /** What the hosts are registered with. */
    Optional<Output<String>> targetGroupArn() {
        return Optional.ofNullable(targetGroup).map(TargetGroup::arn);
    }

    /** What must be there before a host is of use. */
    List<Resource> rules() {
        return List.copyOf(rules);
    }

    private void makeLoadBalancer() {
        SecurityGroup group = new SecurityGroup(
                name + "-load-balancer-security-group",
                customized(
                                "load-balancer-security-group",
                                SecurityGroupArgs.builder()
                                        .description("Load balancer "
                                                + inputs.context().name(name))
                                        .vpcId(inputs.network().vpcId())
                                        .tags(inputs.context()
                                                .tags(name, inputs.context().name(name))))
                        .build(),
                child());
        allowNetworks(group.id());
        rules.add(new SecurityGroupEgressRule(
                name + "-to-hosts",
                customized(
                                "to-hosts",
                                SecurityGroupEgressRuleArgs.builder()
                                        .securityGroupId(group.id())
                                        .description("to BuildKit on the hosts")
                                        .ipProtocol("tcp")
                                        .fromPort(spec.port())
                                        .toPort(spec.port())
                                        .referencedSecurityGroupId(inputs.securityGroupId())
                                        .tags(inputs.context().tags(name)))
                        .build(),
                child()));
        allow("from-load-balancer", inputs.securityGroupId(), args -> args.description(
                        "builds, past the load balancer, and its health checks")
                .referencedSecurityGroupId(group.id()));
        LoadBalancer made = new LoadBalancer(
                name + "-load-balancer",
                customized(
                                "load-balancer",
                                LoadBalancerArgs.builder()
                                        .name(shortName("network", "internal"))
                                        .loadBalancerType("network")
                                        .internal(true)
                                        .securityGroups(Output.all(List.of(group.id())))
                                        .subnets(inputs.network()
                                                .subnets(
                                                        false,
                                                        1,
                                                        name + "-load-balancer has no subnet to stand in; give its"
                                                                + " network subnets, or use loadBalancer: false"))
                                        .enableCrossZoneLoadBalancing(true)
                                        .tags(inputs.context().tags(name)))
                        .build(),
                child());
        TargetGroup hosts = new TargetGroup(
                name + "-target-group",
                customized(
                                "target-group",
                                TargetGroupArgs.builder()
                                        .name(shortName("instance", "TCP", spec.port()))
                                        .vpcId(inputs.network().vpcId())
                                        .targetType("instance")
                                        .protocol("TCP")
                                        .port(spec.port())
                                        .deregistrationDelay(inputs.drainSeconds())
                                        .healthCheck(TargetGroupHealthCheckArgs.builder()
                                                .protocol("TCP")
                                                .interval(10)
                                                .healthyThreshold(2)
                                                .unhealthyThreshold(2)
                                                .build())
                                        .tags(inputs.context().tags(name)))
                        .build(),
                child());
        rules.add(new Listener(
                name + "-listener",
                customized(
                                "listener",
                                ListenerArgs.builder()
                                        .loadBalancerArn(made.arn())
                                        .port(spec.port())
                                        .protocol("TCP")
                                        .tcpIdleTimeoutSeconds(IDLE_SECONDS)
                                        .defaultActions(ListenerDefaultActionArgs.builder()
                                                .type("forward")
                                                .targetGroupArn(hosts.arn())
                                                .build())
                                        .tags(inputs.context().tags(name)))
                        .build(),
                child()));
        loadBalancer = made;
        targetGroup = hosts;
    }

    private void allowNetworks(Output<String> securityGroupId) {
        for (Ipv4Cidr network : spec.allowedCidrBlocks()) {
            allow("from-" + network.toString().replace('/', '-'), securityGroupId, args -> args.description(
                            "who may build")
                    .cidrIpv4(network.toString()));
        }
    }

    private void allow(
            String suffix, Output<String> securityGroupId, UnaryOperator<SecurityGroupIngressRuleArgs.Builder> from) {
        rules.add(new SecurityGroupIngressRule(
                name + "-" + suffix,
                customized(
                                suffix,
                                from.apply(SecurityGroupIngressRuleArgs.builder()
                                        .securityGroupId(securityGroupId)
                                        .ipProtocol("tcp")
                                        .fromPort(spec.port())
                                        .toPort(spec.port())
                                        .tags(inputs.context().tags(name))))
                        .build(),
                child()));
    }

    private String shortName(Object... identity) {
        List<Object> all = new ArrayList<>(List.of(inputs.context().project()));
        all.addAll(List.of(identity));
        return ShortName.of(inputs.context().name(name), all.toArray());
    }

    private <B> B customized(String suffix, B args) {
        return inputs.context().customized(name + "-" + suffix, args);
    }

    private CustomResourceOptions child() {
        return CustomResourceOptions.builder().parent(this).build();
    }
}
