package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.json.JsonText;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan can not know, beside a state: what is taken for deployed, and what is said of it. */
class AssumedTest {
    private static final String TOPIC = "aws:sns/topic:Topic";
    private static final String TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
    private static final String TASK = "aws:ecs/taskDefinition:TaskDefinition";
    private static final String OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
    private static final String TAKEN = "what only a deployment can know is taken as it is deployed: ";

    private static Comparison compare(String type, String input, Object deployed, Object planned) {
        Stack before = new Stack()
                .deployed()
                .with(TOPIC, "shop")
                .having("id-1", "name", "shop", "arn", "arn:aws:sns:eu-west-1:1:shop")
                .with(type, "it", input, deployed);
        Stack after = new Stack()
                .with(TOPIC, "shop")
                .with(type, "it", input, planned)
                .referring(input, Stack.urn(TOPIC, "shop"));
        return Stack.compare(before, after);
    }

    /** To the shells that read them they are variables, which are empty. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Remove-Item C:\\data\\${shop.name}\\* -Recurse",
                "Remove-Item \"C:\\data\\${shop.name}\\*\"",
                "rm -rf /data/${shop.name}/",
                "& '${shop.name}.exe'",
                "Remove-Item -Recurse `\n  C:/data/${shop.name}/*\n",
                "xargs rm -rf <<EOF\n/data/${shop.name}\nEOF\n",
                "x 'a${shop.name}'",
                "[Net.ServicePointManager]::SecurityProtocol = 'Tls12'\nRemove-Item -Recurse `\nC:/data/${shop.name}/*",
                "{ set -e\nrm -rf \\\n/data/${shop.name}/\n}"
            })
    void ofACommandNothingIsTakenForDeployed(String planned) {
        String deployed = planned.replace("${shop.name}", "shop");
        String quoted = planned.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        String document = "[{\"command\":[\"run\",\"" + quoted + "\"]}]";
        String before = document.replace("${shop.name}", "shop");

        assertThat(compare(TEMPLATE, "userData", Encoded.base64(deployed), Encoded.base64(planned))
                        .changes())
                .hasSize(1);
        assertThat(compare(TASK, "containerDefinitions", before, document).changes())
                .hasSize(1);
        assertThat(compare(TASK, "command", List.of("sh", deployed), List.of("sh", planned))
                        .changes())
                .hasSize(1);
        assertThat(compare(TOPIC, "data", Map.of("run.ps1", deployed), Map.of("run.ps1", planned))
                        .changes())
                .hasSize(1);
        assertThat(compare("command:local:Command", "create", deployed, planned).changes())
                .hasSize(1);
        assertThat(compare(OBJECT, "contentBase64", Encoded.base64(deployed), Encoded.base64(planned))
                        .changes())
                .hasSize(1);
        assertThat(compare(
                                OBJECT,
                                "source",
                                Map.of("asset", Map.of("text", deployed)),
                                Map.of("asset", Map.of("text", planned)))
                        .changes())
                .hasSize(1);
    }

    /** What stands beyond that may be anything; nobody has such a name. */
    @Test
    @Tag("adversary")
    void ofAWordWithoutAnEndNothingIsTakenForDeployed() {
        for (int length : List.of(400, 600)) {
            String planned = "a".repeat(length) + "${shop.name}";
            String deployed = planned.replace("${shop.name}", "shop");

            assertThat(compare(TASK, "command", List.of("run", deployed), List.of("run", planned))
                            .unchanged())
                    .isEqualTo(length == 400);
        }
    }

    /** As Mullion spells values in scripts. */
    @Test
    void ofAScriptWhatIsTakenIsSaidWithItsLine() {
        String script = "Write-Host hi\n    $bucket = '${shop.name}' # " + "x".repeat(300) + "\n";
        String deployed = script.replace("${shop.name}", "shop");

        Comparison comparison = compare(TEMPLATE, "userData", Encoded.base64(deployed), Encoded.base64(script));

        assertThat(comparison.unchanged()).isTrue();
        assertThat(comparison.notes())
                .containsExactly(TAKEN + "userData of it ($bucket = '${shop.name}' # " + "x".repeat(76) + "...)");
    }

    /** What makes a password of it stands where the note does not reach. */
    @Test
    @Tag("adversary")
    void aNoteHidesWhatItsWholeTextTellsOf() {
        String login = "docker login --username svc --password 'Sommer2024-Winter7' registry.internal.example.com/shop;"
                + " Initialize-ECSAgent -Cluster '${shop.name}'\n";
        String document = "{\"passwords\": {\"db\": \"hunter2xyz-${getRegion().name}\"}}";

        assertThat(notes(TEMPLATE, "userData", Encoded.base64(login)))
                .containsExactly(TAKEN + "userData of it (...assword '[secret]' registry.internal.example.com/shop;"
                        + " Initialize-ECSAgent -Cluster '${shop.name}')");
        assertThat(notes(TOPIC, "data", document)).containsExactly(TAKEN + "data of it (${getRegion().name})");
    }

    /** A file of a ConfigMap has a dot in its name. */
    @Test
    void aNoteOfAFileHasItsLine() {
        String script = "Write-Host one\nRemove-Item -Recurse -Path '${shop.name}'\n";

        assertThat(notes(
                        "kubernetes:core/v1:ConfigMap", "data", Map.of("run.ps1", script, "token", "hunter2topsecret")))
                .containsExactly(TAKEN + "data.run.ps1 of it (Remove-Item -Recurse -Path '${shop.name}')");
    }

