package dev.mullion.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IamPolicyTest {
    private static final IamStatement READ =
            IamStatement.allow(List.of("s3:GetObject", "s3:ListBucket"), List.of("arn:aws:s3:::a\"b"));

    @Test
    void writesStatementsInTheirOrderAndConditionsSorted() {
        IamPolicy policy = new IamPolicy(List.of(
                READ,
                IamStatement.allow(List.of("kms:Decrypt"), List.of("*"))
                        .when("StringLike", Map.of("b", "2", "a", "1"))
                        .when("StringEquals", Map.of("c", "3"))));

        assertThat(policy.json()).isEqualTo("""
                {"Version":"2012-10-17","Statement":[\
                {"Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],"Resource":["arn:aws:s3:::a\\"b"]},\
                {"Effect":"Allow","Action":["kms:Decrypt"],"Resource":["*"],\
                "Condition":{"StringEquals":{"c":"3"},"StringLike":{"a":"1","b":"2"}}}]}""");
        assertThat(policy.isEmpty()).isFalse();
        assertThat(new IamPolicy(List.of()).isEmpty()).isTrue();
    }

    @Test
    void writesListsOfOneAsThatOneWhereAsked() {
        assertThat(new IamPolicy(List.of(READ)).shortJson()).isEqualTo("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],\
                "Resource":"arn:aws:s3:::a\\"b"}]}""");
    }

    @Test
    void trustsAServiceOfAws() {
        assertThat(new IamPolicy(List.of(IamStatement.trust("ec2.amazonaws.com"))).shortJson())
                .isEqualTo("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},\
                "Action":"sts:AssumeRole"}]}""");
    }

    @Test
    void trustsWhomAProviderKnows() {
        IamStatement trust = IamStatement.trustWebIdentity("arn:aws:iam::123456789012:oidc-provider/id.example.com")
                .when(
                        "StringEquals",
                        Map.of("id.example.com:sub", "somebody", "id.example.com:aud", "sts.amazonaws.com"));

        assertThat(new IamPolicy(List.of(trust)).shortJson()).isEqualTo("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
                "Principal":{"Federated":"arn:aws:iam::123456789012:oidc-provider/id.example.com"},\
                "Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{\
                "id.example.com:aud":"sts.amazonaws.com","id.example.com:sub":"somebody"}}}]}""");
    }

    @Test
    void usesKeysForSecretsAloneInTheServiceThatKeepsThem() {
        List<SecretArn> secrets = List.of(
                SecretArn.parse("arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:a-AbCdEf"),
                SecretArn.parse("arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:b-AbCdEf"),
                SecretArn.parse("arn:aws-cn:ssm:cn-northwest-1:123456789012:parameter/c"));
        List<String> keys = List.of("arn:aws-cn:kms:cn-north-1:123456789012:key/0a1b");

        assertThat(SecretAccess.decrypt(secrets, keys))
                .containsExactly(
                        IamStatement.allow(List.of("kms:Decrypt"), keys)
                                .when(
                                        "StringEquals",
                                        Map.of("kms:ViaService", "secretsmanager.cn-north-1.amazonaws.com.cn")),
                        IamStatement.allow(List.of("kms:Decrypt"), keys)
                                .when("StringEquals", Map.of("kms:ViaService", "ssm.cn-northwest-1.amazonaws.com.cn")));
        assertThat(SecretAccess.decrypt(secrets, List.of())).isEmpty();
        assertThat(SecretAccess.decryptObjects(keys))
                .containsExactly(IamStatement.allow(List.of("kms:Decrypt"), keys)
                        .when("StringEquals", Map.of("kms:ViaService", "s3.cn-north-1.amazonaws.com.cn")));
        assertThat(SecretAccess.decryptObjects(List.of())).isEmpty();
    }
}
