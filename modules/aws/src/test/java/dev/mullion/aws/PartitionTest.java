package dev.mullion.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PartitionTest {
    @ParameterizedTest
    @CsvSource({
        "eu-west-1, aws, s3.eu-west-1.amazonaws.com, ec2.amazonaws.com",
        "us-east-1a, aws, s3.us-east-1a.amazonaws.com, ec2.amazonaws.com",
        "mx-central-1, aws, s3.mx-central-1.amazonaws.com, ec2.amazonaws.com",
        "cn-north-1, aws-cn, s3.cn-north-1.amazonaws.com.cn, ec2.amazonaws.com.cn",
        "us-gov-west-1, aws-us-gov, s3.us-gov-west-1.amazonaws.com, ec2.amazonaws.com",
        "us-iso-east-1, aws-iso, s3.us-iso-east-1.c2s.ic.gov, ec2.c2s.ic.gov",
        "us-isob-east-1, aws-iso-b, s3.us-isob-east-1.sc2s.sgov.gov, ec2.sc2s.sgov.gov",
        "eu-isoe-west-1, aws-iso-e, s3.eu-isoe-west-1.cloud.adc-e.uk, ec2.amazonaws.com",
        "us-isof-south-1, aws-iso-f, s3.us-isof-south-1.csp.hci.ic.gov, ec2.amazonaws.com",
        "eusc-de-east-1, aws-eusc, s3.eusc-de-east-1.amazonaws.eu, ec2.amazonaws.com",
    })
    void isThatOfTheRegion(String region, String id, String host, String principal) {
        Partition partition = Partition.of(region);

        assertThat(partition).hasToString(id);
        assertThat(partition.host("s3", region)).isEqualTo(host);
        assertThat(partition.ec2Principal()).isEqualTo(principal);
        assertThat(partition.arn("iam::aws:policy/a")).isEqualTo("arn:" + id + ":iam::aws:policy/a");
        assertThat(context(Optional.of(region)).partition()).isEqualTo(partition);
    }

    @Test
    void isThatOfMostRegionsWhereNoneIsKnown() {
        assertThat(context(Optional.empty()).partition()).isEqualTo(Partition.AWS);
    }

    @ParameterizedTest
    @EnumSource(Partition.class)
    void namesResourcesOfItsOwn(Partition partition) {
        assertThat(ResourceId.ROLE.matches(partition.arn("iam::123456789012:role/web")))
                .isTrue();
        assertThat(ResourceId.ROLE.matches("arn:" + partition + "x:iam::123456789012:role/web"))
                .isFalse();
    }

    private static StackContext context(Optional<String> region) {
        return new StackContext("shop", "dev", region, Map.of(), Path.of("."));
    }
}
