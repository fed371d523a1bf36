package dev.mullion.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InstanceTypesTest {
    @Test
    void readsEveryRowOfTheTable() throws IOException {
        try (InputStream table = InstanceTypes.class.getResourceAsStream("instance-types.tsv")) {
            List<String> names = new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("\ton-demand"))
                    .map(line -> line.substring(0, line.indexOf('\t')))
                    .toList();

            assertThat(names).hasSizeGreaterThan(1_000).allSatisfy(name -> assertThat(InstanceTypes.find(name))
                    .hasValueSatisfying(type -> {
                        assertThat(type.name()).isEqualTo(name);
                        assertThat(type.maxInterfaces())
                                .as("room for a task with an interface of its own")
                                .isGreaterThanOrEqualTo(2);
                    }));
        }
    }

    @Test
    void readsEveryColumn() {
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
        assertThat(InstanceTypes.find("m6i.large\tx86_64")).isEmpty();
        assertThat(InstanceTypes.find("")).isEmpty();
        assertThat(InstanceTypes.find("type")).isEmpty();
        assertThat(InstanceTypes.find("#")).isEmpty();
    }

    /** As each of a thousand services asks for each of the thousand types that its capacity names. */
    @Test
    @Tag("adversary")
    @Timeout(10)
    void aTypeThatIsAskedForAgainAndAgainIsLookedUpOnce() {
        for (int i = 0; i < 1_000_000; i++) {
            assertThat(InstanceTypes.find("z1.none").isEmpty()
                            && InstanceTypes.find("m6i.large").isPresent())
                    .isTrue();
        }
    }
}
