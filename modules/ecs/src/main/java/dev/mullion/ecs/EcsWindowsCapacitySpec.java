package dev.mullion.ecs;

import dev.mullion.aws.ResourceId;
import dev.mullion.aws.Tags;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Entries;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.Unwrapped;
import dev.mullion.ec2.AutoScalingSpec;
import dev.mullion.ec2.DomainJoinSpec;
import dev.mullion.ec2.InstanceType;
import dev.mullion.ec2.InstanceTypes;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ec2.RootVolumeSpec;
import dev.mullion.ec2.WindowsInstanceSpec;
import dev.mullion.ecs.service.ManagedPolicies;
import dev.mullion.ecs.service.OtherSpellings;
import dev.mullion.windows.WindowsRelease.Feature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Windows instances of an ECS cluster that are alike, behind a capacity provider of their own.
 *
 * <pre>{@code
 * capacity:
 *   general:
 *     operatingSystem: WINDOWS_SERVER_2022_CORE
 *     instanceTypes: [m6i.xlarge]
 *     minSize: 2
 *     maxSize: 6
 *     rootVolume: {sizeGib: 150}
 *     agent: {reservedMemoryMib: 1024}
 * }</pre>
 *
 * @param instance the instances; the hop limit is 1 when not given, which is enough for the agent
 * @param autoScaling how many there are
 * @param agent settings of the ECS agent
 * @param managedScaling how ECS scales them
 * @param gmsa group managed service accounts for tasks on instances outside the domain; none when not given
 * @param domainJoin the domain that instances are in; none when not given
 * @param warmPool instances that have booted once and wait, stopped; none when not given
 * @param replaceUnregisteredAfterSeconds how long after a boot an instance that has not joined the cluster is replaced, 1800
 *     to 86400; it stays when not given, since a fault of all instances would replace them for ever
 * @param managedPolicyArns managed policies that the instances' role gets beside AmazonSSMManagedInstanceCore and
 *     AmazonEC2ContainerServiceforEC2Role, at most 8; none when not given
 * @param tags tags of this capacity alone, beside those of the stack; none when not given
 * @param managedDraining ECS moves tasks away before an instance ends; true when not given
 * @param managedTerminationProtection ECS keeps instances with tasks from scale-in; true when not given
 */
