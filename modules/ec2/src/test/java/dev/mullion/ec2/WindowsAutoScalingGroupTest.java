package dev.mullion.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.autoscaling.Group;
import com.pulumi.core.Output;
import dev.mullion.aws.StackContext;
import dev.mullion.core.userdata.LaunchAgent;
import dev.mullion.core.userdata.OwnScript;
import dev.mullion.core.userdata.Steps;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.InstancesDistributionSpec.SpotAllocationStrategy;
import dev.mullion.testkit.preview.Planned;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowsAutoScalingGroupTest {
    private static final String GROUP = "Group web";

    @Test
    void takesItsInstancesFromTheTemplateByDefault() {
        Planned planned = group(Sample.builder().instanceTypes(List.of("m6i.large")));

        assertThat(planned.inputs(GROUP)).isEqualTo("""
                forceDelete: true
                healthCheckGracePeriod: 900
                healthCheckType: EC2
                instanceRefresh: {preferences: {instanceWarmup: "900", maxHealthyPercentage: 110, \
                minHealthyPercentage: 100, scaleInProtectedInstances: Refresh, skipMatching: true}, strategy: Rolling}
                launchTemplate: {id: ${web-launch-template.id}, version: (unknown)}
                maxSize: 4
                minSize: 0
                tags: [{key: Owner, propagateAtLaunch: false, value: platform}]
                vpcZoneIdentifiers: [subnet-00000000, subnet-11111111]
                """);
        assertThat(planned.dependencies(GROUP)).containsExactly("LaunchTemplate web-launch-template");
    }

    @Test
    void takesEverythingThatASpecCanSay() {
        Planned planned = group(Sample.builder()
                .instanceTypes(List.of("m6i.large"))
                .minSize(2)
                .maxSize(6)
                .instanceRefresh(AutoScalingSpec.InstanceRefresh.MANUAL)
                .maxInstanceLifetimeSeconds(604_800)
                .instancesDistribution(InstancesDistributionSpec.builder()
                        .onDemandBaseCapacity(2)
                        .onDemandPercentageAboveBaseCapacity(25)
                        .spotAllocationStrategy(SpotAllocationStrategy.CAPACITY_OPTIMIZED)
                        .spotMaxPrice("0.35")
                        .build())
                .enabledMetrics(
                        AutoScalingSpec.GroupMetric.GROUP_IN_SERVICE_INSTANCES,
                        AutoScalingSpec.GroupMetric.WARM_POOL_TOTAL_CAPACITY));

        assertThat(planned.inputs(GROUP)).isEqualTo("""
                enabledMetrics: [GroupInServiceInstances, WarmPoolTotalCapacity]
                forceDelete: true
                healthCheckGracePeriod: 900
                healthCheckType: EC2
                maxInstanceLifetime: 604800
                maxSize: 6
                minSize: 2
                mixedInstancesPolicy: {instancesDistribution: {onDemandAllocationStrategy: prioritized, \
                onDemandBaseCapacity: 2, onDemandPercentageAboveBaseCapacity: 25, \
                spotAllocationStrategy: capacity-optimized, spotMaxPrice: "0.35"}, \
                launchTemplate: {launchTemplateSpecification: {launchTemplateId: ${web-launch-template.id}, \
                version: (unknown)}, overrides: [{instanceType: m6i.large}]}}
                tags: [{key: Owner, propagateAtLaunch: false, value: platform}]
                vpcZoneIdentifiers: [subnet-00000000, subnet-11111111]
                """);
    }

    @Test
    void offersSeveralInstanceTypesInTheOrderGiven() {
        Planned planned = group(Sample.builder().instanceTypes(List.of("m6i.large", "m5.large", "c6i.xlarge")));

        assertThat(planned.input(GROUP, "mixedInstancesPolicy"))
                .isEqualTo("{instancesDistribution: {onDemandAllocationStrategy: prioritized, onDemandBaseCapacity: 0,"
                        + " onDemandPercentageAboveBaseCapacity: 100,"
                        + " spotAllocationStrategy: price-capacity-optimized}, launchTemplate:"
                        + " {launchTemplateSpecification: {launchTemplateId: ${web-launch-template.id},"
                        + " version: (unknown)}, overrides: [{instanceType: m6i.large}, {instanceType: m5.large},"
                        + " {instanceType: c6i.xlarge}]}}");
        assertThat(planned.input(GROUP, "launchTemplate")).isEmpty();
    }

    private static Planned group(SampleBuilder spec) {
        return Planned.of(() -> {
            WindowsLaunchTemplate template = template(spec.build());
            new Group(
                    "web",
                    WindowsAutoScalingGroup.args(
                                    spec.build().autoScaling(),
                                    spec.build().instance().instanceTypes(),
                                    template.version(),
                                    Output.of(List.of("subnet-00000000", "subnet-11111111")))
                            .tags(WindowsAutoScalingGroup.tag("Owner", "platform", false))
                            .build());
        });
    }

    private static WindowsLaunchTemplate template(Sample spec) {
        return new WindowsLaunchTemplate(
                "web",
                spec.instance(),
                new WindowsLaunchTemplateInputs(
                        new StackContext("shop", "dev", Optional.empty(), Map.of(), Path.of(".")),
                        Output.of("vpc-0a1b2c3d4e5f60718"),
                        "/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-ECS_Optimized/image_id",
                        List.of(),
                        new UserData(
                                LaunchAgent.EC2LAUNCH_V2,
                                new Steps(
                                        List.of(),
                                        List.of(new OwnScript("hello.ps1", "exit\n")),
                                        List.of(),
                                        List.of()))),
                null);
    }
}
