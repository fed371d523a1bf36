package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.ecs.Cluster;
import com.pulumi.aws.ecs.ClusterArgs;
import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.InstancesDistributionSpec;
import dev.mullion.ec2.Network;
import dev.mullion.ec2.NetworkInputs;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.testkit.preview.Planned;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EcsWindowsCapacityTest {
    private static final StackContext CONTEXT =
            new StackContext("shop", "dev", Optional.of("eu-west-1"), Map.of("Owner", "platform"), Path.of("."));
    private static final NetworkSpec EXISTING = NetworkSpec.builder()
            .vpcId("vpc-0a1b2c3d4e5f60718")
            .subnetIds(List.of("subnet-0123456789abcdef0", "subnet-0fedcba9876543210"))
            .build();
    private static final String GROUP = "Group storefront-general-auto-scaling-group";
    private static final String PROVIDER = "CapacityProvider storefront-general-capacity-provider";

    @Test
    void putsInstancesBehindACapacityProvider() {
        Planned planned = planned(capacity());

        assertThat(planned.tree()).isEqualTo("""
                aws:ecs/cluster:Cluster storefront-cluster
                mullion:ecs:EcsWindowsCapacity storefront-general
                  mullion:ec2:WindowsLaunchTemplate storefront-general
                    aws:iam/role:Role storefront-general-role
                    aws:iam/rolePolicyAttachment:RolePolicyAttachment storefront-general-AmazonSSMManagedInstanceCore
                    aws:iam/rolePolicyAttachment:RolePolicyAttachment storefront-general-AmazonEC2ContainerServiceforEC2Role
                    aws:iam/instanceProfile:InstanceProfile storefront-general-instance-profile
                    aws:ec2/securityGroup:SecurityGroup storefront-general-security-group
                    aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule storefront-general-egress
                    aws:ec2/launchTemplate:LaunchTemplate storefront-general-launch-template
                  aws:autoscaling/group:Group storefront-general-auto-scaling-group
                  aws:ecs/capacityProvider:CapacityProvider storefront-general-capacity-provider
                """);
        assertThat(planned.inputs(GROUP)).isEqualTo("""
                forceDelete: true
                healthCheckGracePeriod: 900
                healthCheckType: EC2
                instanceRefresh: {preferences: {instanceWarmup: "900", maxHealthyPercentage: 110, \
                minHealthyPercentage: 100, scaleInProtectedInstances: Refresh, skipMatching: true}, strategy: Rolling}
                launchTemplate: {id: ${storefront-general-launch-template.id}, version: (unknown)}
                maxSize: 4
                minSize: 0
                protectFromScaleIn: true
                tags: [{key: AmazonECSManaged, propagateAtLaunch: true, value: "true"}, \
                {key: Owner, propagateAtLaunch: false, value: platform}, \
                {key: mullion:component, propagateAtLaunch: false, value: storefront-general}, \
                {key: mullion:project, propagateAtLaunch: false, value: shop}, \
                {key: mullion:stack, propagateAtLaunch: false, value: dev}]
                vpcZoneIdentifiers: [subnet-0123456789abcdef0, subnet-0fedcba9876543210]
                waitForCapacityTimeout: "0"
                """);
        assertThat(planned.inputs(PROVIDER)).isEqualTo("""
                autoScalingGroupProvider: {autoScalingGroupArn: ${storefront-general-auto-scaling-group.arn}, \
                managedDraining: ENABLED, managedScaling: {instanceWarmupPeriod: 900, \
                maximumScalingStepSize: 10000, minimumScalingStepSize: 1, status: ENABLED, targetCapacity: 100}, \
                managedTerminationProtection: ENABLED}
                tags: {Owner: platform, mullion:component: storefront-general, mullion:project: shop, \
                mullion:stack: dev}
                """);
        assertThat(planned.resource(PROVIDER).urn())
                .isEqualTo("urn:pulumi:dev::shop::mullion:ecs:EcsWindowsCapacity"
                        + "$aws:ecs/capacityProvider:CapacityProvider::storefront-general-capacity-provider");
    }

    @Test
    void takesEverythingThatASpecCanSay() {
        Planned planned = planned(capacity()
                .instanceTypes(List.of("m6i.xlarge", "m5.xlarge"))
                .minSize(2)
                .maxSize(6)
                .instancesDistribution(InstancesDistributionSpec.builder()
                        .onDemandPercentageAboveBaseCapacity(0)
                        .build())
                .managedScaling(ManagedScalingSpec.builder()
                        .targetCapacityPercent(90)
                        .instanceWarmupPeriodSeconds(1_200)
                        .minimumScalingStepSize(2)
                        .maximumScalingStepSize(10)
                        .build())
                .managedDraining(false)
                .managedTerminationProtection(false));

        assertThat(planned.input(GROUP, "minSize")).isEqualTo("2");
        assertThat(planned.input(GROUP, "maxSize")).isEqualTo("6");
        assertThat(planned.input(GROUP, "protectFromScaleIn")).isEqualTo("false");
        assertThat(planned.input(GROUP, "mixedInstancesPolicy"))
                .contains("onDemandPercentageAboveBaseCapacity: 0")
                .contains("overrides: [{instanceType: m6i.xlarge}, {instanceType: m5.xlarge}]");
        assertThat(planned.input(PROVIDER, "autoScalingGroupProvider"))
                .isEqualTo("{autoScalingGroupArn: ${storefront-general-auto-scaling-group.arn},"
                        + " managedDraining: DISABLED, managedScaling: {instanceWarmupPeriod: 1200,"
                        + " maximumScalingStepSize: 10, minimumScalingStepSize: 2, status: ENABLED,"
                        + " targetCapacity: 90}, managedTerminationProtection: DISABLED}");
    }

    @Test
    void tagsAGroupAsEcsDoesWhateverTheUserSays() {
        StackContext context = new StackContext(
                "shop", "dev", Optional.of("eu-west-1"), Map.of("AmazonECSManaged", "no"), Path.of("."));

        Planned planned = planned(
                context, () -> NetworkOutputs.existing(EXISTING), capacity().build());

        assertThat(planned.input(GROUP, "tags"))
                .startsWith("[{key: AmazonECSManaged, propagateAtLaunch: true, value: \"true\"}, {key: mullion:")
                .containsOnlyOnce("AmazonECSManaged");
    }

    @Test
    void givesItsRoleFurtherPoliciesAndAllThatItMakesTagsOfItsOwn() {
        Planned planned = planned(capacity()
                .managedPolicyArns("arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy")
                .tag("Role", "Primary"));

        assertThat(planned.inputs("RolePolicyAttachment storefront-general-CloudWatchAgentServerPolicy"))
                .isEqualTo("""
                        policyArn: arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy
                        role: ${storefront-general-role.name}
                        """);
        assertThat(planned.dependencies(GROUP))
                .contains("RolePolicyAttachment storefront-general-CloudWatchAgentServerPolicy");
        assertThat(planned.input(GROUP, "tags")).contains("{key: Role, propagateAtLaunch: false, value: Primary}");
        assertThat(planned.input("LaunchTemplate storefront-general-launch-template", "tagSpecifications"))
                .contains("Role: Primary");
        assertThat(planned.input(PROVIDER, "tags")).contains("Role: Primary");
        assertThat(planned.input("Cluster storefront-cluster", "tags")).doesNotContain("Role");
    }

    @Test
    void bootsInstancesFromAwsImageOfTheReleaseWithTheDocumentOfTheCapacity() {
        Planned planned = planned(capacity());

        assertThat(planned.input("LaunchTemplate storefront-general-launch-template", "imageId"))
                .isEqualTo("${getParameter(/aws/service/ami-windows-latest/"
                        + "Windows_Server-2022-English-Core-ECS_Optimized/image_id).value}");
        assertThat(planned.input("LaunchTemplate storefront-general-launch-template", "userData"))
                .isEqualTo(userData(capacity().build()).base64());
    }

    @Test
    void startsInstancesOnceTheyCanJoin() {
        Planned planned = planned(
                () -> new Network(
                                "network",
                                NetworkSpec.builder()
                                        .availabilityZones(List.of("eu-west-1a"))
                                        .build(),
                                new NetworkInputs(CONTEXT, List.of(EcsPlatform.ECS)),
                                null)
                        .outputs(),
                capacity());

        assertThat(planned.dependencies(GROUP))
                .containsExactlyInAnyOrder(
                        "Cluster storefront-cluster",
                        "LaunchTemplate storefront-general-launch-template",
                        "RolePolicyAttachment storefront-general-AmazonEC2ContainerServiceforEC2Role",
                        "RolePolicyAttachment storefront-general-AmazonSSMManagedInstanceCore",
                        "SecurityGroupEgressRule storefront-general-egress",
                        "Subnet network-private-eu-west-1a",
                        "RouteTableAssociation network-private-eu-west-1a",
                        "Route network-private-eu-west-1a-nat");
        assertThat(planned.dependencies(PROVIDER)).containsExactly(GROUP);
    }

    private static EcsWindowsCapacitySpecBuilder capacity() {
        return EcsWindowsCapacitySpec.builder().instanceTypes(List.of("m6i.large"));
    }

    private static UserData userData(EcsWindowsCapacitySpec spec) {
        return EcsCapacityUserData.of("storefront-dev", spec, Path.of("."), new Problems());
    }

    private static Planned planned(EcsWindowsCapacitySpecBuilder spec) {
        return planned(() -> NetworkOutputs.existing(EXISTING), spec);
    }

    private static Planned planned(Supplier<NetworkOutputs> network, EcsWindowsCapacitySpecBuilder spec) {
        return planned(CONTEXT, network, spec.build());
    }

    private static Planned planned(
            StackContext context, Supplier<NetworkOutputs> network, EcsWindowsCapacitySpec spec) {
        return Planned.of(() -> {
            Cluster cluster = new Cluster(
                    "storefront-cluster",
                    ClusterArgs.builder().name("storefront-dev").build());
            new EcsWindowsCapacity(
                    "storefront-general",
                    spec,
                    new EcsWindowsCapacityInputs(context, network.get(), Optional.of(cluster), userData(spec)),
                    null);
        });
    }
}
