package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.mullion.core.config.DiffSpec;
import dev.mullion.core.spec.SpecException;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Finding;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import dev.mullion.diff.input.Input;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Operation;
import dev.mullion.plan.PropertyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparerTest {
    private static final String TOPIC = "aws:sns/topic:Topic";
    private static final String LOGS = "aws:cloudwatch/logGroup:LogGroup";

    @Test
    void equalSidesChangeNothing() {
        Stack side = new Stack().with(TOPIC, "a", "displayName", "x");

        Comparison comparison = Stack.compare(side, side);

        assertThat(comparison.unchanged()).isTrue();
        assertThat(comparison.counts()).containsExactly(Map.entry("same", 2));
        assertThat(comparison.findings()).isEmpty();
        assertThat(comparison.masks()).isEmpty();
    }

    @Test
    void operationsAreCountedAsPulumiSpellsThem() {
        Stack before = new Stack()
                .with(TOPIC, "kept", "displayName", "x")
                .with(TOPIC, "updated", "displayName", "x")
                .with(TOPIC, "replaced", "name", "x")
                .with(TOPIC, "gone", "displayName", "x");
        Stack after = new Stack()
                .with(TOPIC, "new", "displayName", "x")
                .with(TOPIC, "kept", "displayName", "x")
                .with(TOPIC, "updated", "displayName", "y")
                .with(TOPIC, "replaced", "name", "y")
                .with(TOPIC, "taken", options -> options.imported("arn"), "displayName", "x")
                .with("aws:ec2/vpc:Vpc", "looked-up", options -> options.external());

        Comparison comparison = Stack.compare(before, after);

        assertThat(comparison.counts())
                .containsExactly(
                        Map.entry("create", 1),
                        Map.entry("delete", 1),
                        Map.entry("import", 1),
                        Map.entry("replace", 1),
                        Map.entry("same", 2),
                        Map.entry("update", 1));
        assertThat(comparison.changes())
                .extracting(ResourceChange::operation, ResourceChange::name)
                .containsExactly(
                        tuple("create", "new"),
                        tuple("update", "updated"),
                        tuple("replace", "replaced"),
                        tuple("import", "taken"),
                        tuple("read", "looked-up"),
                        tuple("delete", "gone"));
    }

    @Test
    void defaultProvidersAreInNoCountAndExplicitOnesAre() {
        Stack before = new Stack()
                .with("pulumi:providers:aws", "default_6_83_0", "version", "6.83.0")
                .orphan()
                .with("pulumi:providers:aws", "west", "region", "eu-west-1");
        Stack after = new Stack().with("pulumi:providers:aws", "west", "region", "eu-west-1");

        assertThat(Stack.compare(before, after).counts()).containsExactly(Map.entry("same", 2));
    }

    @Test
    void renamedResourceWithAnAliasIsTheSame() {
        Stack before = new Stack().with(TOPIC, "old", "displayName", "x");
        Stack after =
                new Stack().with(TOPIC, "new", options -> options.alias(Stack.urn(TOPIC, "old")), "displayName", "y");

        Comparison comparison = Stack.compare(before, after);

        assertThat(comparison.counts()).containsExactly(Map.entry("same", 1), Map.entry("update", 1));
        assertThat(Stack.lines(comparison.changes().get(0))).containsExactly("UPDATE displayName: \"x\" => \"y\"");
        assertThat(comparison.findings())
                .extracting(Finding::id, Finding::sentence)
                .containsExactly(
                        tuple(
                                FindingId.RENAMED,
                                "a resource has another URN and is known by aliases, so the name replaces nothing: old to new"));
    }

    @Test
    void aliasOfAResourceThatIsStillThereIsNotTaken() {
        Stack before = new Stack().with(TOPIC, "old", "displayName", "x");
        Stack after = new Stack()
                .with(TOPIC, "new", options -> options.alias(Stack.urn(TOPIC, "old")), "displayName", "x")
                .with(TOPIC, "old", "displayName", "x");

        assertThat(Stack.compare(before, after).counts()).containsExactly(Map.entry("create", 1), Map.entry("same", 2));
    }

    @Test
    void whatIsReplacedNamesThePropertyAndItsSource() {
        Comparison comparison = Stack.compare(
                new Stack().with(LOGS, "a", "name", "/a", "retentionInDays", 7),
                new Stack().with(LOGS, "a", "name", "/b", "retentionInDays", 14));

        assertThat(comparison.changes().get(0).replacedBy())
                .containsExactly(new ReplaceReason("name", true, "the provider's plan"));
    }

    @Test
    void whatTheTableDoesNotKnowMayReplace() {
        ResourceChange change = Stack.change("custom:index:Thing", Map.of("size", 1), Map.of("size", 2));

        assertThat(change.operation()).isEqualTo("update");
        assertThat(change.replacedBy()).containsExactly(new ReplaceReason("size", false, "not in the table"));
    }

    @Test
    void ignoredChangesAreNone() {
        Stack before = new Stack()
                .with(
                        TOPIC,
                        "a",
                        options -> options.ignoring("displayName", "tags[\"a\"]", "list[0]"),
                        "tags",
                        Map.of("a", "1", "b", "2"),
                        "displayName",
                        "x",
                        "list",
                        List.of(1));
        Stack after = new Stack()
                .with(
                        TOPIC,
                        "a",
                        options -> options.ignoring("displayName", "tags[\"a\"]", "list[0]"),
                        "tags",
                        Map.of("a", "9", "b", "2"),
                        "list",
                        List.of(2));

        assertThat(Stack.compare(before, after).unchanged()).isTrue();
    }

    @Test
    void replaceOnChangesReplaces() {
        Stack before = new Stack().with(TOPIC, "a", "displayName", "x", "deep", Map.of("one", Map.of("two", "x")));
        Stack after = new Stack()
                .with(
                        TOPIC,
                        "a",
                        options -> options.replacing("deep.one"),
                        "displayName",
                        "x",
                        "deep",
                        Map.of("one", Map.of("two", "y")));

        ResourceChange change = Stack.compare(before, after).changes().get(0);

        assertThat(change.operation()).isEqualTo("replace");
        assertThat(change.replacedBy()).containsExactly(new ReplaceReason("deep.one.two", true, "replaceOnChanges"));
    }

    @Test
    void aTagThatReplacesIsNoNoise() {
        String path = "tags[\"mullion:operating-system\"]";
        Map<String, String> old = Map.of("mullion:operating-system", "WINDOWS_SERVER_2019_CORE", "Owner", "a");
        Map<String, String> now = Map.of("mullion:operating-system", "WINDOWS_SERVER_2022_CORE", "Owner", "b");
        Stack before = new Stack().with(TOPIC, "a", options -> options.replacing(path), "tags", old);
        Stack after = new Stack().with(TOPIC, "a", options -> options.replacing(path), "tags", now);

        ResourceChange change = Stack.compare(before, after).changes().get(0);

        assertThat(change.operation()).isEqualTo("replace");
        assertThat(change.replacedBy()).containsExactly(new ReplaceReason(path, true, "replaceOnChanges"));
        assertThat(change.properties()).extracting(PropertyChange::noise).containsExactly(Noise.NONE, Noise.TAGS);
    }

    @Test
    void replacementTriggerAndReplaceWithReplace() {
        Stack before = new Stack()
                .with(TOPIC, "a", options -> options.trigger("1"), "displayName", "x")
                .with(TOPIC, "b", options -> options.replacedWith(Stack.urn(TOPIC, "a")), "displayName", "x");
        Stack after = new Stack()
                .with(TOPIC, "a", options -> options.trigger("2"), "displayName", "x")
                .with(TOPIC, "b", options -> options.replacedWith(Stack.urn(TOPIC, "a")), "displayName", "x");

        Comparison comparison = Stack.compare(before, after);

        assertThat(comparison.count(Operation.REPLACE)).isEqualTo(2);
        assertThat(comparison.changes())
                .extracting(change -> change.replacedBy().get(0).path())
                .containsExactly("replacementTrigger", "replaceWith");
    }

    @Test
    void stackOutputsAreShownAndTheStackStaysTheSame() {
        Comparison comparison = Stack.compare(
                new Stack().exporting(Map.of("a", "1", "b", "2")), new Stack().exporting(Map.of("a", "1", "b", "3")));

        assertThat(comparison.counts()).containsExactly(Map.entry("same", 1));
        assertThat(Stack.lines(comparison.changes().get(0))).containsExactly("UPDATE outputs.b: \"2\" => \"3\"");
    }

    @Test
    void secretOfAnExportedScriptThatStaysIsMaskedInTheOneThatChanges() {
        String secret = String.join("", "correct", "-horse-", "battery-", "7431");
        String stays = "# one\n$password = '" + secret + "'\n";

        Comparison comparison = Stack.compare(
                new Stack().exporting(Map.of("scripts", Map.of("a", stays, "b", "# two\nWrite-Host x\n"))),
                new Stack()
                        .exporting(Map.of("scripts", Map.of("a", stays, "b", "# two\nWrite-Host " + secret + "\n"))));

        assertThat(comparison.changes()).hasSize(1);
        assertThat(comparison.changes().get(0).properties())
                .extracting(PropertyChange::path)
                .containsExactly("outputs.scripts.b");
        assertThat(comparison.masks())
                .extracting(Comparison.Mask::path, Comparison.Mask::reason)
                .containsExactly(tuple("outputs.scripts.b", "same text as a secret"));
        assertThat(comparison.toString()).doesNotContain(secret);
    }

    @Test
    void exportedScriptThatRepeatsUserDataIsNotShownTwice() {
        Comparison comparison = Stack.compare(scripts("one"), scripts("two"));

        assertThat(comparison.changes()).extracting(ResourceChange::name).containsExactly("template");
    }

    private static Stack scripts(String word) {
        String script = "Write-Host 'a'\nWrite-Host '" + word + "'\n";
        String userData = "<powershell>\n" + script + "</powershell>\n<persist>true</persist>\n";
        return new Stack()
                .with("aws:ec2/launchTemplate:LaunchTemplate", "template", "userData", Encoded.base64(userData))
                .exporting(Map.of("scripts", Map.of("it", script)));
    }

    @Test
    void deploymentBesideAPlanDoesNotDifferByWhatAProviderFilledIn() {
        Stack deployed = new Stack()
                .deployed()
                .with("aws:ec2/vpc:Vpc", "net", "cidrBlock", "10.0.0.0/16")
                .having("vpc-1", "arn", "arn:aws:ec2:eu-west-1:1:vpc/vpc-1")
                .with("aws:ec2/subnet:Subnet", "a", "vpcId", "vpc-1", "cidrBlock", "10.0.0.0/24")
                .with(LOGS, "logs", "name", "logs-0a1b2c3", "retentionInDays", 7)
                .with(
                        "aws:ec2/instance:Instance",
                        "host",
                        "ami",
                        "ami-0a1b2c3d4e5f60718",
                        "tags",
                        Map.of("net", "in vpc-1"));
        Stack planned = new Stack()
                .with("aws:ec2/vpc:Vpc", "net", "cidrBlock", "10.0.0.0/16")
                .with("aws:ec2/subnet:Subnet", "a", "vpcId", "${net.id}", "cidrBlock", "10.0.1.0/24")
                .referring("vpcId", Stack.urn("aws:ec2/vpc:Vpc", "net"))
                .with(LOGS, "logs", "retentionInDays", 7)
                .with(
                        "aws:ec2/instance:Instance",
                        "host",
                        "ami",
                        "${getParameter(/aws/windows).value}",
                        "tags",
                        Map.of("net", "in ${net.id}"))
                .referring("tags", Stack.urn("aws:ec2/vpc:Vpc", "net"));

        Comparison comparison = Stack.compare(deployed, planned);

        assertThat(comparison.changes()).extracting(ResourceChange::name).containsExactly("a");
        assertThat(Stack.lines(comparison.changes().get(0)))
                .containsExactly("UPDATE cidrBlock: \"10.0.0.0/24\" => \"10.0.1.0/24\"");
        assertThat(comparison.notes())
                .containsExactly(
                        "no engine compared these with a state: what is replaced comes from a table for pulumi-aws 6.83.0",
                        "what only a deployment can know is taken as it is deployed: "
                                + "ami of host (${getParameter(/aws/windows).value})");
    }

    @Test
    void anotherIdInTheNewStateIsAReplacement() {
        Stack before = new Stack()
                .deployed()
                .with(TOPIC, "same", "displayName", "x")
                .having("arn:same")
                .with(TOPIC, "another", "displayName", "x")
                .having("arn:another-1");
        Stack after = new Stack()
                .deployed()
                .with(TOPIC, "same", "displayName", "x")
                .having("arn:same")
                .with(TOPIC, "another", "displayName", "x")
                .having("arn:another-2");

        Comparison comparison = Stack.compare(before, after);

        assertThat(comparison.changes()).singleElement().satisfies(change -> {
            assertThat(change.name()).isEqualTo("another");
            assertThat(change.operation()).isEqualTo("replace");
            assertThat(change.replacedBy())
                    .containsExactly(new ReplaceReason("id", true, "another one in the new state"));
        });
    }

    @Test
    void configurationIsComparedByWhatItsStructuresSay() {
        Comparison comparison = Comparer.compare(
                configured(Map.of(
                        "aws:region", "eu-west-1",
                        "shop:gone", "1",
                        "shop:spelled", "{\"a\": {\"b\": 1}}",
                        "shop:ecs", "{\"web\":{\"maxSize\":6,\"password\":\"Hunter2!x\"}}",
                        "shop:token", "[secret]")),
                configured(Map.of(
                        "aws:region", "eu-west-1",
                        "shop:new", "1",
                        "shop:spelled", "{\"a\":{\"b\":1}}",
                        "shop:ecs", "{\"web\":{\"maxSize\":4,\"password\":\"Hunter3!x\"}}",
                        "shop:token", "[secret]")));

        assertThat(comparison.unchanged()).isFalse();
        assertThat(comparison.configuration().stream().map(Stack::line))
                .containsExactly(
                        "UPDATE shop:ecs.web.maxSize: 6 => 4",
                        "UPDATE shop:ecs.web.password: [secret] => [secret]",
                        "DELETE shop:gone: \"1\" => -",
                        "ADD shop:new: - => \"1\"",
                        "UPDATE shop:spelled: {\"a\": {\"b\": 1}} => {\"a\": {\"b\": 1}} SPELLING");
        assertThat(comparison.masks())
                .containsExactly(new Comparison.Mask("", "shop:ecs.web.password", "named like a secret"));
    }

    @Test
    void anotherOrderInTheConfigurationMayMeanSomething() {
        Comparison comparison = Comparer.compare(
                configured(Map.of("shop:zones", "[\"a\", \"b\"]")), configured(Map.of("shop:zones", "[\"b\", \"a\"]")));

        assertThat(comparison.configuration()).isNotEmpty().allSatisfy(change -> assertThat(change.noise())
                .isEqualTo(PropertyChange.Noise.NONE));
    }

    @Test
    void secretsThatNeitherSideTellsAreSaidToBeUncompared() {
        Stack told = new Stack().with(TOPIC, "a", "displayName", new PropertyValue.Secret("a"));
        Stack untold = new Stack().with(TOPIC, "a", "displayName", new PropertyValue.Secret(""));
        String note = "secrets that both sides hide are taken as unchanged";

        assertThat(Stack.compare(told, told).notes()).doesNotContain(note);
        assertThat(Stack.compare(untold, untold).notes()).contains(note);
    }

    @Test
    void whatAPlanThatWasHandedOutHidesIsTakenAsUnchanged() {
        Comparison comparison = Stack.compare(definition("hunter2", "debug"), definition("[secret]", "debug"));

        assertThat(comparison.changes()).isEmpty();
        assertThat(comparison.notes()).contains("secrets that both sides hide are taken as unchanged");
    }

    @Test
    void theWordForASecretIsATextWhereNoPlanWasHandedOut() {
        Comparison comparison = Comparer.compare(
                definition("hunter2", "debug").side("base"),
                definition("[secret]", "debug").side("head"),
                DiffSpec.NONE,
                false);

        assertThat(comparison.changes())
                .flatExtracting(ResourceChange::properties)
                .extracting(PropertyChange::path)
                .containsExactly("containerDefinitions[\"app\"].environment[\"DB_PASSWORD\"].value");
        assertThat(comparison.toString()).doesNotContain("hunter");
    }

    @Test
    void whatElseChangesBesideIsSeen() {
        Comparison comparison = Stack.compare(definition("[secret]", "debug"), definition("hunter2", "info"));

        assertThat(comparison.changes())
                .flatExtracting(ResourceChange::properties)
                .extracting(PropertyChange::path)
                .containsExactly("containerDefinitions[\"app\"].environment[\"LOGLEVEL\"].value");
    }

    @Test
    void anotherPasswordIsSeenWhereBothSidesHaveIt() {
        Comparison comparison = Stack.compare(definition("hunter2", "debug"), definition("hunter3", "debug"));

        assertThat(comparison.changes())
                .flatExtracting(ResourceChange::properties)
                .extracting(PropertyChange::path)
                .containsExactly("containerDefinitions[\"app\"].environment[\"DB_PASSWORD\"].value");
        assertThat(comparison.toString()).doesNotContain("hunter");
    }

    private static Stack definition(String password, String level) {
        return new Stack()
                .with(
                        "aws:ecs/taskDefinition:TaskDefinition",
                        "web",
                        "containerDefinitions",
                        "[{\"name\":\"app\",\"environment\":[{\"name\":\"DB_PASSWORD\",\"value\":\"" + password
                                + "\"},{\"name\":\"LOGLEVEL\",\"value\":\"" + level + "\"}]}]");
    }

    @Test
    void configurationThatOneSideDoesNotTellIsNotCompared() {
        Input.Side told = configured(Map.of("aws:region", "eu-west-1"));
        Input.Side state = new Stack().deployed().side("state.json");

        assertThat(Comparer.compare(state, told).configuration()).isEmpty();
    }

    private static Input.Side configured(Map<String, String> config) {
        Input.Side side = new Stack().side("plan.json");
        return new Input.Side(
                "plan.json", "shop", "dev", false, new TreeMap<>(config), side.resources(), side.diagnostics());
    }

    @Test
    void twoStacksThatDifferAreRefused() {
        Input.Side base = new Stack().side("before.json");
        Input.Side other =
                new Input.Side("after.json", "shop", "prod", false, new TreeMap<>(), base.resources(), List.of());

        assertThatThrownBy(() -> Comparer.compare(base, other))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("stack prod")
                .hasMessageContaining("stack dev");
    }

    @Test
    void warningsAndErrorsOfTheHeadAreToldWithoutSecrets() {
        Input.Side base = new Stack().side("before.json");
        Input.Side head = new Input.Side(
                "after.json",
                "shop",
                "dev",
                false,
                new TreeMap<>(),
                base.resources(),
                List.of(
                        new Diagnostic(Optional.empty(), "info\n", Diagnostic.Severity.INFO),
                        new Diagnostic(
                                Optional.empty(),
                                "warning: -Password 'Hunter2!x' is old\n",
                                Diagnostic.Severity.WARNING),
                        new Diagnostic(Optional.empty(), "no such stack\n", Diagnostic.Severity.ERROR)));

        assertThat(Comparer.compare(base, head).diagnostics())
                .containsExactly("warning: -Password '[secret]' is old", "error: no such stack");
    }

    @Test
    void severalStepsOfAReplacementAreOne() {
        Input.EngineStep create = step("create-replacement", "x", "y", List.of());
        Input.EngineStep replace = step("replace", "x", "y", List.of("name"));
        Input.EngineStep delete = step("delete-replaced", "x", "y", List.of());
        Input.Changes changes =
                new Input.Changes("p", "shop", "dev", new TreeMap<>(), List.of(create, replace, delete), List.of());

        Comparison comparison = Comparer.compare(changes);

        assertThat(comparison.counts()).containsExactly(Map.entry("replace", 1));
        assertThat(comparison.changes()).singleElement().satisfies(change -> {
            assertThat(change.replacedBy()).containsExactly(new ReplaceReason("name", true, "Pulumi"));
            assertThat(Stack.lines(change)).containsExactly("UPDATE name: \"x\" => \"y\"");
        });
    }

    @Test
    void engineDecidesOverTheTable() {
        Input.Changes changes = new Input.Changes(
                "p", "shop", "dev", new TreeMap<>(), List.of(step("update", "x", "y", List.of())), List.of());

        ResourceChange change = Comparer.compare(changes).changes().get(0);

        assertThat(change.operation()).isEqualTo("update");
        assertThat(change.replacedBy()).isEmpty();
    }

    private static Input.EngineStep step(String op, String before, String after, List<String> reasons) {
        List<dev.mullion.plan.ResourceState> states = new ArrayList<>();
        for (String name : List.of(before, after)) {
            states.add(new Stack()
                    .with(TOPIC, "a", "name", name)
                    .side("f")
                    .resources()
                    .get(1));
        }
        return new Input.EngineStep(
                op,
                states.get(0).urn(),
                Optional.of(states.get(0)),
                Optional.of(states.get(1)),
                reasons,
                reasons,
                Optional.empty(),
                false);
    }

    @Test
    void driftOfAnEngineShowsWhatTheStateHas() {
        dev.mullion.plan.ResourceState state = new Stack()
                .with(LOGS, "a", "retentionInDays", 7)
                .having("a", "retentionInDays", 30, "arn", "arn:x")
                .side("f")
                .resources()
                .get(1);
        Input.EngineStep step = new Input.EngineStep(
                "update",
                state.urn(),
                Optional.of(state),
                Optional.of(state),
                List.of("retentionInDays", "arn"),
                List.of(),
                Optional.empty(),
                false);

        ResourceChange change = Comparer.compare(
                        new Input.Changes("p", "shop", "dev", new TreeMap<>(), List.of(step), List.of()))
                .changes()
                .get(0);

        assertThat(change.properties()).isEmpty();
        assertThat(Stack.lines(change.drift())).containsExactly("UPDATE retentionInDays: 7 => 30");
    }

    @Test
    void everyUnknownOfPulumiIsUnknown() {
        for (String unknown : List.of(
                "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
                "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
                "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
                "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
                "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
                "030794c1-ac77-496b-92df-f27374a8bd58")) {
            ResourceChange change = Stack.change(TOPIC, Map.of("displayName", "a"), Map.of("displayName", unknown));

            assertThat(Stack.lines(change)).containsExactly("UPDATE displayName: \"a\" => [unknown]");
        }
    }

    @Test
    void secretWhoseCipherTextDiffersIsAChange() {
        ResourceChange change = Stack.change(
                TOPIC,
                Map.of("displayName", new PropertyValue.Secret("a")),
                Map.of("displayName", new PropertyValue.Secret("b")));

        assertThat(Stack.lines(change)).containsExactly("UPDATE displayName: [secret] => [secret]");
    }

    /** As a route table and a subnet of one zone have: which of them is meant, the plan's dependencies say. */
    @Test
    void referenceToOneOfSeveralOfANameIsTheOneThatIsNeeded() {
        String table = Stack.urn("aws:ec2/routeTable:RouteTable", "private");
        Stack before = new Stack()
                .deployed()
                .with("aws:ec2/subnet:Subnet", "private")
                .having("subnet-1")
                .with("aws:ec2/routeTable:RouteTable", "private")
                .having("rtb-1")
                .with("aws:ec2/route:Route", "nat", "routeTableId", "rtb-1");
        Stack after = new Stack()
                .with("aws:ec2/subnet:Subnet", "private")
                .with("aws:ec2/routeTable:RouteTable", "private")
                .with("aws:ec2/route:Route", "nat", "routeTableId", "${private.id}")
                .referring("routeTableId", table);

        assertThat(Stack.compare(before, after).changes()).isEmpty();
    }
}
