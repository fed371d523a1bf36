package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
    private static final String NOTHING = "0 errors, 0 warnings\n";

    /** A step of the user's own, which is in the user data of {@code storefront-general}. */
    private static final String STEPPED = Mullion.VALID.replace(
            "{instanceTypes: [m6i.large]}",
            "\n            instanceTypes: [m6i.large]\n            steps: {before: [setup.ps1]}");

    private static final String STEP = "iex (iwr https://shop.example/setup.ps1).Content\n";

    private static final String FOUND = "Pulumi.dev.yaml:8:9: warning CHK017: mullion:ecs.storefront.capacity.general:"
            + " storefront-general-launch-template: user data downloads code and runs it by Invoke-Expression; who owns the"
            + " address, or stands in between, runs what he likes as administrator, and its outage is yours; download a"
            + " pinned version, compare its SHA-256, then run it\n";

    private static final String PLAN = """
            {"steps": [
              {"op": "create", "urn": "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
               "newState": {"urn": "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", "custom": false,
                            "type": "pulumi:pulumi:Stack"}},
              {"op": "create", "urn": "urn:pulumi:dev::shop::aws:ec2/instance:Instance::web",
               "newState": {"urn": "urn:pulumi:dev::shop::aws:ec2/instance:Instance::web", "custom": true,
                            "type": "aws:ec2/instance:Instance",
                            "inputs": {"userData": "<powershell>Get-Date</powershell>", "instanceType": "m7g.large",
                                       "metadataOptions": {"httpTokens": "%s"}}}}]}
            """;

    private static final String ARM =
            "urn:pulumi:dev::shop::aws:ec2/instance:Instance::web: error CHK302: instance type"
                    + " m7g.large; Windows Server does not run on arm64; use an x86_64 type, such as m6i.large\n";

    @TempDir
    private Path directory = Path.of("");

    private Mullion project() {
        return Mullion.in(directory);
    }

    private Mullion stepped(String silence) {
        return project().file("setup.ps1", STEP).stack("dev", STEPPED + silence);
    }

    private static String silence(String id) {
        return "  mullion:silence: [{id: " + id + ", path: ecs.storefront, reason: ours}]\n";
    }

    private String plan(String text) throws IOException {
        Path file = directory.resolve("plan.json");
        Files.writeString(file, text);
        return file.toString();
    }

    @Test
    void aGoodStackHasNothing() {
        assertThat(project().run("check")).isEqualTo(new Mullion.Result(0, NOTHING, ""));
    }

    @Test
    void whatAStackMakesIsFoundAtItsLine() {
        assertThat(stepped("").run("check")).isEqualTo(new Mullion.Result(0, FOUND + "0 errors, 1 warning\n", ""));
    }

    @ParameterizedTest
    @CsvSource({"warning, 1", "error, 0", "never, 0"})
    void statusTellsFromASeverityOn(String severity, int status) {
        assertThat(stepped("").run("check", "--fail-on", severity).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"(m7g), [secret].large", "^(m7g.*)$, [secret]"})
    void aMaskOfTheStackFileHidesAValueAndNotWhatIsWrongWithIt(String mask, String shown) throws IOException {
        String config = "{\"config\": {\"mullion:diff\": \"{\\\"mask\\\": [\\\"" + mask + "\\\"]}\"}, ";
        String masked = config + PLAN.formatted("required").substring(1);

        Mullion.Result result = project().run("check", plan(masked));

        assertThat(result)
                .isEqualTo(new Mullion.Result(1, ARM.replace("m7g.large", shown) + "1 error, 0 warnings\n", ""));
    }

    @Test
    void silencesApplyAndAreNoNewsElsewhere() {
        Mullion silenced = stepped(silence("CHK017"));

        assertThat(silenced.run("check")).isEqualTo(new Mullion.Result(0, NOTHING, ""));
        assertThat(silenced.run("preview").err()).isEmpty();
    }

    @Test
    void aSilenceThatCoversNothingIsAWarning() {
        assertThat(stepped(silence("CHK016")).run("check").out())
                .isEqualTo(FOUND
                        + "Pulumi.dev.yaml:11:21: warning CFG001: mullion:silence[0]: silences nothing; remove it, or"
                        + " correct its id or its path\n0 errors, 2 warnings\n");
    }

    @Test
    void warningsAndProblemsOfTheStackFileAreAmongThem() {
        assertThat(project().stack("dev", Mullion.WARNED).run("check"))
                .isEqualTo(new Mullion.Result(0, Mullion.WARNING + "0 errors, 1 warning\n", ""));
        assertThat(project().stack("dev", Mullion.REFUSED).run("check"))
                .isEqualTo(new Mullion.Result(
                        1, Mullion.PROBLEM.replace(":8:35: ", ":8:35: error: ") + "1 error, 0 warnings\n", ""));
    }

    @Test
    void allStacksAreCheckedTogether() {
        Mullion.Result result = project().stack("prod", Mullion.WARNED).run("check", "--all");

        assertThat(result)
                .isEqualTo(new Mullion.Result(
                        0, Mullion.WARNING.replace("Pulumi.dev", "Pulumi.prod") + "0 errors, 1 warning\n", ""));
    }

    @Test
    void whatTheProjectSaysWrongIsToldOnceOfAllStacks() {
        Mullion mullion = project().file("Pulumi.yaml", """
                name: shop
                runtime: java
                config:
                  mullion:ecs:
                    value: {storefront: {capacity: {general: {instanceTypes: [t3.medium]}}}}
                """);
        String network = "config:\n  aws:region: eu-west-1\n  mullion:network: {availabilityZones: [eu-west-1a]}\n";
        String warning = "Pulumi.yaml:5:63: " + Mullion.WARNING.substring(Mullion.WARNING.indexOf("warning"));

        assertThat(mullion.stack("dev", network).stack("prod", network).run("check", "--all"))
                .isEqualTo(new Mullion.Result(0, warning + "0 errors, 1 warning\n", ""));
    }

    @Test
    void aPlanOfAnyProgramIsChecked() throws IOException {
        assertThat(Mullion.plain("check", plan(PLAN.formatted("required"))))
                .isEqualTo(new Mullion.Result(1, ARM + "1 error, 0 warnings\n", ""));
    }

    @Test
    void onlyErrorsFailUnlessToldOtherwise() throws IOException {
        String warned = plan(PLAN.formatted("optional").replace("m7g.large", "m6i.large"));

        assertThat(Mullion.plain("check", warned).status()).isZero();
        assertThat(Mullion.plain("check", warned, "--fail-on", "warning").status())
                .isEqualTo(1);
        assertThat(Mullion.plain("check", plan(PLAN.formatted("required")), "--fail-on", "never")
                        .status())
                .isZero();
    }

    @Test
    void sarifOfAStackHasItsFileAndLine() throws IOException {
        Path sarif = directory.resolve("mullion.sarif");

        Mullion.Result result = stepped("").run("check", "--format", "sarif", "-o", sarif.toString());

        assertThat(result).isEqualTo(new Mullion.Result(0, "", ""));
        assertThat(Files.readString(sarif))
                .contains(
                        "\"ruleId\": \"CHK017\"",
                        "\"startLine\": 8",
                        "/Pulumi.dev.yaml\"",
                        "storefront-general-launch");
    }

    /** GitHub shows no alert of a file whose address leads out of where it looks. */
    @Test
    void sarifNamesAFileAboveByItsWholePath() {
        stepped("");
        Path below = Path.of("").toAbsolutePath().relativize(directory.toAbsolutePath());

        assertThat(Mullion.plain("check", "-C", below.toString(), "--format", "sarif")
                        .out())
                .contains("\"uri\": \"file:///")
                .doesNotContain("../");
    }

    @Test
    void whatHasNoLineIsOfTheStackFile() {
        Mullion.Result result =
                project().stack("dev", "config: {aws:region: eu-west-1}\n").run("check", "--format", "json");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("\"file\": \"Pulumi.dev.yaml\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "sarif"})
    void formatsForProgramsAreOneDocument(String format) throws IOException {
        Mullion.Result ofPlan = Mullion.plain("check", plan(PLAN.formatted("required")), "--format", format);
        Mullion.Result ofRules = Mullion.plain("check", "--list", "--format", format);

        assertThat(JsonValue.read(ofPlan.out())).isPresent();
        assertThat(JsonValue.read(ofRules.out())).isPresent();
    }

    @Test
    void rulesAreListedWithoutAProject() {
        Mullion.Result result = new Mullion(directory).run("check", "--list");

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("CHK001  error  user data of more than 16,384 bytes")
                .contains("CHK701  error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check --format yaml | Invalid value for option '--format': got \"yaml\"; use text, json or sarif",
                "check --fail-on note | Invalid value for option '--fail-on': got \"note\"; use error, warning or never",
                "check plan.json -s dev | PLAN goes with neither -s nor --config-file",
                "check --all -s dev | --all goes with neither -s nor --config-file",
                "check --all plan.json | --all checks stacks, and PLAN is none; use one of them",
            })
    void wrongUsageIsSaid(String arguments, String message) {
        Mullion.Result result = Mullion.plain(arguments.split(" "));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err().replace("\"\"", "\"")).startsWith(message + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[1, 2] | plan.json:1:1: got a list; use the JSON of",
                "{\"a\": 1} | plan.json: got an object with a; use the JSON of",
                "no json | plan.json:1:4: not JSON: Unrecognized token 'no'; use the JSON of",
            })
    void whatIsNoPlanIsRefused(String text, String problem) throws IOException {
        Mullion.Result result = Mullion.plain("check", plan(text));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().replace(directory + "/", "")).startsWith(problem);
    }

    @Test
    void aPlanTooDeepIsRefusedWithoutATrace() throws IOException {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        Mullion.Result result = Mullion.plain("check", plan("{\"steps\": " + deep + "}"));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).doesNotContain("\tat ").hasLineCount(1);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(Mullion.plain("check", directory.resolve("none.json").toString())
                        .err())
                .isEqualTo("mullion: " + directory + "/none.json: no such file or directory\n");
    }
}
