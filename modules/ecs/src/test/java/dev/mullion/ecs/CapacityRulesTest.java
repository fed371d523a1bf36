package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Capacities that AWS would refuse for what ECS adds to instances. */
class CapacityRulesTest {
    @Test
    void rejectsManagedScalingOutOfRange() {
        EcsFile file = EcsFile.capacity("""
                instanceTypes: [m6i.large]
                managedScaling: {targetCapacityPercent: 0, instanceWarmupPeriodSeconds: 20000, minimumScalingStepSize: 5, maximumScalingStepSize: 4}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:51: mullion:ecs.shop.capacity.web.managedScaling.targetCapacityPercent:"
                                + " got 0; use 1 to 100",
                        "Pulumi.dev.yaml:11:83: mullion:ecs.shop.capacity.web.managedScaling.instanceWarmupPeriodSeconds:"
                                + " got 20000; use 0 to 10000",
                        "Pulumi.dev.yaml:11:141: mullion:ecs.shop.capacity.web.managedScaling.maximumScalingStepSize:"
                                + " got 4; use 5 to 10000");
    }

    @Test
    void rejectsAWarmPoolAndAccountsWithTheirReasons() {
        EcsFile file = EcsFile.capacity("""
                instanceTypes: [m6i.large]
                warmPool: {minSize: 1, poolState: Running}
                gmsa:
                  credentialArns: [arn:aws:secretsmanager:eu-west-1:123456789012:secret:gmsa]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:45: mullion:ecs.shop.capacity.web.warmPool.poolState: got \"Running\"; use"
                                + " Stopped: an instance that never stopped does not boot when it enters service, so"
                                + " nothing would complete its lifecycle hook, and AWS bills it all along",
                        "Pulumi.dev.yaml:13:30: mullion:ecs.shop.capacity.web.gmsa.credentialArns[0]: got"
                                + " \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:gmsa\"; use the whole ARN of a"
                                + " Secrets Manager secret, with the six characters at its end, or of an SSM parameter,"
                                + " such as arn:aws:secretsmanager:eu-west-1:123456789012:secret:name-AbCdEf");
    }

    @Test
    void rejectsPoliciesThatTheRoleHasOrCanNotHave() {
        EcsFile file = EcsFile.capacity("""
                instanceTypes: [m6i.large]
                managedPolicyArns: [arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore, CloudWatchAgentServerPolicy]
                tags: {"mullion:stack": x}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:31: mullion:ecs.shop.capacity.web.managedPolicyArns[0]: got"
                                + " \"arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore\"; name policies of different"
                                + " names, each once: the role has AmazonSSMManagedInstanceCore and"
                                + " AmazonEC2ContainerServiceforEC2Role anyway",
                        "Pulumi.dev.yaml:11:85: mullion:ecs.shop.capacity.web.managedPolicyArns[1]: got"
                                + " \"CloudWatchAgentServerPolicy\"; use a policy's ARN, such as"
                                + " arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
                        "Pulumi.dev.yaml:12:18: mullion:ecs.shop.capacity.web.tags.mullion:stack: is a reserved key; use"
                                + " one that starts with neither aws: nor mullion:");
        assertThat(EcsFile.capacity("""
                        instanceTypes: [m6i.large]
                        instanceProfile: ecs
                        managedPolicyArns: [arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy]
                        """).problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:11: mullion:ecs.shop.capacity.web.managedPolicyArns: belongs to a role"
                                + " that is made; leave it out, or instanceProfile");
    }

    @Test
    void rejectsWeightsAndOtherSpellingsWithTheReason() {
        EcsFile file = EcsFile.capacity("""
                instanceTypes: [m6i.large]
                weightedCapacity: {m6i.large: 1}
                WeightedCapacity: 1
                desired_capacity: 2
                policies: []
                key_name: operators
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:11: mullion:ecs.shop.capacity.web.weightedCapacity: does not work with ECS, which"
                                + " scales groups without instance weights alone; leave it out, and use types of one size",
                        "Pulumi.dev.yaml:12:11: mullion:ecs.shop.capacity.web.WeightedCapacity: does not work with ECS, which"
                                + " scales groups without instance weights alone; leave it out, and use types of one size",
                        "Pulumi.dev.yaml:13:11: mullion:ecs.shop.capacity.web.desired_capacity: is ECS's to set, which scales"
                                + " between minSize and maxSize; use minSize for instances that are always there",
                        "Pulumi.dev.yaml:14:11: mullion:ecs.shop.capacity.web.policies: is called managedPolicyArns here; use"
                                + " that",
                        "Pulumi.dev.yaml:15:11: mullion:ecs.shop.capacity.web: unknown key \"key_name\"; did you mean"
                                + " keyName?");
    }

