package dev.mullion.ecs.service;

import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.ecs.Service;
import com.pulumi.aws.ecs.ServiceArgs;
import com.pulumi.aws.ecs.inputs.ServiceCapacityProviderStrategyArgs;
import com.pulumi.aws.ecs.inputs.ServiceDeploymentCircuitBreakerArgs;
import com.pulumi.aws.ecs.inputs.ServiceLoadBalancerArgs;
import com.pulumi.aws.ecs.inputs.ServiceNetworkConfigurationArgs;
import com.pulumi.aws.ecs.inputs.ServicePlacementConstraintArgs;
import com.pulumi.aws.ecs.inputs.ServiceServiceRegistriesArgs;
import com.pulumi.aws.ecs.inputs.ServiceVolumeConfigurationArgs;
import com.pulumi.aws.ecs.inputs.ServiceVolumeConfigurationManagedEbsVolumeArgs;
import com.pulumi.aws.inputs.GetRegionArgs;
import com.pulumi.aws.outputs.GetRegionResult;
import com.pulumi.aws.servicediscovery.inputs.ServiceDnsConfigArgs;
import com.pulumi.aws.servicediscovery.inputs.ServiceDnsConfigDnsRecordArgs;
import com.pulumi.aws.servicediscovery.inputs.ServiceHealthCheckCustomConfigArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.core.network.Ipv4Cidr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A service of Windows tasks: its roles, log group, task definition, security group, and what stands in front of it.
 *
 * <p>Children: {@link ServiceRoles} {@code name}, {@code name-logs}, {@code name-task-definition}, with awsvpc
 * {@code name-security-group} and its rules, {@link ServiceLoadBalancer} {@code name} with
 * {@code name-to-targets...} and {@code name-from-load-balancer...}, {@code name-discovery}, {@code name-service}, and {@link ServiceScaling}
 * {@code name}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html">Windows task definitions</a>
 */
public final class EcsWindowsService extends ComponentResource {
    public static final String TYPE = "mullion:ecs:EcsWindowsService";

    private static final int HEALTH_CHECK_GRACE_PERIOD_SECONDS = 300;
    private static final String OPERATING_SYSTEM = "mullion:operating-system";

    private final String name;
    private final EcsServiceSpec spec;
    private final EcsWindowsServiceInputs inputs;
    private final Map<String, String> tags;
    private final ServiceRoles roles;
    private final Service service;
    private final Optional<SecurityGroup> securityGroup;
    private final Optional<ServiceLoadBalancer> loadBalancer;

    public EcsWindowsService(
            String name,
            EcsServiceSpec spec,
            EcsWindowsServiceInputs inputs,
            @Nullable ComponentResourceOptions options) {
        super(TYPE, name, options);
        this.name = name;
        this.spec = spec;
        this.inputs = inputs;
        tags = inputs.context().tags(name);

        roles = new ServiceRoles(
                name,
                spec,
                inputs,
                ComponentResourceOptions.builder().parent(this).build());
        Optional<LogGroup> logs = logGroup();
        Output<String> taskDefinition = new ServiceTaskDefinition(name, spec, inputs).make(roles, region(), child());
        securityGroup = spec.networkMode().isAwsvpc() ? Optional.of(securityGroup()) : Optional.empty();
        loadBalancer = spec.loadBalancer().map(this::loadBalancer);
        Optional<Output<String>> registry = spec.serviceDiscovery().map(this::registry);

        List<Resource> before = new ArrayList<>(inputs.cluster().ready());
        before.addAll(roles.permissions());
        before.addAll(inputs.network().routes());
        logs.ifPresent(before::add);
        loadBalancer.ifPresent(balancer -> before.addAll(balancer.listeners()));
        service = new Service(
                name + "-service",
                inputs.context()
                        .customized(name + "-service", serviceArgs(taskDefinition, registry))
                        .build(),
                serviceOptions(before));
        spec.autoScaling().ifPresent(this::scale);

        Map<String, Output<?>> outputs = new LinkedHashMap<>();
        outputs.put("serviceName", service.name());
        loadBalancer.ifPresent(balancer -> outputs.put("dnsName", balancer.dnsName()));
        registerOutputs(outputs);
    }

