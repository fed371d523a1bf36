package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Clusters, their names and strategies, and tags. */
class BadClusterTest {
    @Test
    void acceptsTagsInEveryScript() {
        StackFile file = StackFile.sections("""
                mullion:tags: {Team: Größe, Projekt: "日本語"}
                """);

        assertThat(file.problems()).isEmpty();
    }

    @Test
    void rejectsALogRetentionBetweenTheSteps() {
        StackFile file = StackFile.cluster("""
                logRetentionDays: 31
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:25: mullion:ecs.shop.logRetentionDays: got 31; use one of 1, 3, 5, 7,"
                                + " 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653");
    }

    @Test
    void rejectsAClusterKeyThatStartsWithEcs() {
        StackFile file = StackFile.clusters("""
                ecs-shop:
                  capacity:
                    web: {instanceTypes: [m6i.large]}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:7:5: mullion:ecs.ecs-shop: starts with aws, ecs or fargate, as a capacity"
                                + " provider's name must not, and the providers' names start with it; use another key, and"
                                + " name: for the cluster's own name");
    }

    @Test
    void rejectsAClusterKeyWithADot() {
        StackFile file = StackFile.clusters("""
                shop.web:
                  capacity:
                    web: {instanceTypes: [m6i.large]}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:7:5: mullion:ecs[\"shop.web\"]: is no name for a cluster; use letters, digits"
                                + " and hyphens, a letter first");
    }

    @Test
    void rejectsACapacityKeyWithAnUnderscore() {
        StackFile file = StackFile.clusters("""
                shop:
                  capacity:
                    my_web: {instanceTypes: [m6i.large]}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:9:9: mullion:ecs.shop.capacity.my_web: is no name for a capacity; use"
                        + " letters, digits and hyphens, a letter first");
    }

    @Test
    void rejectsANumberForAClustersKey() {
        StackFile file = StackFile.clusters("""
                123:
                  capacity:
                    web: {instanceTypes: [m6i.large]}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:7:5: mullion:ecs: got a key that is no text; quote it: \"123\"",
                        "Pulumi.dev.yaml:7:5: mullion:ecs.123: is no name for a cluster; use letters, digits and"
                                + " hyphens, a letter first");
    }

    @Test
    void rejectsNamesTooLongForIam() {
        StackFile file = StackFile.clusters("""
                the-storefront-of-the-whole-company:
                  capacity:
                    general-purpose-web-servers: {instanceTypes: [m6i.large]}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:9:9: mullion:ecs.the-storefront-of-the-whole-company.capacity.general-purpose-web-servers:"
                                + " has too long a key; use at most 50 characters for the cluster's and the capacity's key"
                                + " together (got 62): an IAM role's name takes 64");
    }

    @Test
    void rejectsABadClusterName() {
        StackFile file = StackFile.cluster("""
                name: my.cluster
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:13: mullion:ecs.shop.name: got \"my.cluster\"; use 1 to 255 letters,"
                                + " digits, hyphens and underscores");
    }

    @Test
    void rejectsAnEmptyClusterName() {
        StackFile file = StackFile.cluster("""
                name: ""
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:13: mullion:ecs.shop.name: got \"\"; use 1 to 255 letters, digits, hyphens"
                                + " and underscores");
    }

    @Test
    void rejectsTwoClustersOfOneName() {
        StackFile file = StackFile.clusters("""
                shop:
                  name: main
                  capacity: {web: {instanceTypes: [m6i.large]}}
                store:
                  name: main
                  capacity: {web: {instanceTypes: [m6i.large]}}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:13: mullion:ecs.store.name: got \"main\"; use another name: that of the"
                                + " cluster shop");
    }

    @Test
    void rejectsKeysThatMakeTheSameNames() {
        StackFile file = StackFile.clusters("""
                a-b:
                  capacity: {c: {instanceTypes: [m6i.large]}}
                a:
                  capacity: {b-c: {instanceTypes: [m6i.large]}}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:18: mullion:ecs.a.capacity.b-c: makes resources of the same names as"
                                + " a-b.capacity.c; use another key");
    }

    @Test
    void rejectsNoCapacity() {
        StackFile file = StackFile.clusters("""
                shop: {}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:7:5: mullion:ecs.shop.capacity: names no capacity; use at least one, such"
                                + " as default: {instanceTypes: [m6i.large]}");
    }

    @Test
    void rejectsACapacityWithoutEntries() {
        StackFile file = StackFile.clusters("""
                shop: {capacity: {}}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:7:22: mullion:ecs.shop.capacity: names no capacity; use at least one, such"
                                + " as default: {instanceTypes: [m6i.large]}");
    }

    @Test
    void rejectsAnEmptyCluster() {
        StackFile file = StackFile.clusters("""
                shop:
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:7:10: mullion:ecs.shop: has no value; use a map, or leave it out");
    }

    @Test
    void rejectsAClusterAsText() {
        StackFile file = StackFile.clusters("""
                shop: windows
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:7:11: mullion:ecs.shop: got \"windows\"; use a map");
    }

    @Test
    void rejectsAStrategyOfUnknownCapacity() {
        StackFile file = StackFile.cluster("""
                defaultCapacityProviderStrategy: [{capacity: general}]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:52: mullion:ecs.shop.defaultCapacityProviderStrategy[0].capacity: got"
                                + " \"general\"; use a key of capacity: web");
    }

    @Test
    void rejectsAStrategyThatNamesACapacityTwice() {
        StackFile file = StackFile.cluster("""
                defaultCapacityProviderStrategy:
                  - {capacity: web, weight: 1}
                  - {capacity: web, weight: 2}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:22: mullion:ecs.shop.defaultCapacityProviderStrategy[1].capacity: got"
                                + " \"web\"; name each capacity once");
    }

