package dev.mullion.diff.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.SpecException;
import dev.mullion.diff.compare.Encoded;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    private static final String ALLOWED = "use the JSON of `mullion preview --format json` or `pulumi preview --json`,"
            + " engine events (--event-log), or a state that `pulumi stack export` wrote";

    private final Path folder;

    RefusalsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        assertThat(refusal("")).isEqualTo("plan.json: the file is empty; " + ALLOWED);
        assertThat(refusal(" \n\n")).isEqualTo("plan.json: the file is empty; " + ALLOWED);
    }

    @Test
    void refusesWhatIsNotJson() throws IOException {
        assertThat(refusal("{\u2028}"))
                .isEqualTo(
                        "plan.json:1:4: not JSON: Unexpected character ('\\u2028' (code 8232 / 0x2028)); " + ALLOWED);
        assertThat(refusal("Previewing update (dev):\n"))
                .isEqualTo("plan.json:1:12: not JSON: Unrecognized token 'Previewing'; " + ALLOWED);
        assertThat(refusal("config:\n  aws:region: eu-west-1\n"))
                .isEqualTo("plan.json:1:8: not JSON: Unrecognized token 'config'; " + ALLOWED);
        assertThat(refusal("{\"steps\": [}\n"))
                .startsWith("plan.json:1:")
                .contains("not JSON: Unexpected close marker");
    }

    @Test
    @Tag("adversary")
    void refusesCountsThatCountNothing() throws IOException {
        for (String count : List.of("-1", "1.5", "1e300", "1e400")) {
            assertThat(refusal("{\"steps\": [], \"changeSummary\": {\"same\": " + count + "}}"))
                    .isEqualTo("plan.json:1:41: /changeSummary/same: got " + count + "; use a whole number, 0 or more");
        }
    }

    @Test
    @Tag("adversary")
    void refusesStatesThatAreNotOfTheirOwnUrn() throws IOException {
        String urn = "urn:pulumi:dev::shop::aws:sns/topic:Topic::a";
        String other = "urn:pulumi:dev::shop::pulumi:providers:aws::default";
        assertThat(refusal("{\"steps\": [{\"op\": \"create\", \"urn\": \"" + urn + "\", \"newState\": {\"urn\": \""
                        + other + "\"}}]}"))
                .isEqualTo("plan.json:1:158: /steps/0: got the new state of " + other + " in a step of " + urn
                        + "; both have one URN");
        assertThat(refusal("{\"steps\": [{\"op\": \"create\", \"urn\": \"" + urn + "\", \"newState\": {\"urn\": \""
                        + urn + "\", \"type\": \"aws:sqs/queue:Queue\"}}]}"))
                .isEqualTo("plan.json:1:181: /steps/0/newState: got the type \"aws:sqs/queue:Queue\" of " + urn
                        + "; a URN ends in its resource's own type and name");
    }

    /** Pulumi has more than one kind of JSON that is called a plan or a preview. */
    @Test
    void saysWhatElseItIs() throws IOException {
        assertThat(refusal("{\"manifest\":{},\"resourcePlans\":{},\"config\":{}}"))
                .isEqualTo(
                        "plan.json: got an update plan (`pulumi preview --save-plan`), which does not have what is deployed; "
                                + ALLOWED);
        assertThat(refusal("{\"result\":\"succeeded\",\"duration\":1,\"summary\":{\"update\":1}}"))
                .isEqualTo(
                        "plan.json: got the summary of `--output json`, which does not have what changes; " + ALLOWED);
        assertThat(refusal("{\"format_version\":\"1.2\",\"terraform_version\":\"1.11.4\"}"))
                .isEqualTo("plan.json: got a file of Terraform; " + ALLOWED);
    }

    @Test
    void refusesBinary() throws IOException {
        assertThat(refusal(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}))
                .startsWith("plan.json:1:")
                .contains("not JSON: Unexpected character ((CTRL-CHAR, code 137))");
        assertThat(refusal(new byte[] {0, 0, 0, 0, 0, 0, 0, 0}))
                .contains("plan.json")
                .contains(ALLOWED);
    }

    @Test
    @Tag("adversary")
    void refusesMoreEmptyPartsThanJavaHasStackFor() throws IOException {
        assertThat(refusal(Base64.getDecoder().decode(Encoded.gzipOfEmptyParts(100_000))))
                .isEqualTo("plan.json: packed by gzip, and damaged or cut; make it again");
    }

    @Test
    void refusesWhatCanNotBeUnpacked() throws IOException {
        byte[] packed = Base64.getDecoder().decode(Encoded.gzip("{\"steps\": []}"));
        byte[] damaged = packed.clone();
        damaged[12] ^= 0x55;
        String why = "plan.json: packed by gzip, and damaged or cut; make it again";

        assertThat(refusal(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0})).isEqualTo(why);
        assertThat(refusal(Arrays.copyOf(packed, packed.length - 9))).isEqualTo(why);
        assertThat(refusal(damaged)).isEqualTo(why);
        assertThat(refusal(Base64.getDecoder().decode(Encoded.gzip("config:\n"))))
                .isEqualTo("plan.json:1:8: not JSON: Unrecognized token 'config'; " + ALLOWED);
        assertThat(refusal(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 4, 0}))
                .isEqualTo("plan.json: packed by zstd, which Java can not read; unpack it first: zstd -d");
    }

    @Test
    @Tag("adversary")
    void refusesWhatUnpacksToMoreThanAnyPlan() throws IOException {
        Path file = folder.resolve("plan.json");
        byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (int mib = 0; mib <= PlanFile.MAX_MIB; mib++) {
                out.write(blanks);
            }
        }

        assertThat(message(file))
                .isEqualTo("plan.json: holds more than 256 MiB; use at most that, since all of it is held in memory");
    }

    /** What Pulumi Cloud answers of an update that has not begun. */
    @Test
    void refusesEventsOfWhichThereAreNone() throws IOException {
        for (String events : List.of("{\"events\": []}", "{\"events\": null, \"continuationToken\": null}")) {
            assertThat(refusal(events))
                    .isEqualTo(
                            "plan.json: got no event, not even the one with which every run ends; ask for them when it is over");
        }
        assertThat(refusal("{\"events\": [{\"name\": \"push\"}]}"))
                .isEqualTo("plan.json: got an object with name; " + ALLOWED);
    }

    @Test
    void refusesARefreshThatOnlyCountsWhatItFound() throws IOException {
        String state = "{\"urn\": \"urn:pulumi:dev::shop::a:b/c:D::e\", \"type\": \"a:b/c:D\"}";
        String steps =
                "{\"steps\": [{\"op\": \"refresh\", \"urn\": \"urn:pulumi:dev::shop::a:b/c:D::e\", \"oldState\": "
                        + state + ", \"newState\": " + state + "}], \"changeSummary\": ";

        assertThat(refusal(steps + "{\"update\": 13, \"delete\": 1, \"same\": 332}}"))
                .isEqualTo("plan.json: counts 1 to delete, 13 to update, and holds no step that does so;"
                        + " `pulumi refresh --json` leaves out what it finds: use its event log (--event-log)");
        Path file = Files.writeString(folder.resolve("plan.json"), steps + "{\"update\": 0, \"same\": 332}}");
        assertThat(PlanFile.read(file, "plan.json")).isInstanceOf(Input.Changes.class);
    }

    @Test
    void refusesJsonOfSomethingElse() throws IOException {
        assertThat(refusal("[1]")).isEqualTo("plan.json:1:1: got a list; " + ALLOWED);
        assertThat(refusal("null")).isEqualTo("plan.json:1:1: got null; " + ALLOWED);
        assertThat(refusal("{}")).isEqualTo("plan.json: got an empty object; " + ALLOWED);
        assertThat(refusal("{\"name\": \"web\", \"version\": \"1.0.0\", \"scripts\": {}, \"config\": {\"port\": 1}}"))
                .isEqualTo("plan.json: got an object with name, version, scripts; " + ALLOWED);
        // A source map.
        assertThat(refusal("{\"version\": 3, \"file\": \"a.js\", \"sources\": [], \"mappings\": \"\"}"))
                .isEqualTo("plan.json: got an object with version, file, sources, mappings; " + ALLOWED);
        // A plan of Terraform.
        assertThat(refusal("{\"format_version\": \"1.2\", \"resource_changes\": []}"))
                .isEqualTo("plan.json: got an object with format_version, resource_changes; " + ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs-preview-update.json", "ecs-export-before.json", "parts-preview-change.jsonl"})
    void refusesAFileCutAnywhere(String sample) throws IOException {
        byte[] whole = Files.readAllBytes(Samples.FOLDER.resolve(sample));

        for (int tenth = 1; tenth < 10; tenth++) {
            byte[] cut = Arrays.copyOf(whole, whole.length / 10 * tenth);

            assertThat(refusal(cut))
                    .as("%d tenths", tenth)
                    .matches("plan\\.json:\\d+:\\d+: the file ends in the middle of" + " its JSON; make it again");
        }
    }

    @Test
    void refusesEventsCutBetweenTwoLines() throws IOException {
        List<String> lines = Files.readAllLines(Samples.FOLDER.resolve("parts-preview-change.jsonl"));
        String cut = String.join("\n", lines.subList(0, 50));

        assertThat(refusal(cut))
                .isEqualTo(
                        "plan.json: the events end without a summaryEvent or a cancelEvent, with which every run ends;"
                                + " the file was cut: make it again");
    }

    @Test
    void refusesStatesOfOtherVersions() throws IOException {
        String state = Files.readString(Samples.FOLDER.resolve("parts-export-before.json"));
        String why = "; use version 3 or 4, whose shape is known: `pulumi stack export` of Pulumi 3 writes it";

        for (int version : new int[] {1, 2, 5}) {
            assertThat(refusal(state.replaceFirst("\"version\": 3", "\"version\": " + version)))
                    .isEqualTo("plan.json:3:19: /deployment: got a state of version " + version + why);
        }
        assertThat(refusal("{\"deployment\": {\"resources\": []}}"))
                .isEqualTo("plan.json: got a state without a version; use version 3 or 4");
        assertThat(refusal("{\"deployment\": {\"resources\": []}, \"version\": 5}"))
                .endsWith(why);
    }

    @Test
    void refusesAShapeThatIsNone() throws IOException {
        assertThat(refusal("{\"steps\": {}}")).isEqualTo("plan.json:1:11: /steps: got an object; use a list");
        assertThat(refusal("{\"steps\": [\n  {\"op\": 5}]}"))
                .isEqualTo("plan.json:2:10: /steps/0/op: got a number; use text");
        assertThat(refusal("{\"steps\": [\n  {\"urn\": \"urn:pulumi:dev::p::t::n\"}]}"))
                .isEqualTo("plan.json:2:36: /steps/0: got a step without an op; each has both");
        assertThat(refusal("{\"steps\": [{\"op\": \"create\", \"urn\": \"arn:aws:s3:::x\"}]}"))
                .isEqualTo("plan.json:1:36: /steps/0/urn: got \"arn:aws:s3:::x\"; use a URN,"
                        + " urn:pulumi:STACK::PROJECT::TYPE::NAME");
        assertThat(refusal("{\"steps\": [{\"newState\": {\"inputs\": [1]}}]}"))
                .isEqualTo("plan.json:1:36: /steps/0/newState/inputs: got a list; use an object of properties");
        assertThat(refusal("{\"version\": 3, \"deployment\": {\"resources\": [{}]}}"))
                .isEqualTo("plan.json:1:46: /deployment/resources/0: got a resource without a urn; each has one");
    }

    @Test
    void refusesTwoFilesInOne() throws IOException {
        String plan = "{\"duration\": 0}\n";
        String events = Files.readString(Samples.FOLDER.resolve("parts-preview-change.jsonl"));

        assertThat(refusal(plan + plan)).isEqualTo("plan.json:2:1: got a second object; use a file for each");
        assertThat(refusal(events + events))
                .endsWith(": /preludeEvent: got the events of a second run; use a file for each");
    }

    @Test
    void refusesWhatIsNestedTooDeep() throws IOException {
        String deep = "{\"steps\": [{\"newState\": {\"inputs\": {\"a\": " + "[".repeat(100_000);

        assertThat(refusal(deep))
                .startsWith("plan.json:1:")
                .endsWith("got what no plan holds: Document nesting depth (201) exceeds the maximum allowed (200)");
    }

    @Test
    void refusesAFileTooLargeToHold() throws IOException {
        Path file = folder.resolve("plan.json");
        // Sparse: it takes no room on the disk.
        try (SeekableByteChannel channel = Files.newByteChannel(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.position(300L << 20);
            channel.write(StandardCharsets.UTF_8.encode("}"));
        }

        assertThat(message(file))
                .isEqualTo("plan.json: got a file of 300 MiB; use at most 256 MiB, since all of it is held in memory");
    }

    @Test
    void readsAHundredMegabytes() throws IOException {
        Path file = folder.resolve("plan.json");
        byte[] step =
                ("{\"op\":\"create\",\"urn\":\"urn:pulumi:dev::p::t::n\",\"newState\":{\"urn\":\"urn:pulumi:dev::p::t::n\","
                                + "\"type\":\"t\",\"inputs\":{\"userData\":\"" + "A".repeat(20_000) + "\"}}},\n")
                        .getBytes(StandardCharsets.UTF_8);
        int steps = 100_000_000 / step.length;
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("{\"steps\":[".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < steps; i++) {
                out.write(step);
            }
            out.write("null],\"duration\":0}".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(message(file)).endsWith(": /steps/" + steps + ": got a step without an op; each has both");
    }

    @Test
    void leavesToTheCallerWhatTheFileSystemSays() {
        assertThatThrownBy(() -> PlanFile.read(folder.resolve("none.json"), "none.json"))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void showsNoControlCharacterOfTheFile() throws IOException {
        assertThat(refusal("{\"\\u001b[31m\\nred\": 1}"))
                .startsWith("plan.json: ")
                .contains("got an object with \\u001b[31m\\u000ared")
                .doesNotContain("\u001b", "\n");
    }

    @Test
    void refusesTwoInputsOfDifferentStacks() {
        Input base = side("base.json", "shop", "dev");

        assertThatThrownBy(() -> SameStack.check(base, side("head.json", "shop", "prod")))
                .isInstanceOf(SpecException.class)
                .hasMessage("head.json: got project shop, stack prod, but base.json is project shop, stack dev;"
                        + " use two of one stack, since all else would show as deleted and created");
        assertThatThrownBy(() -> SameStack.check(base, side("head.json", "blog", "dev")))
                .hasMessageStartingWith("head.json: got project blog, stack dev, but");
        SameStack.check(base, side("head.json", "shop", "dev"));
        // A failed preview names no resource.
        SameStack.check(base, side("head.json", "", ""));
    }

    private static Input side(String name, String project, String stack) {
        return new Input.Side(name, project, stack, false, new TreeMap<>(), List.of(), List.of());
    }

    private String refusal(String text) throws IOException {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private String refusal(byte[] bytes) throws IOException {
        return message(Files.write(folder.resolve("plan.json"), bytes));
    }

    private static String message(Path file) throws IOException {
        try {
            PlanFile.read(file, "plan.json");
        } catch (SpecException e) {
            assertThat(e.problems()).hasSize(1);
            assertThat(e.problems().get(0).toString()).hasLineCount(1);
            return e.problems().get(0).toString();
        }
        throw new AssertionError("nothing was refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"steps\": []}",
                "{\"duration\": 1}",
                "{\"config\": {}, \"steps\": [], \"diagnostics\": [{\"message\": \"w\", \"severity\": \"warning\"}]}"
            })
    @Tag("adversary")
    void aPlanWithoutAStepIsNoDeletionOfAll(String plan) throws IOException {
        assertThat(refusal(plan))
                .isEqualTo(
                        "plan.json: holds no step, not even one of the stack itself, which every preview has; make it"
                                + " again");
    }
}
