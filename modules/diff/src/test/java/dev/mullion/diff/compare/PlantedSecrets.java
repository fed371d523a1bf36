package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.compare.SecretKinds.Made;
import dev.mullion.diff.input.Input;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.PropertyValue.Fields;
import dev.mullion.plan.PropertyValue.Items;
import dev.mullion.plan.PropertyValue.Text;
import dev.mullion.plan.ResourceState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Two sides of a stack with 200 secrets and more, of every kind at every place that a plan has; half of them before, half
 * after. A report of any format passes when {@link #assertAbsentFrom} finds none of them:
 *
 * <pre>{@code
 * PlantedSecrets planted = PlantedSecrets.plant();
 * planted.assertAbsentFrom(report(Comparer.compare(planted.base(), planted.head())));
 * planted.assertAbsentFrom(report(Comparer.compare(planted.changes())));
 * }</pre>
 */
public final class PlantedSecrets {
    private static final String STACK = "urn:pulumi:dev::planted::pulumi:pulumi:Stack::planted-dev";

    private final SecretKinds kinds = new SecretKinds();
    private final List<String> secrets = new ArrayList<>();
    private final List<ResourceState> before = new ArrayList<>();
    private final List<ResourceState> after = new ArrayList<>();
    private final SortedMap<String, PropertyValue> oldOutputs = new TreeMap<>();
    private final SortedMap<String, PropertyValue> newOutputs = new TreeMap<>();
    private final SortedMap<String, String> config = new TreeMap<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private int number;

    private PlantedSecrets() {}

    /** How a text is put into a resource's input. */
    private record PropertyPlace(String type, Function<String, Fields> inputs) {}

    /** The same secrets at the same places on every call. */
    public static PlantedSecrets plant() {
        PlantedSecrets planted = new PlantedSecrets();
        planted.everywhere();
        return planted;
    }

    private void everywhere() {
        List<Function<SecretKinds, Made>> all = new ArrayList<>(kinds.byLook());
        all.addAll(kinds.byContext());
        List<PropertyPlace> places = places();
        int place = 0;
        for (int round = 0; round < 3; round++) {
            for (Function<SecretKinds, Made> kind : all) {
                inputs(kind, places.get(place++ % places.size()));
            }
        }
        for (Function<SecretKinds, Made> kind : kinds.byLook()) {
            names(kind);
        }
        for (Function<SecretKinds, Made> kind : kinds.byContext()) {
            Made old = made(kind);
            Made now = made(kind);
            oldOutputs.put("output" + number, new Text(old.text()));
            newOutputs.put("output" + number++, new Text(now.text()));
            Made told = made(kind);
            diagnostics.add(
                    new Diagnostic(Optional.empty(), "warning: " + told.text() + "\n", Diagnostic.Severity.WARNING));
            config.put("planted:key" + number++, made(kind).text());
        }
        named();
        becomesSecret();
    }

    private Made made(Function<SecretKinds, Made> kind) {
        Made made = kind.apply(kinds);
        secrets.add(made.plain());
        return made;
    }

    /** Another secret of the same kind takes the place of the first. */
    private void inputs(Function<SecretKinds, Made> kind, PropertyPlace place) {
        String name = "planted-" + number++;
        before.add(state(place.type(), name, place.inputs().apply(made(kind).text())));
        after.add(state(place.type(), name, place.inputs().apply(made(kind).text())));
    }

    /** In keys, in tags, and in the name of a resource. */
    private void names(Function<SecretKinds, Made> kind) {
        String name = "named-" + number++;
        Made key = made(kind);
        Made tag = made(kind);
        before.add(state("test:index:Thing", name, fields(Map.of("settings", fields(Map.of("a", text("1")))))));
        after.add(state(
                "test:index:Thing",
                name,
                fields(Map.of(
                        "settings",
                        fields(Map.of(key.plain(), text("1"))),
                        "tags",
                        fields(Map.of("t", text(tag.plain())))))));
        Made own = made(kind);
        after.add(state("aws:sns/topic:Topic", "topic-" + own.plain(), fields(Map.of("displayName", text("a")))));
    }

    /** Next to names that tell, and with nothing in their own look. */
    private void named() {
        for (String name :
                List.of("DB_PASSWORD", "ApiKey", "clientSecret", "ConnectionStrings__Shop", "adminPassword")) {
            Made old = own();
            Made now = own();
            String urn = "env-" + number++;
            before.add(state("aws:ecs/taskDefinition:TaskDefinition", urn, containers(name, old.plain())));
            after.add(state("aws:ecs/taskDefinition:TaskDefinition", urn, containers(name, now.plain())));
            Made option = own();
            Made listed = own();
            after.add(state(
                    "test:index:Thing",
                    "command-" + number++,
                    fields(Map.of(
                            "command",
                            new Items(List.of(text("app.exe"), text("--db-password"), text(option.plain()))),
                            "passwords",
                            fields(Map.of("db", text(listed.plain())))))));
            Made direct = own();
            after.add(state("test:index:Thing", "direct-" + number++, fields(Map.of(name, text(direct.plain())))));
        }
    }

    /** Pulumi shows an old value whose new one is secret (pulumi/pulumi#9330); and the same text stands elsewhere. */
    private void becomesSecret() {
        Made value = own();
        Made left = own();
        before.add(state(
                "test:index:Thing",
                "becomes",
                fields(Map.of("field", text(value.plain()), "other", new PropertyValue.Secret("a")))));
        after.add(state(
                "test:index:Thing",
                "becomes",
                fields(Map.of("field", new PropertyValue.Secret("b"), "other", text(left.plain())))));
        String script = "<powershell>\nWrite-Host '" + value.plain() + "'\nstart " + left.plain() + "\n</powershell>\n";
        after.add(state(
                "aws:ec2/launchTemplate:LaunchTemplate",
                "elsewhere",
                fields(Map.of("userData", text(Encoded.base64(script))))));
        newOutputs.put("elsewhere", text("is " + value.plain()));
    }

    private Made own() {
        Made made = kinds.password();
        secrets.add(made.plain());
        return made;
    }

    private static List<PropertyPlace> places() {
        return List.of(
                new PropertyPlace("test:index:Thing", text -> fields(Map.of("description", text(text)))),
                new PropertyPlace(
                        "aws:ec2/launchTemplate:LaunchTemplate",
                        text -> fields(Map.of(
                                "userData", text(Encoded.base64("<powershell>\n" + text + "\n</powershell>\n"))))),
                new PropertyPlace(
                        "aws:ec2/launchTemplate:LaunchTemplate",
                        text -> fields(Map.of("userData", text(Encoded.gzip("#!/bin/sh\n" + text + "\n"))))),
                new PropertyPlace(
                        "aws:ec2/launchTemplate:LaunchTemplate",
                        text -> fields(Map.of("userData", text(Encoded.base64(mime(text)))))),
                new PropertyPlace("aws:ecs/taskDefinition:TaskDefinition", text -> containers("SETTING", text)),
                new PropertyPlace(
                        "aws:ssm/document:Document",
                        text -> fields(
                                Map.of("content", text("mainSteps:\n- name: run\n  inputs: " + quoted(text) + "\n")))),
                new PropertyPlace(
                        "test:index:Thing", text -> fields(Map.of("list", new Items(List.of(text("a"), text(text)))))),
                new PropertyPlace(
                        "test:index:Thing",
                        text -> fields(Map.of("nested", text(Encoded.base64(Encoded.base64("run " + text)))))),
                new PropertyPlace(
                        "test:index:Thing",
                        text -> fields(Map.of(
                                "url",
                                text("https://example.com/?q="
                                        + URLEncoder.encode(text, StandardCharsets.UTF_8)
                                                .replace("+", "%20"))))),
                new PropertyPlace(
                        "aws:iam/policy:Policy",
                        text -> fields(Map.of("policy", text("{\"Comment\": " + quoted(text) + "}")))),
                new PropertyPlace(
                        "aws:ec2/instance:Instance",
                        text -> fields(Map.of(
                                "userData", text("$blob = '" + Encoded.base64("step " + text) + "'\nrun $blob\n")))));
    }

    private static Fields containers(String name, String value) {
        return fields(Map.of(
                "containerDefinitions",
                text(
                        "[{\"name\":\"web\",\"image\":\"iis\",\"environment\":[{\"name\":\"MODE\",\"value\":\"fast\"},{\"name\":"
                                + quoted(name) + ",\"value\":" + quoted(value) + "}]}]")));
    }

    private static String mime(String text) {
        return "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"==b==\"\n\n--==b==\n"
                + "Content-Type: text/x-shellscript; charset=\"us-ascii\"\nContent-Disposition: attachment; filename=\"run.sh\"\n\n"
                + "#!/bin/sh\n" + text
                + "\n--==b==\nContent-Type: text/cloud-config\nContent-Transfer-Encoding: base64\n\n"
                + Encoded.base64("#cloud-config\nruncmd:\n- " + quoted(text) + "\n") + "\n--==b==--\n";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static Text text(String text) {
        return new Text(text);
    }

    private static Fields fields(Map<String, PropertyValue> fields) {
        return new Fields(new TreeMap<>(fields));
    }

    private static ResourceState state(String type, String name, Fields inputs) {
        return state(type, "urn:pulumi:dev::planted::" + type + "::" + name, inputs, Fields.NONE);
    }

    private static ResourceState state(String type, String urn, Fields inputs, Fields outputs) {
        boolean stack = urn.equals(STACK);
        return new ResourceState(
                urn,
                type,
                !stack,
                false,
                Optional.empty(),
                inputs,
                outputs,
                stack ? Optional.empty() : Optional.of(STACK),
                List.of(),
                new TreeMap<>(),
                Optional.empty(),
                ResourceState.Options.NONE);
    }

    /** Every planted text, without its surroundings. */
    public List<String> secrets() {
        return List.copyOf(secrets);
    }

    /** The old side, as a first preview. */
    public Input.Side base() {
        return side("before.json", before, oldOutputs);
    }

    /** The new side, as a first preview. */
    public Input.Side head() {
        return side("after.json", after, newOutputs);
    }

    private Input.Side side(String name, List<ResourceState> resources, SortedMap<String, PropertyValue> outputs) {
        List<ResourceState> all = new ArrayList<>();
        all.add(state("pulumi:pulumi:Stack", STACK, Fields.NONE, new Fields(outputs)));
        all.addAll(resources);
        return new Input.Side(name, "planted", "dev", false, config, all, diagnostics);
    }

    /** The same as a real engine would tell it. */
    public Input.Changes changes() {
        Map<String, ResourceState> old = new TreeMap<>();
        base().resources().forEach(state -> old.put(state.urn(), state));
        List<Input.EngineStep> steps = new ArrayList<>();
        for (ResourceState state : head().resources()) {
            Optional<ResourceState> counterpart = Optional.ofNullable(old.remove(state.urn()));
            String op = counterpart.isEmpty() ? "create" : counterpart.get().equals(state) ? "same" : "update";
            steps.add(
                    state.name().startsWith("named-")
                            ? replaced(state, counterpart)
                            : step(op, state.urn(), counterpart, Optional.of(state)));
        }
        old.forEach((urn, state) -> steps.add(step("delete", urn, Optional.of(state), Optional.empty())));
        return new Input.Changes("preview.json", "planted", "dev", config, steps, diagnostics);
    }

    /** An engine names paths, and a key may be in them. */
    private static Input.EngineStep replaced(ResourceState state, Optional<ResourceState> counterpart) {
        List<String> paths = new ArrayList<>();
        SortedMap<String, Input.DetailedDiff> details = new TreeMap<>();
        if (state.inputs().values().get("settings") instanceof Fields settings) {
            settings.values().keySet().forEach(key -> {
                paths.add("settings[" + quoted(key) + "]");
                details.put("gone." + key, new Input.DetailedDiff("delete-replace", true));
            });
        }
        return new Input.EngineStep(
                "replace", state.urn(), counterpart, Optional.of(state), paths, paths, Optional.of(details), false);
    }

    private static Input.EngineStep step(
            String op, String urn, Optional<ResourceState> before, Optional<ResourceState> after) {
        return new Input.EngineStep(op, urn, before, after, List.of(), List.of(), Optional.empty(), false);
    }

    /** Fails when a report shows one of the secrets, plain or in a form that anybody can read back. */
    public void assertAbsentFrom(String report) {
        List<String> shown = new ArrayList<>();
        for (String secret : secrets) {
            for (String line : secret.split("\n", -1)) {
                String percent = URLEncoder.encode(line, StandardCharsets.UTF_8);
                for (String form : List.of(line, Encoded.base64(line).replace("=", ""), percent, quoted(line))) {
                    if (report.contains(form)) {
                        int at = report.indexOf(form);
                        shown.add(report.substring(
                                Math.max(0, at - 60), Math.min(report.length(), at + form.length() + 10)));
                    }
                }
            }
        }
        assertThat(shown).as("secrets in the report").isEmpty();
    }
}
