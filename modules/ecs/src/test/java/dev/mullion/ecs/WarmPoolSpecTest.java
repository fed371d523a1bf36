package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecException;
import dev.mullion.ec2.InstancesDistributionSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarmPoolSpecTest {
    @Test
    void waitsHalfAnHourForAnInstanceByDefault() {
        assertThat(WarmPoolSpec.builder().build()).isEqualTo(new WarmPoolSpec(0, Optional.empty(), "Stopped", 1_800));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Running | use Stopped: an instance that never stopped does not boot when it enters service, so nothing"
                        + " would complete its lifecycle hook, and AWS bills it all along",
                "Hibernated | use Stopped: AWS describes no hibernated pool of Windows instances for ECS",
                "stopped | use Stopped"
            })
    void saysWhyTheOtherStatesDoNotWork(String state, String message) {
        assertThatThrownBy(() -> WarmPoolSpec.builder().poolState(state).build())
                .isInstanceOf(SpecException.class)
                .hasMessage("poolState: got \"" + state + "\"; " + message);
    }

    @Test
    void refusesNumbersThatAwsRefuses() {
        assertThatThrownBy(() -> WarmPoolSpec.builder()
                        .minSize(-1)
                        .heartbeatTimeoutSeconds(10)
                        .build())
                .isInstanceOf(SpecException.class)
                .hasMessage("""
                        heartbeatTimeoutSeconds: got 10; use 30 to 7200
                        minSize: got -1; use 0 to 5000""");
        assertThatThrownBy(() -> WarmPoolSpec.builder()
                        .minSize(3)
                        .maxGroupPreparedCapacity(2)
                        .build())
                .isInstanceOf(SpecException.class)
                .hasMessage("maxGroupPreparedCapacity: got 2; use at least minSize (3), and at most 5000");
    }

    @Test
    void refusesAGroupThatCanNotHaveAPool() {
        EcsWindowsCapacitySpec capacity = EcsWindowsCapacitySpec.builder()
                .instanceTypes(List.of("m6i.large"))
                .maxSize(2)
                .instancesDistribution(InstancesDistributionSpec.builder()
                        .onDemandPercentageAboveBaseCapacity(50)
                        .build())
                .build();
        Problems problems = new Problems();

        WarmPoolSpec.builder().minSize(3).build().checkGroup(capacity.autoScaling(), problems);

        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "warmPool: stands beside Spot instances, which a warm pool does not take; use"
                                + " onDemandPercentageAboveBaseCapacity: 100, or leave the pool out",
                        "warmPool.minSize: got 3; use at most maxSize (2): more than that can never serve");
    }
}
