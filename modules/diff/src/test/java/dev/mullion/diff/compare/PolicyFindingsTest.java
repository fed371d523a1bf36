package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.plan.PropertyValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFindingsTest {
    private static final String POLICY = "aws:iam/policy:Policy";
    private static final String ROLE = "aws:iam/role:Role";
    private static final String ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
    private static final String BUCKET = "aws:s3/bucketV2:BucketV2";
    private static final String BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
    private static final String ONE = "arn:aws:iam::111111111111:root";
    private static final String OTHER = "arn:aws:iam::222222222222:root";

    @Test
    void whoeverIsTrusted() {
        String told = "WARNING iam-trust-widens it trusts ";
        for (String principal : List.of("${mallory/a/b.role}", "AIDAEXAMPLE")) {
            assertThat(trusting("[\"arn:x\"]", "[\"arn:x\",\"" + principal + "\"]"))
                    .containsExactly(told + principal);
        }
    }

    private static List<String> trusting(String before, String after) {
        String policy =
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"AWS\":%s}}]}";
        return Told.update(
                "aws:iam/role:Role",
                Map.of("assumeRolePolicy", policy.formatted(before)),
                Map.of("assumeRolePolicy", policy.formatted(after)));
    }

    @Test
    void aPolicyThatSomebodyElseGets() {
        String type = "aws:iam/rolePolicy:RolePolicy";
        String some = "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:x\"},"
                + "{\"Effect\":\"Deny\",\"Action\":\"s3:PutObject\",\"Resource\":\"arn:x\"}]}";
        String all = "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

        assertThat(Told.update(type, Map.of("role", "a", "policy", some), Map.of("role", "b", "policy", some)))
                .containsExactly(
                        "WARNING iam-widens it denies less: a Deny statement is gone",
                        "WARNING iam-widens it allows more: s3:GetObject on arn:x");
        assertThat(Told.update(type, Map.of("role", "a", "policy", all), Map.of("role", "b", "policy", all)))
                .containsExactly("WARNING iam-wildcard it allows * on *");
    }

    @Test
    void policyAllowsMore() {
        assertThat(policies(allow("s3:GetObject", "arn:x/*"), allow("s3:*", "arn:x/*")))
                .containsExactly("WARNING iam-widens it allows more: s3:* on arn:x/*");
        assertThat(policies(allow("s3:Get*", "*"), allow("s3:GetObject", "arn:x")))
                .as("narrower")
                .isEmpty();
        assertThat(policies(allow("s3:getobject", "arn:x"), allow("s3:GetObject", "arn:x")))
                .as("another case")
                .isEmpty();
        assertThat(Told.of(new Stack(), new Stack().with(POLICY, "p", "policy", document(allow("*", "*")))))
                .containsExactly("WARNING iam-wildcard p allows * on *");
        assertThat(policies("", allow("s3:GetObject", "*")))
                .containsExactly("WARNING iam-widens it allows more: s3:GetObject on *");
    }

    /** Go takes the last of two, and no finding of ours is made of any. */
    @ParameterizedTest
    @Tag("adversary")
    @ValueSource(strings = {"{\"Statement\":[],%s", "\uFEFF{%s", "\u000B{%s", "[{%s", "{,%s"})
    void policyThatOnlyOthersCanRead(String beginning) {
        String text = beginning.formatted(document(allow("*", "*")).strip().substring(1));
        String sentence =
                " may allow more: policy is no JSON with each key once, and who takes it all the same may read"
                        + " anything in it";

        assertThat(Told.update(POLICY, Map.of("policy", document(allow("a:b", "x"))), Map.of("policy", text)))
                .containsExactly("DANGER iam-widens it" + sentence);
        assertThat(Told.of(new Stack(), new Stack().with(POLICY, "p", "policy", text)))
                .containsExactly("DANGER iam-widens p" + sentence);
        assertThat(Told.update(POLICY, Map.of("policy", text), Map.of("policy", text)))
                .isEmpty();
    }

    @Test
    @Timeout(60)
    void policyOfManyWildcardsTakesNoTimeOfTheirSquare() {
        assertThat(policies(actions("a"), actions("b")))
                .singleElement()
                .asString()
                .endsWith(" and 39995 more");
    }

    private static String actions(String service) {
        String all = IntStream.range(0, 40_000)
                .mapToObj(number -> "\"" + service + ":" + number + "*\"")
                .collect(Collectors.joining(","));
        return "{\"Effect\":\"Allow\",\"Action\":[" + all + "],\"Resource\":\"arn:x\"}";
    }

    @Test
    void oneOfTwoInlinePoliciesAllowsMore() {
        Map<String, Object> before = inline(allow("s3:GetObject", "arn:x"), allow("logs:PutLogEvents", "arn:y"));
        Map<String, Object> after = inline(allow("s3:GetObject", "arn:x"), allow("*", "*"));

        assertThat(Told.update(ROLE, before, after)).containsExactly("WARNING iam-widens it allows more: * on *");
        assertThat(Told.update(
                        ROLE,
                        inline(allow("s3:*", "arn:x")),
                        inline(allow("s3:GetObject", "arn:x"), allow("s3:Put*", "arn:x"))))
                .as("what one of them allowed, two of them allow")
                .isEmpty();
        assertThat(Told.update(
                        ROLE,
                        inline(deny("s3:*", "*"), allow("a:b", "*")),
                        inline(allow("a:b", "*"), allow("a:b", "*"))))
                .containsExactly("WARNING iam-widens it denies less: a Deny statement is gone");
        assertThat(Told.of(new Stack(), new Stack().with(ROLE, "r", Told.flat(after))))
                .containsExactly("WARNING iam-wildcard r allows * on *");
    }

    private static Map<String, Object> inline(String... statements) {
        return Map.of(
                "inlinePolicies",
                IntStream.range(0, statements.length)
                        .mapToObj(i -> Map.of("name", "p" + i, "policy", document(statements[i])))
                        .toList());
    }

    @Test
    void conditionLeavesAPolicy() {
        assertThat(policies(
                        allow("s3:GetObject", "arn:x", "StringEquals", "aws:PrincipalOrgID", "o-1"),
                        allow("s3:GetObject", "arn:x")))
                .containsExactly(
                        "WARNING iam-widens it allows s3:GetObject on arn:x on looser conditions: StringEquals aws:PrincipalOrgID is gone");
        assertThat(policies(
                        allow("s3:GetObject", "arn:x"),
                        allow("s3:GetObject", "arn:x", "StringEquals", "aws:PrincipalOrgID", "o-1")))
                .as("one more condition")
                .isEmpty();
        assertThat(policies(
                        allow("s3:*", "arn:x", "Bool", "aws:SecureTransport", "true") + ","
                                + allow("s3:GetObject", "arn:x"),
                        allow("s3:GetObject", "arn:x")))
                .as("another statement allowed it without")
                .isEmpty();
        assertThat(policies(
                        "{\"Effect\":\"Allow\",\"Action\":\"a:b\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"},\"StringEquals\":{\"aws:SourceVpce\":\"v\",\"aws:SourceVpc\":\"w\"}}}",
                        allow("a:b", "*", "StringEquals", "aws:SourceVpc", "w")))
                .containsExactly(
                        "WARNING iam-widens it allows a:b on * on looser conditions: Bool aws:SecureTransport is gone, StringEquals aws:SourceVpce is gone");
    }

    @ParameterizedTest(name = "{0} {1} to {2} {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "StringEquals                     | a                 | StringLike             | *",
                "StringEquals                     | a                 | StringEquals           | a,b",
                "StringEquals                     | a                 | StringEqualsIgnoreCase | a",
                "StringEquals                     | a                 | StringEqualsIfExists   | a",
                "StringLike                       | a*                | StringLike             | b*",
                "StringNotEquals                  | a,b               | StringNotEquals        | a",
                "StringNotLike                    | a*                | StringNotEquals        | ab",
                "ArnLike                          | arn:a/*           | ArnLike                | arn:*",
                "IpAddress                        | 10.0.0.0/16       | IpAddress              | 10.0.0.0/8",
                "NotIpAddress                     | 10.0.0.0/8        | NotIpAddress           | 10.0.0.0/16",
                "IpAddress                        | 0.0.0.0/1         | IpAddress              | 0.0.0.0/1,128.0.0.0/1",
                "IpAddress                        | 0.0.0.0/1,64.0.0.0/2 | IpAddress           | 0.0.0.0/0",
                "NotIpAddress                     | 10.0.0.0/8        | NotIpAddress           | 10.0.0.0/9",
                "NumericLessThan                  | 900               | NumericLessThan        | 3600",
                "NumericGreaterThanEquals         | 10                | NumericGreaterThanEquals | 9",
                "NumericEquals                    | 1                 | NumericEquals          | 2",
                "DateLessThan                     | 2026-01-01        | DateLessThan           | 2027-01-01",
                "DateGreaterThan                  | 2026-01-01        | DateGreaterThan        | 2025-01-01",
                "Bool                             | true              | Bool                   | false",
                "Null                             | false             | Null                   | true",
                "ForAllValues:StringEquals        | a                 | ForAnyValue:StringEquals | a",
                "ForAnyValue:StringEquals         | a                 | ForAllValues:StringEquals | a",
                "BinaryEquals                     | QQ==              | BinaryEquals           | Qg==",
                "UnheardOf                        | a                 | UnheardOf              | b",
            })
    void conditionLetsMorePass(String operator, String values, String newOperator, String newValues) {
        assertThat(policies(
                        allow("a:b", "*", condition(operator, "some:key", values)),
                        allow("a:b", "*", condition(newOperator, "some:key", newValues))))
                .containsExactly("WARNING iam-widens it allows a:b on * on looser conditions: " + operator
                        + " some:key allows more");
    }

    @ParameterizedTest(name = "{0} {1} to {2} {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "StringEquals                     | a,b               | StringEquals           | a",
                "StringEquals                     | a                 | stringequals           | a",
                "StringEqualsIgnoreCase           | A                 | StringEquals           | a",
                "StringEqualsIfExists             | a                 | StringEquals           | a",
                "StringLike                       | a*                | StringEquals           | ab",
                "StringLike                       | a*                | StringLike             | ab*",
                "StringNotEquals                  | a                 | StringNotEquals        | a,b",
                "StringNotEquals                  | ab                | StringNotLike          | a*",
                "ArnLike                          | arn:*             | ArnEquals              | arn:a/*",
                "ArnEquals                        | arn:*             | StringEquals           | arn:a",
                "ArnNotLike                       | arn:a             | ArnNotEquals           | arn:*",
                "ArnNotEquals                     | arn:a             | ArnNotLike             | arn:*",
                "IpAddress                        | 10.0.0.0/8        | IpAddress              | 10.1.2.3",
                "IpAddress                        | 10.1.2.3/32       | IpAddress              | 10.1.2.3",
                "IpAddress                        | ::/0              | IpAddress              | fd00::1",
                "DateEquals                       | 2026-01-01        | DateEquals             | 2026-01-01",
                "NumericLessThan                  | 10                | NumericLessThan        | 10",
                "StringLike                       | a?c               | StringLike             | abc",
                "ForAnyValue:StringLike           | a*                | ForAnyValue:StringLike | ab",
                "BinaryEquals                     | QQ==              | BinaryEquals           | QQ==",
                "NotIpAddress                     | 10.0.0.0/16       | NotIpAddress           | 10.0.0.0/8",
                "IpAddress                        | 0.0.0.0/1,128.0.0.0/1 | IpAddress          | 0.0.0.0/0",
                "IpAddress                        | 0.0.0.0/0         | IpAddress              | 0.0.0.0/1,128.0.0.0/1",
                "IpAddress                        | 10.0.0.0,10.0.0.1 | IpAddress              | 10.0.0.0/31",
                "NotIpAddress                     | 10.0.0.0/8        | NotIpAddress           | 10.0.0.0/9,10.128.0.0/9",
                "NumericLessThanEquals            | 3600              | NumericLessThanEquals  | 900",
                "NumericGreaterThan               | 9                 | NumericGreaterThan     | 10",
                "NumericEquals                    | 1                 | NumericEquals          | 1.0",
                "DateLessThanEquals               | 2027-01-01        | DateLessThanEquals     | 2026-01-01",
                "DateGreaterThanEquals            | 2025-01-01        | DateGreaterThanEquals  | 2026-01-01",
                "Bool                             | true              | Bool                   | True",
                "Null                             | false             | Null                   | False",
            })
    void conditionLetsNoMorePass(String operator, String values, String newOperator, String newValues) {
        assertThat(policies(
                        allow("a:b", "*", condition(operator, "some:key", values)),
                        allow("a:b", "*", condition(newOperator, "Some:Key", newValues))))
                .isEmpty();
    }

    @Test
    void statementThatDeniesChanges() {
        assertThat(policies(deny("a:*", "*"), ""))
                .containsExactly("WARNING iam-widens it denies less: a Deny statement is gone");
        assertThat(policies(deny("a:b", "*") + "," + deny("a:c", "*"), deny("a:*", "*")))
                .as("one of two, and it denies as much")
                .isEmpty();
        assertThat(policies(deny("a:*", "*"), deny("a:b", "*")))
                .containsExactly("WARNING iam-widens it denies less: a:* on *");
        assertThat(policies(deny("a:*", "*"), deny("a:*", "*", "BoolIfExists", "aws:MultiFactorAuthPresent", "false")))
                .containsExactly(
                        "WARNING iam-widens it denies less: a:* on * only where BoolIfExists aws:MultiFactorAuthPresent");
        assertThat(policies(deny("a:*", "*", "Bool", "aws:SecureTransport", "false"), deny("a:*", "*")))
                .as("on fewer conditions")
                .isEmpty();
        assertThat(policies(
                        "{\"Effect\":\"Deny\",\"NotAction\":[\"iam:Get*\"],\"Resource\":\"*\"}",
                        "{\"Effect\":\"Deny\",\"NotAction\":[\"iam:*\"],\"Resource\":\"*\"}"))
                .containsExactly("WARNING iam-widens it denies less: * but iam:get* on *");
    }

    @Test
    void whatAStatementLeavesOutGetsLess() {
        assertThat(policies(
                        "{\"Effect\":\"Allow\",\"NotAction\":[\"iam:*\",\"sts:*\"],\"Resource\":\"*\"}",
                        "{\"Effect\":\"Allow\",\"NotAction\":\"iam:*\",\"Resource\":\"*\"}"))
                .containsExactly("WARNING iam-widens it allows more: * but iam:* on *");
        assertThat(policies(
                        "{\"Effect\":\"Allow\",\"NotAction\":\"iam:*\",\"Resource\":\"*\"}",
                        "{\"Effect\":\"Allow\",\"NotAction\":[\"iam:*\",\"sts:*\"],\"Resource\":\"*\"},"
                                + allow("s3:*", "*")))
                .as("less, and what it was about")
                .isEmpty();
        assertThat(policies(
                        "{\"Effect\":\"Allow\",\"NotAction\":\"iam:*\",\"Resource\":\"*\"}",
                        allow("iam:PassRole", "*")))
                .containsExactly("WARNING iam-widens it allows more: iam:PassRole on *");
        assertThat(policies(
                        "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"NotResource\":\"arn:secret\"}",
                        "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"NotResource\":\"arn:other\"}"))
                .containsExactly("WARNING iam-widens it allows more: s3:* on * but arn:other");
    }

    @Test
    void documentThatNobodyCanReadIsComparedWithNothing() {
        assertThat(Told.update(POLICY, Map.of("policy", document(deny("a:*", "*"))), Map.of("policy", "${other.json}")))
                .isEmpty();
    }

    @Test
    void trustOfARoleWidens() {
        assertThat(trusts(trust("AWS", ONE), trust("AWS", "*")))
                .containsExactly("DANGER iam-trust-widens it trusts everybody: principal *");
        assertThat(trusts(trust("AWS", ONE), trust("AWS", OTHER)))
                .containsExactly(
                        "WARNING iam-trust-widens it trusts arn:aws:iam::222222222222:root, of another account than before");
        assertThat(trusts(trust("AWS", ONE), trust("AWS", "arn:aws:iam::111111111111:role/x")))
                .containsExactly("WARNING iam-trust-widens it trusts arn:aws:iam::111111111111:role/x");
        assertThat(trusts(trust("AWS", "111111111111"), trust("AWS", "222222222222")))
                .containsExactly("WARNING iam-trust-widens it trusts 222222222222, of another account than before");
        assertThat(trusts(trust("Service", "ec2.amazonaws.com"), trust("Federated", "accounts.google.com")))
                .containsExactly("WARNING iam-trust-widens it trusts accounts.google.com");
        assertThat(trusts(trust("Service", "ec2.amazonaws.com"), trust("Service", "ecs.amazonaws.com")))
                .containsExactly("WARNING iam-trust-widens it trusts ecs.amazonaws.com");
        assertThat(trusts(trust("Service", "ec2.amazonaws.com"), trust("Service", "ec2.amazonaws.com")))
                .isEmpty();
        assertThat(trusts(
                        trust("AWS", ONE),
                        "{\"Effect\":\"Allow\",\"NotPrincipal\":{\"AWS\":\"" + ONE
                                + "\"},\"Action\":\"sts:AssumeRole\"}"))
                .containsExactly("DANGER iam-trust-widens it trusts everybody but those in NotPrincipal");
    }

    @Test
    void aNewRoleMayTrustAService() {
        assertThat(Told.of(
                        new Stack(),
                        new Stack()
                                .with(ROLE, "r", "assumeRolePolicy", document(trust("Service", "ec2.amazonaws.com")))))
                .isEmpty();
    }

    @Test
    void resourcePolicyAllowsAServiceWhatOthersMay() {
        assertThat(resourcePolicies(
                        share("AWS", ONE), share("AWS", ONE) + "," + share("Service", "events.amazonaws.com")))
                .containsExactly("WARNING iam-widens it allows events.amazonaws.com more: s3:GetObject on arn:x");
        assertThat(resourcePolicies(share("AWS", ONE), share("AWS", ONE))).isEmpty();
    }

    private static List<String> resourcePolicies(String before, String after) {
        return Told.update(BUCKET_POLICY, Map.of("policy", document(before)), Map.of("policy", document(after)));
    }

    private static String share(String kind, String name) {
        return "{\"Effect\":\"Allow\",\"Principal\":{\"" + kind + "\":\"" + name
                + "\"},\"Action\":\"s3:GetObject\",\"Resource\":\"arn:x\"}";
    }

    @Test
    void conditionLeavesATrustPolicy() {
        String issuer = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com";
        String subject = "token.actions.githubusercontent.com:sub";
        assertThat(trusts(trust("AWS", ONE, "StringEquals", "sts:ExternalId", "x"), trust("AWS", ONE)))
                .containsExactly(
                        "WARNING iam-trust-widens it trusts arn:aws:iam::111111111111:root on looser conditions: StringEquals sts:ExternalId is gone");
        assertThat(trusts(
                        trust("Federated", issuer, "StringEquals", subject, "repo:shop/web:ref:refs/heads/main"),
                        trust("Federated", issuer, "StringLike", subject, "repo:*")))
                .containsExactly("DANGER iam-trust-widens it trusts " + issuer
                        + " on looser conditions: StringEquals token.actions.githubusercontent.com:sub allows more");
        assertThat(trusts(trust("AWS", "*", "StringEquals", "aws:PrincipalOrgID", "o-1"), trust("AWS", "*")))
                .containsExactly(
                        "DANGER iam-trust-widens it trusts everybody on looser conditions: StringEquals aws:PrincipalOrgID is gone");
        assertThat(trusts(trust("AWS", ONE), trust("AWS", ONE, "StringEquals", "sts:ExternalId", "x")))
                .isEmpty();
    }

    @Test
    void resourceLetsItsUsersDoMore() {
        assertThat(Told.update(BUCKET_POLICY, bucket(ONE, "s3:GetObject"), bucket(ONE, "s3:*")))
                .containsExactly("WARNING iam-widens it allows more: s3:* on arn:x");
        assertThat(Told.update(
                        BUCKET_POLICY,
                        Map.of("policy", document(user(ONE, "s3:*") + "," + user(OTHER, "s3:GetObject"))),
                        Map.of("policy", document(user(ONE, "s3:*") + "," + user(OTHER, "s3:PutObject")))))
                .containsExactly("WARNING iam-widens it allows " + OTHER + " more: s3:PutObject on arn:x");
        assertThat(Told.update(
                        BUCKET_POLICY,
                        Map.of("policy", document(user("*", "s3:*", "StringEquals", "aws:SourceVpce", "v"))),
                        Map.of("policy", document(user("*", "s3:*")))))
                .containsExactly(
                        "DANGER iam-trust-widens it trusts everybody on looser conditions: StringEquals aws:SourceVpce is gone");
        assertThat(Told.update(
                        BUCKET_POLICY,
                        Map.of("policy", document(user(ONE, "s3:*", "StringEquals", "aws:SourceVpce", "v"))),
                        Map.of("policy", document(user(ONE, "s3:*")))))
                .containsExactly(
                        "WARNING iam-widens it allows s3:* on arn:x on looser conditions: StringEquals aws:SourceVpce is gone");
        String denied = "{\"Effect\":\"Deny\",\"NotPrincipal\":{\"AWS\":[%s]},\"Action\":\"s3:*\",\"Resource\":\"*\"}";
        assertThat(Told.update(
                        BUCKET_POLICY,
                        Map.of("policy", document(String.format(denied, "\"" + ONE + "\""))),
                        Map.of("policy", document(String.format(denied, "\"" + ONE + "\",\"" + OTHER + "\"")))))
                .containsExactly("WARNING iam-widens it denies less: s3:* on *");
    }

    @Test
    void policyComesToWhatIsThere() {
        Stack role = new Stack().with(ROLE, "r", "path", "/");
        List<String> needs = List.of(Stack.urn(ROLE, "r"));
        String narrow = document(allow("iam:PassRole", "arn:x") + "," + allow("s3:*", "arn:y"));

        assertThat(Told.of(
                        role,
                        new Stack().with(ROLE, "r", "path", "/").needing(needs, ROLE_POLICY, "p", "policy", narrow)))
                .containsExactly(
                        "WARNING iam-wildcard p allows s3:* on arn:y",
                        "WARNING iam-widens p allows more: iam:PassRole on arn:x");
        assertThat(Told.of(
                        new Stack(),
                        new Stack().with(ROLE, "r", "path", "/").needing(needs, ROLE_POLICY, "p", "policy", narrow)))
                .as("with its role")
                .containsExactly("WARNING iam-wildcard p allows s3:* on arn:y");
        assertThat(Told.of(new Stack(), new Stack().with(BUCKET_POLICY, "p", Told.flat(bucket(OTHER, "s3:GetObject")))))
                .as("of a bucket that is in no plan")
                .containsExactly("WARNING iam-trust-widens p trusts " + OTHER);
    }

    @Test
    void policyThatDeniesLeavesWhatStays() {
        List<String> needs = List.of(Stack.urn(BUCKET, "b"));
        String denies = document(deny("s3:*", "*"));
        Stack before =
                new Stack().with(BUCKET, "b", "bucket", "b").needing(needs, BUCKET_POLICY, "p", "policy", denies);

        assertThat(Told.of(before, new Stack().with(BUCKET, "b", "bucket", "b")))
                .containsExactly("WARNING iam-widens p denies less: a Deny statement is gone");
        assertThat(Told.of(before, new Stack()))
                .as("with its bucket")
                .containsExactly(
                        "DANGER data-lost bucket b is deleted: what it holds is lost, or can no longer be read");
    }

    @Test
    void keyNamesItselfByAWildcard() {
        for (String type : List.of("aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy")) {
            assertThat(Told.of(new Stack(), new Stack().with(type, "k", "policy", document(user(ONE, "kms:*")))))
                    .as(type)
                    .noneMatch(line -> line.contains("iam-wildcard"));
        }
        assertThat(Told.of(new Stack(), new Stack().with(BUCKET_POLICY, "p", "policy", document(user(ONE, "s3:*")))))
                .containsExactly(
                        "WARNING iam-wildcard p allows s3:* on arn:x", "WARNING iam-trust-widens p trusts " + ONE);
    }

    @Test
    void policyOfANewRoleSaysNothingBeyondItsWildcards() {
        assertThat(Told.of(
                        new Stack(),
                        new Stack()
                                .with(
                                        ROLE,
                                        "r",
                                        "assumeRolePolicy",
                                        document(trust("AWS", ONE, "Bool", "a:b", "true")))))
                .as("of trust")
                .isEmpty();
        assertThat(Told.of(
                        new Stack(),
                        new Stack()
                                .with(
                                        ROLE,
                                        "r",
                                        "assumeRolePolicy",
                                        document(trust("AWS", ONE).replace("sts:AssumeRole", "sts:*")))))
                .isEmpty();
        assertThat(Told.of(new Stack(), new Stack().with(POLICY, "p", "policy", document(allow("s3:Get*", "*")))))
                .isEmpty();
    }

    @Test
    void trustThatAllowsMoreActionsIsNoWiderPolicy() {
        assertThat(trusts(trust("AWS", ONE), trust("AWS", ONE).replace("sts:AssumeRole", "sts:*")))
                .isEmpty();
    }

    @Test
    void whoeverMightOnlyTagASessionIsTrustedByWhatAssumesTheRole() {
        String tags = trust("AWS", ONE).replace("sts:AssumeRole", "sts:TagSession");
        String not = tags.replace("\"Action\"", "\"NotAction\"");

        for (String assumes : List.of(trust("AWS", ONE), tags.replace("sts:TagSession", "sts:Assume*"), not)) {
            assertThat(trusts(tags, assumes)).containsExactly("WARNING iam-trust-widens it trusts " + ONE);
        }
        assertThat(trusts(tags, tags.replace("sts:TagSession", "sts:SetSourceIdentity")))
                .isEmpty();
        assertThat(trusts(not, trust("AWS", ONE))).isEmpty();
    }

    @Test
    void userOfAnotherProductIsAStranger() {
        assertThat(Told.update(
                        BUCKET_POLICY,
                        bucket(ONE, "s3:GetObject"),
                        Map.of(
                                "policy",
                                document(user(
                                                "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be",
                                                "s3:GetObject")
                                        .replace("\"AWS\"", "\"CanonicalUser\"")))))
                .containsExactly("WARNING iam-trust-widens it trusts"
                        + " 79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be");
    }

    @Test
    void policyOfAnExistingBucketIsToldByWhomItTrusts() {
        List<String> needs = List.of(Stack.urn(BUCKET, "b"));
        Stack bucket = new Stack().with(BUCKET, "b", "bucket", "b");

        assertThat(Told.of(
                        bucket,
                        new Stack()
                                .with(BUCKET, "b", "bucket", "b")
                                .needing(needs, BUCKET_POLICY, "p", Told.flat(bucket(OTHER, "s3:GetObject")))))
                .containsExactly("WARNING iam-trust-widens p trusts " + OTHER);
    }

    @Test
    void documentThatIsEmptyAllowsNothing() {
        String allowed = document(allow("a:b", "*"));

        for (Object nothing : List.of("", new PropertyValue.Nothing())) {
            assertThat(Told.update(POLICY, Map.of("policy", nothing), Map.of("policy", allowed)))
                    .containsExactly("WARNING iam-widens it allows more: a:b on *");
            assertThat(Told.update(POLICY, Map.of("policy", allowed), Map.of("policy", nothing)))
                    .isEmpty();
        }
        assertThat(Told.update(POLICY, Map.of("policy", "words"), Map.of("policy", allowed)))
                .as("and words say anything")
                .isEmpty();
    }

    @Test
    void exceptionsMayBecomeFewerForWhomTheyAre() {
        String denied =
                "{\"Effect\":\"Deny\",\"NotPrincipal\":{\"AWS\":\"%s\"},\"Action\":\"s3:*\",\"Resource\":\"*\"}";
        String role = "arn:aws:iam::111111111111:role/x";

        assertThat(Told.update(
                        BUCKET_POLICY,
                        Map.of("policy", document(denied.formatted(ONE))),
                        Map.of("policy", document(denied.formatted(role)))))
                .as("of a whole account one role is left")
                .isEmpty();
        assertThat(Told.update(
                        BUCKET_POLICY,
                        Map.of("policy", document(denied.formatted(role))),
                        Map.of("policy", document(denied.formatted(ONE)))))
                .containsExactly("WARNING iam-widens it denies less: s3:* on *");
    }

    @Test
    void longListOfWhatIsMoreIsCut() {
        assertThat(policies("", several(5)))
                .containsExactly("WARNING iam-widens it allows more: a:0 on *, a:1 on *, a:2 on *, a:3 on *, a:4 on *");
        assertThat(policies("", several(6)))
                .containsExactly("WARNING iam-widens it allows more: a:0 on *, a:1 on *, a:2 on *, a:3 on *, a:4 on *"
                        + " and 1 more");
    }

    private static String several(int count) {
        return IntStream.range(0, count).mapToObj(i -> allow("a:" + i, "*")).collect(Collectors.joining(","));
    }

    private static String[] condition(String operator, String key, String values) {
        return Stream.concat(Stream.of(operator, key), Stream.of(values.split(",", -1)))
                .toArray(String[]::new);
    }

    private static List<String> policies(String before, String after) {
        return Told.update(POLICY, Map.of("policy", document(before)), Map.of("policy", document(after)));
    }

    private static List<String> trusts(String before, String after) {
        return Told.update(
                ROLE, Map.of("assumeRolePolicy", document(before)), Map.of("assumeRolePolicy", document(after)));
    }

    private static Map<String, Object> bucket(String principal, String action) {
        return Map.of("policy", document(user(principal, action)));
    }

    private static String document(String statements) {
        return "{\"Statement\":[" + statements + "]}";
    }

    private static String allow(String action, String resource, String... condition) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"" + json(condition)
                + "}";
    }

    private static String deny(String action, String resource, String... condition) {
        return allow(action, resource, condition).replace("Allow", "Deny");
    }

    private static String user(String principal, String action, String... condition) {
        return "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal + "\"},\"Action\":\"" + action
                + "\",\"Resource\":\"arn:x\"" + json(condition) + "}";
    }

    private static String trust(String kind, String principal, String... condition) {
        return "{\"Effect\":\"Allow\",\"Principal\":{\"" + kind + "\":\"" + principal
                + "\"},\"Action\":\"sts:AssumeRole\"" + json(condition) + "}";
    }

    /** Operator, key and values. */
    private static String json(String... condition) {
        if (condition.length == 0) {
            return "";
        }
        String values = IntStream.range(2, condition.length)
                .mapToObj(i -> "\"" + condition[i] + "\"")
                .collect(Collectors.joining(","));
        return ",\"Condition\":{\"" + condition[0] + "\":{\"" + condition[1] + "\":[" + values + "]}}";
    }
}
