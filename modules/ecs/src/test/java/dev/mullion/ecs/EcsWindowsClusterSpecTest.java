package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.Warning;
import dev.mullion.ec2.AmiSpec;
import dev.mullion.ec2.AutoScalingSpec;
import dev.mullion.ec2.InstancesDistributionSpec;
import dev.mullion.ec2.StepsSpec;
import dev.mullion.ec2.UserDataSpec;
import dev.mullion.ec2.WindowsInstanceSpec;
import dev.mullion.ecs.EcsWindowsClusterSpec.ContainerInsights;
import dev.mullion.ecs.service.CapacityProviderStrategySpec;
import dev.mullion.ecs.service.ContainerSpec;
import dev.mullion.ecs.service.ContainerSpecBuilder;
import dev.mullion.ecs.service.EcsServiceSpec;
import dev.mullion.windows.WindowsRelease;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcsWindowsClusterSpecTest {
    private static final EcsWindowsCapacitySpec GENERAL =
            EcsWindowsCapacitySpec.builder().instanceTypes(List.of("m6i.large")).build();

    @Test
    void isQuietAndKeepsLogsForAMonthByDefault() {
        EcsWindowsClusterSpec spec =
                EcsWindowsClusterSpec.builder().capacity("general", GENERAL).build();

        assertThat(spec)
                .isEqualTo(new EcsWindowsClusterSpec(
                        Optional.empty(),
                        Optional.empty(),
                        ContainerInsights.DISABLED,
                        false,
                        30,
                        Optional.empty(),
                        Map.of("general", GENERAL),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Map.of()));
        assertThat(spec.name("storefront", "dev")).isEqualTo("storefront-dev");
    }

    @Test
    void capacityProvidersOfOthersCountForTheClusterAndNotForTheStacksOwnTasks() {
        EcsWindowsClusterSpec spec = EcsWindowsClusterSpec.builder()
                .capacity("general", GENERAL)
                .additionalCapacityProviders(List.of("linux"))
                .defaultCapacityProviderStrategyItem(item -> item.capacity("linux"))
                .build();

        assertThat(spec.clusterStrategy()).extracting(item -> item.capacity()).containsExactly("linux");
        assertThat(spec.defaultStrategy()).extracting(item -> item.capacity()).containsExactly("general");
    }

    @Test
    void hasUpToFourDrainedAndProtectedInstancesInACapacityByDefault() {
        assertThat(GENERAL)
                .isEqualTo(new EcsWindowsCapacitySpec(
                        new WindowsInstanceSpec(
                                WindowsRelease.WINDOWS_SERVER_2022_CORE,
                                AmiSpec.LATEST,
                                List.of("m6i.large"),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                false,
                                1,
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                StepsSpec.NONE,
                                UserDataSpec.builder().build()),
                        new AutoScalingSpec(
                                0,
                                4,
                                InstancesDistributionSpec.ON_DEMAND,
                                AutoScalingSpec.InstanceRefresh.AUTO,
                                Optional.empty(),
                                List.of()),
                        EcsAgentSpec.DEFAULT,
                        new ManagedScalingSpec(100, 900, 1, 10_000),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Map.of(),
                        true,
                        true));
    }

    @Test
    void givesAStrategyItemAWeightOfOneByDefault() {
        assertThat(CapacityProviderStrategySpec.builder().capacity("general").build())
                .isEqualTo(new CapacityProviderStrategySpec("general", 1, 0));
    }

    @Test
    void warnsOfALifetimeThatProtectedInstancesOutlive() {
        EcsWindowsCapacitySpecBuilder builder = EcsWindowsCapacitySpec.builder()
                .instanceTypes(List.of("m6i.large"))
                .maxInstanceLifetimeSeconds(604_800);
        Problems kept = new Problems();
        Problems released = new Problems();

        builder.build().checkLifetime(kept);
        builder.managedTerminationProtection(false).build().checkLifetime(released);

        assertThat(kept.warnings())
                .extracting(Warning::id, warning -> warning.path().toString())
                .containsExactly(tuple("ECS040", "maxInstanceLifetimeSeconds"));
        assertThat(released.warnings()).isEmpty();
    }

    @Test
    void refusesEverythingAtOnceByPathsFromTheSpec() {
        EcsWindowsClusterSpecBuilder builder = EcsWindowsClusterSpec.builder()
                .logRetentionDays(31)
                .capacity(
                        "general",
                        EcsWindowsCapacitySpec.builder()
                                .minSize(3)
                                .maxSize(2)
                                .managedScaling(ManagedScalingSpec.builder()
                                        .targetCapacityPercent(0)
                                        .unchecked())
                                .instanceTypes(List.of("m7g.large"))
                                .unchecked())
                .defaultCapacityProviderStrategy(List.of(CapacityProviderStrategySpec.builder()
                        .capacity("spot")
                        .weight(0)
                        .unchecked()));

        assertThatThrownBy(builder::build).isInstanceOf(SpecException.class).hasMessage("""
                capacity.general.instanceTypes[0]: got "m7g.large"; use an x86_64 instance type: Windows Server does \
                not run on Graviton (arm64)
                capacity.general.managedScaling.targetCapacityPercent: got 0; use 1 to 100
                capacity.general.maxSize: got 2; use 1 to 5000, and at least minSize (3)
                defaultCapacityProviderStrategy: has no weight above 0; give at least one item a weight of 1 or more
                defaultCapacityProviderStrategy[0].capacity: got "spot"; use a key of capacity: general
                logRetentionDays: got 31; use one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, \
                1096, 1827, 2192, 2557, 2922, 3288, 3653""");
    }

    @Test
    @SuppressWarnings("NullAway") // what a program may give
    void countsCapacitiesInWhichSomethingIsBroken() {
        EcsWindowsClusterSpecBuilder builder = EcsWindowsClusterSpec.builder();
        for (int i = 0; i < 20; i++) {
            builder.capacity("c" + i, GENERAL);
        }
        builder.capacity("c20", capacity -> capacity.instanceTypes((String) null));

        assertThatThrownBy(builder::build).isInstanceOf(SpecException.class).hasMessage("""
                capacity: has 21 entries; use at most 20, which is what a cluster takes
                capacity.c20.instanceTypes[0]: has no value; use text, or leave it out""");
    }

    @Test
    void keepsNothingOfTheCollectionsItWasGiven() {
        List<CapacityProviderStrategySpec> strategy = new ArrayList<>(List.of(
                CapacityProviderStrategySpec.builder().capacity("general").build()));
        List<String> instanceTypes = new ArrayList<>(List.of("m6i.large"));
        List<String> securityGroupIds = new ArrayList<>(List.of("sg-00000000"));
        EcsWindowsClusterSpecBuilder builder =
                EcsWindowsClusterSpec.builder().capacity("general", GENERAL).defaultCapacityProviderStrategy(strategy);
        EcsWindowsClusterSpec spec = builder.build();
        WindowsInstanceSpec instance = EcsWindowsCapacitySpec.builder()
                .instanceTypes(instanceTypes)
                .securityGroupIds(securityGroupIds)
                .build()
                .instance();

        builder.capacity("spot", GENERAL);
        strategy.clear();
        instanceTypes.clear();
        securityGroupIds.clear();

        assertThat(spec.capacity()).containsOnlyKeys("general").isUnmodifiable();
        assertThat(spec.defaultCapacityProviderStrategy()).hasSize(1).isUnmodifiable();
        assertThat(instance.instanceTypes()).containsExactly("m6i.large").isUnmodifiable();
        assertThat(instance.securityGroupIds()).containsExactly("sg-00000000").isUnmodifiable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"storefront", "Shop-2", "web-sg"})
    void takesKeysThatNamesCanStartWith(String key) {
        Problems problems = new Problems();

        ClusterNameRules.checkKey(model(key, EcsWindowsClusterSpec.builder().unchecked()), problems.at(key));

        assertThat(problems.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs-web", "AWS", "fargate2"})
    void refusesKeysThatACapacityProvidersNameMustNotStartWith(String key) {
        Problems problems = new Problems();

        ClusterNameRules.checkKey(
                model(
                        key,
                        EcsWindowsClusterSpec.builder()
                                .capacity("general", GENERAL)
                                .unchecked()),
                problems.at(key));

        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactly(key + ": starts with aws, ecs or fargate, as a capacity provider's name must not, and"
                        + " the providers' names start with it; use another key, and name: for the cluster's own name");
    }

    @Test
    void refusesAKeyThatASecurityGroupsNameMustNotStartWith() {
        Problems problems = new Problems();

        ClusterNameRules.checkKey(
                model("sg-web", EcsWindowsClusterSpec.builder().unchecked()), problems.at("sg-web"));

        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactly("sg-web: starts with sg-, as a security group's name must not, and the groups' names"
                        + " start with it; use another key, and name: for the cluster's own name");
    }

    @Test
    void boundsKeysSoThatARolesNameFits() {
        String key = "k".repeat(44);
        Problems problems = new Problems();
        EcsWindowsClusterSpec fits =
                EcsWindowsClusterSpec.builder().capacity("abcdef", GENERAL).build();
        EcsWindowsClusterSpec tooLong =
                EcsWindowsClusterSpec.builder().capacity("abcdefg", GENERAL).build();

        ClusterNameRules.checkNames(model(key, fits), problems);
        ClusterNameRules.checkNames(model(key, tooLong), problems);

        // Pulumi adds a hyphen and seven characters.
        assertThat(key + "-abcdef-role-1234567").hasSize(64);
        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactly("capacity.abcdefg: has too long a key; use at most 50 characters for the cluster's and"
                        + " the capacity's key together (got 51): an IAM role's name takes 64");
    }

    @Test
    void boundsSecretsSoThatARolesPolicyFits() {
        assertThat(policyProblems(80)).isEmpty();
        assertThat(policyProblems(150))
                .containsExactly("services.api: needs a policy of 10,908 characters for its execution role, and IAM"
                        + " takes 10,240; use fewer secrets, several values in one secret, or executionRoleArn");
    }

    private static List<String> policyProblems(int secrets) {
        ContainerSpecBuilder container =
                ContainerSpec.builder().image("example/api:ltsc2022").cpu(256).memoryMib(512);
        for (int i = 0; i < secrets; i++) {
            container.secret(
                    "SECRET_" + i,
                    String.format(
                            Locale.ROOT, "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/%03d-AbCdEf", i));
        }
        EcsWindowsClusterSpec cluster = EcsWindowsClusterSpec.builder()
                .capacity("general", GENERAL)
                .service(
                        "api",
                        EcsServiceSpec.builder()
                                .container("api", container.build())
                                .build())
                .build();
        Problems problems = new Problems();
        PolicySizeRules.check(model("storefront", cluster), problems);
        return problems.problems().stream().map(Problem::toString).toList();
    }

    private static EcsClusterModel model(String key, EcsWindowsClusterSpec spec) {
        StackContext context = new StackContext("shop", "dev", Optional.of("eu-west-1"), Map.of(), Path.of("."));
        return new EcsClusterModel(key, spec, context, Optional.empty());
    }
}
