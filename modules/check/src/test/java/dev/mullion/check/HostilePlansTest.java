package dev.mullion.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.check.report.Entry;
import dev.mullion.diff.input.Input;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import dev.mullion.testkit.Tries;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans that nobody's program made. */
@Tag("adversary")
class HostilePlansTest {
    private static final String TOKEN = "AKIAQ3EGRIMZ4FFKEXYZ";

    private static final List<PropertyValue> ODD = List.of(
            new PropertyValue.Nothing(),
            new PropertyValue.Bool(true),
            new PropertyValue.Numeric(Double.MAX_VALUE),
            new PropertyValue.Numeric(-1),
            new PropertyValue.Text(""),
            new PropertyValue.Text("["),
            new PropertyValue.Text("{\"a\":"),
            new PropertyValue.Text("- a\n- b: ["),
            new PropertyValue.Text("999999999999999999999999"),
            new PropertyValue.Text("\uD800 \u202E \u0000 \u001B[31m"),
            new PropertyValue.Text(TOKEN),
            new PropertyValue.Secret("x"),
            PropertyValue.UNKNOWN,
            new PropertyValue.Items(List.of()),
            new PropertyValue.Items(List.of(new PropertyValue.Items(List.of(new PropertyValue.Nothing())))),
            PropertyValue.Fields.NONE);

    private static final Map<String, Map<String, Input>> CASES = Cases.all();

    /** Every value of every case is replaced by what does not belong there. */
    @Test
    void oddValuesAreNoReasonToFailAndSecretsAreNeverSaid() {
        Random random = new Random(20);
        for (int i = 0; i < Tries.of(3); i++) {
            for (Map<String, Input> sides : CASES.values()) {
                for (Input plan : sides.values()) {
                    List<ResourceState> states = new ArrayList<>();
                    ((Input.Side) plan).resources().forEach(state -> states.add(odd(state, random)));

                    assertThat(lines(states)).noneMatch(line -> line.contains(TOKEN));
                }
            }
        }
    }

    private static ResourceState odd(ResourceState state, Random random) {
        return state(state.type(), (PropertyValue.Fields) odd(state.inputs(), random, 0));
    }

    private static PropertyValue odd(PropertyValue value, Random random, int depth) {
        if (depth > 0 && random.nextInt(6) == 0) {
            return ODD.get(random.nextInt(ODD.size()));
        }
        if (value instanceof PropertyValue.Fields fields) {
            TreeMap<String, PropertyValue> values = new TreeMap<>();
            fields.values().forEach((key, field) -> values.put(key, odd(field, random, depth + 1)));
            return new PropertyValue.Fields(values);
        }
        if (value instanceof PropertyValue.Items items) {
            return new PropertyValue.Items(items.values().stream()
                    .map(item -> odd(item, random, depth + 1))
                    .toList());
        }
        return value;
    }

    private static ResourceState state(String type, PropertyValue.Fields inputs) {
        return new ResourceState(
                "urn:pulumi:dev::shop::" + type + "::it",
                type,
                true,
                false,
                Optional.empty(),
                inputs,
                PropertyValue.Fields.NONE,
                Optional.empty(),
                List.of(),
                new TreeMap<>(),
                Optional.empty(),
                ResourceState.Options.NONE);
    }

    private static List<String> lines(List<ResourceState> states) {
        Input plan = new Input.Side("plan", "shop", "dev", true, new TreeMap<>(), states, List.of());
        return Checks.of(plan, List.of()).stream()
                .map(finding -> Entry.of(finding, "plan").line())
                .toList();
    }

    private static List<String> ofScript(String script) {
        String userData = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
        return lines(List.of(state("aws:ec2/launchTemplate:LaunchTemplate", (PropertyValue.Fields) Cases.value(Map.of(
                "userData",
                userData,
                "imageId",
                "windows-2022",
                "metadataOptions",
                Map.of("httpTokens", "required"))))));
    }

    /** Each of which would be looked for among all others. */
    @Test
    @Timeout(60)
    void servicesOfManyTasksAreChecked() {
        List<ResourceState> states = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            states.add(state("aws:ecs/taskDefinition:TaskDefinition", fields(Map.of("family", "shop-" + i))));
            states.add(state("aws:ecs/service:Service", fields(Map.of("taskDefinition", "shop-" + i))));
        }

        assertThat(lines(states)).isEmpty();
    }

    private static PropertyValue.Fields fields(Map<String, Object> values) {
        return (PropertyValue.Fields) Cases.value(values);
    }

    /** What would take a pass for each of its parts, if it were looked for again and again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<persist>",
                "<a>",
                "</powershell>",
                "<powershell></powershell>",
                "<powershell><powershell>",
                "<powershell>$(\"",
                "<powershell>${",
                "<powershell>@\"\n",
                "<powershell>@'\n",
                "<powershell>if (",
                "<powershell>iex iwr | ",
                "<powershell>Start-EKSBootstrap --node-labels=a,",
                "<powershell>Initialize-ECSAgent -LoggingDrivers \"`a",
                "content-type: multipart/mixed; boundary=a\n",
                "version: 1.1\ntasks:\n- type: powershell\n  content: a\n",
            })
    void scriptOfAMillionPartsIsReadAll(String part) {
        List<String> lines = ofScript(part.repeat(400_000 / part.length()));

        assertThat(lines).isNotEmpty().hasSizeLessThan(30).anyMatch(line -> line.contains("CHK001"));
    }

    @Test
    void deepNestingOfAScriptIsNoReasonToFail() {
        assertThat(ofScript("<powershell>" + "$(\"".repeat(200_000) + "</powershell>"))
                .anyMatch(line -> line.contains("CHK010"));
    }

    /** A secret may stand where a message quotes something. */
    @Test
    void secretsInNamesAreHidden() {
        Map<String, Object> device = Map.of("deviceName", "/dev/xvda", "ebs", Map.of("volumeSize", TOKEN));
        List<String> lines = lines(List.of(
                state("aws:ec2/launchTemplate:LaunchTemplate", (PropertyValue.Fields) Cases.value(Map.of(
                        "imageId",
                        "windows-2022",
                        "instanceType",
                        "m7g." + TOKEN,
                        "metadataOptions",
                        Map.of("httpTokens", TOKEN),
                        "blockDeviceMappings",
                        List.of(device)))),
                state("aws:ecs/taskDefinition:TaskDefinition", (PropertyValue.Fields) Cases.value(Map.of(
                        "networkMode",
                        "host",
                        "containerDefinitions",
                        "[{\"name\":\"" + TOKEN + "\",\"image\":\"web:ltsc2022\",\"privileged\":true}]")))));

        assertThat(lines)
                .anyMatch(line -> line.contains("privileged of container [secret]"))
                .anyMatch(line -> line.contains("httpTokens is [secret]"))
                .noneMatch(line -> line.contains(TOKEN));
    }
}
