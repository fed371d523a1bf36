package dev.mullion.ecs.service;

import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ecs.Service;
import com.pulumi.aws.ecs.ServiceArgs;
import com.pulumi.aws.ecs.inputs.ServiceCapacityProviderStrategyArgs;
import com.pulumi.aws.ecs.inputs.ServiceDeploymentCircuitBreakerArgs;
import com.pulumi.aws.ecs.inputs.ServiceLoadBalancerArgs;
import com.pulumi.aws.ecs.inputs.ServiceNetworkConfigurationArgs;
import com.pulumi.aws.ecs.inputs.ServiceOrderedPlacementStrategyArgs;
import com.pulumi.aws.ecs.inputs.ServicePlacementConstraintArgs;
import com.pulumi.aws.ecs.inputs.ServiceServiceRegistriesArgs;
import com.pulumi.aws.ecs.inputs.ServiceVolumeConfigurationArgs;
import com.pulumi.aws.ecs.inputs.ServiceVolumeConfigurationManagedEbsVolumeArgs;
import com.pulumi.aws.servicediscovery.inputs.ServiceDnsConfigArgs;
import com.pulumi.aws.servicediscovery.inputs.ServiceDnsConfigDnsRecordArgs;
import com.pulumi.aws.servicediscovery.inputs.ServiceHealthCheckCustomConfigArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.core.network.Ipv4Cidr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A service of Windows tasks: its roles, log group, task definition, security group, and what stands in front of it.
 *
 * <p>Children: {@link ServiceRoles} {@code name}, {@code name-logs}, {@code name-task-definition}, with awsvpc
 * {@code name-security-group} and its rules, {@link ServiceLoadBalancer} {@code name} with
 * {@code name-to-targets...} and {@code name-from-load-balancer...}, others {@code name-<key>} with the same, behind one that
 * exists {@code name-from-<its security group>}, {@code name-discovery}, {@code name-service}, and {@link ServiceScaling}
 * {@code name}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html">Windows task definitions</a>
 */
public final class EcsWindowsService extends ComponentResource {
    public static final String TYPE = "mullion:ecs:EcsWindowsService";

    private static final int HEALTH_CHECK_GRACE_PERIOD_SECONDS = 300;
    private static final String OPERATING_SYSTEM = "mullion:operating-system";

    /** What instances are told by, in a cluster that exists. */
    public static final String CAPACITY_ATTRIBUTE = "mullion.capacity";

    private final String name;
    private final EcsServiceSpec spec;
    private final EcsWindowsServiceInputs inputs;
    private final Map<String, String> tags;
    private final ServiceRoles roles;
    private final Service service;
    private final Optional<SecurityGroup> securityGroup;
    /** By the keys of {@link EcsServiceSpec#loadBalancers}, without those whose target group exists. */
    private final Map<String, ServiceLoadBalancer> loadBalancers = new LinkedHashMap<>();

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

        TaskResources resources = new TaskResources(name, spec, inputs, this);
        roles = resources.roles();
        List<Resource> before = resources.before(roles, resources.logGroup());
        Output<String> taskDefinition = resources.taskDefinition(roles);
        securityGroup = spec.networkMode().isAwsvpc() ? Optional.of(securityGroup(resources)) : Optional.empty();
        spec.loadBalancers().forEach(this::balance);
        Optional<Output<String>> registry = spec.serviceDiscovery().map(this::registry);

        loadBalancers.values().forEach(balancer -> before.addAll(balancer.listeners()));
        service = new Service(
                name + "-service",
                inputs.context()
                        .customized(name + "-service", serviceArgs(resources, taskDefinition, registry))
                        .build(),
                serviceOptions(before));
        spec.autoScaling().ifPresent(this::scale);

