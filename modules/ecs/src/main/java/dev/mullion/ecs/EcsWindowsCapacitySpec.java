package dev.mullion.ecs;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.ec2.AutoScalingSpec;
import dev.mullion.ec2.InstanceType;
import dev.mullion.ec2.InstanceTypes;
import dev.mullion.ec2.WindowsInstanceSpec;

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
 * @param managedDraining ECS moves tasks away before an instance ends; true when not given
 * @param managedTerminationProtection ECS keeps instances with tasks from scale-in; true when not given
 */
public record EcsWindowsCapacitySpec(
        WindowsInstanceSpec instance,
        AutoScalingSpec autoScaling,
        EcsAgentSpec agent,
        ManagedScalingSpec managedScaling,
        boolean managedDraining,
        boolean managedTerminationProtection)
        implements Spec {
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void check(Problems problems) {
        instance.check(problems);
        instance.checkInstanceTypes(autoScaling.instancesDistribution().usesSpot(), problems);
        autoScaling.check(problems);
        agent.check(problems.at("agent"));
        agent.checkRelease(instance.operatingSystem(), problems.at("agent"));
        checkReservedMemory(problems.at("agent").at("reservedMemoryMib"));
        managedScaling.check(problems.at("managedScaling"));
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

    /** Builds an {@link EcsWindowsCapacitySpec}. */
    public static final class Builder extends AutoScalingSpec.Builder<EcsWindowsCapacitySpec, Builder> {
        private EcsAgentSpec agent = EcsAgentSpec.DEFAULT;
        private ManagedScalingSpec managedScaling = ManagedScalingSpec.DEFAULT;
        private boolean managedDraining = true;
        private boolean managedTerminationProtection = true;

        private Builder() {
            super(1);
        }

        @Override
        protected Builder self() {
            return this;
        }

        public Builder agent(EcsAgentSpec value) {
            agent = value;
            return this;
        }

        public Builder managedScaling(ManagedScalingSpec value) {
            managedScaling = value;
            return this;
        }

        public Builder managedDraining(boolean value) {
            managedDraining = value;
            return this;
        }

        public Builder managedTerminationProtection(boolean value) {
            managedTerminationProtection = value;
            return this;
        }

        @Override
        public EcsWindowsCapacitySpec unchecked() {
            return new EcsWindowsCapacitySpec(
                    instance(), autoScaling(), agent, managedScaling, managedDraining, managedTerminationProtection);
        }
    }
}
