package dev.mullion.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.autoscaling.GroupArgs;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecException;
import java.util.List;
import java.util.Map;
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
        assertThat(said(problems -> GivenNames.check(Map.of("a", "x".repeat(255)), problems)))
                .isEmpty();
    }
}
