package dev.mullion.live.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

class CapacityAdoptionTest {
    /** AWS tells of every group how it uses capacity reservations and ends instances, and moto of none the first. */
    @ParameterizedTest
    @CsvSource({
        "default, Default, ''",
        "capacity-reservations-only, Default, CapacityReservationSpecification",
        "capacity-reservations-first, OldestInstance, 'CapacityReservationSpecification, TerminationPolicies'"
    })
    void whatAwsTellsOfEveryGroupIsNoLine(String preference, String policy, String unread) {
        List<String> lines = new ArrayList<>();

        CapacityAdoption.unread(
                AutoScalingGroup.builder()
                        .autoScalingGroupName("shop")
                        .defaultCooldown(300)
                        .terminationPolicies(policy)
                        .capacityReservationSpecification(
                                specification -> specification.capacityReservationPreference(preference))
                        .build(),
                lines::add);

        assertThat(lines)
                .isEqualTo(
                        unread.isEmpty()
                                ? List.of()
                                : List.of("its Auto Scaling group has " + unread + ", which a stack file can not say"));
    }
}