    /** The service's name in AWS, which Pulumi makes, so that a successor can stand beside it. */
    public Output<String> serviceName() {
        return service.name();
    }

    /** The load balancer's own name in DNS; none without a load balancer. */
    public Optional<Output<String>> dnsName() {
        return loadBalancer.map(ServiceLoadBalancer::dnsName);
    }

    /** The tasks' security group; none in network mode default. */
    public Optional<Output<String>> securityGroupId() {
        return securityGroup.map(SecurityGroup::id);
    }

    private Output<String> region() {
        return inputs.context().region().map(Output::of).orElseGet(() -> AwsFunctions.getRegion(
                        GetRegionArgs.Empty,
                        InvokeOptions.builder().parent(this).build())
                .applyValue(GetRegionResult::name));
    }

    private Optional<LogGroup> logGroup() {
        boolean used = spec.containers().values().stream()
                .anyMatch(container -> container.logConfiguration().usesOwnGroup());
        return used
                ? Optional.of(new LogGroup(
                        name + "-logs",
                        inputs.context()
                                .customized(
                                        name + "-logs",
                                        LogGroupArgs.builder()
                                                .name(inputs.logGroupName())
                                                .retentionInDays(spec.logRetentionDays())
                                                .tags(tags))
                                .build(),
                        child()))
                : Optional.empty();
    }

    private SecurityGroup securityGroup() {
        SecurityGroup group = new SecurityGroup(
                name + "-security-group",
                inputs.context()
                        .customized(
                                name + "-security-group",
                                SecurityGroupArgs.builder()
                                        .description(
                                                "Tasks of " + inputs.context().name(name) + " - no ingress by default")
                                        .vpcId(inputs.network().vpcId())
                                        .tags(inputs.context()
                                                .tags(name, inputs.context().name(name))))
                        .build(),
                child());
        new SecurityGroupEgressRule(
                name + "-egress",
                inputs.context()
                        .customized(
                                name + "-egress",
                                SecurityGroupEgressRuleArgs.builder()
                                        .securityGroupId(group.id())
                                        .description("to AWS, image registries and what the workloads call")
                                        .ipProtocol("-1")
                                        .cidrIpv4("0.0.0.0/0")
                                        .tags(tags))
                        .build(),
                child());
        for (Ipv4Cidr caller : spec.allowedCidrBlocks()) {
            spec.containers().values().stream()
                    .flatMap(container -> container.portMappings().stream())
                    .forEach(mapping -> allow(caller, mapping, group));
        }
        return group;
    }

    private void allow(Ipv4Cidr caller, PortMappingSpec mapping, SecurityGroup group) {
        PortRange ports = mapping.ports();
        new SecurityGroupIngressRule(
                name + "-from-" + caller.toString().replace('/', '-') + "-" + mapping.protocol() + "-" + ports,
                inputs.context()
                        .customized(
                                name + "-from-" + caller.toString().replace('/', '-') + "-" + mapping.protocol() + "-"
                                        + ports,
                                SecurityGroupIngressRuleArgs.builder()
                                        .securityGroupId(group.id())
                                        .description("who may reach the tasks")
                                        .ipProtocol(mapping.protocol().toString())
                                        .fromPort(ports.first())
                                        .toPort(ports.last())
                                        .cidrIpv4(caller.toString())
                                        .tags(tags))
                        .build(),
                child());
    }

    private ServiceLoadBalancer loadBalancer(LoadBalancerSpec balancerSpec) {
        List<Ipv4Cidr> callers = balancerSpec.allowedCidrBlocks().isEmpty()
                ? inputs.cluster().vpcCidrBlock().stream().toList()
                : balancerSpec.allowedCidrBlocks();
        ServiceLoadBalancer balancer = new ServiceLoadBalancer(
                name,
                balancerSpec,
                new ServiceLoadBalancerInputs(inputs.context(), inputs.network(), callers, spec.networkMode()),
                ComponentResourceOptions.builder().parent(this).build());
        PortRange ports = spec.targetPorts();
        if (securityGroup.isPresent()) {
            connect("load-balancer", balancer, securityGroup.get().id(), ports);
        } else {
            inputs.capacities()
                    .forEach(capacity -> connect(
                            "load-balancer-" + capacity.strategy().capacity(),
                            balancer,
                            capacity.securityGroupId(),
                            ports));
        }
        return balancer;
    }

