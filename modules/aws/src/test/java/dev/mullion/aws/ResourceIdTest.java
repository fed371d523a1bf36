package dev.mullion.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResourceIdTest {
    private static final String ACCOUNT = "123456789012";

    static Stream<Arguments> named() {
        return Stream.of(
                named(ResourceId.VPC, "vpc-0a1b2c3d", "vpc-0a1b2c3d4e5f60718"),
                named(ResourceId.SUBNET, "subnet-0a1b2c3d", "subnet-0123456789abcdef0"),
                named(ResourceId.SECURITY_GROUP, "sg-0a1b2c3d", "sg-0123456789abcdef0"),
                named(ResourceId.PREFIX_LIST, "pl-0a1b2c3d", "pl-0123456789abcdef0"),
                named(ResourceId.IMAGE, "ami-0a1b2c3d", "ami-0123456789abcdef0"),
                named(ResourceId.SNAPSHOT, "snap-0a1b2c3d", "snap-0123456789abcdef0"),
                named(ResourceId.KMS_KEY, "arn:aws:kms:eu-west-1:" + ACCOUNT + ":key/0a1b-2c3d"),
                named(
                        ResourceId.KMS_KEY_OR_ALIAS,
                        "arn:aws:kms:eu-west-1:" + ACCOUNT + ":key/0a1b-2c3d",
                        "arn:aws-us-gov:kms:us-gov-west-1:" + ACCOUNT + ":alias/team/volumes"),
                named(
                        ResourceId.POLICY,
                        "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
                        "arn:aws-cn:iam::" + ACCOUNT + ":policy/team/boundary+=,.@_-"),
                named(ResourceId.ROLE, "arn:aws:iam::" + ACCOUNT + ":role/service-role/web"),
                named(
                        ResourceId.CERTIFICATE,
                        "arn:aws:acm:eu-west-1:" + ACCOUNT + ":certificate/12345678-1234",
                        "arn:aws:iam::" + ACCOUNT + ":server-certificate/web"),
                named(
                        ResourceId.SECRET,
                        "arn:aws:secretsmanager:eu-west-1:" + ACCOUNT + ":secret:team/db-AbCdEf",
                        "arn:aws-eusc:secretsmanager:eusc-de-east-1:" + ACCOUNT + ":secret:a-AbCdEf"),
                named(ResourceId.PARAMETER, "arn:aws:ssm:eu-west-1:" + ACCOUNT + ":parameter/team/db"),
                named(ResourceId.S3_OBJECT, "arn:aws:s3:::bucket/settings/web.env"));
    }

    private static Arguments named(ResourceId id, String... names) {
        return Arguments.of(id, List.of(names));
    }

    @ParameterizedTest
    @MethodSource("named")
    void takesItsOwnNames(ResourceId id, List<String> names) {
        assertThat(names).allMatch(id::matches);
        assertThat(problems(id, names)).isEmpty();
        assertThat(names)
                .allMatch(name ->
                        Pattern.compile("(x)" + id.regex()).matcher("x" + name).matches());
    }

    @Test
    void everyKindHasACase() {
        assertThat(named().map(arguments -> arguments.get()[0]))
                .containsExactlyElementsOf(Arrays.asList(ResourceId.values()));
    }

    @ParameterizedTest
    @EnumSource(ResourceId.class)
    void refusesWhatIsNone(ResourceId id) {
        assertThat(problems(id, List.of("", "x", "arn:aws:iam::1:role/a", "vpc-0a1b2c3d4", "arn:aws::::")))
                .hasSize(5)
                .allMatch(problem -> problem.matches("\\[\\d]: got \".*\"; use .*"));
    }

    @Test
    void refusesAKindForAnother() {
        assertThat(problems(ResourceId.SECURITY_GROUP, List.of("vpc-0a1b2c3d")))
                .containsExactly("[0]: got \"vpc-0a1b2c3d\"; use a security group's id, such as sg-0123456789abcdef0");
        assertThat(problems(ResourceId.KMS_KEY, List.of("arn:aws:kms:eu-west-1:123456789012:alias/a")))
                .containsExactly(
                        "[0]: got \"arn:aws:kms:eu-west-1:123456789012:alias/a\"; use the ARN of a KMS key, such"
                                + " as arn:aws:kms:eu-west-1:123456789012:key/...; a policy takes no alias");
        assertThat(problems(ResourceId.SECRET, List.of("arn:aws:secretsmanager:eu-west-1:123456789012:secret:db")))
                .hasSize(1);
    }

    @Test
    void refusesTheSameTwice() {
        assertThat(problems(ResourceId.SECURITY_GROUP, List.of("sg-0a1b2c3d", "sg-0a1b2c3e", "sg-0a1b2c3d")))
                .containsExactly("[2]: got \"sg-0a1b2c3d\"; name each security group once");
    }

    private static List<String> problems(ResourceId id, List<String> names) {
        Problems problems = new Problems();
        id.checkAll(names, problems);
        return problems.problems().stream().map(Problem::toString).toList();
    }
}
