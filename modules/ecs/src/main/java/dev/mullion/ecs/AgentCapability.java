package dev.mullion.ecs;

import dev.mullion.core.spec.Problems;
import dev.mullion.ecs.service.CredentialSpec;
import dev.mullion.ecs.service.EcsServiceSpec;
import dev.mullion.ecs.service.LogDriver;
import dev.mullion.ecs.service.ServiceKeys;
import dev.mullion.ecs.service.VolumeSpec;
import dev.mullion.windows.WindowsRelease.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One attribute by which ECS places tasks: a task definition requires it, and the agent of an instance registers it or does
 * not. A task whose instance lacks one stays pending for ever, with the reason {@code ATTRIBUTE}.
 *
 * @param attribute as ECS spells it
 * @param required whether a service's tasks need it
 * @param requiredBy the service's values that say so
 * @param registered whether the agent of a capacity's instances has it
 * @param registeredBy the capacity's values that say so, beside {@code agentKey}
 * @param agentKey the key of {@code agent:} that decides it
 * @param mend what else would give the instances the attribute
 * @see <a href="https://github.com/aws/amazon-ecs-agent/blob/master/agent/app/agent_capability.go">agent_capability.go</a>
 */
record AgentCapability(
        String attribute,
        Predicate<EcsServiceSpec> required,
        Function<ServiceKeys, Problems[]> requiredBy,
        Predicate<EcsWindowsCapacitySpec> registered,
        List<String> registeredBy,
        Optional<String> agentKey,
        String mend) {
    private static final String PREFIX = "com.amazonaws.ecs.capability.";

    /** All attributes that a setting of ours decides, for services of a cluster. */
    static List<AgentCapability> all(EcsWindowsClusterSpec cluster) {
        List<AgentCapability> all = new ArrayList<>();
        all.add(byAgent(
                PREFIX + "task-iam-role",
                service -> cluster.host(service).filter(service::hasTaskRoleOn).isPresent(),
                keys -> keys.of("taskRoleArn", "taskPolicies", "executeCommand"),
                capacity -> capacity.agent().taskIamRole(),
                // ECS Exec makes a role where the release has it.
                List.of("operatingSystem"),
                "enableTaskIamRole"));
        all.add(byAgent(
                "ecs.capability.task-eni",
                service -> service.networkMode().isAwsvpc(),
                keys -> keys.of("networkMode"),
                capacity -> lacks(Feature.TASK_ENI, capacity)
                        || capacity.agent().taskEni(capacity.instance().operatingSystem()),
                List.of("operatingSystem"),
                "enableTaskEni"));
        all.add(byAgent(
                "ecs.capability.execution-role-awslogs",
                service -> service.logDrivers().contains(LogDriver.AWSLOGS),
                keys -> keys.ofLogDriver(LogDriver.AWSLOGS),
                capacity -> capacity.agent().enableAwslogsExecutionRoleOverride(),
                List.of(),
                "enableAwslogsExecutionRoleOverride"));
        for (LogDriver driver : LogDriver.forTasks()) {
            all.add(byAgent(
                    PREFIX + "logging-driver." + driver,
                    service -> service.logDrivers().contains(driver),
                    keys -> keys.ofLogDriver(driver),
                    capacity -> capacity.agent().loggingDrivers().contains(driver),
                    List.of(),
                    "loggingDrivers"));
        }
        all.add(new AgentCapability(
                "ecs.capability.gmsa-domainless",
                service -> service.credentialSpecs().stream().anyMatch(CredentialSpec::isDomainless),
                ServiceKeys::of,
                capacity -> lacks(Feature.DOMAINLESS_GMSA, capacity)
                        || capacity.gmsa().isPresent(),
                List.of("operatingSystem", "gmsa"),
                Optional.empty(),
                "gmsa: {credentialArns: [...]} on the capacity"));
        all.add(new AgentCapability(
                "ecs.capability.gmsa",
                service -> service.credentialSpecs().stream().anyMatch(spec -> !spec.isDomainless()),
                ServiceKeys::of,
                capacity -> capacity.domainJoin().isPresent(),
                List.of("domainJoin"),
                Optional.empty(),
                "domainJoin on the capacity, or a credentialspecdomainless: with gmsa on it"));
        // A host in a domain has both of these unless the user said false.
        all.add(byAgent(
                "ecs.capability.gmsa",
                service -> service.credentialSpecs().stream().anyMatch(spec -> !spec.isDomainless()),
                ServiceKeys::of,
                capacity -> !capacity.isDomainJoined() || capacity.isGmsaSupported(),
                List.of(),
                "gmsaSupported"));
        all.add(byAgent(
                "ecs.capability.fsxWindowsFileServer",
                service -> service.volumeKinds().contains(VolumeSpec.Kind.FSX_WINDOWS_FILE_SERVER),
                ServiceKeys::of,
                capacity -> capacity.agent().fsxWindowsFileServerSupported().orElse(true) || !capacity.isDomainJoined(),
                List.of(),
                "fsxWindowsFileServerSupported"));
        all.add(new AgentCapability(
                "ecs.capability.fsxWindowsFileServer",
                service -> service.volumeKinds().contains(VolumeSpec.Kind.FSX_WINDOWS_FILE_SERVER),
                ServiceKeys::of,
                capacity -> lacks(Feature.FSX_VOLUMES, capacity)
                        || capacity.domainJoin().isPresent(),
                List.of("operatingSystem", "domainJoin"),
                Optional.empty(),
                "domainJoin on the capacity: only a joined host mounts FSx for Windows File Server"));
        return all;
    }

    private static AgentCapability byAgent(
            String attribute,
            Predicate<EcsServiceSpec> required,
            Function<ServiceKeys, Problems[]> requiredBy,
            Predicate<EcsWindowsCapacitySpec> registered,
            List<String> registeredBy,
            String agentKey) {
        return new AgentCapability(
                attribute, required, requiredBy, registered, registeredBy, Optional.of(agentKey), "");
    }

    /** What a release has not is said at the service, since no setting of the capacity mends it. */
    private static boolean lacks(Feature feature, EcsWindowsCapacitySpec capacity) {
        return !capacity.instance().operatingSystem().has(feature);
    }
}
