package dev.mullion.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.SpecException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootVolumeSpecTest {
    @Test
    void hasRoomForWindowsAndLeavesTheRestToAwsByDefault() {
        RootVolumeSpec spec = RootVolumeSpec.builder().build();

        assertThat(spec).isEqualTo(new RootVolumeSpec(100, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void refusesWhatGp3DoesNotTakeByPathsFromTheSpec() {
        assertThatThrownBy(() -> RootVolumeSpec.builder()
                        .sizeGib(49)
                        .iops(2_999)
                        .throughputMibPerSecond(124)
                        .build())
                .isInstanceOf(SpecException.class)
                .hasMessage("""
                        iops: got 2999; use 3000 to 16000
                        sizeGib: got 49; use 50 to 16384: EC2 refuses a root volume smaller than the image's snapshot, \
                        50 GiB for Windows with containers
                        throughputMibPerSecond: got 124; use 125 to 1000""");
    }

    // gp3: "a maximum of 0.25 MiB/s per provisioned IOPS",
    // https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html
    @Test
    void refusesThroughputThatItsIopsDoNotCarry() {
        assertThatThrownBy(() ->
                        RootVolumeSpec.builder().throughputMibPerSecond(751).build())
                .hasMessage("throughputMibPerSecond: got 751; use at most 750, or iops of 3004 or more: gp3 takes a"
                        + " quarter of 3000 IOPS");
        assertThat(RootVolumeSpec.builder().throughputMibPerSecond(750).build().throughputMibPerSecond())
                .contains(750);
        assertThat(RootVolumeSpec.builder()
                        .throughputMibPerSecond(1_000)
                        .iops(4_000)
                        .build()
                        .iops())
                .contains(4_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f",
                "arn:aws-us-gov:kms:us-gov-west-1:123456789012:alias/team/volumes"
            })
    void takesAKeyByItsArn(String key) {
        assertThat(RootVolumeSpec.builder().kmsKeyId(key).build().kmsKeyId()).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f", "alias/volumes", ""})
    void refusesAKeyByAnythingElseSinceTheProviderDoes(String key) {
        assertThatThrownBy(() -> RootVolumeSpec.builder().kmsKeyId(key).build())
                .hasMessage("kmsKeyId: got \"" + key
                        + "\"; use the ARN of a KMS key or alias, such as"
                        + " arn:aws:kms:eu-west-1:123456789012:alias/volumes");
    }
}
