package dev.mullion.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.appautoscaling.PolicyArgs;
import com.pulumi.aws.autoscaling.GroupArgs;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.ec2.LaunchTemplateArgs;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.ecs.CapacityProviderArgs;
import com.pulumi.aws.ecs.TaskDefinitionArgs;
import com.pulumi.aws.ecs.inputs.CapacityProviderAutoScalingGroupProviderArgs;
import com.pulumi.aws.iam.InstanceProfileArgs;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Output;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecException;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class GivenNamesTest {
    private static List<String> said(Consumer<Problems> check) {
        Problems problems = new Problems();
        check.accept(problems.at("names"));
        try {
            problems.throwIfAny();
            return List.of();
        } catch (SpecException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    private static GroupArgs.Builder group() {
        return GroupArgs.builder().maxSize(1).minSize(0);
    }

    @Test
    void aResourceIsCalledWhatItIsCalledInAwsAndOthersAreNot() {
        GivenNames names = GivenNames.of(Map.of("shop-web-auto-scaling-group", "old web"));

        assertThat(names.named("shop-web-auto-scaling-group", group()).build().name())
                .isPresent();
        assertThat(names.named("shop-api-auto-scaling-group", group()).build().name())
                .isEmpty();
        assertThat(said(names::check)).isEmpty();
    }

    @Test
    void everyKindWhoseNameAwsKeepsTakesIt() {
        Map<String, Optional<Output<String>>> taken = new LinkedHashMap<>();
        GivenNames names = GivenNames.of(Map.of("it", "old"));
        taken.put("group", names.named("it", group()).build().name());
        taken.put(
                "capacity provider",
                names.named(
                                "it",
                                CapacityProviderArgs.builder()
                                        .autoScalingGroupProvider(CapacityProviderAutoScalingGroupProviderArgs.builder()
                                                .autoScalingGroupArn("arn")
                                                .build()))
                        .build()
                        .name());
        taken.put(
                "launch template",
                names.named("it", LaunchTemplateArgs.builder()).build().name());
        taken.put(
                "task definition",
                Optional.of(names.named("it", TaskDefinitionArgs.builder().containerDefinitions("[]"))
                        .build()
                        .family()));
        taken.put(
                "security group",
                names.named("it", SecurityGroupArgs.builder()).build().name());
        taken.put(
                "role",
                names.named("it", RoleArgs.builder().assumeRolePolicy("{}"))
                        .build()
                        .name());
        taken.put(
                "role policy",
                names.named("it", RolePolicyArgs.builder().role("r").policy("{}"))
                        .build()
                        .name());
        taken.put(
                "instance profile",
                names.named("it", InstanceProfileArgs.builder()).build().name());
        taken.put(
                "scaling policy",
                names.named(
                                "it",
                                PolicyArgs.builder()
                                        .resourceId("r")
                                        .scalableDimension("d")
                                        .serviceNamespace("n"))
                        .build()
                        .name());
        List<String> said = new ArrayList<>();

        PreviewEngine.preview(
                StackInput.of("shop", "dev"),
                context -> taken.forEach((kind, name) ->
                        name.ifPresent(given -> context.export(kind, given.applyValue(value -> said.add(value))))));

        assertThat(taken.values()).allMatch(Optional::isPresent);
        assertThat(said).hasSize(9).containsOnly("old");
        assertThat(said(names::check)).isEmpty();
    }

    @Test
    void aStackWithoutNamesLetsEachBeAsItIs() {
        GivenNames names = GivenNames.of(Map.of());

        assertThat(names.named("it", group()).build().name()).isEmpty();
        assertThat(said(names::check)).isEmpty();
    }

    @Test
    void whereNothingTakesANameThatIsSaid() {
        assertThat(said(GivenNames.of(Map.of("it", "old"))::check))
                .containsExactly(
                        "names.it: is no resource of this stack that takes a name; use no name: there is none");
    }

    @Test
    void aNameThatMeetsNothingIsRefusedWithWhatThereIs() {
        GivenNames names = GivenNames.of(Map.of("shop-web-group", "old"));
        names.named("shop-web-auto-scaling-group", group());
        names.named("shop-logs", LogGroupArgs.builder());

        assertThat(said(names::check))
                .containsExactly("names.shop-web-group: is no resource of this stack that takes a name; use"
                        + " shop-web-auto-scaling-group");
    }

    @Test
    void whatIsNoNameIsRefused() {
        assertThat(said(problems -> GivenNames.check(Map.of("a", " "), problems)))
                .containsExactly("names.a: got \" \"; use 1 to 255 characters of ASCII, as AWS has the name");
        assertThat(said(problems -> GivenNames.check(Map.of("a", "x".repeat(255), "b", " ~"), problems)))
                .isEmpty();
        for (String none : List.of("", "x".repeat(256), "a\u001f", "a\u007f", "é")) {
            assertThat(said(problems -> GivenNames.check(Map.of("a", none), problems)))
                    .as(none)
                    .hasSize(1);
        }
    }

    /** A stack of thousands of services has as many names, and a stranger's file as many that are none. */
    @Test
    void ofManyNamesTheFirstTenAreTold() {
        GivenNames names = GivenNames.of(Map.of("x", "old"));
        for (int i = 10; i < 22; i++) {
            names.named("n" + i, group());
        }

        assertThat(said(names::check))
                .containsExactly("names.x: is no resource of this stack that takes a name; use"
                        + " n10, n11, n12, n13, n14, n15, n16, n17, n18, n19 and 2 more");
    }
}
