package dev.mullion.diff.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Signature;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and states that no sample has, written as the engine's source says that it writes them. */
class SignedTest {
    private static final String SIGNED = "\"4dabf18193072939515e22adb298388d\":";
    private static final String SECRET = SIGNED + "\"1b47061264138c4ac30d75fd1eb44270\"";

    /** SHA-256 of {@code hunter2}. */
    private static final PropertyValue HUNTER2 =
            new PropertyValue.Secret("f52fbd32b2b3b86ff88ef6c490628285f482af15ddcb29541f94bcf526a3f6c7");

    private final Path file;

    SignedTest(@TempDir Path folder) {
        this.file = folder.resolve("plan.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
                "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
                "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
                "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
                "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
                "030794c1-ac77-496b-92df-f27374a8bd58",
                "e48ece36-62e2-4504-bad9-02848725956a"
            })
    void readsWhatStandsForAnUnknownValue(String sentinel) throws IOException {
        assertThat(value("\"" + sentinel + "\"")).isEqualTo(PropertyValue.UNKNOWN);
        assertThat(value("[\"" + sentinel + "\"]")).isEqualTo(new PropertyValue.Items(List.of(PropertyValue.UNKNOWN)));
        // As a part of a text it is what the user wrote.
        assertThat(value("\"a " + sentinel + "\"")).isEqualTo(text("a " + sentinel));
    }

    @Test
    void knowsThePlainTextsOfSecretsForMasksAlone() throws IOException {
        PropertyValue told =
                value("{" + SECRET + ",\"plaintext\":\"{\\\"user\\\":\\\"hunter2\\\",\\\"pins\\\":[123456]}\"}");

        assertThat(told)
                .isInstanceOfSatisfying(PropertyValue.Secret.class, secret -> assertThat(secret.texts())
                        .containsExactlyInAnyOrder("hunter2", "123456"))
                .asString()
                .doesNotContain("hunter2", "123456");
        assertThat(value("{" + SECRET + ",\"value\":{\"a\":[\"summer\",1]}}"))
                .isInstanceOfSatisfying(PropertyValue.Secret.class, secret -> assertThat(secret.texts())
                        .containsExactlyInAnyOrder("summer", "1"));
    }

    @Test
    void readsSecretsWithoutShowingThem() throws IOException {
        assertThat(value("\"[secret]\"")).isEqualTo(new PropertyValue.Secret(""));
        assertThat(value("{" + SECRET + ",\"ciphertext\":\"v1:abc\"}")).isEqualTo(new PropertyValue.Secret(""));
        assertThat(value("{" + SECRET + ",\"plaintext\":\"\\\"hunter2\\\"\"}")).isEqualTo(HUNTER2);
        assertThat(value("{" + SECRET + ",\"value\":\"hunter2\"}")).isEqualTo(HUNTER2);
        assertThat(value("{\"value\":\"hunter2\"," + SECRET + "}")).isEqualTo(HUNTER2);
        assertThat(value("{" + SECRET + ",\"value\":{\"a\":\"hunter2\"}}").toString())
                .matches("Secret\\[fingerprint=[0-9a-f]{64}]");
        assertThat(value("{" + SECRET + "}")).isEqualTo(new PropertyValue.Secret(""));
        assertThat(value("{" + SECRET + ",\"plaintext\":\"{\\\"a\\\":1}\"}"))
                .isNotEqualTo(value("{" + SECRET + ",\"plaintext\":\"{\\\"a\\\":2}\"}"));
    }

    @Test
    void readsOutputValues() throws IOException {
        String output = SIGNED + "\"d0e6a833031e9bbcd3f4e8bde6ca49a4\"";

        assertThat(value("{" + output + ",\"value\":[1],\"dependencies\":[]}"))
                .isEqualTo(new PropertyValue.Items(List.of(new PropertyValue.Numeric(1))));
        assertThat(value("{" + output + "}")).isEqualTo(PropertyValue.UNKNOWN);
        assertThat(value("{" + output + ",\"value\":\"hunter2\",\"secret\":true}"))
                .isEqualTo(HUNTER2);
        assertThat(value("{" + output + ",\"secret\":true}")).isEqualTo(new PropertyValue.Secret(""));
    }

    @Test
    void readsFilesByTheirHashUnlessTheirTextIsThere() throws IOException {
        String asset = SIGNED + "\"c44067f5952c0a294b673a41bacd8c17\",\"hash\":\"9f86\"";
        String archive = SIGNED + "\"0def7320c3a5731c473e5ecbe6d01bc7\",\"hash\":\"60f5\"";

        assertThat(value("{" + asset + ",\"path\":\"site/index.html\"}"))
                .isEqualTo(
                        fields(Map.of("asset", fields(Map.of("hash", text("9f86"), "path", text("site/index.html"))))));
        assertThat(value("{" + asset + ",\"text\":\"<contents elided>\"}"))
                .isEqualTo(fields(Map.of("asset", fields(Map.of("hash", text("9f86"))))));
        assertThat(value("{" + asset + ",\"text\":\"hello\"}"))
                .isEqualTo(fields(Map.of("asset", fields(Map.of("text", text("hello"))))));
        assertThat(value("{" + archive + ",\"uri\":\"https://www.example.com/a.zip\"}"))
                .isEqualTo(fields(Map.of(
                        "archive",
                        fields(Map.of("hash", text("60f5"), "uri", text("https://www.example.com/a.zip"))))));
    }

