package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CascadeTest {
    private static final String VPC = "aws:ec2/vpc:Vpc";
    private static final String SUBNET = "aws:ec2/subnet:Subnet";
    private static final String GROUP = "aws:autoscaling/group:Group";
    private static final String TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
    private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    @Test
    void dependentsOfAReplacementMayBeReplacedInTurn() {
        Comparison comparison = Stack.compare(network("10.0.0.0/16"), network("10.1.0.0/16"));

        ResourceChange subnet = named(comparison, "subnet");
        assertThat(subnet.operation()).isEqualTo("update");
        assertThat(subnet.replacedBy()).containsExactly(new ReplaceReason("vpcId", false, "the provider's plan"));
        assertThat(subnet.properties().get(0).replaces()).isEqualTo(Replaces.MAY);
        ResourceChange group = named(comparison, "group");
        assertThat(Stack.lines(group)).containsExactly("UPDATE vpcZoneIdentifiers[0]: \"${subnet.id}\" => [unknown]");
        assertThat(group.replacedBy()).isEmpty();
        assertThat(comparison.counts())
                .containsExactly(Map.entry("replace", 1), Map.entry("same", 2), Map.entry("update", 2));
    }

    private static Stack network(String cidr) {
        return new Stack()
                .with(VPC, "net", "cidrBlock", cidr)
                .needing(
                        List.of(Stack.urn(VPC, "net")),
                        SUBNET,
                        "subnet",
                        "vpcId",
                        "${net.id}",
                        "cidrBlock",
                        "10.0.0.0/24")
                .needing(
                        List.of(Stack.urn(SUBNET, "subnet")),
                        GROUP,
                        "group",
                        "vpcZoneIdentifiers",
                        List.of("${subnet.id}"))
                .with("aws:sns/topic:Topic", "other", "displayName", "${net.id}");
    }

    @Test
    void whatADependentLeavesToOthersDoesNotFollow() {
        assertThat(Stack.compare(pipeline("a"), pipeline("b")).changes())
                .extracting(ResourceChange::name)
                .containsExactly("task");
    }

    private static Stack pipeline(String family) {
        String task = "aws:ecs/taskDefinition:TaskDefinition";
        return new Stack()
                .with(task, "task", "family", family)
                .needing(
                        List.of(Stack.urn(task, "task")),
                        "aws:ecs/service:Service",
                        "service",
                        options -> options.ignoring("desiredCount", "taskDefinition"),
                        "taskDefinition",
                        "${task.arn}");
    }

    @Test
    void anotherOrderOfReplacedOnesIsMoreThanAnotherOrder() {
        Comparison comparison = Stack.compare(zones("a", "b"), zones("b", "a"));

        assertThat(Stack.lines(named(comparison, "group")))
                .containsExactly(
                        "UPDATE vpcZoneIdentifiers[0]: \"${b.id}\" => [unknown]",
                        "UPDATE vpcZoneIdentifiers[1]: \"${a.id}\" => [unknown]",
                        "UPDATE vpcZoneIdentifiers: [\"${a.id}\", \"${b.id}\"] => [\"${b.id}\", \"${a.id}\"] ORDER");
    }

    private static Stack zones(String first, String second) {
        return new Stack()
                .with(SUBNET, first, "cidrBlock", "10.0.0.0/24")
                .with(SUBNET, second, "cidrBlock", "10.0.1.0/24")
                .needing(
                        List.of(Stack.urn(SUBNET, first), Stack.urn(SUBNET, second)),
                        GROUP,
                        "group",
                        "vpcZoneIdentifiers",
                        List.of("${" + first + ".id}", "${" + second + ".id}"));
    }

    @Test
    void knownInputOfAReplacementMovesNobody() {
        Comparison comparison = Stack.compare(cluster("EC2"), cluster("FARGATE"));

        assertThat(comparison.changes()).extracting(ResourceChange::name).containsExactly("service");
    }

    private static Stack cluster(String launchType) {
        String service = "aws:ecs/service:Service";
        return new Stack()
                .with(service, "service", "name", "web", "launchType", launchType)
                .needing(
                        List.of(Stack.urn(service, "service")),
                        "aws:sns/topic:Topic",
                        "t",
                        "displayName",
                        "${service.name}");
    }

    @Test
    void newVersionOfALaunchTemplateReachesItsGroup() {
        Comparison comparison = Stack.compare(instances("m6i.large"), instances("m6i.xlarge"));

        assertThat(named(comparison, "group").operation()).isEqualTo("update");
        assertThat(Stack.lines(named(comparison, "group")))
                .containsExactly("UPDATE launchTemplate.version: [unknown] => [unknown]");
    }

    private static Stack instances(String type) {
        return new Stack()
                .with(TEMPLATE, "template", "instanceType", type)
                .needing(
                        List.of(Stack.urn(TEMPLATE, "template")),
                        GROUP,
                        "group",
                        "launchTemplate",
                        Map.of("id", "${template.id}", "version", UNKNOWN));
    }

    @Test
    void onlyTheReferenceOfALongerTextIsShown() {
        Comparison comparison = Stack.compare(environment("EC2"), environment("FARGATE"));

        assertThat(Stack.lines(named(comparison, "thing")))
                .containsExactly("UPDATE apiKey: \"${service.id}\" => [unknown]");
    }

    private static Stack environment(String launchType) {
        String service = "aws:ecs/service:Service";
        return new Stack()
                .with(service, "service", "launchType", launchType)
                .needing(
                        List.of(Stack.urn(service, "service")),
                        "custom:index:Thing",
                        "thing",
                        "apiKey",
                        "abc123${service.id}");
    }

    @Test
    void typeWithoutRowsTakesNobodyAlong() {
        Comparison comparison = Stack.compare(custom("a"), custom("b"));

        assertThat(comparison.changes()).extracting(ResourceChange::name).containsExactly("thing");
    }

    private static Stack custom(String value) {
        return new Stack()
                .with("custom:index:Thing", "thing", "size", value)
                .needing(List.of(Stack.urn("custom:index:Thing", "thing")), SUBNET, "subnet", "vpcId", "${thing.id}");
    }

    private static ResourceChange named(Comparison comparison, String name) {
        return comparison.changes().stream()
                .filter(change -> change.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyOutputThatAnotherVersionMovesIsFollowed() {
        Map<String, Set<String>> moving = Map.of(
                "aws:ec2/launchTemplate:LaunchTemplate", Set.of("latestVersion", "defaultVersion"),
                "aws:s3/bucketObjectv2:BucketObjectv2", Set.of("versionId", "etag"),
                "aws:ssm/document:Document", Set.of("latestVersion", "defaultVersion", "documentVersion"));

        assertThat(Cascade.MOVING).isEqualTo(moving);
        moving.forEach((type, outputs) -> outputs.forEach(output -> {
            List<String> needs = List.of(Stack.urn(type, "t"));
            String topic = "aws:sns/topic:Topic";
            Comparison comparison = Stack.compare(
                    new Stack()
                            .with(type, "t", "content", "a")
                            .needing(needs, topic, "u", "displayName", "${t." + output + "}"),
                    new Stack()
                            .with(type, "t", "content", "b")
                            .needing(needs, topic, "u", "displayName", "${t." + output + "}"));
            assertThat(named(comparison, "u").properties())
                    .as(type + " " + output)
                    .hasSize(1);
        }));
    }
}