    /** Opens the way from the load balancer to its targets, and no other. */
    private void connect(String suffix, ServiceLoadBalancer balancer, Output<String> targetGroupId, PortRange ports) {
        new SecurityGroupEgressRule(
                name + "-to-targets" + suffix.substring("load-balancer".length()),
                inputs.context()
                        .customized(
                                name + "-to-targets" + suffix.substring("load-balancer".length()),
                                SecurityGroupEgressRuleArgs.builder()
                                        .securityGroupId(balancer.securityGroupId())
                                        .description("to the tasks")
                                        .ipProtocol("tcp")
                                        .fromPort(ports.first())
                                        .toPort(ports.last())
                                        .referencedSecurityGroupId(targetGroupId)
                                        .tags(tags))
                        .build(),
                child());
        new SecurityGroupIngressRule(
                name + "-from-" + suffix,
                inputs.context()
                        .customized(
                                name + "-from-" + suffix,
                                SecurityGroupIngressRuleArgs.builder()
                                        .securityGroupId(targetGroupId)
                                        .description("from the load balancer of "
                                                + inputs.context().name(name))
                                        .ipProtocol("tcp")
                                        .fromPort(ports.first())
                                        .toPort(ports.last())
                                        .referencedSecurityGroupId(balancer.securityGroupId())
                                        .tags(tags))
                        .build(),
                child());
    }

    private Output<String> registry(ServiceDiscoverySpec discovery) {
        Output<String> namespaceId = discovery
                .namespaceId()
                .map(Output::of)
                .or(() -> discovery
                        .namespaceName()
                        .flatMap(namespace -> Optional.ofNullable(
                                inputs.cluster().namespaceIds().get(namespace))))
                .orElseThrow();
        return new com.pulumi.aws.servicediscovery.Service(
                        name + "-discovery",
                        inputs.context()
                                .customized(
                                        name + "-discovery",
                                        com.pulumi.aws.servicediscovery.ServiceArgs.builder()
                                                .name(discovery.name().orElse(inputs.key()))
                                                .dnsConfig(ServiceDnsConfigArgs.builder()
                                                        .namespaceId(namespaceId)
                                                        .routingPolicy("MULTIVALUE")
                                                        .dnsRecords(ServiceDnsConfigDnsRecordArgs.builder()
                                                                .type(discovery
                                                                        .recordType(spec.networkMode())
                                                                        .name())
                                                                .ttl(discovery.ttlSeconds())
                                                                .build())
                                                        .build())
                                                .healthCheckCustomConfig(ServiceHealthCheckCustomConfigArgs.builder()
                                                        .failureThreshold(1)
                                                        .build())
                                                .forceDestroy(true)
                                                .tags(tags))
                                .build(),
                        child())
                .arn();
    }

    private ServiceArgs.Builder serviceArgs(Output<String> taskDefinition, Optional<Output<String>> registry) {
        DeploymentCircuitBreakerSpec breaker = spec.deploymentCircuitBreaker();
        ServiceArgs.Builder args = ServiceArgs.builder()
                .cluster(inputs.cluster().arn())
                .taskDefinition(taskDefinition)
                .desiredCount(spec.initialCount())
                .deploymentMinimumHealthyPercent(spec.minimumHealthyPercent())
                .deploymentMaximumPercent(spec.maximumPercent())
                .deploymentCircuitBreaker(ServiceDeploymentCircuitBreakerArgs.builder()
                        .enable(breaker.enable())
                        .rollback(breaker.rollsBack())
                        .build())
                .enableExecuteCommand(spec.executesCommandsOn(inputs.host()))
                .enableEcsManagedTags(true)
                .propagateTags("SERVICE")
                .tags(serviceTags());
        place(args);
        securityGroup.ifPresent(group -> args.networkConfiguration(ServiceNetworkConfigurationArgs.builder()
                .assignPublicIp(false)
                .subnets(inputs.network().subnetIds())
                .securityGroups(securityGroups(group))
                .build()));
        spec.loadBalancer().ifPresent(balancer -> args.loadBalancers(ServiceLoadBalancerArgs.builder()
                        .targetGroupArn(loadBalancer.orElseThrow().targetGroupArn())
                        .containerName(balancer.container())
                        .containerPort(balancer.containerPort())
                        .build())
                .healthCheckGracePeriodSeconds(
                        spec.healthCheckGracePeriodSeconds().orElse(HEALTH_CHECK_GRACE_PERIOD_SECONDS)));
        registry.ifPresent(arn -> args.serviceRegistries(registries(arn)));
        roles.volumesRoleArn().ifPresent(roleArn -> args.volumeConfiguration(volume(roleArn)));
        return args;
    }

