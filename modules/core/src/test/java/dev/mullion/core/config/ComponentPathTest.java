package dev.mullion.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.SpecPath;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentPathTest {
    private static final String STACK = """
            config:
              mullion:ecs:
                shop:
                  tags: {web: x}
                  capacity:
                    general: {maxSize: 2}
                    general-spot: {maxSize: 2}
                  services:
                    web: {cpu: 1}
                shop-two: {}
                flat: text
              mullion:mesh: {profile: ambient}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private StackConfig config() {
        return Project.in(directory).with("Pulumi.dev.yaml", STACK).load();
    }

    @ParameterizedTest
    @CsvSource({
        "ecs, shop, mullion:ecs.shop, 3",
        "ecs, shop-cluster, mullion:ecs.shop, 3",
        "ecs, shop-general-launch-template, mullion:ecs.shop.capacity.general, 6",
        "ecs, shop-general-spot-launch-template, mullion:ecs.shop.capacity.general-spot, 7",
        "ecs, shop-web-task-definition, mullion:ecs.shop.services.web, 9",
        "ecs, shop-two-logs, mullion:ecs.shop-two, 10",
        "ecs, flat-logs, mullion:ecs.flat, 11",
        "ecs, shopping, mullion:ecs, 2",
        "mesh, mesh-istiod, mullion:mesh, 12",
    })
    void aResourceIsOfTheComponentWhoseKeysItsNameFollows(String section, String resource, String path, int line) {
        StackConfig config = config();

        SpecPath root = SpecPath.ROOT.key("mullion:" + section);
        SpecPath found =
                ComponentPath.of(Objects.requireNonNull(config.written().get("mullion:" + section)), root, resource);

        assertThat(found).hasToString(path);
        assertThat(config.keyPosition(found).map(Position::line)).contains(line);
    }
}