    @Test
    void readsReferencesToResources() throws IOException {
        String reference = SIGNED + "\"5cf8f73096256a8f31e491e813e4eb8e\",\"urn\":\"urn:pulumi:dev::p::t::n\"";

        assertThat(value("{" + reference + ",\"id\":\"sg-1\",\"packageVersion\":\"\"}"))
                .isEqualTo(fields(Map.of("id", text("sg-1"), "urn", text("urn:pulumi:dev::p::t::n"))));
        assertThat(value("{" + reference + "}")).isEqualTo(fields(Map.of("urn", text("urn:pulumi:dev::p::t::n"))));
    }

    @Test
    void readsWhatJsonHasNoWordFor() throws IOException {
        assertThat(value("{" + SIGNED + "\"803fd3297a5875dc03ca845dda5d2a98\",\"value\":\"/w==\"}"))
                .isEqualTo(text("b\"/w==\""));
        assertThat(value("{" + SIGNED + "\"8ad145fe-0d11-4827-bfd7-1abcbf086f5c\",\"value\":\"7ff0000000000000\"}"))
                .isEqualTo(text("Infinity"));
        assertThat(value("1e999")).isEqualTo(text("1e999"));
        assertThat(value("[null,true,1.50,\"\"]"))
                .isEqualTo(new PropertyValue.Items(List.of(
                        new PropertyValue.Nothing(),
                        new PropertyValue.Bool(true),
                        new PropertyValue.Numeric(1.5),
                        text(""))));
    }

    @Test
    void keepsAnObjectWhoseSignatureItDoesNotKnow() throws IOException {
        assertThat(value("{" + SIGNED + "\"later\",\"a\":1}"))
                .isEqualTo(fields(Map.of(Signature.KEY, text("later"), "a", new PropertyValue.Numeric(1))));
    }

    @Test
    void leavesOutWhatProvidersKeepForThemselves() throws IOException {
        assertThat(value("{\"__defaults\":[],\"a\":{\"__defaults\":[\"b\"],\"__mine\":1}}"))
                .isEqualTo(fields(Map.of("a", fields(Map.of("__mine", new PropertyValue.Numeric(1))))));
        assertThat(state("\"inputs\":{\"__meta\":\"a\",\"__internal\":{},\"__defaults\":1,\"b\":\"c\"}")
                        .inputs())
                .isEqualTo(fields(Map.of("b", text("c"))));
    }

    /** As a ConfigMap may call its files, and a function its variables. */
    @Test
    @Tag("adversary")
    void keepsWhatAUserCallsLikeThat() throws IOException {
        for (String name : List.of("__meta", "__internal", "__pulumi_raw_state_delta", "__defaults")) {
            assertThat(value("{\"data\":{\"" + name + "\":\"a\"}}"))
                    .isEqualTo(fields(Map.of("data", fields(Map.of(name, text("a"))))));
        }
        assertThat(value("{\"data\":{\"__defaults\":[1]}}"))
                .isEqualTo(fields(Map.of(
                        "data",
                        fields(Map.of("__defaults", new PropertyValue.Items(List.of(new PropertyValue.Numeric(1))))))));
    }

    @Test
    void readsEveryOptionOfAState() throws IOException {
        ResourceState state =
                state("\"protect\":true,\"retainOnDelete\":true,\"ignoreChanges\":[\"a\"],\"hideDiff\":[\"b\"],"
                        + "\"replaceOnChanges\":[\"c\"],\"replaceWith\":[\"d\"],\"replacementTrigger\":1,"
                        + "\"additionalSecretOutputs\":[\"e\"],\"aliases\":[\"f\"],\"customTimeouts\":{\"create\":600},"
                        + "\"importID\":\"g\",\"deletedWith\":\"h\",\"id\":\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\","
                        + "\"initErrors\":[\"x\"],\"stackTrace\":[{\"sourcePosition\":\"\"}]");

        assertThat(state.id()).isEmpty();
        assertThat(state.options())
                .isEqualTo(new ResourceState.Options(
                        true,
                        true,
                        false,
                        List.of("a"),
                        List.of("b"),
                        List.of("c"),
                        List.of("d"),
                        Optional.of(new PropertyValue.Numeric(1)),
                        List.of("e"),
                        List.of("f"),
                        new TreeMap<>(Map.of("create", 600.0)),
                        Optional.of("g"),
                        Optional.of("h"),
                        Optional.empty()));
    }