    /** All task definitions of a service have one operating system, which ECS does not update; see {@link #serviceOptions}. */
    private Map<String, String> serviceTags() {
        Map<String, String> all = new TreeMap<>(tags);
        all.put(OPERATING_SYSTEM, inputs.host().release().name());
        return all;
    }

    private void place(ServiceArgs.Builder args) {
        if (spec.isFargate()) {
            args.launchType("FARGATE").platformVersion("LATEST");
            return;
        }
        args.capacityProviderStrategies(inputs.capacities().stream()
                .map(capacity -> ServiceCapacityProviderStrategyArgs.builder()
                        .capacityProvider(capacity.capacityProviderName())
                        .weight(capacity.strategy().weight())
                        .base(capacity.strategy().base())
                        .build())
                .toList());
        args.placementConstraints(Stream.concat(
                        Stream.of("attribute:ecs.os-family == " + inputs.host().release()),
                        spec.placementConstraints().stream())
                .map(expression -> ServicePlacementConstraintArgs.builder()
                        .type("memberOf")
                        .expression(expression)
                        .build())
                .toList());
    }

    private Output<List<String>> securityGroups(SecurityGroup group) {
        List<Output<String>> groups = new ArrayList<>(List.of(group.id()));
        spec.securityGroupIds().forEach(id -> groups.add(Output.of(id)));
        return Output.all(groups);
    }

    private ServiceServiceRegistriesArgs registries(Output<String> arn) {
        ServiceServiceRegistriesArgs.Builder args =
                ServiceServiceRegistriesArgs.builder().registryArn(arn);
        spec.discoveredPort()
                .ifPresent(port -> args.containerName(port.getKey()).containerPort(port.getValue()));
        return args.build();
    }

    private ServiceVolumeConfigurationArgs volume(Output<String> roleArn) {
        Map.Entry<String, ManagedEbsVolumeSpec> volume = spec.ebsVolume().orElseThrow();
        ManagedEbsVolumeSpec ebs = volume.getValue();
        ServiceVolumeConfigurationManagedEbsVolumeArgs.Builder args =
                ServiceVolumeConfigurationManagedEbsVolumeArgs.builder()
                        .roleArn(roleArn)
                        .volumeType(ebs.volumeType().toString())
                        .fileSystemType("ntfs")
                        .encrypted(ebs.encrypted());
        ebs.sizeGib().ifPresent(args::sizeInGb);
        ebs.snapshotId().ifPresent(args::snapshotId);
        ebs.iops().ifPresent(args::iops);
        ebs.throughputMibPerSecond().ifPresent(args::throughput);
        ebs.kmsKeyId().ifPresent(args::kmsKeyId);
        return ServiceVolumeConfigurationArgs.builder()
                .name(volume.getKey())
                .managedEbsVolume(args.build())
                .build();
    }

    private CustomResourceOptions serviceOptions(List<Resource> before) {
        CustomResourceOptions.Builder options =
                CustomResourceOptions.builder().parent(this).dependsOn(before);
        // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-considerations.html
        options.replaceOnChanges("tags[\"" + OPERATING_SYSTEM + "\"]");
        if (spec.autoScaling().isPresent()) {
            // Application Auto Scaling moves it; the next deployment would move it back.
            options.ignoreChanges("desiredCount");
        }
        return options.build();
    }

    private void scale(ServiceAutoScalingSpec scaling) {
        new ServiceScaling(
                name,
                scaling,
                new ServiceScaling.Inputs(
                        inputs.cluster().name(),
                        service.name(),
                        loadBalancer.map(ServiceLoadBalancer::resourceLabel),
                        inputs.context()),
                ComponentResourceOptions.builder().parent(this).build());
    }

    private CustomResourceOptions child() {
        return CustomResourceOptions.builder().parent(this).build();
    }
}
