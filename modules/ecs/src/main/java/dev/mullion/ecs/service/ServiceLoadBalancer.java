package dev.mullion.ecs.service;

import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.lb.Listener;
import com.pulumi.aws.lb.ListenerArgs;
import com.pulumi.aws.lb.ListenerRule;
import com.pulumi.aws.lb.ListenerRuleArgs;
import com.pulumi.aws.lb.LoadBalancer;
import com.pulumi.aws.lb.LoadBalancerArgs;
import com.pulumi.aws.lb.TargetGroup;
import com.pulumi.aws.lb.TargetGroupArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionRedirectArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleActionArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionHostHeaderArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionPathPatternArgs;
import com.pulumi.aws.lb.inputs.LoadBalancerAccessLogsArgs;
import com.pulumi.aws.lb.inputs.TargetGroupHealthCheckArgs;
import com.pulumi.aws.lb.inputs.TargetGroupStickinessArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.ShortName;
import dev.mullion.core.network.Ipv4Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A load balancer in front of one service: internal unless asked, open to those who were named and to nobody else. Or its
 * place behind a listener that exists.
 *
 * <p>Children: {@code name-load-balancer-security-group} with {@code name-load-balancer-from-<range or list>-<port>},
 * {@code name-load-balancer}, {@code name-target-group}, {@code name-listener}, and with a certificate
 * {@code name-redirect}. Behind a listener that exists: {@code name-target-group} and {@code name-listener-rule}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html">Load balancing</a>
 */
public final class ServiceLoadBalancer extends ComponentResource {
    public static final String TYPE = "mullion:ecs:ServiceLoadBalancer";

    /** TLS 1.2 and 1.3: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
    private static final String SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

    private static final int HTTP = 80;

    private final String name;
    private final LoadBalancerSpec spec;
    private final ServiceLoadBalancerInputs inputs;
    private final Optional<SecurityGroup> securityGroup;
    private final Optional<LoadBalancer> loadBalancer;
    private final TargetGroup targetGroup;
    private final List<Resource> listeners = new ArrayList<>();

    public ServiceLoadBalancer(
            String name,
            LoadBalancerSpec spec,
            ServiceLoadBalancerInputs inputs,
            @Nullable ComponentResourceOptions options) {
        super(TYPE, name, options);
        this.name = name;
        this.spec = spec;
        this.inputs = inputs;

        securityGroup = spec.isOwn() ? Optional.of(securityGroup()) : Optional.empty();
        loadBalancer = securityGroup.map(this::loadBalancer);
        targetGroup = targetGroup();
        loadBalancer.ifPresent(own -> {
            listeners.add(listener(own));
            if (spec.redirectsHttp()) {
                listeners.add(redirect(own));
            }
        });
        spec.listenerArn().ifPresent(arn -> listeners.add(rule(arn)));
        Map<String, Output<?>> outputs = new TreeMap<>();
        loadBalancer.ifPresent(own -> outputs.put("dnsName", own.dnsName()));
        outputs.put("targetGroupArn", targetGroup.arn());
        registerOutputs(outputs);
    }

    /** Its name in DNS; that of a listener that exists is not known here. */
    public Optional<Output<String>> dnsName() {
        return loadBalancer.map(LoadBalancer::dnsName);
    }

    public Output<String> targetGroupArn() {
        return targetGroup.arn();
    }

    /** The security group that is made for it. */
    public Optional<Output<String>> securityGroupId() {
        return securityGroup.map(SecurityGroup::id);
    }

    /** What must exist before a service may register targets. */
    public List<Resource> listeners() {
        return List.copyOf(listeners);
    }

    /** How the metric of requests names this load balancer and its target group. */
    public Output<String> resourceLabel() {
        Output<String> shared =
                Output.of(spec.listenerArn().map(SharedLoadBalancer::name).orElse(""));
        return Output.format(
                "%s/%s", loadBalancer.map(LoadBalancer::arnSuffix).orElse(shared), targetGroup.arnSuffix());
    }

    private boolean isApplication() {
        return spec.type() == LoadBalancerSpec.Type.APPLICATION;
    }

    private boolean isEncrypted() {
        return spec.certificateArn().isPresent();
    }

