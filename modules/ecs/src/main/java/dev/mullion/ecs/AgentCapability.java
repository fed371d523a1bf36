package dev.mullion.ecs;

import dev.mullion.ecs.service.CredentialSpec;
import dev.mullion.ecs.service.EcsServiceSpec;
import dev.mullion.ecs.service.LogDriver;
import dev.mullion.ecs.service.VolumeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One attribute by which ECS places tasks: a task definition requires it, and the agent of an instance registers it or does
 * not. A task whose instance lacks one stays pending for ever, with the reason {@code ATTRIBUTE}.
 *
 * @param attribute as ECS spells it
 * @param required whether a service's tasks need it
 * @param registered whether the agent of a capacity's instances has it
 * @param agentKey the key of {@code agent:} that decides it
 * @param mend what else would give the instances the attribute
 * @see <a href="https://github.com/aws/amazon-ecs-agent/blob/master/agent/app/agent_capability.go">agent_capability.go</a>
 */
record AgentCapability(
        String attribute,
        Predicate<EcsServiceSpec> required,
        Predicate<EcsWindowsCapacitySpec> registered,
        Optional<String> agentKey,
        String mend) {
    private static final String PREFIX = "com.amazonaws.ecs.capability.";

    /**
     * All attributes that a setting of ours decides.
     *
     * @param executeCommand the cluster's default for ECS Exec, which needs a role
     */
    static List<AgentCapability> all(boolean executeCommand) {
        List<AgentCapability> all = new ArrayList<>();
        all.add(byAgent(
                PREFIX + "task-iam-role",
                service -> service.hasTaskRole(executeCommand),
                capacity -> capacity.agent().taskIamRole(),
                "enableTaskIamRole"));
        all.add(byAgent(
                "ecs.capability.task-eni",
                service -> service.networkMode().isAwsvpc(),
                capacity -> is2016(capacity)
                        || capacity.agent().taskEni(capacity.instance().operatingSystem()),
                "enableTaskEni"));
        all.add(byAgent(
                "ecs.capability.execution-role-awslogs",
                service -> service.logDrivers().contains(LogDriver.AWSLOGS),
                capacity -> capacity.agent().enableAwslogsExecutionRoleOverride(),
                "enableAwslogsExecutionRoleOverride"));
        for (LogDriver driver : LogDriver.values()) {
            all.add(byAgent(
                    PREFIX + "logging-driver." + driver,
                    service -> service.logDrivers().contains(driver),
                    capacity -> capacity.agent().loggingDrivers().stream()
                            .anyMatch(offered -> offered.toString().equals(driver.toString())),
                    "loggingDrivers"));
        }
        all.add(new AgentCapability(
                "ecs.capability.gmsa-domainless",
                service -> service.credentialSpecs().stream().anyMatch(CredentialSpec::isDomainless),
                capacity -> is2016(capacity) || capacity.gmsa().isPresent(),
                Optional.empty(),
                "gmsa: {credentialArns: [...]} on the capacity"));
        all.add(new AgentCapability(
                "ecs.capability.gmsa",
                service -> service.credentialSpecs().stream().anyMatch(spec -> !spec.isDomainless()),
                capacity -> capacity.domainJoin().isPresent(),
                Optional.empty(),
                "domainJoin on the capacity, or a credentialspecdomainless: with gmsa on it"));
        // A host in a domain has both of these unless the user said false.
        all.add(byAgent(
                "ecs.capability.gmsa",
                service -> service.credentialSpecs().stream().anyMatch(spec -> !spec.isDomainless()),
                capacity -> !capacity.isDomainJoined() || capacity.isGmsaSupported(),
                "gmsaSupported"));
        all.add(byAgent(
                "ecs.capability.fsxWindowsFileServer",
                service -> service.volumeKinds().contains(VolumeSpec.Kind.FSX_WINDOWS_FILE_SERVER),
                capacity -> capacity.agent().fsxWindowsFileServerSupported().orElse(true) || !capacity.isDomainJoined(),
                "fsxWindowsFileServerSupported"));
        all.add(new AgentCapability(
                "ecs.capability.fsxWindowsFileServer",
                service -> service.volumeKinds().contains(VolumeSpec.Kind.FSX_WINDOWS_FILE_SERVER),
                capacity -> is2016(capacity) || capacity.domainJoin().isPresent(),
                Optional.empty(),
                "domainJoin on the capacity: only a joined host mounts FSx for Windows File Server"));
        return all;
    }

    private static AgentCapability byAgent(
            String attribute,
            Predicate<EcsServiceSpec> required,
            Predicate<EcsWindowsCapacitySpec> registered,
            String agentKey) {
        return new AgentCapability(attribute, required, registered, Optional.of(agentKey), "");
    }

    /** What 2016 has not is said at the service, since no setting of the capacity mends it. */
    private static boolean is2016(EcsWindowsCapacitySpec capacity) {
        return capacity.instance().operatingSystem().year() == 2016;
    }
}
