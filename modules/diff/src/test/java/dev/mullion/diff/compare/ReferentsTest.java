package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.ResourceChange;
import dev.mullion.plan.PropertyValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferentsTest {
    private static final String BUCKET = "aws:s3/bucketV2:BucketV2";
    private static final String SECRET = "aws:secretsmanager/secret:Secret";
    private static final String POLICY = "aws:iam/rolePolicy:RolePolicy";
    private static final String ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    private static final String TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
    private static final String UNKNOWN = PropertyValue.UNKNOWN.value();

    private static final String DOCUMENT = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"${data.arn}"}]}""";

    @Test
    void referenceToAnotherResourceOfThatNameIsAnotherValue() {
        Comparison comparison = Stack.compare(
                both().with(POLICY, "p", "role", "web", "policy", DOCUMENT)
                        .referring("policy", Stack.urn(BUCKET, "data"))
                        .with(ATTACHMENT, "q", "role", "web", "policyArn", "${data.arn}")
                        .referring("policyArn", Stack.urn(BUCKET, "data")),
                both().with(POLICY, "p", "role", "web", "policy", DOCUMENT)
                        .referring("policy", Stack.urn(SECRET, "data"))
                        .with(ATTACHMENT, "q", "role", "web", "policyArn", "${data.arn}")
                        .referring("policyArn", Stack.urn(SECRET, "data")));

        assertThat(told(comparison))
                .containsExactly(
                        "update p",
                        "UPDATE policy.Statement[Allow s3:*].Resource: \"${data.(BucketV2).arn}\" =>"
                                + " \"${data.(Secret).arn}\"",
                        "replace q",
                        "UPDATE policyArn: \"${data.(BucketV2).arn}\" => \"${data.(Secret).arn}\"");
    }

    @Test
    void soItIsInUserDataAndBesideAnotherChange() {
        String old = Encoded.base64("<powershell>\nGet-Content ${data.id}\n</powershell>\n");
        String now = Encoded.base64("<powershell>\nGet-Content ${data.id}\nGet-Date\n</powershell>\n");

        Comparison comparison = Stack.compare(
                both().with(TEMPLATE, "t", "userData", old).referring("userData", Stack.urn(BUCKET, "data")),
                both().with(TEMPLATE, "t", "userData", now).referring("userData", Stack.urn(SECRET, "data")));

        PropertyChange.Text text = (PropertyChange.Text)
                comparison.changes().get(0).properties().get(0).content();
        assertThat(text.lines().stream()
                        .map(line -> (line.before() == 0 ? "+" : line.after() == 0 ? "-" : " ") + line.text()))
                .containsExactly(
                        " <powershell>",
                        "-Get-Content ${data.(BucketV2).id}",
                        "+Get-Content ${data.(Secret).id}",
                        "+Get-Date",
                        " </powershell>");
    }

    /** A list, a number, and all that a first preview of an engine's does not know. */
    @Test
    void whatIsUnknownIsAnotherValueWhereItIsOfOthers() {
        Comparison comparison = Stack.compare(
                both().with(ATTACHMENT, "q", "role", "web", "policyArn", UNKNOWN)
                        .referring("policyArn", Stack.urn(BUCKET, "data")),
                both().with(ATTACHMENT, "q", "role", "web", "policyArn", UNKNOWN)
                        .referring("policyArn", Stack.urn(BUCKET, "other"), Stack.urn(SECRET, "data")));

        assertThat(told(comparison))
                .containsExactly(
                        "replace q",
                        "UPDATE policyArn.references: \"BucketV2 data\" => \"Secret data, BucketV2 other\"");
    }

    /** A hash of a reference has no place to show it. */
    @Test
    void textThatWasMadeOfAReferenceIsAnotherOne() {
        Comparison comparison = Stack.compare(
                both().with(POLICY, "p", "name", "5f70bf18", "role", "web")
                        .referring("name", Stack.urn("mine:a:Group$" + BUCKET, "data")),
                both().with(POLICY, "p", "name", "5f70bf18", "role", "web")
                        .referring("name", Stack.urn("mine:b:Group$" + BUCKET, "data")));

        assertThat(told(comparison))
                .containsExactly(
                        "replace p",
                        "UPDATE name.references: \"mine:a:Group$aws:s3/bucketV2:BucketV2 data\" => "
                                + "\"mine:b:Group$aws:s3/bucketV2:BucketV2 data\"");
    }

    @Test
    void referenceInThePlaceOfATextThatLooksLikeOneIsAnotherValue() {
        Comparison comparison = Stack.compare(
                both().with(ATTACHMENT, "q", "role", "web", "policyArn", "${data.arn}")
                        .referring("policyArn", Stack.urn(BUCKET, "data")),
                both().with(ATTACHMENT, "q", "role", "web", "policyArn", "${data.arn}")
                        .referring("role"));

        assertThat(told(comparison))
                .containsExactly("replace q", "UPDATE policyArn: \"${data.(BucketV2).arn}\" => \"${data.arn}\"");
    }

    @Test
    void whichOneAProgramReadsIsTold() {
        String type = "aws:iam/instanceProfile:InstanceProfile";

        Comparison comparison = Stack.compare(
                both().needing(List.of(Stack.urn(BUCKET, "data")), type, "read", Stack.Options::external)
                        .having("${data.id}"),
                both().needing(List.of(Stack.urn(SECRET, "data")), type, "read", Stack.Options::external)
                        .having("${data.id}"));

        assertThat(told(comparison))
                .containsExactly("update read", "UPDATE id.references: \"BucketV2 data\" => \"Secret data\"");
    }

    /** What Pulumi would not call a change of an input: order, what else an input needs, and a resource by its new name. */
    @Test
    void othersThatAnInputNeedsAreNoChange() {
        Stack before = both().with(POLICY, "p", "role", "web", "policy", DOCUMENT)
                .referring("policy", Stack.urn(BUCKET, "data"), Stack.urn(BUCKET, "other"))
                .with(ATTACHMENT, "q", "role", UNKNOWN)
                .referring("role", Stack.urn(BUCKET, "data"), Stack.urn(SECRET, "data"))
                .with(ATTACHMENT, "r", "role", "${old.id}", "policyArn", "x")
                .referring("role", Stack.urn(BUCKET, "old"))
                .with(BUCKET, "old");
        Stack after = new Stack()
                .with(BUCKET, "data")
                .with(SECRET, "data")
                .with(POLICY, "p", "role", "web", "policy", DOCUMENT)
                .referring("policy", Stack.urn(SECRET, "another"), Stack.urn(BUCKET, "data"))
                .with(ATTACHMENT, "q", "role", UNKNOWN)
                .referring("role", Stack.urn(SECRET, "data"), Stack.urn(BUCKET, "data"))
                .with(ATTACHMENT, "r", "role", "${old.id}", "policyArn", "x")
                .referring("role", Stack.urn("aws:s3/bucket:Bucket", "old"))
                .with("aws:s3/bucket:Bucket", "old", options -> options.alias(Stack.urn(BUCKET, "old")));

        assertThat(told(Stack.compare(before, after)).stream().filter(line -> !line.contains("old")))
                .isEmpty();
    }

    /** A plan that does not say what its inputs need tells nothing of them. */
    @Test
    void planWithoutDependenciesIsComparedByItsTexts() {
        Comparison comparison = Stack.compare(
                both().with(ATTACHMENT, "q", "role", "web", "policyArn", "${data.arn}"),
                both().with(ATTACHMENT, "q", "role", "web", "policyArn", "${data.arn}")
                        .referring("policyArn", Stack.urn(SECRET, "data")));

        assertThat(told(comparison)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${data.arn}", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"})
    void besideAStateNothingOfAnotherResourceIsTakenForDeployed(String policyArn) {
        Stack deployed = new Stack()
                .deployed()
                .with(BUCKET, "data")
                .having("data-1", "arn", "arn:aws:s3:::data-1")
                .with(ATTACHMENT, "q", "role", "web", "policyArn", "arn:aws:s3:::data-1")
                .referring("policyArn", Stack.urn(BUCKET, "data"))
                .having("web-1");
        Stack same = both().with(ATTACHMENT, "q", "role", "web", "policyArn", policyArn)
                .referring("policyArn", Stack.urn(BUCKET, "data"));
        Stack moved = both().with(ATTACHMENT, "q", "role", "web", "policyArn", policyArn)
                .referring("policyArn", Stack.urn(SECRET, "data"));

        assertThat(told(Stack.compare(deployed, same))).containsExactly("create data");
        assertThat(told(Stack.compare(deployed, moved)))
                .containsExactly(
                        "create data",
                        "replace q",
                        "UPDATE policyArn: \"arn:aws:s3:::data-1\" => "
                                + (policyArn.equals(UNKNOWN) ? "[unknown]" : "\"" + policyArn + "\""));
    }

    private static Stack both() {
        return new Stack().with(BUCKET, "data").with(SECRET, "data");
    }

    private static List<String> told(Comparison comparison) {
        List<String> told = new ArrayList<>();
        for (ResourceChange change : comparison.changes()) {
            told.add(change.operation() + " " + change.name());
            told.addAll(Stack.lines(change));
        }
        return told;
    }
}
