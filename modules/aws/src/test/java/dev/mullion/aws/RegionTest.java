package dev.mullion.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {
    @ParameterizedTest
    @ValueSource(strings = {"eu-west-1", "us-gov-west-1", "cn-north-1", "eusc-de-east-1", "us-isof-south-1"})
    void regionsOfEveryPartitionAreKnown(String region) {
        assertThat(Region.isKnown(region)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eu-west", "eu-west-1a", "EU-WEST-1", "eu-west-9"})
    void whatIsNoneIsNotKnown(String region) {
        assertThat(Region.isKnown(region)).isFalse();
    }

    @Test
    void theOneThatWasMeantIsFoundAndNothingIsMadeUp() {
        assertThat(Region.nearest("eu-wets-1")).contains("eu-west-1");
        assertThat(Region.nearest("eu_central_1")).contains("eu-central-1");
        assertThat(Region.nearest("Frankfurt")).isEmpty();
    }
}
