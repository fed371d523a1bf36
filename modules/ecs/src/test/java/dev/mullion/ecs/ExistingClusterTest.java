package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of a cluster that others made. */
class ExistingClusterTest {
    private static final String ARN = "arn:aws:ecs:eu-west-1:123456789012:cluster/shared";

    @Test
    void saysWhatIsNotKnownOfIt() {
        EcsFile file = EcsFile.clusters("""
                shop:
                  clusterArn: %s
                  capacity: {web: {instanceTypes: [m6i.large], minSize: 1}}
                """.formatted(ARN));

        assertThat(file.problems()).isEmpty();
        assertThat(file.warnings())
                .containsExactly(
                        "Pulumi.dev.yaml:8:19: warning ECS049: mullion:ecs.shop.clusterArn: whether it is there, what"
                                + " else runs in it, and its log of ECS Exec are not known here; nothing scales these instances,"
                                + " since ECS takes all capacity providers of a cluster at once, and minSize of them run");
    }

    @Test
    void refusesWhatTheClusterHasItself() {
        assertThat(EcsFile.problemsOf("""
                        clusterArn: ARN
                        name: web
                        containerInsights: enhanced
                        defaultCapacityProviderStrategy: [{capacity: web}]
                        capacity: {web: {TYPES, warmPool: {}}}
                        services: {web: {capacityProviderStrategy: [{capacity: web}], containers: {app: {APP}}}}
                        """.replace("ARN", ARN)))
                .containsExactly(
                        "name: got \"web\"; leave it out: the cluster of clusterArn has its own",
                        "containerInsights: got \"enhanced\"; leave it out: the cluster of clusterArn has its own",
                        "defaultCapacityProviderStrategy: does not work with clusterArn, where instances have no capacity"
                                + " provider; leave it out, and use capacity of a service",
                        "capacity.web.minSize: got 0; use 1 or more: nothing scales instances in the cluster of clusterArn,"
                                + " and none would run",
                        "capacity.web.warmPool: does not work with clusterArn, where instances have no capacity provider;"
                                + " leave it out: nothing would take instances out of the pool",
                        "services.web.capacityProviderStrategy: does not work with clusterArn, where instances have no"
                                + " capacity provider; use capacity");
    }

    @Test
    void refusesArnsThatAreNoneOrOfAnotherRegion() {
        assertThat(EcsFile.problemsOf("""
                        clusterArn: shared
                        capacity: {web: {TYPES, minSize: 1}}
                        """))
                .containsExactly("clusterArn: got \"shared\"; use a cluster's ARN, such as"
                        + " arn:aws:ecs:eu-west-1:123456789012:cluster/shared");
        assertThat(EcsFile.problemsOf("""
                        clusterArn: arn:aws:ecs:eu-west-2:123456789012:cluster/shared
                        capacity: {web: {TYPES, minSize: 1}}
                        """))
                .containsExactly(
                        "clusterArn: got \"arn:aws:ecs:eu-west-2:123456789012:cluster/shared\"; use a cluster of"
                                + " eu-west-1, which is this stack's aws:region");
    }

    @Test
    void saysNothingOfAProtectionThatOnlyCapacityProvidersGive() {
        EcsFile file = EcsFile.clusters("""
                shop:
                  clusterArn: %s
                  capacity: {web: {instanceTypes: [m6i.large], minSize: 1, maxInstanceLifetimeSeconds: 604800}}
                """.formatted(ARN));

        assertThat(file.warnings()).hasSize(1).first().asString().contains("ECS049");
    }

    @Test
    void namesTheSizeThatCountsWhereTasksLackRoom() {
        EcsFile file = EcsFile.clusters("""
                shop:
                  clusterArn: %s
                  capacity: {web: {instanceTypes: [m6i.large], minSize: 1, maxSize: 10}}
                  services:
                    web:
                      networkMode: default
                      desiredCount: 4
                      autoScaling: {minCapacity: 1, maxCapacity: 9, cpuPercent: 60}
                      containers: {app: {image: 'r/app:ltsc2022', cpu: 256, memoryMib: 1900}}
                    api: {networkMode: default, desiredCount: 4, containers: {app: {image: 'r/app:ltsc2022', cpu: 512, memoryMib: 512}}}
                """.formatted(ARN));

        assertThat(file.problems()).isEmpty();
        assertThat(file.warnings())
                .filteredOn(line -> !line.contains("ECS049"))
                .containsExactly(
                        "Pulumi.dev.yaml:9:61: warning ECS042: mullion:ecs.shop.capacity.web.minSize: the desired tasks of web, api"
                                + " need 2 instances or more together (cpu), and at most 1 may run; use a larger minSize or type",
                        "Pulumi.dev.yaml:11:9: warning ECS045: mullion:ecs.shop.services.web.minimumHealthyPercent: 100 % keeps"
                                + " all 4 tasks while a deployment starts another, and 4 fit on all that its capacity may have"
                                + " (memory): the deployment waits for ever; use a larger minSize or type, or a smaller"
                                + " minimumHealthyPercent",
                        "Pulumi.dev.yaml:14:54: warning ECS046: mullion:ecs.shop.services.web.autoScaling.maxCapacity: of 9 tasks"
                                + " 4 fit on all that the capacity may have (memory), and the others stay pending; use a larger"
                                + " minSize or type, or a smaller maxCapacity",
                        "Pulumi.dev.yaml:16:9: warning ECS045: mullion:ecs.shop.services.api.minimumHealthyPercent: 100 % keeps"
                                + " all 4 tasks while a deployment starts another, and 4 fit on all that its capacity may have"
                                + " (cpu): the deployment waits for ever; use a larger minSize or type, or a smaller"
                                + " minimumHealthyPercent");
    }

    @Test
    void countsTheInstancesThatRunAndTellsThemByAnAttribute() {
        EcsFile file = EcsFile.clusters("""
                shop:
                  clusterArn: %s
                  capacity: {web: {instanceTypes: [m6i.large], minSize: 1, agent: {instanceAttributes: {team: web}}}}
                  services: {web: {desiredCount: 3, containers: {app: {image: 'r/app:3', cpu: 256, memoryMib: 512}}}}
                """.formatted(ARN));

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:38: mullion:ecs.shop.services.web.desiredCount: got 3; use at most 2, a"
                                + " larger minSize, a type with more interfaces, or networkMode: default: 2 fit on one m6i.large"
                                + " (network interfaces), 2 on all that its capacity may have");
        assertThat(file.userData().script())
                .contains("'{\"team\":\"web\",\"mullion.capacity\":\"shop-web\"}'")
                .contains("'Cluster' = 'shared'");
    }
}