    /** However deep it is in there, and in many lines. */
    @Test
    @Tag("adversary")
    void aNoteHidesWhatADifferenceHides() {
        String message = """
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/cloud-config

                passwords:
                  db: Zq7hunterX9 '${shop.name}'
                  app: '${shop.name}'
                --b--
                """;
        String variable = "{\"passwords\":{\"db\":\"Zq7hunterX9\"},\"c\":\"'${shop.name}'\"}";

        assertThat(notes(TEMPLATE, "userData", Encoded.base64(message)).toString())
                .contains("${shop.name}")
                .doesNotContain("Zq7hunterX9");
        assertThat(notes(TASK, "containerDefinitions", JsonText.of(List.of(Map.of("environment", variable))))
                        .toString())
                .doesNotContain("Zq7hunterX9");
    }

    /** By its type, its name, or that of the list that it is in. */
    @Test
    @Tag("adversary")
    void aNoteOfASecretHasItsReferencesAlone() {
        String lines = "user admin\nphrase hunter2topsecret of ${shop.name}\n";
        String lookUp = "hunter2topsecret-${getRegion().name}";

        assertThat(notes("kubernetes:core/v1:Secret", "stringData", Map.of("config", lines)))
                .containsExactly(TAKEN + "stringData.config of it (${shop.name})");
        assertThat(notes("aws:rds/instance:Instance", "password", lookUp))
                .containsExactly(TAKEN + "password of it (${getRegion().name})");
        assertThat(notes(TASK, "environment", List.of(Map.of("name", "DB_PASSWORD", "value", lookUp))))
                .containsExactly(TAKEN + "environment[0].value of it (${getRegion().name})");
    }

    private static List<String> notes(String type, String input, Object planned) {
        Comparison comparison = compare(type, input, deployed(planned), planned);
        assertThat(comparison.unchanged()).isTrue();
        return comparison.notes();
    }

    private static Object deployed(Object planned) {
        if (planned instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> deployed(entry.getValue())));
        }
        if (planned instanceof List<?> list) {
            return list.stream().map(AssumedTest::deployed).toList();
        }
        String text = planned.toString();
        return Resolution.decoded(text)
                .map(plain -> (Object) Encoded.base64(deployed(plain).toString()))
                .orElseGet(() -> text.replace("${shop.name}", "shop").replace("${getRegion().name}", "eu-west-1"));
    }

    @Test
    void namesAndArnsOfOwnResourcesAreNotWorthAWord() {
        String policy = "{\"Resource\":[\"${shop.arn}\",\"${shop.arn}/*\"]}";
        String container = "[{\"command\":[\"run\",\"--topic=${shop.arn}\"]}]";
        for (String text : List.of("${shop.name}", "All of ${shop.name}", "x/${shop.name}", policy, container)) {
            String deployed =
                    text.replace("${shop.name}", "shop").replace("${shop.arn}", "arn:aws:sns:eu-west-1:1:shop");

            Comparison comparison = compare(TOPIC, "policy", deployed, text);

            assertThat(comparison.unchanged()).as(text).isTrue();
            assertThat(comparison.notes()).as(text).isEmpty();
        }
    }

    /** However many there are: the last of them may be another image. */
    @Test
    void everyLookUpIsSaid() {
        Stack before = new Stack().deployed();
        Stack after = new Stack();
        for (int i = 0; i < 60; i++) {
            String parameter = i < 30 ? "windows" : "p" + i + "/" + "x".repeat(60);
            before.with(TEMPLATE, "t" + i, "imageId", "ami-0a1b2c3d4e5f60718");
            after.with(TEMPLATE, "t" + i, "imageId", "${getParameter(/" + parameter + ").value}");
        }

        List<String> notes = Stack.compare(before, after).notes();

        assertThat(notes)
                .hasSizeGreaterThan(2)
                .allSatisfy(note -> assertThat(note).startsWith(TAKEN).hasSizeLessThan(1_200));
        assertThat(notes.get(0))
                .startsWith(TAKEN + "imageId of t0, imageId of t1, ")
                .contains("imageId of t19 and 10 more (${getParameter(/windows).value})");
        for (int i = 30; i < 60; i++) {
            String said = "imageId of t" + i + " (${getParameter(/p" + i + "/";
            assertThat(notes).anySatisfy(note -> assertThat(note).contains(said));
        }
    }

    /** What somebody called by a hash of Git is no name that a provider made. */
    @Test
    void aNameIsGeneratedWhereItsProviderSaysSo(@TempDir Path folder) throws IOException {
        Input.Side generated = state(folder, "\"name\": \"orders-1a2b3c4\", \"__defaults\": [\"name\"]");
        Input.Side chosen = state(folder, "\"name\": \"orders-1a2b3c4\", \"__defaults\": []");
        Input.Side untold = state(folder, "\"name\": \"orders-1a2b3c4\"");
        Input.Side planned = new Stack().with(TOPIC, "orders").side("plan.json");

        assertThat(Comparer.compare(generated, planned).changes()).isEmpty();
        assertThat(Comparer.compare(chosen, planned).changes())
                .extracting(ResourceChange::name)
                .containsExactly("orders");
        // As of a provider that never says so.
        assertThat(Comparer.compare(untold, planned).changes()).isEmpty();
    }

    private static Input.Side state(Path folder, String inputs) throws IOException {
        String state = """
                {"version": 3, "deployment": {"resources": [
                  {"urn": "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", "type": "pulumi:pulumi:Stack"},
                  {"urn": "urn:pulumi:dev::shop::aws:sns/topic:Topic::orders", "type": "aws:sns/topic:Topic",
                   "custom": true, "id": "1", "inputs": {%s},
                   "parent": "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev"}]}}
                """.formatted(inputs);
        Path file = Files.writeString(folder.resolve("state.json"), state);
        return (Input.Side) PlanFile.read(file, "state.json");
    }
}
