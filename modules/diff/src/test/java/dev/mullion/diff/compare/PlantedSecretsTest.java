package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Comparison;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class PlantedSecretsTest {
    private final PlantedSecrets planted = PlantedSecrets.plant();

    @Test
    void plantsTwoHundredDifferentOnes() {
        assertThat(new HashSet<>(planted.secrets()))
                .hasSizeGreaterThanOrEqualTo(200)
                .hasSameSizeAs(planted.secrets());
        assertThat(planted.base().toString() + planted.head())
                .contains(planted.secrets().get(0));
    }

    @Test
    void noneIsInTheComparisonOfTwoPlans() {
        planted.assertAbsentFrom(
                Comparer.compare(planted.base(), planted.head()).toString());
        planted.assertAbsentFrom(
                Comparer.compare(planted.head(), planted.base()).toString());
    }

    @Test
    void noneIsInWhatAnEngineSaid() {
        planted.assertAbsentFrom(Comparer.compare(planted.changes()).toString());
    }

    @Test
    void everyPlaceWithADifferentSecretIsStillAChange() {
        Comparison comparison = Comparer.compare(planted.base(), planted.head());

        assertThat(comparison.changes())
                .filteredOn(change -> change.name().startsWith("planted-"))
                .hasSize((int) planted.base().resources().stream()
                        .filter(state -> state.name().startsWith("planted-"))
                        .count())
                .allSatisfy(change -> assertThat(change.properties()).isNotEmpty());
        assertThat(comparison.masks()).hasSizeGreaterThan(150);
    }
}