    @Test
    void rejectsAStrategyWithoutWeight() {
        StackFile file = StackFile.cluster("""
                defaultCapacityProviderStrategy:
                  - {capacity: web, weight: 0}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:9: mullion:ecs.shop.defaultCapacityProviderStrategy: has no weight above"
                                + " 0; give at least one item a weight of 1 or more");
    }

    @Test
    void rejectsAStrategyWithTwoBases() {
        StackFile file = StackFile.clusters("""
                shop:
                  capacity:
                    web: {instanceTypes: [m6i.large]}
                    jobs: {instanceTypes: [m6i.large]}
                  defaultCapacityProviderStrategy:
                    - {capacity: web, base: 1}
                    - {capacity: jobs, base: 2}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:13:34: mullion:ecs.shop.defaultCapacityProviderStrategy[1].base: got 2; use"
                                + " 0: one item of a strategy may have a base");
    }

    @Test
    void rejectsAStrategyOutOfRange() {
        StackFile file = StackFile.cluster("""
                defaultCapacityProviderStrategy:
                  - {capacity: web, weight: 1001, base: 100001}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:35: mullion:ecs.shop.defaultCapacityProviderStrategy[0].weight: got"
                                + " 1001; use 0 to 1000",
                        "Pulumi.dev.yaml:11:47: mullion:ecs.shop.defaultCapacityProviderStrategy[0].base: got"
                                + " 100001; use 0 to 100000");
    }

    @Test
    void rejectsAStrategyWithoutCapacity() {
        StackFile file = StackFile.cluster("""
                defaultCapacityProviderStrategy:
                  - {weight: 1}
                  - {weight: 2}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:11: mullion:ecs.shop.defaultCapacityProviderStrategy[0].capacity: has no"
                                + " value; name a key of the cluster's capacity",
                        "Pulumi.dev.yaml:12:11: mullion:ecs.shop.defaultCapacityProviderStrategy[1].capacity: has no"
                                + " value; name a key of the cluster's capacity");
    }

    @Test
    void rejectsAnUnknownWordForContainerInsights() {
        StackFile file = StackFile.cluster("""
                containerInsights: on
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:26: mullion:ecs.shop.containerInsights: got \"on\"; use enhanced, enabled"
                                + " or disabled");
    }

    @Test
    void rejectsTrueForContainerInsights() {
        StackFile file = StackFile.cluster("""
                containerInsights: true
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:26: mullion:ecs.shop.containerInsights: got true; use enhanced, enabled"
                                + " or disabled");
    }

    @Test
    void rejectsAKeyThatIsNotYetKnown() {
        StackFile file = StackFile.cluster("""
                daemons: {web: {}}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:10:7: mullion:ecs.shop: unknown key \"daemons\"; use name,"
                        + " containerInsights, executeCommand, logRetentionDays, capacity,"
                        + " defaultCapacityProviderStrategy or services");
    }

    @Test
    void rejectsTagsThatAwsRefuses() {
        StackFile file = StackFile.sections("""
                mullion:tags:
                  Team: R&D
                  Owner: O'Brien
                  "aws:autoscaling:groupName": mine
                  mullion:stack: mine
                  AWS:x: y
                  "R&D": x
                  "": empty
                  Long: %s
                """.formatted("x".repeat(257)));

        String value = "; use at most 256 letters, digits, spaces and _ . : / = + - @, which is what AWS takes";
        String key =
                ": is no tag key; use 1 to 128 letters, digits, spaces and _ . : / = + - @, which is what AWS takes";
        String reserved = ": is a reserved key; use one that starts with neither aws: nor mullion:";
        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:8:11: mullion:tags.Team: got \"R&D\"" + value,
                        "Pulumi.dev.yaml:9:12: mullion:tags.Owner: got \"O'Brien\"" + value,
                        "Pulumi.dev.yaml:10:5: mullion:tags.aws:autoscaling:groupName" + reserved,
                        "Pulumi.dev.yaml:11:5: mullion:tags.mullion:stack" + reserved,
                        "Pulumi.dev.yaml:12:5: mullion:tags.AWS:x" + reserved,
                        "Pulumi.dev.yaml:13:5: mullion:tags[\"R&D\"]" + key,
                        "Pulumi.dev.yaml:14:5: mullion:tags[\"\"]" + key,
                        "Pulumi.dev.yaml:15:11: mullion:tags.Long: got \"" + "x".repeat(60) + "\"... (257 characters)"
                                + value);
    }

    @Test
    void rejectsMoreTagsThanThereIsRoomFor() {
        String tags = IntStream.range(0, 46).mapToObj(i -> "Tag" + i + ": x").collect(Collectors.joining(", "));
        StackFile file = StackFile.sections("mullion:tags: {" + tags + "}");

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:7:17: mullion:tags: has 46 tags; use at most 45: AWS takes 50 with"
                        + " those that are added");
    }

    @Test
    void rejectsAStackNameThatNoClusterCanCarry() {
        StackFile file = StackFile.clusters("shop: {capacity: {web: {instanceTypes: [m6i.large]}}}")
                .named("v1.2");

        assertThat(file.problems())
                .containsExactly("Pulumi.v1.2.yaml:7:11: mullion:ecs.shop: has no valid name: \"shop-v1.2\""
                        + " (<key>-<stack>) is no cluster name, which takes letters, digits, hyphens and underscores,"
                        + " at most 255; set name:");
    }

    @Test
    void acceptsAnyStackNameBesideANameOfItsOwn() {
        StackFile file = StackFile.clusters("shop: {name: shop, capacity: {web: {instanceTypes: [m6i.large]}}}")
                .named("v1.2");

        assertThat(file.problems()).isEmpty();
    }
}