    @Test
    void rejectsReuseOfInstancesWithTheReason() {
        EcsFile file = EcsFile.capacity("""
                instanceTypes: [m6i.large]
                warmPool: {instanceReusePolicy: {reuseOnScaleIn: true}}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:22: mullion:ecs.shop.capacity.web.warmPool.instanceReusePolicy: does"
                                + " not work with ECS: AWS returns no instance of a cluster to its pool; leave it out");
    }

    @Test
    void rejectsWhatANetworkWithoutNatDoesNotReach() {
        EcsFile file = EcsFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:network:
                    availabilityZones: [eu-west-1a]
                    natGateways: 0
                    interfaceEndpoints: true
                  mullion:ecs:
                    shop:
                      capacity:
                        web:
                          instanceTypes: [m6i.large]
                          warmPool: {minSize: 1}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:12:11: mullion:ecs.shop.capacity.web.warmPool: calls services that a"
                        + " network without NAT gateways does not reach; use additionalInterfaceEndpoints:"
                        + " [autoscaling, ec2] in mullion:network");
    }

    @Test
    void rejectsAnArchiveOnInstancesWithoutAWayToTheInternet() {
        EcsFile file = EcsFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:network:
                    availabilityZones: [eu-west-1a]
                    natGateways: 0
                    interfaceEndpoints: true
                  mullion:ecs:
                    shop:
                      capacity:
                        web:
                          instanceTypes: [m6i.large]
                          associatePublicIpAddress: false
                          agent:
                            enableTaskEni: true
                            archive: {version: latest}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:14:28: mullion:ecs.shop.capacity.web.agent.enableTaskEni: got true; use false,"
                                + " or leave archive out: only AWS's Initialize-ECSAgent sets up the host for it",
                        "Pulumi.dev.yaml:15:13: mullion:ecs.shop.capacity.web.agent.archive.sha256: has no value; give"
                                + " the archive's SHA-256, without which nothing of it may run",
                        "Pulumi.dev.yaml:15:22: mullion:ecs.shop.capacity.web.agent.archive: is read from the internet,"
                                + " and the network has no NAT gateway",
                        "Pulumi.dev.yaml:15:32: mullion:ecs.shop.capacity.web.agent.archive.version: got \"latest\"; use"
                                + " a version, such as v1.106.1: what is latest has no hash to check");
    }

    @Test
    void rejectsEveryOtherStateOfAWarmPool() {
        EcsFile file = EcsFile.capacity("""
                instanceTypes: [m6i.large]
                warmPool: {poolState: Suspended, reuseOnScaleIn: true}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:33: mullion:ecs.shop.capacity.web.warmPool.poolState: got \"Suspended\"; use"
                                + " Stopped",
                        "Pulumi.dev.yaml:11:44: mullion:ecs.shop.capacity.web.warmPool.reuseOnScaleIn: does not work"
                                + " with ECS: AWS returns no instance of a cluster to its pool; leave it out");
    }

    @Test
    void warnsOfALifetimeThatProtectedInstancesOutlive() {
        EcsFile file = EcsFile.capacity("""
                instanceTypes: [m6i.large]
                maxInstanceLifetimeSeconds: 604800
                """);

        assertThat(file.warnings())
                .containsExactly("Pulumi.dev.yaml:11:39: warning ECS040:"
                        + " mullion:ecs.shop.capacity.web.maxInstanceLifetimeSeconds: managed termination protection"
                        + " keeps an instance with tasks, whatever its age; managedTerminationProtection: false lets it"
                        + " go, drained first where managedDraining is on");
    }

    @Test
    void namesEachServiceThatANetworkWithoutNatDoesNotReach() {
        EcsFile file = EcsFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:network:
                    availabilityZones: [eu-west-1a]
                    natGateways: 0
                    interfaceEndpoints: true
                    additionalInterfaceEndpoints: [ec2]
                  mullion:ecs:
                    shop:
                      capacity:
                        web:
                          instanceTypes: [m6i.large]
                          warmPool: {minSize: 1}
                          replaceUnregisteredAfterSeconds: 1800
                          gmsa:
                            credentialArns: [arn:aws:secretsmanager:eu-west-1:123456789012:secret:gmsa-AbCdEf]
                            kmsKeyArns: [arn:aws:kms:eu-west-1:123456789012:key/0a1b]
                """);

        String use = ": calls services that a network without NAT gateways does not reach; use"
                + " additionalInterfaceEndpoints: ";
        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:13:11: mullion:ecs.shop.capacity.web.warmPool" + use
                                + "[autoscaling] in mullion:network",
                        "Pulumi.dev.yaml:14:11: mullion:ecs.shop.capacity.web.replaceUnregisteredAfterSeconds" + use
                                + "[autoscaling] in mullion:network",
                        "Pulumi.dev.yaml:15:11: mullion:ecs.shop.capacity.web.gmsa" + use + "[kms] in mullion:network");
    }

    @Test
    void acceptsWhatEndpointsReach() {
        EcsFile file = EcsFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:network:
                    availabilityZones: [eu-west-1a]
                    natGateways: 0
                    interfaceEndpoints: true
                    additionalInterfaceEndpoints: [ec2, autoscaling]
                  mullion:ecs:
                    shop:
                      capacity: {web: {instanceTypes: [m6i.large], warmPool: {minSize: 1}}}
                """);

        assertThat(file.problems()).isEmpty();
    }

    @Test
    void asksForPublicSubnetsWhereInstancesHavePublicAddresses() {
        String network = """
                config:
                  aws:region: eu-west-1
                  mullion:network:
                    vpcId: vpc-0a1b2c3d4e5f60718
                    subnetIds: [subnet-0123456789abcdef0]
                    %s
                  mullion:ecs:
                    shop:
                      capacity: {web: {instanceTypes: [m6i.large], associatePublicIpAddress: true}}
                """;

        assertThat(EcsFile.of(network.formatted("# none")).problems())
                .containsExactly("Pulumi.dev.yaml:9:78: mullion:ecs.shop.capacity.web.associatePublicIpAddress: needs"
                        + " public subnets, and mullion:network names none; use publicSubnetIds there");
        assertThat(EcsFile.of(network.formatted("publicSubnetIds: [subnet-0123456789abcdef1]"))
                        .problems())
                .isEmpty();
    }
}
