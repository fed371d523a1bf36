package dev.mullion.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.SpecException;
import dev.mullion.ec2.InstancesDistributionSpec.SpotAllocationStrategy;
import dev.mullion.windows.WindowsRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowsInstanceSpecTest {
    @Test
    void startsFromAwsNewest2022CoreOnDemandByDefault() {
        Sample spec = Sample.builder().instanceTypes(List.of("m6i.large")).build();

        assertThat(spec.instance())
                .isEqualTo(new WindowsInstanceSpec(
                        WindowsRelease.WINDOWS_SERVER_2022_CORE,
                        new AmiSpec(
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        List.of("m6i.large"),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        false,
                        1,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        new StepsSpec(List.of(), List.of(), List.of(), List.of()),
                        new UserDataSpec(UserDataSpec.Storage.AUTO, Optional.empty())));
        assertThat(spec.autoScaling())
                .isEqualTo(new AutoScalingSpec(
                        0,
                        4,
                        new InstancesDistributionSpec(
                                0, 100, SpotAllocationStrategy.PRICE_CAPACITY_OPTIMIZED, Optional.empty()),
                        AutoScalingSpec.InstanceRefresh.AUTO,
                        Optional.empty(),
                        List.of()));
    }

    @Test
    void refusesEverythingAtOnceByPathsFromTheSpec() {
        SampleBuilder builder = Sample.builder()
                .httpPutResponseHopLimit(0)
                .instanceProfile("arn:aws:iam::123456789012:instance-profile/web")
                .permissionsBoundary("boundary")
                .securityGroupIds(List.of("web"))
                .ami(AmiSpec.builder().namePrefix("golden-").unchecked())
                .steps(StepsSpec.builder().after(List.of("run.cmd")).unchecked())
                .minSize(2)
                .maxSize(1)
                .maxInstanceLifetimeSeconds(60);

        assertThatThrownBy(builder::build).isInstanceOf(SpecException.class).hasMessage("""
                ami.owner: has no value; say whose images count: self, amazon, aws-marketplace or an account's 12 digits
                httpPutResponseHopLimit: got 0; use 1 to 64
                instanceProfile: got "arn:aws:iam::123456789012:instance-profile/web"; use an instance profile's name, \
                not its ARN: 1 to 128 of A-Z a-z 0-9 + = , . @ _ -
                instanceTypes: names no instance type; use at least one, such as [m6i.large]
                maxInstanceLifetimeSeconds: got 60; use 86400 to 31536000
                maxSize: got 1; use 1 to 5000, and at least minSize (2)
                permissionsBoundary: got "boundary"; leave it out: with instanceProfile no role is made
                permissionsBoundary: got "boundary"; use a policy's ARN, such as \
                arn:aws:iam::123456789012:policy/boundary
                securityGroupIds[0]: got "web"; use a security group's id, such as sg-0123456789abcdef0
                steps.after[0]: got "run.cmd"; use a PowerShell file whose name ends in .ps1""");
    }

    @Test
    void keepsNothingOfTheListsItWasGiven() {
        List<String> instanceTypes = new ArrayList<>(List.of("m6i.large"));
        List<String> securityGroupIds = new ArrayList<>(List.of("sg-00000000"));
        List<String> before = new ArrayList<>(List.of("run.ps1"));
        WindowsInstanceSpec spec = Sample.builder()
                .instanceTypes(instanceTypes)
                .securityGroupIds(securityGroupIds)
                .steps(StepsSpec.builder().before(before).build())
                .build()
                .instance();

        instanceTypes.clear();
        securityGroupIds.clear();
        before.clear();

        assertThat(spec.instanceTypes()).containsExactly("m6i.large").isUnmodifiable();
        assertThat(spec.securityGroupIds()).containsExactly("sg-00000000").isUnmodifiable();
        assertThat(spec.steps().before()).containsExactly("run.ps1").isUnmodifiable();
    }
}
