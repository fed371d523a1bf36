package dev.mullion.diff.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.compare.Encoded;
import dev.mullion.plan.ResourceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other shapes in which Pulumi and its users keep the same. */
class FormatsTest {
    private static final String RESOURCES =
            "{\"resources\":[{\"urn\":\"urn:pulumi:dev::shop::a:b/c:D::e\",\"type\":\"a:b/c:D\",\"inputs\":{\"f\":1}}]}";

    @TempDir
    Path folder = Path.of("");

    private Input read(String text) throws IOException {
        return PlanFile.read(Files.writeString(folder.resolve("plan.json"), text), "plan.json");
    }

    @Test
    void eventsOfPulumiCloudAreEvents() throws IOException {
        String state = "{\"urn\":\"urn:pulumi:dev::shop::a:b/c:D::e\",\"type\":\"a:b/c:D\"}";

        Input input = read("{\"events\": [{\"sequence\": 0, \"preludeEvent\": {\"config\": {\"a:b\": \"c\"}}},"
                + "{\"resourcePreEvent\": {\"metadata\": {\"op\": \"update\", \"urn\": \"urn:pulumi:dev::shop::a:b/c:D::e\","
                + "\"old\": " + state + ", \"new\": " + state
                + "}}}, {\"cancelEvent\": {}}], \"continuationToken\": null}");

        assertThat(((Input.Changes) input).steps())
                .extracting(Input.EngineStep::op)
                .containsExactly("update");
        assertThat(((Input.Changes) input).config()).containsEntry("a:b", "c");
    }

    /** As a tool of Pulumi Cloud streams them: the URN is the step's alone, and nothing comes behind the summary. */
    @Test
    void eventsWithoutTheirLastOneAreEvents() throws IOException {
        String step = "{\"op\": \"update\", \"urn\": \"urn:pulumi:dev::shop::a:b/c:D::e\", \"type\": \"a:b/c:D\","
                + " \"old\": {\"inputs\": {\"f\": 1}, \"type\": \"a:b/c:D\"}, \"new\": {\"inputs\": {\"f\": 2}}}";
        Input input = read(
                "{\"timestamp\": 1, \"type\": \"resourcePreEvent\", \"resourcePreEvent\": {\"metadata\": " + step
                        + ", \"planning\": true}}\n{\"timestamp\": 1, \"type\": \"summaryEvent\", \"summaryEvent\": {\"isPreview\": true}}\n");

        assertThat(((Input.Changes) input).steps()).singleElement().satisfies(read -> {
            assertThat(read.oldState().orElseThrow().urn()).isEqualTo("urn:pulumi:dev::shop::a:b/c:D::e");
            assertThat(read.newState().orElseThrow().type()).isEqualTo("a:b/c:D");
        });
    }

    @Test
    void checkpointsOfABucketAreStates() throws IOException {
        Input input = read("{\"version\": 3, \"checkpoint\": {\"stack\": \"organization/shop/dev\", \"latest\": "
                + RESOURCES + "}}");

        assertThat(((Input.Side) input).resources())
                .extracting(ResourceState::name)
                .containsExactly("e");
    }

    /** What `pulumi stack init` keeps first: nothing, of no version. */
    @Test
    void checkpointsOfAStackThatWasNeverUpdatedAreEmptyStates() throws IOException {
        for (String text : List.of(
                "{\"version\": 0, \"checkpoint\": {\"stack\": \"organization/shop/dev\"}}",
                "{\"version\": 3, \"checkpoint\": {\"stack\": \"organization/shop/dev\", \"latest\": null}}",
                "{\"checkpoint\": {\"stack\": \"organization/shop/dev\", \"latest\": {\"metadata\": {}}}, \"version\": 3}")) {
            Input.Side side = (Input.Side) read(text);

            assertThat(side.resources()).as(text).isEmpty();
            assertThat(side.deployed()).as(text).isTrue();
            assertThat(side.project() + " " + side.stack()).as(text).isEqualTo("shop dev");
        }
    }

    /** As a bucket or a folder keeps them where PULUMI_DIY_BACKEND_GZIP is set. */
    @Test
    void packedCheckpointsAreStates() throws IOException {
        String text = "{\"version\": 3, \"checkpoint\": {\"latest\": " + RESOURCES + "}}";
        byte[] packed = Base64.getDecoder().decode(Encoded.gzip(text));
        Path file = Files.write(folder.resolve("dev.json.gz"), packed);

        assertThat(((Input.Side) PlanFile.read(file, "dev.json.gz")).resources())
                .extracting(ResourceState::name)
                .containsExactly("e");
    }

    @Test
    void statesOfVersion4AreStates() throws IOException {
        Input input = read("{\"version\": 4, \"features\": [\"hooks\"], \"deployment\": "
                + RESOURCES.replace("\"inputs\"", "\"taint\":true,\"hooks\":{\"beforeUpdate\":[\"x\"]},\"inputs\"")
                + "}");

        assertThat(((Input.Side) input).resources())
                .extracting(ResourceState::name)
                .containsExactly("e");
        assertThat(((Input.Side) input).deployed()).isTrue();
    }
}
