package dev.mullion.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretAccessTest {
    private static final String SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf";
    private static final String PARAMETER = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/db";
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/0a1b";

    @Test
    void readsSecretsAndParametersByTheirOwnActions() {
        assertThat(SecretAccess.read(List.of(SecretArn.parse(PARAMETER), SecretArn.parse(SECRET)), List.of(KEY)))
                .containsExactly(
                        IamStatement.allow(List.of("secretsmanager:GetSecretValue"), List.of(SECRET)),
                        IamStatement.allow(List.of("ssm:GetParameter", "ssm:GetParameters"), List.of(PARAMETER)),
                        IamStatement.allow(List.of("kms:Decrypt"), List.of(KEY))
                                .when("StringEquals", Map.of("kms:ViaService", "ssm.eu-west-1.amazonaws.com")),
                        IamStatement.allow(List.of("kms:Decrypt"), List.of(KEY))
                                .when(
                                        "StringEquals",
                                        Map.of("kms:ViaService", "secretsmanager.eu-west-1.amazonaws.com")));
    }

    @Test
    void asksForNothingThatNobodyNeeds() {
        assertThat(SecretAccess.read(List.of(), List.of(KEY))).isEmpty();
        assertThat(SecretAccess.read(List.of(SecretArn.parse(SECRET)), List.of()))
                .containsExactly(IamStatement.allow(List.of("secretsmanager:GetSecretValue"), List.of(SECRET)));
        assertThat(SecretAccess.read(List.of(SecretArn.parse(PARAMETER)), List.of()))
                .containsExactly(
                        IamStatement.allow(List.of("ssm:GetParameter", "ssm:GetParameters"), List.of(PARAMETER)));
    }

    @Test
    void refusesWhatIsNoKeyAtItsIndex() {
        Problems problems = new Problems();

        SecretAccess.checkKeys(List.of(KEY, "alias/a", KEY), problems);

        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactly("[1]: got \"alias/a\"; use the ARN of a KMS key, such as"
                        + " arn:aws:kms:eu-west-1:123456789012:key/...; a policy takes no alias");
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET, PARAMETER})
    void writesAnArnAsItWasRead(String arn) {
        assertThat(SecretArn.parse(arn)).hasToString(arn);
        assertThat(SecretArn.parse(arn).isSecretsManager()).isEqualTo(arn.equals(SECRET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db",
                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db",
                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-*",
                "arn:aws:s3:::bucket/key"
            })
    void refusesArnsThatAPolicyWouldNotMatch(String arn) {
        assertThatThrownBy(() -> SecretArn.parse(arn))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("use the whole ARN of a Secrets Manager secret, with the six characters at its end, or of"
                        + " an SSM parameter, such as"
                        + " arn:aws:secretsmanager:eu-west-1:123456789012:secret:name-AbCdEf");
    }
}
