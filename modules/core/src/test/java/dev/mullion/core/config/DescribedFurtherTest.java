package dev.mullion.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.config.Platform.Pool;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import org.junit.jupiter.api.Test;

/** Builders that start from a spec. */
class DescribedFurtherTest {
    private static final Platform BEFORE = Platform.builder()
            .name("before")
            .pool("web", pool -> pool.instanceTypes("m6i.large").minSize(2).image(image -> image.id("ami-1")))
            .pool("jobs", pool -> pool.instanceTypes("c6i.large"))
            .build();

    @Test
    void changesWhatTheSpecHasAndKeepsAllElseInItsPlace() {
        Platform after = Platform.builder()
                .from(BEFORE)
                .pool("web", pool -> pool.maxSize(9).image(image -> {}))
                .pool("more", pool -> pool.instanceTypes("r6i.large"))
                .build();

        assertThat(after.pools()).containsOnlyKeys("web", "jobs", "more");
        Pool web = after.pools().get("web");
        assertThat(web)
                .isEqualTo(Pool.builder()
                        .instanceTypes("m6i.large")
                        .minSize(2)
                        .maxSize(9)
                        .image(image -> image.id("ami-1"))
                        .build());
        assertThat(after.name()).isEqualTo("before");
    }

    @Test
    void replacesAnEntryThatIsGivenAsAWhole() {
        Pool other = Pool.builder().instanceTypes("c7i.large").build();

        assertThat(Platform.builder().from(BEFORE).pool("web", other).build().pools())
                .containsEntry("web", other);
    }

    @Test
    void refusesAKeyThatTheProgramDescribesTwice() {
        assertThatThrownBy(() -> Platform.builder()
                        .from(BEFORE)
                        .pool("web", pool -> pool.maxSize(9))
                        .pool("web", pool -> pool.maxSize(8))
                        .build())
                .isInstanceOf(SpecException.class)
                .hasMessage("pools.web: duplicate key \"web\"; use another");
    }

    @Test
    void startsANestedSpecAnewWhereNoSpecWasTaken() {
        Platform platform = Platform.builder()
                .pool("web", pool -> pool.instanceTypes("m6i.large")
                        .image(image -> image.id("ami-1"))
                        .image(image -> {}))
                .build();

        assertThat(platform.pools())
                .containsEntry("web", Pool.builder().instanceTypes("m6i.large").build());
    }

    @Test
    void knowsWhatWasGiven() {
        PlatformBuilder builder = Platform.builder()
                .from(BEFORE)
                .name("after")
                .pool("web", pool -> pool.maxSize(9).spot(true))
                .pool("more", pool -> pool.instanceTypes("r6i.large"));

        assertThat(builder.given())
                .extracting(SpecPath::toString)
                .contains("name", "pools.web.maxSize", "pools.web.spot", "pools.more")
                .doesNotContain("pools.web", "pools.jobs");
    }
}
