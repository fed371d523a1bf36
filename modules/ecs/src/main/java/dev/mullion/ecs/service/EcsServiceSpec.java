package dev.mullion.ecs.service;

import dev.mullion.aws.LogRetention;
import dev.mullion.aws.ResourceId;
import dev.mullion.aws.StackContext;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Entries;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.OneOf;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.text.Nearest;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.windows.WindowsRelease;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A service of Windows tasks, on instances of the cluster's capacity or on Fargate.
 *
 * <pre>{@code
 * services:
 *   web:
 *     capacity: general
 *     desiredCount: 2
 *     containers:
 *       iis:
 *         image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022
 *         cpu: 1024
 *         memoryMib: 2048
 *         portMappings: [{containerPort: 80}]
 *     loadBalancer: {container: iis, containerPort: 80}
 * }</pre>
 *
 * @param serviceName the service's name in AWS, 1 to 255 letters, digits, hyphens and underscores, for a pipeline that must know
 *     it; one of Pulumi's when not given, so that a successor can stand beside its predecessor
 * @param launchType EC2 or FARGATE; EC2 when not given
 * @param capacity the key of the cluster's capacity that runs it; the cluster's default strategy when not given
 * @param capacityProviderStrategy several of the cluster's capacities of one release, instead of {@code capacity}
 * @param operatingSystem the release of a Fargate task: 2019 or 2022; on EC2 it is the capacity's
 * @param networkMode awsvpc or default (Docker's NAT network); awsvpc when not given
 * @param cpu the task's CPU units: on Fargate 1024, 2048 or 4096; Windows ignores it on EC2
 * @param memoryMib the task's memory: on Fargate 2048 to 30720 by what cpu allows; Windows ignores it on EC2
 * @param ephemeralStorageGib a Fargate task's disk, 21 to 200; Fargate's own size when not given
 * @param desiredCount tasks, 0 or more; 1 when not given; with autoScaling only the first deployment counts
 * @param schedulingStrategy REPLICA (desiredCount tasks) or DAEMON (one task on each instance of the cluster with the release of
 *     its capacity, whichever capacity the instance is of; on EC2 only); REPLICA when not given
 * @param minimumHealthyPercent tasks that stay during a deployment, in percent of desiredCount; 100 when not given, 0 with DAEMON
 * @param maximumPercent tasks that may run during a deployment, in percent of desiredCount, 100 or more; 200 when not given; not
 *     with DAEMON
 * @param deploymentCircuitBreaker ends a deployment whose tasks do not start; on, with rollback, when not given
 * @param ignoreTaskDefinitionChanges the service keeps the task definition that it runs, such as one that a pipeline registered:
 *     a changed one is registered and not deployed; false when not given
 * @param forceNewDeployment tasks are started anew whenever the service is updated, as for an image whose tag moved; false when
 *     not given
 * @param triggers values of which a change updates the service, such as an image's digest; with forceNewDeployment
 * @param healthCheckGracePeriodSeconds how long a started task may fail the load balancer's health checks, 0 to
 *     2147483647; 300 when not given, since IIS and .NET warm up for minutes; only with a load balancer
 * @param executeCommand ECS Exec; the cluster's executeCommand when not given
 * @param taskRoleArn the tasks' role instead of the one that is made
 * @param executionRoleArn the role that starts tasks instead of the one that is made
 * @param taskPolicies ARNs of managed policies that the tasks' role gets, at most 10; no role when nothing needs one
 * @param permissionsBoundary the ARN of a policy that bounds the roles that are made
 * @param kmsKeyArns keys of the customer's own that secrets are encrypted with, for the execution role
 * @param securityGroupIds security groups of the tasks beside the one that is made, at most 4; with awsvpc
 * @param allowedCidrBlocks who reaches the containers' ports directly, beside the load balancer; nobody when not given; with
 *     awsvpc
 * @param placementConstraints expressions of ECS's cluster query language, or {type: distinctInstance}, beside the one for the
 *     operating system; at most 9
 * @param placementStrategies on which of the fitting instances tasks go, the first counting most; at most 5; ECS's own balance
 *     between zones when not given
 * @param logRetentionDays how long the service's log group keeps events, one of CloudWatch's steps; 30 when not given
 * @param logKmsKeyArn the key that encrypts the service's log group; the cluster's, or CloudWatch's own, when not given
 * @param containers the task's containers by name, one to ten
 * @param volumes the task's volumes by name
 * @param loadBalancer a load balancer of its own, or a place behind one that exists
 * @param additionalLoadBalancers further ones by a key, at most 4, such as an internal one beside one that faces the internet
 * @param autoScaling how many tasks there are, by what they are busy with
 * @param serviceDiscovery a name in Cloud Map
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html">CreateService</a>
 */
@GenerateBuilder
public record EcsServiceSpec(
        @Explain(api = "AWS::ECS::Service ServiceName", example = "storefront-web")
        Optional<String> serviceName,

        @Explain(api = "AWS::ECS::Service LaunchType", example = "FARGATE") @Default("EC2")
        LaunchType launchType,

        @Explain(api = "AWS::ECS::Service CapacityProviderStrategy", example = "general")
        Optional<String> capacity,

        @Explain(
                api = "AWS::ECS::Service CapacityProviderStrategy",
                example = "[{capacity: general}, {capacity: spot, weight: 3}]")
        @Singular("capacityProviderStrategyItem")
        List<CapacityProviderStrategySpec> capacityProviderStrategy,

        @Explain(
                api = "AWS::ECS::TaskDefinition RuntimePlatform.OperatingSystemFamily",
                example = "WINDOWS_SERVER_2022_CORE")
        Optional<WindowsRelease> operatingSystem,

        @Explain(api = "AWS::ECS::TaskDefinition NetworkMode", example = "default") @Default("AWSVPC")
        NetworkMode networkMode,

        @Explain(api = "AWS::ECS::TaskDefinition Cpu", example = "1024", unit = "CPU units, of which a vCPU has 1024")
        Optional<Integer> cpu,

        @Explain(api = "AWS::ECS::TaskDefinition Memory", example = "4096")
        Optional<Integer> memoryMib,

        @Range(min = 21, max = 200)
        @Explain(api = "AWS::ECS::TaskDefinition EphemeralStorage.SizeInGiB", example = "50")
        Optional<Integer> ephemeralStorageGib,

        @Range(min = 0, max = EcsServiceSpec.MAX_TASKS) @Explain(api = "AWS::ECS::Service DesiredCount", example = "2")
        Optional<Integer> desiredCount,

        @Explain(api = "AWS::ECS::Service SchedulingStrategy", example = "DAEMON") @Default("REPLICA")
        SchedulingStrategy schedulingStrategy,

        @Range(min = 0, max = 100)
        @Explain(api = "AWS::ECS::Service DeploymentConfiguration.MinimumHealthyPercent", example = "50")
        Optional<Integer> minimumHealthyPercent,

        @Range(min = 100, max = Integer.MAX_VALUE)
        @Explain(api = "AWS::ECS::Service DeploymentConfiguration.MaximumPercent", example = "150")
        Optional<Integer> maximumPercent,

        @Explain(
                api = "AWS::ECS::Service DeploymentConfiguration.DeploymentCircuitBreaker",
                example = "{rollback: false}")
        DeploymentCircuitBreakerSpec deploymentCircuitBreaker,

        @Explain(api = "ignoreChanges of Pulumi", example = "true")
        boolean ignoreTaskDefinitionChanges,

        @Explain(api = "AWS::ECS::Service ForceNewDeployment", example = "true")
        boolean forceNewDeployment,

        @Explain(api = "triggers of Pulumi's aws:ecs:Service", example = "{image: \"sha256:0123456789abcdef\"}")
        @Singular("trigger")
        Map<String, String> triggers,

        @Range(min = 0, max = Integer.MAX_VALUE)
        @Explain(api = "AWS::ECS::Service HealthCheckGracePeriodSeconds", example = "600")
        Optional<Integer> healthCheckGracePeriodSeconds,

        @Explain(api = "AWS::ECS::Service EnableExecuteCommand", example = "true")
        Optional<Boolean> executeCommand,

        @Matches(ResourceId.Regex.ROLE)
        @Explain(api = "AWS::ECS::TaskDefinition TaskRoleArn", example = "arn:aws:iam::123456789012:role/web")
        Optional<String> taskRoleArn,

        @Matches(ResourceId.Regex.ROLE)
        @Explain(
                api = "AWS::ECS::TaskDefinition ExecutionRoleArn",
                example = "arn:aws:iam::123456789012:role/web-start")
        Optional<String> executionRoleArn,

        @Matches(ResourceId.Regex.POLICY)
        @Explain(api = "AWS::IAM::Role ManagedPolicyArns", example = "[arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess]")
        List<String> taskPolicies,

        @Matches(ResourceId.Regex.POLICY)
        @Explain(api = "AWS::IAM::Role PermissionsBoundary", example = "arn:aws:iam::123456789012:policy/boundary")
        Optional<String> permissionsBoundary,

        @Matches(ResourceId.Regex.KMS_KEY)
        @Explain(
                api = "AWS::KMS::Key",
                example = "[arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012]")
        List<String> kmsKeyArns,

        @Matches(ResourceId.Regex.SECURITY_GROUP)
        @Explain(
                api = "AWS::ECS::Service NetworkConfiguration.AwsvpcConfiguration.SecurityGroups",
                example = "[sg-0123456789abcdef0]")
        List<String> securityGroupIds,

        @Explain(api = "AWS::EC2::SecurityGroupIngress CidrIp", example = "[10.0.0.0/8]")
        List<Ipv4Cidr> allowedCidrBlocks,

        @Entries(max = ServiceRules.MAX_CONSTRAINTS)
        @Explain(api = "AWS::ECS::Service PlacementConstraints", example = "[attribute:ecs.instance-type =~ m6i.*]")
        @Singular("placementConstraint")
        List<PlacementConstraintSpec> placementConstraints,

        @Entries(max = ServiceRules.MAX_STRATEGIES)
        @Explain(api = "AWS::ECS::Service PlacementStrategies", example = "[{type: binpack, field: memory}]")
        @Singular("placementStrategy")
        List<PlacementStrategySpec> placementStrategies,

        @Explain(api = "AWS::Logs::LogGroup RetentionInDays", example = "90") @OneOf(LogRetention.STEPS) @Default("30")
        int logRetentionDays,

        @Matches(ResourceId.Regex.KMS_KEY)
        @Explain(
                api = "AWS::Logs::LogGroup KmsKeyId",
                example = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012")
        Optional<String> logKmsKeyArn,

        @Required
        @Entries(min = 1, max = ServiceRules.MAX_CONTAINERS)
        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions",
                example =
                        "{iis: {image: \"mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022\", cpu: 1024, memoryMib: 2048}}")
        @Singular("container")
        Map<String, ContainerSpec> containers,

        @Explain(api = "AWS::ECS::TaskDefinition Volumes", example = "{data: {host: {sourcePath: 'D:\\data'}}}")
        @Singular("volume")
        Map<String, VolumeSpec> volumes,

        @Explain(api = "AWS::ECS::Service LoadBalancers", example = "{container: iis, containerPort: 80}")
        Optional<LoadBalancerSpec> loadBalancer,

        @Entries(max = ServiceRules.MAX_ADDITIONAL_LOAD_BALANCERS)
        @Explain(
                api = "AWS::ECS::Service LoadBalancers",
                example =
                        "{public: {scheme: internet-facing, allowedCidrBlocks: [203.0.113.0/24], container: iis, containerPort: 80}}")
        @Singular("additionalLoadBalancer")
        Map<String, LoadBalancerSpec> additionalLoadBalancers,

        @Explain(api = "AWS::ApplicationAutoScaling::ScalableTarget", example = "{maxCapacity: 6, cpuPercent: 60}")
        Optional<ServiceAutoScalingSpec> autoScaling,

        @Explain(api = "AWS::ECS::Service ServiceRegistries", example = "{namespaceName: shop.internal}")
        Optional<ServiceDiscoverySpec> serviceDiscovery)
        implements Spec {
    /** What runs the tasks, spelled as ECS does. */
    public enum LaunchType {
        /** Instances of the cluster. */
        EC2,
        /** AWS's own. */
        FARGATE;

        /**
         * The launch type of that name.
         *
         * @throws IllegalArgumentException for the API's other types too, with the reason
         */
        public static LaunchType parse(String name) {
            for (LaunchType type : values()) {
                if (type.name().equals(name)) {
                    return type;
                }
            }
            throw new IllegalArgumentException(
                    name.equals("MANAGED_INSTANCES")
                            // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ManagedInstances.html
                            ? "use EC2 or FARGATE: ECS Managed Instances run Linux (Bottlerocket) only"
                            : Nearest.hint(name, List.of(EC2.name(), FARGATE.name()), "use EC2 or FARGATE"));
        }
    }

    /** How many tasks there are, spelled as ECS does. */
    public enum SchedulingStrategy {
        /** As many as somebody wants. */
        REPLICA,
        /** One on each instance. */
        DAEMON
    }

    /** https://github.com/aws/amazon-ecs-agent/blob/master/README.md, ECS_DYNAMIC_HOST_PORT_RANGE */
    private static final PortRange DYNAMIC_HOST_PORTS = new PortRange(49_152, 65_535);

    private static final int DEFAULT_MINIMUM_HEALTHY_PERCENT = 100;
    static final int MAX_TASKS = 5_000;
    private static final int DEFAULT_MAXIMUM_PERCENT = 200;

    public static EcsServiceSpecBuilder builder() {
        return new EcsServiceSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        return LinuxOnly.SERVICE;
    }

    static Set<String> harmlessValues(String key) {
        return LinuxOnly.harmlessValues(key);
    }

    /** Whether AWS's own machines run it. */
    public boolean isFargate() {
        return launchType == LaunchType.FARGATE;
    }

    /** CPU units that a task takes from an instance: the sum of its containers, since Windows ignores the task's own. */
    public int totalCpu() {
        return containers.values().stream().mapToInt(ContainerSpec::cpu).sum();
    }

    /** MiB that a task takes from an instance: the sum of its containers. */
    public int totalMemoryMib() {
        return containers.values().stream()
                .mapToInt(ContainerSpec::reservedMemoryMib)
                .sum();
    }

    /** Ports of the instance that a task takes for itself, sorted: those that network mode default maps by number. */
    public List<Integer> hostPorts() {
        return networkMode.isAwsvpc()
                ? List.of()
                : containers.values().stream()
                        .flatMap(container -> container.portMappings().stream())
                        .flatMap(mapping -> mapping.hostPort().stream())
                        .filter(port -> port > 0)
                        .sorted()
                        .toList();
    }

    /** The containers' log drivers, in the order of {@link LogDriver}. */
    public Set<LogDriver> logDrivers() {
        return containers.values().stream()
                .map(container -> container.logConfiguration().logDriver())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(LogDriver.class)));
    }

    /** The containers' gMSA credential specs, in the containers' order. */
    public List<CredentialSpec> credentialSpecs() {
        return containers.values().stream()
                .flatMap(container -> container.credentialSpec().stream())
                .toList();
    }

    /** Kinds of the volumes, in the order of {@link VolumeSpec.Kind}. */
    public Set<VolumeSpec.Kind> volumeKinds() {
        return volumes.values().stream()
                .map(VolumeSpec::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(VolumeSpec.Kind.class)));
    }

    /** Whether ECS starts one task on each instance. */
    public boolean isDaemon() {
        return schedulingStrategy == SchedulingStrategy.DAEMON;
    }

    /** Tasks that stay during a deployment, in percent of those that are wanted. */
    public int stayingPercent() {
        return minimumHealthyPercent.orElse(isDaemon() ? 0 : DEFAULT_MINIMUM_HEALTHY_PERCENT);
    }

    /** Tasks that may run during a deployment, in percent of those that are wanted. */
    int mostPercent() {
        return maximumPercent.orElse(DEFAULT_MAXIMUM_PERCENT);
    }

    /** Whether no two of its tasks share an instance. */
    public boolean isOnDistinctInstances() {
        return placementConstraints.stream().anyMatch(PlacementConstraintSpec::isDistinctInstance);
    }

    /** All load balancers in front of it by their keys, the first of them without one. */
    Map<String, LoadBalancerSpec> loadBalancers() {
        Map<String, LoadBalancerSpec> all = new LinkedHashMap<>();
        loadBalancer.ifPresent(first -> all.put("", first));
        all.putAll(additionalLoadBalancers);
        return all;
    }

    /** Ports behind a load balancer: the container's with awsvpc, otherwise the instance's, fixed or chosen by ECS. */
    PortRange targetPorts(LoadBalancerSpec balancer) {
        if (networkMode.isAwsvpc()) {
            return new PortRange(balancer.containerPort(), balancer.containerPort());
        }
        return Optional.ofNullable(containers.get(balancer.container())).stream()
                .flatMap(container -> container.portMappings().stream())
                .filter(mapping -> mapping.containerPort().equals(Optional.of(balancer.containerPort())))
                .flatMap(mapping -> mapping.hostPort().stream())
                .filter(port -> port > 0)
                .map(port -> new PortRange(port, port))
                .findFirst()
                .orElse(DYNAMIC_HOST_PORTS);
    }

    /** What SRV records of Cloud Map name; none with A records. */
    Optional<Map.Entry<String, Integer>> discoveredPort() {
        return serviceDiscovery
                .filter(discovery -> discovery.recordType(networkMode) == ServiceDiscoverySpec.DnsRecordType.SRV)
                .flatMap(discovery -> discovery.container().isPresent()
                        ? Optional.of(Map.entry(
                                discovery.container().get(),
                                discovery.containerPort().orElseThrow()))
                        : onlyPort());
    }

    /** The container and the port of a task that has one. */
    Optional<Map.Entry<String, Integer>> onlyPort() {
        List<Map.Entry<String, Integer>> ports = new ArrayList<>();
        containers.forEach((key, container) -> container.portMappings().forEach(mapping -> mapping.containerPort()
                .ifPresent(port -> ports.add(Map.entry(key, port)))));
        return ports.size() == 1 ? Optional.of(ports.get(0)) : Optional.empty();
    }

    /** The EBS volume of a task, of which it has at most one. */
    Optional<Map.Entry<String, ManagedEbsVolumeSpec>> ebsVolume() {
        return volumes.entrySet().stream()
                .filter(entry -> entry.getValue().managedEbsVolume().isPresent())
                .map(entry -> Map.entry(
                        entry.getKey(), entry.getValue().managedEbsVolume().orElseThrow()))
                .findFirst();
    }

    /** Whether ECS Exec is on, given the cluster's default. */
    public boolean executesCommands(boolean clusterDefault) {
        return executeCommand.orElse(clusterDefault);
    }

    /** Whether ECS Exec is on, given what it runs on: the agent has none on old releases. */
    public boolean executesCommandsOn(CapacityTraits host) {
        return executesCommands(host.executeCommand()) && host.release().has(WindowsRelease.Feature.ECS_EXEC);
    }

    /** Whether its tasks have a role, given what it runs on. */
    public boolean hasTaskRoleOn(CapacityTraits host) {
        return taskRoleArn.isPresent() || !taskPolicies.isEmpty() || executesCommandsOn(host);
    }

    /** Tasks of the first deployment; later ones leave the number to autoScaling where there is one. A daemon wants none itself. */
    public int initialCount() {
        if (isDaemon()) {
            return 0;
        }
        int wanted = desiredCount.orElse(1);
        return autoScaling
                .map(scaling -> Math.min(Math.max(wanted, scaling.minCapacity()), scaling.maxCapacity()))
                .orElse(wanted);
    }

    /** Whether tasks have interfaces of their own, as all of Fargate's do. */
    boolean hasInterfaces() {
        return isFargate() || networkMode.isAwsvpc();
    }

    /** What the operating system and the agent of its capacity do not have, and on Fargate those of the platform. */
    public void checkHost(CapacityTraits host, HostKeys keys, Problems problems) {
        new HostRules(this, host, keys, problems).check();
    }

    /** The scripts that containers start from, by the container's name; none for those that start their program at once. */
    public Map<String, String> containerScripts() {
        Map<String, String> scripts = new TreeMap<>();
        containers.forEach((name, container) ->
                ContainerDefinitions.routes(container).ifPresent(script -> scripts.put(name, script)));
        return scripts;
    }

    /** The release of a service on Fargate, where Fargate has it. */
    public Optional<WindowsRelease> fargateRelease() {
        return operatingSystem.filter(release -> isFargate() && release.has(WindowsRelease.Feature.FARGATE));
    }

    /** Refuses capacities that the cluster does not have. */
    public void checkCapacity(CapacityKeys keys, Problems problems) {
        Problems here = problems.given("launchType");
        if (!keys.isEmpty()) {
            capacity.ifPresent(key -> keys.check(key, here.at("capacity")));
        }
        CapacityProviderStrategySpec.check(capacityProviderStrategy, keys, here.at("capacityProviderStrategy"));
    }

    /** Refuses a service that needs a longer policy than a role takes; what {@link #check} refuses is not looked at. */
    public void checkPolicies(String logGroup, StackContext context, Problems problems) {
        Problems own = new Problems();
        check(own);
        if (executionRoleArn.isPresent() || !own.problems().isEmpty()) {
            return;
        }
        int length = ServicePolicies.execution(this, context, logGroup)
                .map(String::length)
                .orElse(0);
        if (length > ServicePolicies.MAX_CHARACTERS) {
            problems.given("executionRoleArn", "kmsKeyArns", "containers", "volumes")
                    .add(String.format(
                            Locale.ROOT,
                            "needs a policy of %,d characters for its execution role, and IAM takes %,d; use fewer secrets,"
                                    + " several values in one secret, or executionRoleArn",
                            length,
                            ServicePolicies.MAX_CHARACTERS));
        }
    }

    /** Refuses a load balancer that has no place in the network, or that nobody could reach. */
    public void checkNetwork(NetworkSpec network, Problems networkKeys, Problems problems) {
        loadBalancers().forEach((key, spec) -> spec.checkNetwork(network, networkKeys, loadBalancer(key, problems)));
    }

    /** Refuses a load balancer that nobody could reach, in a VPC whose range is not known before a deployment. */
    public void checkUnknownRange(Problems problems) {
        loadBalancers().forEach((key, spec) -> spec.checkUnknownRange(loadBalancer(key, problems)));
    }

    /** Refuses what is of another region than the stack. */
    public void checkRegion(String region, Problems problems) {
        loadBalancers().forEach((key, spec) -> spec.checkRegion(region, loadBalancer(key, problems)));
    }

    /** Where the load balancer of a key stands. */
    static Problems loadBalancer(String key, Problems problems) {
        return key.isEmpty()
                ? problems.at("loadBalancer")
                : problems.at("additionalLoadBalancers").at(key);
    }

    @Override
    public void check(Problems problems) {
        new ServiceRules(this, problems).check();
    }
}