@GenerateBuilder
public record EcsWindowsCapacitySpec(
        @Unwrapped WindowsInstanceSpec instance,
        @Unwrapped AutoScalingSpec autoScaling,

        @Explain(api = "ECS agent", example = "{reservedMemoryMib: 1024}")
        EcsAgentSpec agent,

        @Explain(
                api = "AWS::ECS::CapacityProvider AutoScalingGroupProvider.ManagedScaling",
                example = "{targetCapacityPercent: 90}")
        ManagedScalingSpec managedScaling,

        @Explain(
                api = "credentials-fetcher of the ECS agent",
                example = "{credentialArns: [arn:aws:secretsmanager:eu-west-1:123456789012:secret:gmsa-AbCdEf]}")
        Optional<GmsaSpec> gmsa,

        @Explain(example = "{directoryId: d-1234567890}") Optional<DomainJoinSpec> domainJoin,

        @Explain(api = "AWS::AutoScaling::WarmPool", example = "{minSize: 1}")
        Optional<WarmPoolSpec> warmPool,

        @Explain(api = "AWS::AutoScaling::LifecycleHook HeartbeatTimeout", example = "2700")
        @Range(min = 1_800, max = 86_400)
        Optional<Integer> replaceUnregisteredAfterSeconds,

        @Matches(ResourceId.Regex.POLICY)
        @Entries(max = EcsWindowsCapacitySpec.MAX_POLICIES)
        @Explain(
                api = "AWS::IAM::Role ManagedPolicyArns",
                example = "[arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy]")
        List<String> managedPolicyArns,

        @Explain(api = "AWS::AutoScaling::AutoScalingGroup Tags", example = "{CostCenter: \"1234\"}") @Singular("tag")
        Map<String, String> tags,

        @Explain(api = "AWS::ECS::CapacityProvider AutoScalingGroupProvider.ManagedDraining", example = "false")
        @Default("true")
        boolean managedDraining,

        @Explain(
                api = "AWS::ECS::CapacityProvider AutoScalingGroupProvider.ManagedTerminationProtection",
                example = "false")
        @Default("true")
        boolean managedTerminationProtection)
        implements Spec {
    /** A role has ten policies at most, and two are there. */
    static final int MAX_POLICIES = 8;

    /** The disk of the recipe that {@code agent.archive} stands for. */
    private static final int ARCHIVE_ROOT_VOLUME_GIB = 128;

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-warm-pool.html */
    private static final AgentVersion WARM_POOLS_SINCE = new AgentVersion(1, 59, 0);

    public EcsWindowsCapacitySpec {
        if (agent.archive().isPresent()) {
            instance = instance.withDefaults(
                    RootVolumeSpec.builder().sizeGib(ARCHIVE_ROOT_VOLUME_GIB).unchecked(), true);
        }
    }

    public static EcsWindowsCapacitySpecBuilder builder() {
        return new EcsWindowsCapacitySpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        return OtherSpellings.of("capacity");
    }

    @Override
    public void check(Problems problems) {
        instance.check(problems);
        instance.checkInstanceTypes(
                autoScaling.instancesDistribution().usesSpot(),
                problems.at("instancesDistribution").at("onDemandPercentageAboveBaseCapacity"),
                problems);
        autoScaling.check(problems);
        agent.check(problems.at("agent"));
        agent.checkRelease(
                instance.operatingSystem(), problems.given("operatingSystem").at("agent"));
        checkReservedMemory(problems.given("instanceTypes").at("agent").at("reservedMemoryMib"));
        managedScaling.check(problems.at("managedScaling"));
        gmsa.ifPresent(spec -> checkGmsa(spec, problems));
        domainJoin.ifPresent(spec -> spec.check(problems.at("domainJoin")));
        warmPool.ifPresent(spec -> checkWarmPool(spec, problems));
        replaceUnregisteredAfterSeconds.ifPresent(
                seconds -> EcsWindowsCapacitySpecBuilder.checkReplaceUnregisteredAfterSeconds(seconds, problems));
        instance.instanceProfile().ifPresent(profile -> keysThatNeedPolicies().forEach(key -> problems.at(key)
                .warn(
                        "ECS050",
                        "the role of the existing instance profile " + profile + " must allow what this"
                                + " needs; docs/ecs.md has the policies")));
        checkPolicies(problems.at("managedPolicyArns"), problems);
        Tags.check(tags, problems.at("tags"));
    }

    /** Of instances that a capacity provider protects. */
    void checkLifetime(Problems problems) {
        if (managedTerminationProtection) {
            // https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-max-instance-lifetime.html
            autoScaling.maxInstanceLifetimeSeconds().ifPresent(seconds -> problems.at("maxInstanceLifetimeSeconds")
                    .warn(
                            "ECS040",
                            "managed termination protection keeps an instance with tasks, whatever its age;"
                                    + " managedTerminationProtection: false lets it go, drained first where"
                                    + " managedDraining is on"));
        }
    }

    private void checkPolicies(Problems policies, Problems problems) {
        ManagedPolicies.check(managedPolicyArns, EcsWindowsCapacity.MANAGED_POLICIES, policies);
        instance.instanceProfile()
                .filter(profile -> !managedPolicyArns.isEmpty())
                .ifPresent(profile -> problems.given("instanceProfile")
                        .atKey("managedPolicyArns")
                        .add("belongs to a role that is made; leave it out, or instanceProfile"));
    }

    private void checkGmsa(GmsaSpec spec, Problems problems) {
        spec.check(problems.at("gmsa"));
        if (!instance.operatingSystem().has(Feature.DOMAINLESS_GMSA)) {
            problems.given("operatingSystem")
                    .atKey("gmsa")
                    .add("does not work on " + instance.operatingSystem() + "; use 2019 or later, or domainJoin");
        }
        if (!agent.gmsaSupported().orElse(true)) {
            problems.at("agent")
                    .at("gmsaSupported")
                    .refuse(false, "use true, or leave it out: gmsa of this capacity needs it");
        }
    }

    private void checkWarmPool(WarmPoolSpec spec, Problems problems) {
        spec.check(problems.at("warmPool"));
        spec.checkGroup(autoScaling, problems);
        Problems agentKeys = problems.at("agent");
        agent.knownVersion()
                .filter(version -> version.isBefore(WARM_POOLS_SINCE))
                .ifPresent(version -> problems.given(
                                agentKeys.at("version"), agentKeys.at("archive").at("version"))
                        .at("warmPool")
                        .add("needs agent " + WARM_POOLS_SINCE + " or later; the agent's version is " + version));
    }

    /** Whether instances are in a domain, as credential specs without a secret and FSx volumes need. */
    public boolean isDomainJoined() {
        return domainJoin.isPresent();
    }

    /** Whether the user data sets {@code ECS_GMSA_SUPPORTED}; then credential specs work, see {@link #isDomainJoined}. */
    public boolean isGmsaSupported() {
        return agent.gmsaSupported().orElse(gmsa.isPresent() || domainJoin.isPresent());
    }

    /**
     * Refuses what the network can not give, at the keys that ask for it.
     *
     * @param networkKeys where the network's own keys stand
     */
    void checkNetwork(NetworkSpec network, Problems networkKeys, Problems problems) {
        Problems here = problems.given(networkKeys.at("vpcId"));
        if (instance.hasPublicIpAddress()) {
            if (!network.isNew() && network.publicSubnetIds().isEmpty()) {
                here.given(networkKeys.at("publicSubnetIds"))
                        .at("associatePublicIpAddress")
                        .add("needs public subnets, and mullion:network names none; use publicSubnetIds there"
                                + (agent.archive().isPresent() ? ", or false here (agent.archive makes it true)" : ""));
            }
        } else if (network.isNew() && !network.hasNat() && network.interfaceEndpoints()) {
            Problems isolated = here.given(networkKeys.at("natGateways"), networkKeys.at("interfaceEndpoints"))
                    .given("associatePublicIpAddress");
            if (agent.archive().isPresent()) {
                isolated.at("agent").at("archive").add("is read from the internet, and the network has no NAT gateway");
            }
            List<String> reached = network.endpointServices(List.of(EcsPlatform.ECS));
            services().forEach((key, services) -> {
                List<String> missing = services.stream()
                        .filter(service -> !reached.contains(service))
                        .toList();
                if (!missing.isEmpty()) {
                    isolated.given(
                                    networkKeys.at("additionalInterfaceEndpoints"),
                                    problems.at("agent").at("archive"))
                            .atKey(key)
                            .add("calls services that a network without NAT gateways does not reach; use"
                                    + " additionalInterfaceEndpoints: " + missing + " in mullion:network");
                }
            });
        }
    }

    private List<String> keysThatNeedPolicies() {
        List<String> keys = new ArrayList<>();
        gmsa.ifPresent(spec -> keys.add("gmsa"));
        domainJoin.filter(spec -> !spec.joinedByImage()).ifPresent(spec -> keys.add("domainJoin"));
        warmPool.ifPresent(spec -> keys.add("warmPool"));
        replaceUnregisteredAfterSeconds.ifPresent(seconds -> keys.add("replaceUnregisteredAfterSeconds"));
        return keys;
    }

    /** What the instances call beyond what all of them do, by the key that makes them. */
    private Map<String, List<String>> services() {
        Map<String, List<String>> services = new LinkedHashMap<>();
        gmsa.filter(spec -> !spec.kmsKeyArns().isEmpty()).ifPresent(spec -> services.put("gmsa", List.of("kms")));
        domainJoin.flatMap(DomainJoinSpec::directoryId).ifPresent(id -> services.put("domainJoin", List.of("ds")));
        warmPool.ifPresent(spec -> services.put("warmPool", List.of("autoscaling", "ec2")));
        replaceUnregisteredAfterSeconds.ifPresent(
                seconds -> services.put("replaceUnregisteredAfterSeconds", List.of("autoscaling")));
        return services;
    }

    private void checkReservedMemory(Problems problems) {
        instance.instanceTypes().stream()
                .flatMap(name -> InstanceTypes.find(name).stream())
                .mapToInt(InstanceType::memoryMib)
                .min()
                .ifPresent(memory -> {
                    if (agent.reservedMemoryMib() >= memory) {
                        problems.refuse(
                                agent.reservedMemoryMib(),
                                "use less than the " + memory
                                        + " MiB of the smallest instance type: nothing would be left for tasks");
                    }
                });
    }
}
