package dev.mullion.ecs.service;

import dev.mullion.aws.StackContext;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
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
        Optional<String> serviceName,
        @Default("EC2") LaunchType launchType,
        Optional<String> capacity,
        @Singular("capacityProviderStrategyItem") List<CapacityProviderStrategySpec> capacityProviderStrategy,
        Optional<WindowsRelease> operatingSystem,
        @Default("AWSVPC") NetworkMode networkMode,
        Optional<Integer> cpu,
        Optional<Integer> memoryMib,
        Optional<Integer> ephemeralStorageGib,
        Optional<Integer> desiredCount,
        @Default("REPLICA") SchedulingStrategy schedulingStrategy,
        Optional<Integer> minimumHealthyPercent,
        Optional<Integer> maximumPercent,
        DeploymentCircuitBreakerSpec deploymentCircuitBreaker,
        boolean ignoreTaskDefinitionChanges,
        boolean forceNewDeployment,
        @Singular("trigger") Map<String, String> triggers,
        Optional<Integer> healthCheckGracePeriodSeconds,
        Optional<Boolean> executeCommand,
        Optional<String> taskRoleArn,
        Optional<String> executionRoleArn,
        List<String> taskPolicies,
        Optional<String> permissionsBoundary,
        List<String> kmsKeyArns,
        List<String> securityGroupIds,
        List<Ipv4Cidr> allowedCidrBlocks,
        @Singular("placementConstraint") List<PlacementConstraintSpec> placementConstraints,
        @Singular("placementStrategy") List<PlacementStrategySpec> placementStrategies,
        @Default("30") int logRetentionDays,
        Optional<String> logKmsKeyArn,
        @Singular("container") Map<String, ContainerSpec> containers,
        @Singular("volume") Map<String, VolumeSpec> volumes,
        Optional<LoadBalancerSpec> loadBalancer,

        @Singular("additionalLoadBalancer") Map<String, LoadBalancerSpec> additionalLoadBalancers,

        Optional<ServiceAutoScalingSpec> autoScaling,
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
    private static final int DEFAULT_MAXIMUM_PERCENT = 200;

    public static EcsServiceSpecBuilder builder() {
        return new EcsServiceSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        return LinuxOnly.SERVICE;
    }

    static boolean isHarmless(String key, String value) {
        return LinuxOnly.isHarmless(key, value);
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
