package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.aws.StackContext;
import dev.mullion.ecs.service.NetworkMode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EcsClusterModelTest {
    private static final EcsClusterModel MODEL = new EcsClusterModel(
            "storefront",
            EcsWindowsClusterSpec.builder()
                    .capacity("general", capacity -> capacity.instanceTypes("m6i.large"))
                    .service("web", service -> service.networkMode(NetworkMode.DEFAULT)
                            .container("app", app -> app.image("r/app:3")
                                    .cpu(256)
                                    .memoryMib(512)
                                    .taskRoleRoutes(true)
                                    .entryPoint("app.exe"))
                            .container(
                                    "log", log -> log.image("r/log:3").cpu(256).memoryMib(512)))
                    .build(),
            new StackContext("shop", "dev", Optional.of("eu-west-1"), Map.of(), Path.of(".")),
            Optional.empty());

    @Test
    void showsTheScriptsThatContainersStartFrom() {
        assertThat(MODEL.containerScripts()).containsOnlyKeys("web.app");
        assertThat(MODEL.containerScripts().get("web.app")).contains("169.254.170.2", "'app.exe'");
    }

    @Test
    void saysWhereItsServicesHaveRoom() {
        assertThat(MODEL.forecasts()).singleElement().satisfies(row -> {
            assertThat(row.service()).isEqualTo("web");
            assertThat(row.capacity()).isEqualTo("general");
            assertThat(row.instanceType()).isEqualTo("m6i.large");
            assertThat(row.tasks()).contains(4);
        });
    }
}