    private SecurityGroup securityGroup() {
        SecurityGroup group = new SecurityGroup(
                name + "-load-balancer-security-group",
                inputs.context()
                        .customized(
                                name + "-load-balancer-security-group",
                                SecurityGroupArgs.builder()
                                        .description("Load balancer "
                                                + inputs.context().name(name))
                                        .vpcId(inputs.network().vpcId())
                                        .tags(inputs.context()
                                                .tags(name, inputs.context().name(name))))
                        .build(),
                child());
        List<Integer> ports = new ArrayList<>(List.of(spec.listenerPort()));
        if (spec.redirectsHttp()) {
            ports.add(HTTP);
        }
        for (Ipv4Cidr caller : inputs.callers()) {
            for (int port : ports) {
                allow(
                        caller.toString(),
                        port,
                        SecurityGroupIngressRuleArgs.builder().cidrIpv4(caller.toString()),
                        group);
            }
        }
        spec.allowedPrefixListIds()
                .forEach(list -> ports.forEach(port ->
                        allow(list, port, SecurityGroupIngressRuleArgs.builder().prefixListId(list), group)));
        return group;
    }

    /** @param rule with those who may reach it */
    private void allow(String caller, int port, SecurityGroupIngressRuleArgs.Builder rule, SecurityGroup group) {
        String child = name + "-load-balancer-from-" + caller.replace('/', '-') + "-" + port;
        new SecurityGroupIngressRule(
                child,
                inputs.context()
                        .customized(
                                child,
                                rule.securityGroupId(group.id())
                                        .description("who may reach the load balancer")
                                        .ipProtocol("tcp")
                                        .fromPort(port)
                                        .toPort(port)
                                        .tags(inputs.context().tags(name)))
                        .build(),
                child());
    }

    private LoadBalancer loadBalancer(SecurityGroup group) {
        boolean internal = spec.scheme() == LoadBalancerSpec.Scheme.INTERNAL;
        LoadBalancerArgs.Builder args = LoadBalancerArgs.builder()
                .name(ShortName.of(inputs.context().name(name), inputs.context().project(), spec.type(), spec.scheme()))
                .loadBalancerType(spec.type().toString())
                .internal(internal)
                .securityGroups(Output.all(List.of(group.id())))
                .subnets(inputs.network()
                        .subnets(
                                !internal,
                                spec.leastSubnets(),
                                name + "-load-balancer is " + spec.scheme()
                                        + " and has too few subnets to stand in; give its network "
                                        + (internal ? "subnets" : "public subnets") + " in two zones or more"))
                .enableDeletionProtection(spec.deletionProtection())
                .tags(inputs.context().tags(name));
        if (isApplication()) {
            args.dropInvalidHeaderFields(true);
            spec.idleTimeoutSeconds().ifPresent(args::idleTimeout);
        }
        spec.accessLogs().ifPresent(logs -> {
            LoadBalancerAccessLogsArgs.Builder logArgs =
                    LoadBalancerAccessLogsArgs.builder().enabled(true).bucket(logs.bucket());
            logs.prefix().ifPresent(logArgs::prefix);
            args.accessLogs(logArgs.build());
        });
        return new LoadBalancer(
                name + "-load-balancer",
                inputs.context().customized(name + "-load-balancer", args).build(),
                routed());
    }

    private TargetGroup targetGroup() {
        String targetType = inputs.networkMode().isAwsvpc() ? "ip" : "instance";
        String protocol = isApplication() ? "HTTP" : "TCP";
        TargetGroupArgs.Builder args = TargetGroupArgs.builder()
                .name(ShortName.of(
                        inputs.context().name(name),
                        inputs.context().project(),
                        targetType,
                        protocol,
                        spec.containerPort()))
                .vpcId(inputs.network().vpcId())
                .targetType(targetType)
                .protocol(protocol)
                .port(spec.containerPort())
                .deregistrationDelay(spec.deregistrationDelaySeconds())
                .healthCheck(healthCheck())
                .tags(inputs.context().tags(name));
        spec.stickiness().ifPresent(stickiness -> args.stickiness(stickiness(stickiness)));
        return new TargetGroup(
                name + "-target-group",
                inputs.context().customized(name + "-target-group", args).build(),
                child());
    }