    /** Windows PowerShell writes what it redirects as UTF-16 with a byte order mark, and PowerShell 7 can be told to. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void readsAByteOrderMark(String encoding) throws IOException {
        String plan = "\uFEFF" + plan("\"inputs\":{\"value\":\"Zürich\"}");
        Files.write(file, plan.getBytes(Charset.forName(encoding)));

        assertThat(((Input.Side) PlanFile.read(file, "plan.json")).resources())
                .singleElement()
                .extracting(ResourceState::inputs)
                .isEqualTo(fields(Map.of("value", text("Zürich"))));
    }

    @Test
    void holdsEqualTextsOnce() throws IOException {
        ResourceState state = state("\"inputs\":{\"value\":[\"same\",\"same\"]},\"aliases\":[\"same\",\"same\"]");
        PropertyValue.Items items = (PropertyValue.Items)
                Objects.requireNonNull(state.inputs().values().get("value"));

        assertThat(items.values().get(0)).isSameAs(items.values().get(1));
        assertThat(state.options().aliases().get(0))
                .isSameAs(state.options().aliases().get(1))
                .isSameAs(((PropertyValue.Text) items.values().get(0)).value());
    }

    @Test
    void tellsNoDifferenceFromNoneThatIsTold() throws IOException {
        assertThat(step("\"detailedDiff\":null").detailedDiff()).isEmpty();
        assertThat(step("\"op\":\"update\"").detailedDiff()).isEmpty();
        assertThat(step("\"detailedDiff\":{}").detailedDiff()).hasValue(new TreeMap<>());
        assertThat(step("\"detailedDiff\":{\"a[0].b\":{\"kind\":\"delete-replace\",\"inputDiff\":true}}")
                        .detailedDiff())
                .hasValue(new TreeMap<>(Map.of("a[0].b", new Input.DetailedDiff("delete-replace", true))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "same",
                "update",
                "replace",
                "create-replacement",
                "delete-replaced",
                "read-replacement",
                "refresh",
                "discard",
                "discard-replaced",
                "remove-pending-replace",
                "import-replacement",
                "an-op-of-tomorrow"
            })
    void keepsEveryOp(String op) throws IOException {
        assertThat(step("\"op\":\"" + op + "\"").op()).isEqualTo(op);
    }

    @Test
    void takesAnImportAndAReadForAFirstPreview() throws IOException {
        for (String op : List.of("create", "import", "read")) {
            Files.writeString(file, plan("\"inputs\":{}").replace("create", op));

            assertThat(PlanFile.read(file, "plan.json")).as(op).isInstanceOf(Input.Side.class);
        }
    }

    @Test
    void tellsOfOperationsThatWereNotOver() throws IOException {
        Files.writeString(
                file,
                "{\"deployment\":{\"pending_operations\":[{\"resource\":{\"urn\":\"urn:pulumi:dev::p::t::n\",\"type\":\"t\"},"
                        + "\"type\":\"creating\"}],\"resources\":null},\"version\":3}",
                StandardCharsets.UTF_8);

        Input.Side state = (Input.Side) PlanFile.read(file, "plan.json");

        assertThat(state.resources()).isEmpty();
        assertThat(state.project()).isEqualTo("p");
        assertThat(state.diagnostics())
                .singleElement()
                .hasToString(
                        "Diagnostic[urn=Optional[urn:pulumi:dev::p::t::n], message=warning: creating was not over when"
                                + " the state was written; a refresh shows what became of it\n, severity=WARNING]");
    }

    private PropertyValue value(String json) throws IOException {
        PropertyValue value =
                state("\"inputs\":{\"value\":" + json + "}").inputs().values().get("value");
        assertThat(value).isNotNull();
        return Objects.requireNonNull(value);
    }

    private ResourceState state(String rest) throws IOException {
        Files.writeString(file, plan(rest));
        return ((Input.Side) PlanFile.read(file, "plan.json")).resources().get(0);
    }

    private Input.EngineStep step(String rest) throws IOException {
        Files.writeString(file, "{\"steps\":[{\"op\":\"same\",\"urn\":\"urn:pulumi:dev::p::t::n\"," + rest + "}]}");
        return ((Input.Changes) PlanFile.read(file, "plan.json")).steps().get(0);
    }

    private static String plan(String rest) {
        return "{\"steps\":[{\"op\":\"create\",\"urn\":\"urn:pulumi:dev::p::t::n\",\"newState\":{"
                + "\"urn\":\"urn:pulumi:dev::p::t::n\",\"type\":\"t\"," + rest + "}}],\"duration\":0}";
    }

    private static PropertyValue text(String text) {
        return new PropertyValue.Text(text);
    }

    private static PropertyValue.Fields fields(Map<String, PropertyValue> fields) {
        return new PropertyValue.Fields(new TreeMap<>(fields));
    }
}
