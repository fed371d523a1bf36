package dev.mullion.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.aws.IamPolicy;
import dev.mullion.aws.Partition;
import dev.mullion.aws.SecretArn;
import dev.mullion.core.spec.SpecException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DomainJoinSpecTest {
    private static final SecretArn SECRET =
            SecretArn.parse("arn:aws:secretsmanager:eu-west-1:123456789012:secret:domain-join-AbCdEf");
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/0a1b";

    @Test
    void allowsADirectoryToTakeComputers() {
        DomainJoinSpec spec =
                DomainJoinSpec.builder().directoryId("d-1234567890").build();

        assertThat(new IamPolicy(spec.rights(Partition.AWS)).json()).isEqualTo("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ds:CreateComputer"],\
                "Resource":["arn:aws:ds:*:*:directory/d-1234567890"]},{"Effect":"Allow",\
                "Action":["ds:DescribeDirectories"],"Resource":["*"]}]}""");
    }

    @Test
    void allowsToReadTheOneSecretAndItsKey() {
        DomainJoinSpec spec = DomainJoinSpec.builder()
                .domain("corp.example.com")
                .secretArn(SECRET)
                .kmsKeyArns(List.of(KEY))
                .ouPath("OU=Containers,DC=corp,DC=example,DC=com")
                .build();

        assertThat(new IamPolicy(spec.rights(Partition.AWS)).json()).isEqualTo("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["secretsmanager:GetSecretValue"],\
                "Resource":["arn:aws:secretsmanager:eu-west-1:123456789012:secret:domain-join-AbCdEf"]},\
                {"Effect":"Allow","Action":["kms:Decrypt"],\
                "Resource":["arn:aws:kms:eu-west-1:123456789012:key/0a1b"],\
                "Condition":{"StringEquals":{"kms:ViaService":"secretsmanager.eu-west-1.amazonaws.com"}}}]}""");
    }

    @Test
    void needsNothingWhereTheImageJoins() {
        assertThat(DomainJoinSpec.builder().joinedByImage(true).build().rights(Partition.AWS))
                .isEmpty();
    }

    @Test
    void refusesWhatNobodyOrSeveralWouldJoin() {
        refuses(DomainJoinSpec.builder(), """
                says nobody who joins the domain; use directoryId for a directory of AWS, domain and secretArn for any \
                other, or joinedByImage: true""");
        refuses(DomainJoinSpec.builder().directoryId("d-1234567890").secretArn(SECRET), """
                names several who join the domain; use one of directoryId, secretArn with domain, and \
                joinedByImage: true""");
        refuses(
                DomainJoinSpec.builder().secretArn(SECRET),
                "domain: has no value; name the domain that the account of secretArn joins");
        refuses(
                DomainJoinSpec.builder().joinedByImage(true).domain("corp.example.com"),
                "domain: got \"corp.example.com\"; leave it out: with joinedByImage nothing of Mullion's joins the"
                        + " domain");
        refuses(
                DomainJoinSpec.builder().directoryId("d-1234567890").kmsKeyArns(List.of(KEY)),
                "kmsKeyArns: got \"" + KEY + "\"; leave it out: it belongs to secretArn");
    }

    @Test
    void refusesWhatHasAnotherShape() {
        refuses(DomainJoinSpec.builder().directoryId("d-1").ouPath("Containers"), """
                directoryId: got "d-1"; use a directory's id, such as d-1234567890
                ouPath: got "Containers"; use the unit's distinguished name in ASCII, such as \
                OU=Containers,DC=corp,DC=example,DC=com""");
        refuses(
                DomainJoinSpec.builder()
                        .domain("corp")
                        .secretArn(SecretArn.parse("arn:aws:ssm:eu-west-1:123456789012:parameter/join"))
                        .kmsKeyArns(List.of("alias/aws")),
                """
                domain: got "corp"; use the domain's DNS name, such as corp.example.com
                kmsKeyArns[0]: got "alias/aws"; use the ARN of a KMS key, such as \
                arn:aws:kms:eu-west-1:123456789012:key/...; a policy takes no alias""");
    }

    @Test
    void readsTheAccountFromAParameterOfSystemsManagerToo() {
        DomainJoinSpec spec = DomainJoinSpec.builder()
                .domain("corp.example.com")
                .secretArn("arn:aws:ssm:eu-west-1:123456789012:parameter/join")
                .kmsKeyArns("arn:aws:kms:eu-west-1:123456789012:key/0a1b")
                .build();

        assertThat(spec.step().orElseThrow().step().stepName()).isEqualTo("Join-DomainByParameter");
        assertThat(new IamPolicy(spec.rights(Partition.AWS)).shortJson())
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                        + "[\"ssm:GetParameter\",\"ssm:GetParameters\"],\"Resource\":"
                        + "\"arn:aws:ssm:eu-west-1:123456789012:parameter/join\"},{\"Effect\":\"Allow\",\"Action\":"
                        + "\"kms:Decrypt\",\"Resource\":\"arn:aws:kms:eu-west-1:123456789012:key/0a1b\",\"Condition\":"
                        + "{\"StringEquals\":{\"kms:ViaService\":\"ssm.eu-west-1.amazonaws.com\"}}}]}");
    }

    @Test
    void takesWholeArnsOfSecretsAlone() {
        assertThatThrownBy(() -> SecretArn.parse("arn:aws:secretsmanager:eu-west-1:123456789012:secret:*"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "use the whole ARN of a Secrets Manager secret, with the six characters at its end, or of an"
                                + " SSM parameter, such as arn:aws:secretsmanager:eu-west-1:123456789012:secret:name-AbCdEf");
    }

    private static void refuses(DomainJoinSpecBuilder spec, String message) {
        assertThatThrownBy(spec::build).isInstanceOf(SpecException.class).hasMessage(message);
    }

    @Test
    void refusesTheUnitOfComputersThatTheImageJoins() {
        refuses(
                DomainJoinSpec.builder().joinedByImage(true).ouPath("OU=Containers,DC=corp,DC=example,DC=com"),
                "ouPath: got \"OU=Containers,DC=corp,DC=example,DC=com\"; leave it out: with joinedByImage nothing of"
                        + " Mullion's joins the domain");
    }
}
