package dev.mullion.stacks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mullion.core.config.StackConfig;
import dev.mullion.plan.Plan;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import dev.mullion.stacks.Main;
import dev.mullion.stacks.StackProgram;
import dev.mullion.testkit.engine.Conversation;
import dev.mullion.testkit.engine.PulumiCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of the root's own stack: made, left alone, changed, refreshed, destroyed. */
@Tag("engine")
class DeploymentTest {
    private static final Path STACK_FILE = Path.of("../Pulumi.dev.yaml");
    private static final String LAUNCH_TEMPLATE =
            "aws:ec2/launchTemplate:LaunchTemplate::storefront-general-launch-template";
    private static final String GROUP = "aws:autoscaling/group:Group::storefront-general-auto-scaling-group";

    @TempDir
    static Path directory = Path.of("");

    @BeforeEach
    void needsPulumiAndAnAccount() {
        PulumiCli.orSkip(directory);
        PulumiCli.orSkipDeployment();
    }

    @Test
    void livesAndEnds() throws IOException {
        String configuration = Files.readString(STACK_FILE);
        PulumiCli.Project project = PulumiCli.orSkip(directory).project("mullion", "dev", configuration, Main.class);
        try {
            Conversation made = project.listen("up", "--yes", "--skip-preview", "--stack", "dev");
            made.answer().succeeded();
            Comparison planned = Comparison.ofDeployment(plan(project), made);
            assertThat(planned.differences()).isEmpty();
            assertThat(planned.limits()).doesNotContainKey(Comparison.Limit.DEPENDENCY_SHOWN_HERE_ONLY);

            assertThat(changes(project)).isEmpty();

            project.configure(replaced(configuration, "maxSize: 6", "maxSize: 8"));
            assertThat(changes(project)).containsExactly(Map.entry(GROUP, "update [maxSize]"));

            project.configure(replaced(configuration, "reservedMemoryMib: 1024", "reservedMemoryMib: 2048"));
            assertThat(changes(project)).hasSize(2).satisfies(changes -> {
                assertThat(changes.get(LAUNCH_TEMPLATE)).startsWith("update ").contains("userData");
                assertThat(changes.get(GROUP)).isEqualTo("update [launchTemplate]");
            });

            project.configure(replaced(
                    configuration,
                    "operatingSystem: WINDOWS_SERVER_2022_CORE",
                    "operatingSystem: WINDOWS_SERVER_2019_CORE"));
            assertThat(changes(project)).hasSize(2).satisfies(changes -> {
                assertThat(changes.get(LAUNCH_TEMPLATE)).startsWith("update ").contains("imageId");
                assertThat(changes.get(GROUP)).isEqualTo("update [launchTemplate]");
            });
            project.run("up", "--yes", "--skip-preview", "--stack", "dev").succeeded();
            assertThat(changes(project)).isEmpty();

            project.run("refresh", "--yes", "--skip-preview", "--expect-no-changes", "--stack", "dev")
                    .succeeded();
            assertThat(changes(project)).isEmpty();
        } finally {
            assertThat(isProtectedFromScaleIn(project.deployment())).isTrue();
            project.run("destroy", "--yes", "--skip-preview", "--stack", "dev").succeeded();
        }
        assertThat(project.deployment().path("resources")).isEmpty();
    }

    private static Plan plan(PulumiCli.Project project) {
        StackConfig config = StackConfig.load(project.folder(), "dev", Optional.empty());
        return PreviewEngine.preview(StackInput.of(config.engine()), StackProgram.of(config, project.folder()));
    }

    private static String replaced(String configuration, String from, String to) {
        assertThat(configuration).contains(from);
        return configuration.replace(from, to);
    }

    /** The end of a resource's URN to what {@code pulumi preview} would do with it, and why. */
    private static Map<String, String> changes(PulumiCli.Project project) {
        JsonNode preview =
                project.run("preview", "--json", "--stack", "dev").succeeded().json();
        Map<String, String> changes = new TreeMap<>();
        for (JsonNode step : preview.path("steps")) {
            String op = step.path("op").asText();
            String urn = step.path("urn").asText();
            if (!op.equals("same") && !op.equals("read")) {
                String reasons = step.path("diffReasons").toString().replace("\"", "");
                changes.put(urn.substring(Math.max(urn.lastIndexOf('$'), urn.indexOf("::")) + 1), op + " " + reasons);
            }
        }
        return changes;
    }

    private static boolean isProtectedFromScaleIn(JsonNode deployment) {
        for (JsonNode resource : deployment.path("resources")) {
            if (resource.path("urn").asText().endsWith(GROUP)) {
                return resource.path("outputs").path("protectFromScaleIn").asBoolean();
            }
        }
        return false;
    }
}
