package dev.mullion.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class IgnoredChangeTest {
    private static final String TYPE = "aws:ecs/service:Service";

    @Test
    void coversAPropertyAndWhatIsBelowIt() {
        IgnoredChange tags = new IgnoredChange("aws:ecs:Service", "", "tags", "x");

        assertThat(tags.covers(TYPE, "web", "tags")).isTrue();
        assertThat(tags.covers(TYPE, "web", "tags.Owner")).isTrue();
        assertThat(tags.covers(TYPE, "web", "tags[\"a b\"]")).isTrue();
        assertThat(tags.covers(TYPE, "web", "tagsAll")).isFalse();
        assertThat(tags.covers("aws:ecs/cluster:Cluster", "web", "tags")).isFalse();
        assertThat(new IgnoredChange(TYPE, "", "tags", "x").covers(TYPE, "web", "tags"))
                .isTrue();
    }

    @Test
    void aStarStandsForAnyTextAndNothingElseDoes() {
        IgnoredChange images = new IgnoredChange("", "shop-*-web", "containerDefinitions[*].image", "x");

        assertThat(images.covers(TYPE, "shop-dev-web", "containerDefinitions[\"iis\"].image"))
                .isTrue();
        assertThat(images.covers(TYPE, "shop-dev-worker", "containerDefinitions[\"iis\"].image"))
                .isFalse();
        assertThat(images.covers(TYPE, "shop-dev-web", "containerDefinitions[\"iis\"].cpu"))
                .isFalse();
        assertThat(new IgnoredChange("", "", "a.b", "x").covers(TYPE, "web", "aXb"))
                .isFalse();
    }

    /** Whoever proposes a change chooses it. */
    @Test
    void aNameInAPathIsNoPath() {
        IgnoredChange images = new IgnoredChange("", "", "containers[*].image", "x");

        for (String label :
                List.of("\"/a].image\"", "\"/a].image.b\"", "\"/a].image[b\"", "\"/a\\\"].image.b\"", "\"].image\"")) {
            assertThat(images.covers(TYPE, "web", "containers[\"iis\"].mounts[" + label + "].path"))
                    .as(label)
                    .isFalse();
            assertThat(images.covers(TYPE, "web", "containers[\"iis\"].mounts[" + label + "]"))
                    .as(label)
                    .isFalse();
            assertThat(images.covers(TYPE, "web", "containers[" + label + "].image"))
                    .as(label)
                    .isTrue();
        }
        assertThat(new IgnoredChange("", "", "routes[10.0.0.0/16].gatewayId", "x")
                        .covers(TYPE, "web", "routes[10.0.0.0/16].gatewayId"))
                .isTrue();
        assertThat(new IgnoredChange("", "", "routes[10.*", "x").covers(TYPE, "web", "routes[10.0.0.0/16].gatewayId"))
                .isTrue();
        assertThat(new IgnoredChange("", "", "tags[\"a.b\"]", "x").covers(TYPE, "web", "tags[\"a.b\"]"))
                .isTrue();
    }

    @Test
    @Tag("adversary")
    @Timeout(5)
    void aTypeOfNothingButSlashesIsLookedAtOnce() {
        IgnoredChange ignored = new IgnoredChange("aws:ecs:Service", "", "desiredCount", "x");

        assertThat(ignored.covers("aws:" + "/".repeat(60_000), "web", "desiredCount"))
                .isFalse();
        assertThat(ignored.covers("aws:ecs/service:Service", "web", "desiredCount"))
                .isTrue();
        assertThat(ignored.covers("aws:ecs/Service", "web", "desiredCount")).isFalse();
    }
}
