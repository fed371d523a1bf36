package dev.mullion.eks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KubernetesVersionTest {
    @Test
    void theTableHoldsEveryVersionFromItsOldestOn() {
        assertThat(KubernetesVersion.known())
                .extracting(KubernetesVersion::toString)
                .containsExactly("1.31", "1.32", "1.33", "1.34", "1.35", "1.36");
    }

    @Test
    void extendedSupportEndsWhenAwsSays() {
        assertThat(KubernetesVersion.parse("1.33").extendedSupportEnd()).contains(LocalDate.of(2027, 7, 29));
        assertThat(KubernetesVersion.parse("1.37").extendedSupportEnd()).isEmpty();
    }

    @Test
    void versionsAreOrderedByNumber() {
        assertThat(Stream.of("1.10", "1.9", "1.35").map(KubernetesVersion::parse))
                .isNotEmpty()
                .doesNotContainNull()
                .satisfies(all -> assertThat(all.stream().sorted().map(KubernetesVersion::toString))
                        .containsExactly("1.9", "1.10", "1.35"));
    }
}
