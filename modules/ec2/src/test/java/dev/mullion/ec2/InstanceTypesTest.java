package dev.mullion.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstanceTypesTest {
    @Test
    void readsEveryRowOfTheTable() {
        InstanceType m6iXlarge = InstanceTypes.find("m6i.xlarge").orElseThrow();

        assertThat(m6iXlarge.vcpus()).isEqualTo(4);
        assertThat(m6iXlarge.memoryMib()).isEqualTo(16_384);
        assertThat(m6iXlarge.maxInterfaces()).isEqualTo(4);
        assertThat(m6iXlarge.ipv4PerInterface()).isEqualTo(15);
        assertThat(m6iXlarge.architectures()).containsExactly("x86_64");
        assertThat(m6iXlarge.usageClasses()).containsExactlyInAnyOrder("on-demand", "spot");
    }

    @Test
    void knowsNothingOfATypeThatIsNewerThanTheTable() {
        assertThat(InstanceTypes.find("m99i.large")).isEmpty();
    }
}
