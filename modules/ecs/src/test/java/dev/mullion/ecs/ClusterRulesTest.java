package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Clusters, their names and strategies. */
class ClusterRulesTest {
    @Test
    void rejectsALogRetentionBetweenTheSteps() {
        EcsFile file = EcsFile.cluster("""
                logRetentionDays: 31
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:25: mullion:ecs.shop.logRetentionDays: got 31; use one of 1, 3, 5, 7,"
                                + " 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653");
    }

    @Test
    void rejectsAClusterKeyThatStartsWithEcs() {
        EcsFile file = EcsFile.clusters("""
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
    void takesAClusterKeyThatStartsWithFargateWhereNoCapacityProviderIsMade() {
        EcsFile file = EcsFile.clusters("""
                fargate:
                  services:
                    web:
                      launchType: FARGATE
                      operatingSystem: WINDOWS_SERVER_2022_CORE
                      cpu: 1024
                      memoryMib: 2048
                      containers: {app: {image: 'r/app:ltsc2022'}}
                """);

        assertThat(file.problems()).isEmpty();
    }

    @Test
    void rejectsAClusterKeyWithADot() {
        EcsFile file = EcsFile.clusters("""
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
        EcsFile file = EcsFile.clusters("""
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
        EcsFile file = EcsFile.clusters("""
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
        EcsFile file = EcsFile.clusters("""
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
        EcsFile file = EcsFile.cluster("""
                name: my.cluster
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:13: mullion:ecs.shop.name: got \"my.cluster\"; use 1 to 255 letters,"
                                + " digits, hyphens and underscores");
    }

    @Test
    void rejectsAnEmptyClusterName() {
        EcsFile file = EcsFile.cluster("""
                name: ""
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:13: mullion:ecs.shop.name: got \"\"; use 1 to 255 letters, digits, hyphens"
                                + " and underscores");
    }

    @Test
    void rejectsNoCapacity() {
        EcsFile file = EcsFile.clusters("""
                shop: {}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:7:5: mullion:ecs.shop.capacity: names no capacity; use at least one, such"
                                + " as default: {instanceTypes: [m6i.large]}");
    }

    @Test
    void rejectsACapacityWithoutEntries() {
        EcsFile file = EcsFile.clusters("""
                shop: {capacity: {}}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:7:22: mullion:ecs.shop.capacity: names no capacity; use at least one, such"
                                + " as default: {instanceTypes: [m6i.large]}");
    }

    @Test
    void rejectsAnEmptyCluster() {
        EcsFile file = EcsFile.clusters("""
                shop:
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:7:10: mullion:ecs.shop: has no value; use a map, or leave it out");
    }

    @Test
    void rejectsAClusterAsText() {
        EcsFile file = EcsFile.clusters("""
                shop: windows
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:7:11: mullion:ecs.shop: got \"windows\"; use a map");
    }

    @Test
    void rejectsAStrategyOfUnknownCapacity() {
        EcsFile file = EcsFile.cluster("""
                defaultCapacityProviderStrategy: [{capacity: general}]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:52: mullion:ecs.shop.defaultCapacityProviderStrategy[0].capacity: got"
                                + " \"general\"; use a key of capacity: web");
    }

    @Test
    void rejectsAStrategyThatNamesACapacityTwice() {
        EcsFile file = EcsFile.cluster("""
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
        EcsFile file = EcsFile.cluster("""
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
        EcsFile file = EcsFile.clusters("""
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
        EcsFile file = EcsFile.cluster("""
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
        EcsFile file = EcsFile.cluster("""
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
        EcsFile file = EcsFile.cluster("""
                containerInsights: on
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:26: mullion:ecs.shop.containerInsights: got \"on\"; use enhanced, enabled"
                                + " or disabled");
    }

    @Test
    void rejectsTrueForContainerInsights() {
        EcsFile file = EcsFile.cluster("""
                containerInsights: true
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:26: mullion:ecs.shop.containerInsights: got true; use enhanced, enabled"
                                + " or disabled");
    }

    @Test
    void rejectsAKeyThatIsNotYetKnown() {
        EcsFile file = EcsFile.cluster("""
                daemons: {web: {}}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:7: mullion:ecs.shop: unknown key \"daemons\"; use clusterArn, name,"
                                + " containerInsights, executeCommand, logRetentionDays, logKmsKeyArn, capacity,"
                                + " additionalCapacityProviders, defaultCapacityProviderStrategy, services or one of 1 more");
    }

    @Test
    void rejectsAStackNameThatNoClusterCanCarry() {
        EcsFile file = EcsFile.clusters("shop: {capacity: {web: {instanceTypes: [m6i.large]}}}")
                .named("v1.2");

        assertThat(file.problems())
                .containsExactly("Pulumi.v1.2.yaml:7:11: mullion:ecs.shop: has no valid name: \"shop-v1.2\""
                        + " (<key>-<stack>) is no cluster name, which takes letters, digits, hyphens and underscores,"
                        + " at most 255; set name:");
    }

    @Test
    void acceptsAnyStackNameBesideANameOfItsOwn() {
        EcsFile file = EcsFile.clusters("shop: {name: shop, capacity: {web: {instanceTypes: [m6i.large]}}}")
                .named("v1.2");

        assertThat(file.problems()).isEmpty();
    }

    @Test
    void takesKeysThatARolesNameHasRoomFor() {
        String most = "c".repeat(50 - "shop".length());

        assertThat(keys(most, "web").problems()).isEmpty();
        assertThat(keys(most + "c", "web").problems())
                .containsExactly("Pulumi.dev.yaml:9:9: mullion:ecs.shop.capacity." + most + "c: has too long a key; use"
                        + " at most 50 characters for the cluster's and the capacity's key together (got 51): an IAM"
                        + " role's name takes 64");
    }

    @Test
    void takesKeysOfServicesThatARolesNameHasRoomFor() {
        String most = "s".repeat(40 - "shop".length());

        assertThat(keys("web", most).problems()).isEmpty();
        assertThat(keys("web", most + "s").problems())
                .containsExactly("Pulumi.dev.yaml:11:9: mullion:ecs.shop.services." + most + "s: has too long a key;"
                        + " use at most 40 characters for the cluster's and the service's key together (got 41): an IAM"
                        + " role's name takes 64");
    }

    @Test
    void rejectsAServiceKeyWithAnUnderscore() {
        assertThat(keys("web", "my_web").problems())
                .containsExactly("Pulumi.dev.yaml:11:9: mullion:ecs.shop.services.my_web: is no name for a service; use"
                        + " letters, digits and hyphens, a letter first");
    }

    @Test
    void rejectsAClusterKeyThatSecurityGroupsCanNotStartWith() {
        EcsFile file = EcsFile.clusters("""
                sg-shop: {capacity: {web: {instanceTypes: [m6i.large]}}}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:7:5: mullion:ecs.sg-shop: starts with sg-, as a security group's name"
                        + " must not, and the groups' names start with it; use another key, and name: for the cluster's"
                        + " own name");
    }

    private static EcsFile keys(String capacity, String service) {
        return EcsFile.clusters(
                "shop:\n  capacity:\n    " + capacity + ": {instanceTypes: [m6i.large]}\n  services:\n    " + service
                        + ": {containers: {app: {image: 'r/app:3', cpu: 256, memoryMib: 512}}}\n");
    }
}