    private TargetGroupStickinessArgs stickiness(StickinessSpec stickiness) {
        TargetGroupStickinessArgs.Builder args =
                TargetGroupStickinessArgs.builder().enabled(true);
        if (!isApplication()) {
            return args.type("source_ip").build();
        }
        args.type(stickiness.cookieName().isPresent() ? "app_cookie" : "lb_cookie")
                .cookieDuration(stickiness.seconds());
        stickiness.cookieName().ifPresent(args::cookieName);
        return args.build();
    }

    private TargetGroupHealthCheckArgs healthCheck() {
        TargetGroupHealthCheckArgs.Builder args = TargetGroupHealthCheckArgs.builder()
                .interval(spec.healthCheckIntervalSeconds())
                .timeout(spec.answerSeconds())
                .healthyThreshold(spec.healthyThresholdCount())
                .unhealthyThreshold(spec.unhealthyThresholdCount());
        if (!isApplication() && spec.healthCheckPath().isEmpty()) {
            return args.protocol("TCP").build();
        }
        return args.protocol("HTTP")
                .path(spec.healthCheckPath().orElse("/"))
                .matcher(spec.healthCheckMatcher().orElse("200-399"))
                .build();
    }

    private Listener listener(LoadBalancer loadBalancer) {
        ListenerArgs.Builder args = ListenerArgs.builder()
                .loadBalancerArn(loadBalancer.arn())
                .port(spec.listenerPort())
                .protocol(protocol())
                .defaultActions(ListenerDefaultActionArgs.builder()
                        .type("forward")
                        .targetGroupArn(targetGroup.arn())
                        .build())
                .tags(inputs.context().tags(name));
        spec.certificateArn().ifPresent(arn -> args.certificateArn(arn)
                .sslPolicy(spec.sslPolicy().orElse(SSL_POLICY)));
        return new Listener(
                name + "-listener",
                inputs.context().customized(name + "-listener", args).build(),
                child());
    }

    private ListenerRule rule(String listenerArn) {
        List<ListenerRuleConditionArgs> conditions = new ArrayList<>();
        if (!spec.hostHeaders().isEmpty()) {
            conditions.add(ListenerRuleConditionArgs.builder()
                    .hostHeader(ListenerRuleConditionHostHeaderArgs.builder()
                            .values(spec.hostHeaders())
                            .build())
                    .build());
        }
        if (!spec.pathPatterns().isEmpty()) {
            conditions.add(ListenerRuleConditionArgs.builder()
                    .pathPattern(ListenerRuleConditionPathPatternArgs.builder()
                            .values(spec.pathPatterns())
                            .build())
                    .build());
        }
        return new ListenerRule(
                name + "-listener-rule",
                inputs.context()
                        .customized(
                                name + "-listener-rule",
                                ListenerRuleArgs.builder()
                                        .listenerArn(listenerArn)
                                        .priority(spec.priority().orElseThrow())
                                        .conditions(conditions)
                                        .actions(ListenerRuleActionArgs.builder()
                                                .type("forward")
                                                .targetGroupArn(targetGroup.arn())
                                                .build())
                                        .tags(inputs.context().tags(name)))
                        .build(),
                child());
    }

    private String protocol() {
        if (isApplication()) {
            return isEncrypted() ? "HTTPS" : "HTTP";
        }
        return isEncrypted() ? "TLS" : "TCP";
    }

    private Listener redirect(LoadBalancer loadBalancer) {
        return new Listener(
                name + "-redirect",
                inputs.context()
                        .customized(
                                name + "-redirect",
                                ListenerArgs.builder()
                                        .loadBalancerArn(loadBalancer.arn())
                                        .port(HTTP)
                                        .protocol("HTTP")
                                        .defaultActions(ListenerDefaultActionArgs.builder()
                                                .type("redirect")
                                                .redirect(ListenerDefaultActionRedirectArgs.builder()
                                                        .protocol("HTTPS")
                                                        .port(String.valueOf(spec.listenerPort()))
                                                        .statusCode("HTTP_301")
                                                        .build())
                                                .build())
                                        .tags(inputs.context().tags(name)))
                        .build(),
                child());
    }

    /** AWS refuses a load balancer that faces the internet before its subnets have their way there. */
    private CustomResourceOptions routed() {
        return CustomResourceOptions.builder()
                .parent(this)
                .dependsOn(inputs.network().routes())
                .build();
    }

    private CustomResourceOptions child() {
        return CustomResourceOptions.builder().parent(this).build();
    }
}
