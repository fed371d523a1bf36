package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.ResourceChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyDiffTest {
    private static final String TASK = "aws:ecs/taskDefinition:TaskDefinition";
    private static final String GROUP = "aws:ec2/securityGroup:SecurityGroup";
    private static final String POLICY = "aws:iam/policy:Policy";
    private static final String SERVICE = "aws:ecs/service:Service";
    private static final String THING = "custom:index:Thing";

    @Test
    void containersAndTheirEnvironmentAreToldApartByName() {
        List<String> lines = strings(
                TASK,
                "containerDefinitions",
                "[{\"name\":\"log\"},{\"name\":\"web\",\"environment\":[{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"B\",\"value\":\"2\"}]}]",
                "[{\"name\":\"new\"},{\"name\":\"web\",\"environment\":[{\"name\":\"B\",\"value\":\"2\"},{\"name\":\"A\",\"value\":\"9\"},{\"name\":\"C\",\"value\":\"3\"}]},{\"name\":\"log\"}]");

        assertThat(lines)
                .containsExactly(
                        "ADD containerDefinitions[\"new\"]: - => {\"name\": \"new\"}",
                        "UPDATE containerDefinitions[\"web\"].environment[\"A\"].value: \"1\" => \"9\"",
                        "ADD containerDefinitions[\"web\"].environment[\"C\"]: - => {\"name\": \"C\", \"value\": \"3\"}",
                        "UPDATE containerDefinitions[\"web\"].environment: [\"A\", \"B\"] => [\"B\", \"A\", \"C\"] ORDER",
                        "UPDATE containerDefinitions: [\"log\", \"web\"] => [\"new\", \"web\", \"log\"] ORDER");
    }

    @Test
    void portsAreToldApartByNumberAndProtocol() {
        assertThat(
                        strings(
                                TASK,
                                "containerDefinitions",
                                "[{\"name\":\"a\",\"portMappings\":[{\"containerPort\":80,\"hostPort\":80},{\"containerPort\":443}]}]",
                                "[{\"name\":\"a\",\"portMappings\":[{\"containerPort\":443},{\"containerPort\":80,\"hostPort\":0}]}]"))
                .containsExactly(
                        "UPDATE containerDefinitions[\"a\"].portMappings[80/tcp].hostPort: 80 => 0",
                        "UPDATE containerDefinitions[\"a\"].portMappings: [\"80/tcp\", \"443/tcp\"] => [\"443/tcp\", \"80/tcp\"] ORDER");
    }

    @Test
    void sameJsonInOtherSpellingIsNoise() {
        ResourceChange change = Stack.change(
                TASK,
                Map.of("containerDefinitions", "[{\"name\":\"a\",\"cpu\":1}]"),
                Map.of("containerDefinitions", "[ {\"cpu\": 1, \"name\": \"a\"} ]\n"));

        assertThat(change.onlyNoise()).isTrue();
        assertThat(change.operation()).isEqualTo("update");
        assertThat(change.properties())
                .extracting(PropertyChange::noise)
                .containsExactly(PropertyChange.Noise.SPELLING);
    }

    @Test
    void rulesOfASecurityGroupAreToldApartByTheirContent() {
        Map<String, Object> https = rule(443, "10.0.0.0/8", "old");
        Map<String, Object> ssh = rule(22, "10.0.0.0/8", "admin");

        assertThat(lines(
                        GROUP,
                        Map.of("ingress", List.of(ssh, https)),
                        Map.of("ingress", List.of(rule(443, "10.0.0.0/8", "new"), rule(3389, "0.0.0.0/0", "x")))))
                .containsExactly(
                        "UPDATE ingress[tcp 443 from 10.0.0.0/8].description: \"old\" => \"new\"",
                        "ADD ingress[tcp 3389 from 0.0.0.0/0]: - => {\"cidrBlocks\": [\"0.0.0.0/0\"], \"description\": \"x\", \"fromPort\": 3389, \"protocol\": \"tcp\", \"toPort\": 3389}",
                        "DELETE ingress[tcp 22 from 10.0.0.0/8]: {\"cidrBlocks\": [\"10.0.0.0/8\"], \"description\": \"admin\", \"fromPort\": 22, \"protocol\": \"tcp\", \"toPort\": 22} => -");
    }

    private static Map<String, Object> rule(int port, String cidr, String description) {
        return Map.of(
                "protocol",
                "tcp",
                "fromPort",
                port,
                "toPort",
                port,
                "cidrBlocks",
                List.of(cidr),
                "description",
                description);
    }

    @Test
    void subnetsAndSecurityGroupsAreSets() {
        ResourceChange change = Stack.change(
                SERVICE,
                Map.of("networkConfiguration", Map.of("subnets", List.of("a", "b"), "securityGroups", List.of("x"))),
                Map.of(
                        "networkConfiguration",
                        Map.of("subnets", List.of("b", "a"), "securityGroups", List.of("x", "y"))));

        assertThat(Stack.lines(change))
                .containsExactly(
                        "ADD networkConfiguration.securityGroups[\"y\"]: - => \"y\"",
                        "UPDATE networkConfiguration.subnets: [\"a\", \"b\"] => [\"b\", \"a\"] ORDER");
    }

    @Test
    void actionsOfAPolicyAreSetsAndOneOrMore() {
        assertThat(
                        strings(
                                POLICY,
                                "policy",
                                "{\"Statement\":[{\"Sid\":\"A\",\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Resource\":[\"x\",\"y\"]}]}",
                                "{\"Statement\":[{\"Sid\":\"A\",\"Effect\":\"Allow\",\"Action\":[\"s3:Put\",\"s3:Get\"],\"Resource\":[\"y\",\"x\"]}]}"))
                .containsExactly(
                        "ADD policy.Statement[\"A\"].Action[\"s3:Put\"]: - => \"s3:Put\"",
                        "UPDATE policy.Statement[\"A\"].Resource: [\"x\", \"y\"] => [\"y\", \"x\"] ORDER");
    }

    @Test
    void oneActionAndAListOfItMeanTheSame() {
        ResourceChange change = Stack.change(
                POLICY,
                Map.of("policy", "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"a\",\"Resource\":\"*\"}}"),
                Map.of("policy", "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"a\"],\"Resource\":\"*\"}]}"));

        assertThat(change.onlyNoise()).isTrue();
    }

    @Test
    void statementsWithoutSidAreMatchedByActionsThenByResources() {
        assertThat(
                        strings(
                                POLICY,
                                "policy",
                                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"a\",\"Resource\":\"1\"},{\"Effect\":\"Allow\",\"Action\":\"b\",\"Resource\":\"2\"}]}",
                                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"c\",\"Resource\":\"2\"},{\"Effect\":\"Allow\",\"Action\":\"a\",\"Resource\":\"9\"}]}"))
                .containsExactly(
                        "UPDATE policy.Statement[Allow c].Action: \"b\" => \"c\"",
                        "UPDATE policy.Statement[Allow a].Resource: \"1\" => \"9\"",
                        "UPDATE policy.Statement: [\"Allow a\", \"Allow c\"] => [\"Allow c\", \"Allow a\"] ORDER");
    }

    @Test
    void yamlInAStringIsComparedByWhatItSays() {
        assertThat(strings(
                        "aws:ssm/document:Document",
                        "content",
                        "# old\nschemaVersion: '2.2'\nsteps:\n- name: a\n  run: x\n- name: b\n  run: y\n",
                        "schemaVersion: \"2.2\"\nsteps:\n  - {name: b, run: z}\n  - {name: a, run: x}\n"))
                .containsExactly(
                        "UPDATE content.steps[\"b\"].run: \"y\" => \"z\"",
                        "UPDATE content.steps: [\"a\", \"b\"] => [\"b\", \"a\"]",
                        "UPDATE content.comments: \"# old\" => \"\"");
    }

    @Test
    void manifestsAreToldApartByKindAndName() {
        assertThat(
                        strings(
                                THING,
                                "text",
                                "kind: Service\nmetadata:\n  name: a\n---\nkind: Deployment\nmetadata:\n  name: a\n  namespace: n\nspec: {replicas: 1}\n",
                                "kind: Deployment\nmetadata:\n  name: a\n  namespace: n\nspec: {replicas: 2}\n---\nkind: Service\nmetadata:\n  name: a\n"))
                .contains("UPDATE text[Deployment n/a].spec.replicas: 1 => 2");
    }

    @Test
    void listsOfTextWithoutIdentityKeepTheirOrder() {
        assertThat(lines(
                        THING,
                        Map.of("command", List.of("run", "-a", "-b")),
                        Map.of("command", List.of("run", "-x", "-a", "-c"))))
                .containsExactly("ADD command[1]: - => \"-x\"", "UPDATE command[3]: \"-b\" => \"-c\"");
    }

    @Test
    void objectsWithDistinctNamesAreToldApartByThem() {
        assertThat(lines(
                        THING,
                        Map.of("parts", List.of(Map.of("id", "a", "size", 1), Map.of("id", "b", "size", 1))),
                        Map.of("parts", List.of(Map.of("id", "b", "size", 2)))))
                .containsExactly(
                        "UPDATE parts[\"b\"].size: 1 => 2", "DELETE parts[\"a\"]: {\"id\": \"a\", \"size\": 1} => -");
    }

    @Test
    void tagsOfAListAreToldApartByKeyAndAreNoise() {
        ResourceChange change = Stack.change(
                "aws:autoscaling/group:Group",
                Map.of("tags", List.of(tag("Owner", "a"), tag("AmazonECSManaged", "true"))),
                Map.of("tags", List.of(tag("Owner", "b"), tag("AmazonECSManaged", "false"))));

        assertThat(Stack.lines(change))
                .containsExactly(
                        "UPDATE tags[\"AmazonECSManaged\"].value: \"true\" => \"false\"",
                        "UPDATE tags[\"Owner\"].value: \"a\" => \"b\" TAGS");
    }

    private static Map<String, Object> tag(String key, String value) {
        return Map.of("key", key, "value", value);
    }

    @Test
    void tagsOfWhatInstancesStartWithAreNoNoise() {
        ResourceChange change = Stack.change(
                "aws:ec2/launchTemplate:LaunchTemplate",
                Map.of("tagSpecifications", List.of(Map.of("resourceType", "instance", "tags", Map.of("a", "1")))),
                Map.of("tagSpecifications", List.of(Map.of("resourceType", "instance", "tags", Map.of("a", "2")))));

        assertThat(Stack.lines(change))
                .containsExactly("UPDATE tagSpecifications[\"instance\"].tags.a: \"1\" => \"2\"");
    }

    @Test
    void keysThatAreNoWordsAreQuotedInPaths() {
        assertThat(lines(THING, Map.of(), Map.of("m", 1, "a b", 1, "x\"y\n", 2)))
                .containsExactly("ADD [\"a b\"]: - => 1", "ADD m: - => 1", "ADD [\"x\\\"y\\n\"]: - => 2");
    }

    @Test
    void numberAndItsTextAreOneSpelling() {
        assertThat(Stack.change("aws:ec2/thing:Thing", Map.of("a", "80"), Map.of("a", 80))
                        .onlyNoise())
                .isTrue();
    }

    /** Kubernetes keeps what it is given: a chart's {@code if} takes "false" for true. */
    @ParameterizedTest
    @Tag("adversary")
    @ValueSource(strings = {"kubernetes:helm.sh/v3:Release", "kubernetes:install.istio.io/v1alpha1:IstioOperator"})
    void typesOfWhatNoProviderKnowsCount(String type) {
        assertThat(lines(type, Map.of("values", Map.of("a", false)), Map.of("values", Map.of("a", "false"))))
                .containsExactly("UPDATE values.a: false => \"false\"");
        assertThat(lines(type, Map.of("values", Map.of("a", 1)), Map.of("values", Map.of("a", "1"))))
                .containsExactly("UPDATE values.a: 1 => \"1\"");
    }

    @Test
    @Tag("adversary")
    void nothingIsNoText() {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("a", null);
        assertThat(lines("aws:ec2/thing:Thing", nothing, Map.of("a", "null")))
                .containsExactly("UPDATE a: null => \"null\"");
    }

    @Test
    void twoItemsOfOneNameAreComparedByPosition() {
        assertThat(lines(
                        THING,
                        Map.of("environment", List.of(tag("a", "1"), tag("a", "2"))),
                        Map.of("environment", List.of(tag("a", "1"), tag("a", "3")))))
                .containsExactly("UPDATE environment[1].value: \"2\" => \"3\"");
    }

    private static List<String> strings(String type, String key, String before, String after) {
        return lines(type, Map.of(key, before), Map.of(key, after));
    }

    private static List<String> lines(String type, Map<String, Object> before, Map<String, Object> after) {
        return Stack.lines(Stack.change(type, before, after));
    }
}
