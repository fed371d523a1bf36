package dev.mullion.diff.input;

import static dev.mullion.diff.input.Samples.changes;
import static dev.mullion.diff.input.Samples.resource;
import static dev.mullion.diff.input.Samples.side;
import static dev.mullion.diff.input.Samples.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealFilesTest {
    private static final String LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
    private static final String PARAMETER = "aws:ssm/parameter:Parameter";

    @ParameterizedTest
    @CsvSource({
        "preview-change.json, sample, Changes, 4",
        "stack-export.json, sample, Side, 26",
        "ecs-preview-first.json, mullion, Side, 35",
        "ecs-export-before.json, mullion, Side, 36",
        "ecs-preview-update.json, mullion, Changes, 3",
        "ecs-export-after.json, mullion, Side, 36",
        "ecs-preview-rename.json, mullion, Changes, 25",
        "parts-preview-first.json, parts, Side, 14",
        "parts-up-first.jsonl, parts, Changes, 15",
        "parts-export-before.json, parts, Side, 15",
        "parts-preview-change.json, parts, Changes, 13",
        "parts-preview-change.jsonl, parts, Changes, 23",
        "parts-up-change.jsonl, parts, Changes, 24",
        "parts-export-pending-delete.json, parts, Side, 15",
        "parts-refresh.json, parts, Changes, 15",
        "parts-refresh.jsonl, parts, Changes, 16",
        "parts-destroy.json, parts, Changes, 14",
    })
    void tellsByItsContentWhatAFileIs(String file, String project, String kind, int size) throws IOException {
        Input input = Samples.read(file);

        assertThat(input.name()).isEqualTo(file);
        assertThat(input.project()).isEqualTo(project);
        assertThat(input.stack()).isEqualTo("dev");
        assertThat(input.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(
                        input instanceof Input.Side side
                                ? side.resources().size()
                                : ((Input.Changes) input).steps().size())
                .isEqualTo(size);
    }

    @Test
    void knowsStatesFromFirstPreviews() throws IOException {
        assertThat(side("ecs-export-before.json").deployed()).isTrue();
        assertThat(side("ecs-preview-first.json").deployed()).isFalse();
        assertThat(side("ecs-preview-first.json").config())
                .containsEntry("aws:region", "eu-west-1")
                .containsEntry("mullion:tags", "{\"Owner\":\"platform\"}");
    }

    @Test
    void readsAResourceOfAStateWhole() throws IOException {
        ResourceState group = resource(side("parts-export-before.json"), LOG_GROUP, "log");

        assertThat(group)
                .isEqualTo(new ResourceState(
                        "urn:pulumi:dev::parts::parts:index:Site$aws:cloudwatch/logGroup:LogGroup::log",
                        LOG_GROUP,
                        true,
                        false,
                        Optional.of("/parts/app"),
                        fields(Map.of("name", text("/parts/app"), "retentionInDays", new PropertyValue.Numeric(7))),
                        group.outputs(),
                        Optional.of("urn:pulumi:dev::parts::parts:index:Site::site"),
                        List.of(),
                        new TreeMap<>(Map.of("name", List.of(), "retentionInDays", List.of())),
                        group.provider(),
                        ResourceState.Options.NONE));
        assertThat(group.options()).isSameAs(ResourceState.Options.NONE);
        assertThat(group.outputs().values()).containsEntry("skipDestroy", new PropertyValue.Bool(false));
        assertThat(group.provider().orElseThrow())
                .startsWith("urn:pulumi:dev::parts::pulumi:providers:aws::default_6_83_0::");
    }

    @Test
    void keepsDefaultProvidersAndWhatIsOnlyRead() throws IOException {
        Input.Side state = side("parts-export-before.json");

        assertThat(resource(state, "pulumi:providers:aws", "default_6_83_0")
                        .inputs()
                        .values())
                .containsOnlyKeys("region", "version");
        assertThat(resource(state, "aws:ec2/vpc:Vpc", "shared").external()).isTrue();
        assertThat(resource(state, "aws:ec2/launchTemplate:LaunchTemplate", "node")
                        .options()
                        .ignoreChanges())
                .containsExactly("tags");
    }

    @Test
    void readsTheKeyOfADifferenceInDigestsAndInEvents() throws IOException {
        Input.DetailedDiff replaces = new Input.DetailedDiff("update-replace", false);

        Input.EngineStep digest = step(changes("parts-preview-change.json"), "replace", "log");
        Input.EngineStep event = step(changes("parts-preview-change.jsonl"), "replace", "log");

        assertThat(digest.detailedDiff()).hasValue(new TreeMap<>(Map.of("name", replaces)));
        assertThat(event.detailedDiff()).isEqualTo(digest.detailedDiff());
        assertThat(event.replaceReasons()).isEqualTo(digest.replaceReasons()).containsExactly("name");
        assertThat(event.diffReasons()).isEqualTo(digest.diffReasons()).containsExactly("name");
    }

    @Test
    void makesOfEventsWhatADigestHolds() throws IOException {
        Input.Changes digest = changes("parts-preview-change.json");
        Input.Changes events = changes("parts-preview-change.jsonl");

        assertThat(events.config()).isEqualTo(digest.config()).containsEntry("parts:databasePassword", "[secret]");
        assertThat(events.diagnostics()).isEqualTo(digest.diagnostics());
        for (Input.EngineStep step : digest.steps()) {
            if (!step.op().equals("same") && !step.op().equals("read")) {
                Input.EngineStep event = events.steps().stream()
                        .filter(other ->
                                other.op().equals(step.op()) && other.urn().equals(step.urn()))
                        .findFirst()
                        .orElseThrow();
                assertThat(event.newState().map(ResourceState::inputs))
                        .as(step.urn())
                        .isEqualTo(step.newState().map(ResourceState::inputs));
                assertThat(event.oldState().map(ResourceState::inputs))
                        .as(step.urn())
                        .isEqualTo(step.oldState().map(ResourceState::inputs));
            }
        }
    }

    @Test
    void keepsEveryStepOfAReplacement() throws IOException {
        assertThat(ops("parts-preview-change.jsonl", LOG_GROUP + "::log"))
                .containsExactly("create-replacement", "replace", "delete-replaced");
        assertThat(ops("parts-preview-change.jsonl", LOG_GROUP + "::once"))
                .containsExactly("delete-replaced", "replace", "create-replacement");
        assertThat(ops("parts-preview-change.json", LOG_GROUP + "::log")).containsExactly("replace");
        assertThat(ops("parts-destroy.json", "aws:ec2/vpc:Vpc::shared")).containsExactly("discard");
    }

    @Test
    void tellsWhatARefreshFound() throws IOException {
        for (String file : List.of("parts-refresh.json", "parts-refresh.jsonl")) {
            assertThat(ops(file, LOG_GROUP + "::log")).as(file).containsExactly("update");
            assertThat(ops(file, LOG_GROUP + "::access")).as(file).containsExactly("delete");
            assertThat(ops(file, LOG_GROUP + "::once")).as(file).containsExactly("refresh");
            assertThat(step(changes(file), "update", "log").detailedDiff())
                    .as(file)
                    .hasValue(new TreeMap<>(Map.of("retentionInDays", new Input.DetailedDiff("update", false))));
        }
    }

    /** Both states hold the same password, in cipher texts that differ. */
    @Test
    void takesNoCipherTextForTheSecret() throws IOException {
        assertThat(connection("parts-export-after.json"))
                .isEqualTo(connection("parts-export-pending-delete.json"))
                .isEqualTo(new PropertyValue.Secret(""));
    }

    @Test
    void knowsNothingOfASecretThatAnEngineBlinded() throws IOException {
        for (String file : List.of("parts-preview-change.json", "parts-preview-change.jsonl")) {
            Input.EngineStep step = step(changes(file), "update", "connection");

            assertThat(step.newState().orElseThrow().inputs().values())
                    .as(file)
                    .containsEntry("value", new PropertyValue.Secret(""));
        }
    }

    @Test
    void keepsTheValueThatBecameASecret() throws IOException {
        Input.EngineStep step = step(changes("parts-preview-change.json"), "update", "token");

        assertThat(step.oldState().orElseThrow().inputs().values()).containsEntry("value", text("plain for now"));
        assertThat(step.newState().orElseThrow().inputs().values())
                .containsEntry("value", new PropertyValue.Secret(""));
    }

    @Test
    void readsUnknownValues() throws IOException {
        Input.Side first = side("parts-preview-first.json");

        assertThat(resource(first, "aws:ecs/taskDefinition:TaskDefinition", "web")
                        .inputs()
                        .values())
                .containsEntry("executionRoleArn", PropertyValue.UNKNOWN);
    }

    @Test
    void readsAssetsArchivesAndResources() throws IOException {
        Map<String, PropertyValue> outputs = resource(
                        side("parts-export-before.json"), "pulumi:pulumi:Stack", "parts-dev")
                .outputs()
                .values();

        PropertyValue page = asset("<h1>hello</h1>");
        PropertyValue robots = asset("User-agent: *");
        PropertyValue assets = fields(Map.of("index.html", page, "robots.txt", robots));
        assertThat(outputs)
                .containsEntry("page", page)
                .containsEntry("site", fields(Map.of("archive", fields(Map.of("assets", assets)))));
        assertThat(outputs.get("role"))
                .isInstanceOfSatisfying(PropertyValue.Fields.class, role -> assertThat(role.values())
                        .containsEntry("urn", text("urn:pulumi:dev::parts::parts:index:Site$aws:iam/role:Role::task"))
                        .containsOnlyKeys("id", "urn"));
    }

    @Test
    void keepsTheHashOfAnAssetWhoseTextAnEventLeavesOut() throws IOException {
        Input.Changes events = changes("parts-up-change.jsonl");

        Map<String, PropertyValue> outputs = events.steps().stream()
                .filter(step -> step.urn().endsWith("::parts-dev"))
                .flatMap(step -> step.oldState().stream())
                .findFirst()
                .orElseThrow()
                .outputs()
                .values();

        assertThat(outputs.get("page")).isInstanceOfSatisfying(PropertyValue.Fields.class, page -> assertThat(
                        page.values().get("asset"))
                .isInstanceOfSatisfying(PropertyValue.Fields.class, asset -> assertThat(asset.values())
                        .containsOnlyKeys("hash")));
    }

    @Test
    void setsAsideWhatIsStillToBeDeleted() throws IOException {
        Input.Side state = side("parts-export-pending-delete.json");

        assertThat(state.resources().stream().collect(Collectors.groupingBy(ResourceState::urn)))
                .allSatisfy((urn, states) -> assertThat(states).hasSize(1));
        assertThat(resource(state, "aws:s3/bucketV2:BucketV2", "content").id()).hasValue("parts-content-2");
        assertThat(state.diagnostics())
                .containsExactly(new Diagnostic(
                        Optional.of("urn:pulumi:dev::parts::parts:index:Site$aws:s3/bucketV2:BucketV2::content"),
                        "warning: was replaced, and its predecessor (id parts-content) is still to be deleted\n",
                        Diagnostic.Severity.WARNING));
        assertThat(side("parts-export-after.json").diagnostics()).isEmpty();
    }

    @Test
    void readsWhatAFailedPreviewLeft() throws IOException {
        Input refused = Samples.read("ecs-preview-failed.json");
        Input.Changes failed = changes("parts-preview-failed.json");

        assertThat(refused.project()).isEmpty();
        assertThat(refused.diagnostics()).singleElement().satisfies(told -> assertThat(told.severity())
                .isEqualTo(Diagnostic.Severity.ERROR));
        assertThat(failed.diagnostics()).hasSize(2).allSatisfy(told -> {
            assertThat(told.severity()).isEqualTo(Diagnostic.Severity.ERROR);
            assertThat(told.urn()).hasValue("urn:pulumi:dev::parts::aws:cloudwatch/logGroup:LogGroup::bad");
            assertThat(told.message())
                    .startsWith("error: aws:cloudwatch/logGroup:LogGroup resource 'bad': property ")
                    .endsWith("\n");
        });
    }

    @Test
    void readsTheGoldenPlanOfTheEmbeddedEngine() throws IOException {
        Input.Side plan = (Input.Side)
                PlanFile.read(Path.of("../preview/src/test/resources/golden/sample/plan.json"), "plan.json");

        assertThat(plan.project()).isEqualTo("sample");
        assertThat(plan.deployed()).isFalse();
        assertThat(resource(plan, PARAMETER, "secret").inputs().values())
                .containsEntry("value", new PropertyValue.Secret(""));
    }

    private static List<String> ops(String file, String end) throws IOException {
        return changes(file).steps().stream()
                .filter(step -> step.urn().endsWith(end))
                .map(Input.EngineStep::op)
                .toList();
    }

    private static PropertyValue connection(String file) throws IOException {
        PropertyValue value =
                resource(side(file), PARAMETER, "connection").inputs().values().get("value");
        return Objects.requireNonNull(value, file);
    }

    private static PropertyValue asset(String text) {
        return fields(Map.of("asset", fields(Map.of("text", text(text)))));
    }

    private static PropertyValue text(String text) {
        return new PropertyValue.Text(text);
    }

    private static PropertyValue.Fields fields(Map<String, PropertyValue> fields) {
        return new PropertyValue.Fields(new TreeMap<>(fields));
    }
}
