package dev.mullion.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.json.JsonText;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A plan that is handed out. */
class NamedSecretsTest {
    @Test
    void hidesWhatIsNamedLikeASecretInTheVariablesOfContainers() throws IOException {
        String definitions =
                "[{\"name\":\"app\",\"cpu\":1.50,\"environment\":[{\"name\":\"DB_PASSWORD\",\"value\":\"hunter2\"},"
                        + "{\"name\":\"LOGLEVEL\",\"value\":\"debug\"}],\"secrets\":[{\"name\":\"API_KEY\",\"valueFrom\":\"arn:aws:ssm:a\"}]}]";

        assertThat(shown(Map.of(), Map.of("containerDefinitions", definitions)))
                .contains(JsonText.of(definitions.replace("hunter2", "[secret]")))
                .doesNotContain("hunter2");
    }

    @Test
    void hidesItInTheConfigurationThatItComesFrom() throws IOException {
        String section =
                "{\"shop\":{\"environment\":{\"DB_PASSWORD\":\"hunter2\",\"LOGLEVEL\":\"debug\"},\"minSize\":2}}";

        assertThat(shown(
                        Map.of("mullion:ecs", section, "shop:password", "hunter3", "aws:region", "eu-west-1"),
                        Map.of()))
                .contains(
                        "\"mullion:ecs\": " + JsonText.of(section.replace("hunter2", "[secret]")),
                        "\"shop:password\": \"[secret]\"",
                        "\"aws:region\": \"eu-west-1\"")
                .doesNotContain("hunter");
    }

    @Test
    void leavesEverythingElseAsItIsWritten() throws IOException {
        Map<String, String> config =
                Map.of("mullion:ecs", "{ \"b\": 1.0, \"a\": [true, null, \"x\"] }", "shop:text", "{no json");
        Map<String, String> inputs =
                Map.of("containerDefinitions", "${other.containerDefinitions}", "config", "{\"password\":\"hunter2\"}");

        assertThat(shown(config, inputs)).isEqualTo(written(plan(config, inputs)));
    }

    private static String shown(Map<String, String> config, Map<String, String> inputs) throws IOException {
        StringWriter shown = new StringWriter();
        NamedSecrets.hide(new StringReader(written(plan(config, inputs))), shown);
        return shown.toString();
    }

    private static String written(Plan plan) throws IOException {
        StringWriter written = new StringWriter();
        PlanJson.write(plan, written);
        return written.toString();
    }

    private static Plan plan(Map<String, String> config, Map<String, String> inputs) {
        SortedMap<String, PropertyValue> fields = new TreeMap<>(Map.of("count", new PropertyValue.Numeric(2)));
        inputs.forEach((key, value) -> fields.put(key, new PropertyValue.Text(value)));
        ResourceState state = new ResourceState(
                "urn:pulumi:dev::shop::aws:ecs/taskDefinition:TaskDefinition::web",
                "aws:ecs/taskDefinition:TaskDefinition",
                true,
                false,
                Optional.empty(),
                new PropertyValue.Fields(fields),
                PropertyValue.Fields.NONE,
                Optional.empty(),
                List.of(),
                new TreeMap<>(),
                Optional.empty(),
                ResourceState.Options.NONE);
        return new Plan(new TreeMap<>(config), List.of(new Step(Operation.CREATE, state)), List.of(), new TreeMap<>());
    }
}
