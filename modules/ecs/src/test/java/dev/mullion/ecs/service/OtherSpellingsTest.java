package dev.mullion.ecs.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.core.spec.SpecKeys;
import dev.mullion.ecs.EcsAgentSpec;
import dev.mullion.ecs.EcsWindowsCapacitySpec;
import dev.mullion.ecs.EcsWindowsClusterSpec;
import dev.mullion.ecs.ManagedScalingSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OtherSpellingsTest {
    private static final Map<String, SpecBuilder<?>> BUILDERS = Map.ofEntries(
            Map.entry("cluster", EcsWindowsClusterSpec.builder()),
            Map.entry("capacity", EcsWindowsCapacitySpec.builder()),
            Map.entry("agent", EcsAgentSpec.builder()),
            Map.entry("managedScaling", ManagedScalingSpec.builder()),
            Map.entry("service", EcsServiceSpec.builder()),
            Map.entry("container", ContainerSpec.builder()),
            Map.entry("healthCheck", HealthCheckSpec.builder()),
            Map.entry("restartPolicy", RestartPolicySpec.builder()),
            Map.entry("dependsOn", ContainerDependencySpec.builder()),
            Map.entry("loadBalancer", LoadBalancerSpec.builder()),
            Map.entry("autoScaling", ServiceAutoScalingSpec.builder()),
            Map.entry("scheduledTask", ScheduledTaskSpec.builder()));

    @Test
    void leadToKeysThatExistFromOnesThatDoNot() {
        OtherSpellings.ROWS.forEach(row -> of(row.where()).forEach(where -> {
            SpecKeys keys = SpecKeys.of(Objects.requireNonNull(BUILDERS.get(where), where));
            assertThat(keys.refusal(row.theirs())).as(row.toString()).contains(row.message());
            assertThat(keys.find(row.theirs())).as(row.toString()).isEmpty();
            if (!row.ours().isEmpty()) {
                assertThat(keys.find(row.ours())).as(row.toString()).isPresent();
            }
        }));
    }

    private static List<String> of(String where) {
        return where.equals("task") ? List.of("service", "scheduledTask") : List.of(where);
    }

    @Test
    void recommendNoKeyOfAServiceToAScheduledTask() {
        SpecKeys keys = SpecKeys.of(ScheduledTaskSpec.builder());

        assertThat(keys.refusal("circuitBreaker")).isEmpty();
        assertThat(keys.refusal("cloudMapOptions")).isEmpty();
        assertThat(keys.refusal("serviceConnectConfiguration")).isEmpty();
        assertThat(keys.refusal("deploymentConfiguration")).contains("belongs to a service; leave it out");
        assertThat(keys.refusal("capacityProviderStrategy")).contains("is called capacity here; use that");
    }

    @Test
    void standInTheDocumentationRowByRow() throws IOException {
        String table = OtherSpellings.ROWS.stream()
                .map(row -> "| " + row.where() + " | `" + row.theirs() + "` | " + row.of() + " | "
                        + (row.say().isEmpty() ? "`" + row.ours() + "`" : row.say()) + " |\n")
                .collect(Collectors.joining("", "|---|---|---|---|\n", "\n"));

        assertThat(Files.readString(Path.of("../../docs/ecs-services.md"))).contains(table);
    }
}