        Map<String, Output<?>> outputs = new LinkedHashMap<>();
        outputs.put("serviceName", service.name());
        dnsName().ifPresent(dnsName -> outputs.put("dnsName", dnsName));
        registerOutputs(outputs);
    }

    /** The service's name in AWS. */
    public Output<String> serviceName() {
        return service.name();
    }

    /** The name in DNS of the first load balancer that is made; none without one. */
    public Optional<Output<String>> dnsName() {
        return loadBalancers.values().stream()
                .flatMap(balancer -> balancer.dnsName().stream())
                .findFirst();
    }

    /** The tasks' security group; none in network mode default. */
    public Optional<Output<String>> securityGroupId() {
        return securityGroup.map(SecurityGroup::id);
    }

    private SecurityGroup securityGroup(TaskResources resources) {
        SecurityGroup group = resources.securityGroup();
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

    /** Makes what stands in front, or what leads to it where it exists, and opens the tasks to it. */
    private void balance(String key, LoadBalancerSpec balancerSpec) {
        String child = key.isEmpty() ? name : name + "-" + key;
        PortRange ports = spec.targetPorts(balancerSpec);
        if (balancerSpec.targetGroupArn().isEmpty()) {
            List<Ipv4Cidr> callers = balancerSpec.namesNobody()
                    ? inputs.cluster().vpcCidrBlock().stream().toList()
                    : balancerSpec.allowedCidrBlocks();
            ServiceLoadBalancer balancer = new ServiceLoadBalancer(
                    child,
                    balancerSpec,
                    new ServiceLoadBalancerInputs(inputs.context(), inputs.network(), callers, spec.networkMode()),
                    ComponentResourceOptions.builder().parent(this).build());
            loadBalancers.put(key, balancer);
            balancer.securityGroupId().ifPresent(balancerGroup -> targets().forEach((suffix, targetGroup) -> {
                open(child + "-to-targets" + suffix, balancerGroup, targetGroup, ports);
                admit(child + "-from-load-balancer" + suffix, balancerGroup, targetGroup, ports);
            }));
        }
        balancerSpec.securityGroupIds().forEach(id -> targets()
                .forEach((suffix, targetGroup) ->
                        admit(child + "-from-" + id + suffix, Output.of(id), targetGroup, ports)));
    }

    /** Security groups of what a load balancer leads to, by the suffix of the rules' names. */
    private Map<String, Output<String>> targets() {
        Map<String, Output<String>> groups = new LinkedHashMap<>();
        if (securityGroup.isPresent()) {
            groups.put("", securityGroup.get().id());
        } else {
            inputs.capacities()
                    .forEach(capacity -> groups.put("-" + capacity.strategy().capacity(), capacity.securityGroupId()));
        }
        return groups;
    }

    /** Opens the way from a load balancer that is made to its targets, and no other. */
    private void open(String rule, Output<String> balancerGroup, Output<String> targetGroup, PortRange ports) {
        new SecurityGroupEgressRule(
                rule,
                inputs.context()
                        .customized(
                                rule,
                                SecurityGroupEgressRuleArgs.builder()
                                        .securityGroupId(balancerGroup)
                                        .description("to the tasks")
                                        .ipProtocol("tcp")
                                        .fromPort(ports.first())
                                        .toPort(ports.last())
                                        .referencedSecurityGroupId(targetGroup)
                                        .tags(tags))
                        .build(),
                child());
    }

    private void admit(String rule, Output<String> balancerGroup, Output<String> targetGroup, PortRange ports) {
        new SecurityGroupIngressRule(
                rule,
                inputs.context()
                        .customized(
                                rule,
                                SecurityGroupIngressRuleArgs.builder()
                                        .securityGroupId(targetGroup)
                                        .description("from the load balancer of "
                                                + inputs.context().name(name))
                                        .ipProtocol("tcp")
                                        .fromPort(ports.first())
                                        .toPort(ports.last())
                                        .referencedSecurityGroupId(balancerGroup)
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

    private ServiceArgs.Builder serviceArgs(
            TaskResources resources, Output<String> taskDefinition, Optional<Output<String>> registry) {
        DeploymentCircuitBreakerSpec breaker = spec.deploymentCircuitBreaker();
        ServiceArgs.Builder args = ServiceArgs.builder()
                .cluster(inputs.cluster().arn())
                .taskDefinition(taskDefinition)
                .deploymentMinimumHealthyPercent(spec.stayingPercent())
                .deploymentCircuitBreaker(ServiceDeploymentCircuitBreakerArgs.builder()
                        .enable(breaker.enable())
                        .rollback(breaker.rollsBack())
                        .build())
                .enableExecuteCommand(spec.executesCommandsOn(inputs.host()))
                .enableEcsManagedTags(true)
                .propagateTags("SERVICE")
                .tags(serviceTags());
        if (!spec.isDaemon()) {
            args.desiredCount(spec.initialCount()).deploymentMaximumPercent(spec.mostPercent());
        }
        spec.serviceName().ifPresent(args::name);
        if (spec.forceNewDeployment()) {
            args.forceNewDeployment(true);
        }
        if (!spec.triggers().isEmpty()) {
            args.triggers(spec.triggers());
        }
        place(args);
        securityGroup.ifPresent(group -> args.networkConfiguration(ServiceNetworkConfigurationArgs.builder()
                .assignPublicIp(false)
                .subnets(inputs.network().subnetIds())
                .securityGroups(resources.securityGroups(group))
                .build()));
        if (!spec.loadBalancers().isEmpty()) {
            args.loadBalancers(spec.loadBalancers().entrySet().stream()
                            .map(each -> ServiceLoadBalancerArgs.builder()
                                    .targetGroupArn(targetGroupArn(each.getKey(), each.getValue()))
                                    .containerName(each.getValue().container())
                                    .containerPort(each.getValue().containerPort())
                                    .build())
                            .toList())
                    .healthCheckGracePeriodSeconds(
                            spec.healthCheckGracePeriodSeconds().orElse(HEALTH_CHECK_GRACE_PERIOD_SECONDS));
        }
        registry.ifPresent(arn -> args.serviceRegistries(registries(arn)));
        roles.volumesRoleArn().ifPresent(roleArn -> args.volumeConfiguration(volume(roleArn)));
        return args;
    }

    private Output<String> targetGroupArn(String key, LoadBalancerSpec balancer) {
        return balancer.targetGroupArn().map(Output::of).orElseGet(() -> Objects.requireNonNull(loadBalancers.get(key))
                .targetGroupArn());
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
        if (spec.isDaemon()) {
            args.schedulingStrategy("DAEMON");
        }
        if (spec.isDaemon() || !inputs.hasProviders()) {
            // A daemon takes no capacity provider, nor the cluster's default ones; others have none in a cluster that
            // exists.
            args.launchType("EC2");
        } else {
            args.capacityProviderStrategies(inputs.capacities().stream()
                    .map(capacity -> ServiceCapacityProviderStrategyArgs.builder()
                            .capacityProvider(capacity.capacityProviderName().orElseThrow())
                            .weight(capacity.strategy().weight())
                            .base(capacity.strategy().base())
                            .build())
                    .toList());
        }
        args.placementConstraints(inputs.constraints(spec).stream()
                .map(EcsWindowsService::constraint)
                .toList());
        if (!spec.placementStrategies().isEmpty()) {
            args.orderedPlacementStrategies(spec.placementStrategies().stream()
                    .map(EcsWindowsService::strategy)
                    .toList());
        }
    }

    private static ServicePlacementConstraintArgs constraint(PlacementConstraintSpec constraint) {
        ServicePlacementConstraintArgs.Builder args =
                ServicePlacementConstraintArgs.builder().type(constraint.type().toString());
        constraint.expression().ifPresent(args::expression);
        return args.build();
    }

    private static ServiceOrderedPlacementStrategyArgs strategy(PlacementStrategySpec strategy) {
        ServiceOrderedPlacementStrategyArgs.Builder args = ServiceOrderedPlacementStrategyArgs.builder()
                .type(strategy.type().toString());
        strategy.field().ifPresent(args::field);
        return args.build();
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
        List<String> ofOthers = new ArrayList<>();
        if (spec.autoScaling().isPresent()) {
            // Application Auto Scaling moves it; the next deployment would move it back.
            ofOthers.add("desiredCount");
        }
        if (spec.ignoreTaskDefinitionChanges()) {
            ofOthers.add("taskDefinition");
        }
        if (!ofOthers.isEmpty()) {
            options.ignoreChanges(ofOthers);
        }
        // Two services of one name do not stand beside each other.
        spec.serviceName().ifPresent(fixed -> options.deleteBeforeReplace(true));
        return options.build();
    }

    private void scale(ServiceAutoScalingSpec scaling) {
        new ServiceScaling(
                name,
                scaling,
                new ServiceScaling.Inputs(
                        inputs.cluster().name(),
                        service.name(),
                        Optional.ofNullable(loadBalancers.get("")).map(ServiceLoadBalancer::resourceLabel),
                        inputs.context()),
                ComponentResourceOptions.builder().parent(this).build());
    }

    private CustomResourceOptions child() {
        return CustomResourceOptions.builder().parent(this).build();
    }
}
