package dev.mullion.live.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names become files: {@code Pulumi.STACK.yaml}, {@code steps/CLUSTER-CAPACITY-before.ps1}. */
class NamingTest {
    private static Naming of(String component, String stack, String project) {
        return Naming.of(
                "web-prod",
                Map.of("mullion:component", component, "mullion:stack", stack, "mullion:project", project),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void mullionsOwnTagsSayThem() {
        assertThat(of("storefront", "eu.1", "shop_2")).isEqualTo(new Naming("storefront", "eu.1", "shop_2", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../../x", "../x", "a/b", "a b", "a\nb", "", "dev; rm -rf ~", "C:\\x"})
    @Tag("adversary")
    void whoMayTagAClusterChoosesNoFile(String tag) {
        assertThat(of("storefront", tag, "shop")).isEqualTo(new Naming("web-prod", "dev", "web-prod", false));
        assertThat(of(tag, "dev", "shop")).isEqualTo(new Naming("web-prod", "dev", "web-prod", false));
        assertThat(of("storefront", "dev", tag)).isEqualTo(new Naming("storefront", "dev", "storefront", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x/../../../../home/x", "!x", "", "x\ny", "x.."})
    @Tag("adversary")
    void whoMayTagAScalingGroupChoosesNoFile(String tag) {
        Naming naming = of("storefront", "dev", "shop");
        Map<String, String> tags = Map.of("mullion:component", "storefront-" + tag);

        assertThat(naming.capacity("web-prod-general", tags, "web-prod", List.of()))
                .isEqualTo("general");
        assertThat(naming.service("web-prod-api", tags, "web-prod", List.of())).isEqualTo("api");
    }
}
