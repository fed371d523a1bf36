package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files below 1 MB with as many paths as properties: each of them took minutes, when each was held against each. */
@Tag("adversary")
class ManyPathsTest {
    private static final int MANY = 20_000;
    private static final String TOPIC = "aws:sns/topic:Topic";
    private static final String ROLE = "aws:iam/role:Role";
    private static final String ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
    private static final String POLICY = "aws:iam/policy:Policy";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void manyPathsAreIgnored() {
        Comparison comparison = Stack.compare(
                new Stack().with(TOPIC, "it", Told.flat(inputs(1))),
                new Stack().with(TOPIC, "it", options -> options.ignoring(paths("b")), Told.flat(inputs(2))));

        assertThat(only(comparison).properties()).hasSize(MANY);
    }

    @Test
    void manyPathsReplace() {
        Comparison comparison = Stack.compare(
                new Stack().with(TOPIC, "it", Told.flat(inputs(1))),
                new Stack().with(TOPIC, "it", options -> options.replacing(paths("b")), Told.flat(inputs(2))));

        assertThat(only(comparison).operation()).isEqualTo("update");
    }

    @Test
    void anEngineNamesManyPaths() throws IOException {
        String replacing = "\"detailedDiff\":{" + list(i -> "\"b" + i + "\":{\"kind\":\"update-replace\"}") + "}";
        ResourceChange replaced = only(step("replace", inputs(1), inputs(2), Map.of(), replacing));
        String reasons = "\"replaceReasons\":[" + list(i -> "\"b" + i + "[" + i + "]\"") + "]";
        ResourceChange reasoned = only(step("replace", inputs(1), inputs(2), Map.of(), reasons));

        assertThat(replaced.replacedBy()).hasSize(MANY);
        assertThat(replaced.properties())
                .hasSize(MANY)
                .extracting(PropertyChange::replaces)
                .containsOnly(Replaces.NO);
        assertThat(reasoned.replacedBy()).hasSize(MANY);
    }

    @Test
    void anEngineNamesTheItemsOfOneList() throws IOException {
        String replacing = "\"detailedDiff\":{" + list(i -> "\"a[" + i + "]\":{\"kind\":\"update-replace\"}") + "}";
        ResourceChange change =
                only(step("replace", Map.of("a", inputs(1)), Map.of("a", inputs(2)), Map.of(), replacing));

        assertThat(change.replacedBy()).hasSize(MANY);
        assertThat(change.properties()).extracting(PropertyChange::replaces).containsOnly(Replaces.YES);
    }

    @Test
    void muchIsNoLongerAsItWas() throws IOException {
        String named = "\"detailedDiff\":{" + list(i -> "\"a" + i + "\":{\"kind\":\"update\"}") + "}";
        String reasons = "\"diffReasons\":[" + list(i -> "\"a" + i + "\"") + "]";
        String others = "\"detailedDiff\":{" + list(i -> "\"b" + i + "\":{\"kind\":\"update\"}") + "}";

        assertThat(only(step("update", inputs(1), inputs(1), inputs(2), named)).drift())
                .hasSize(MANY);
        assertThat(only(step("update", inputs(1), inputs(1), inputs(2), reasons))
                        .drift())
                .hasSize(MANY);
        assertThat(only(step("update", inputs(1), inputs(2), inputs(2), others)).drift())
                .isEmpty();
    }

    @Test
    void oneIsSpelledInManyWays() throws IOException {
        String reasons = "\"diffReasons\":["
                + IntStream.range(0, 1000)
                        .mapToObj(i -> "\"" + ".".repeat(i) + "a\"")
                        .collect(Collectors.joining(","))
                + "]";

        assertThat(only(step("update", Map.of("a", inputs(1)), Map.of("a", inputs(1)), Map.of("a", inputs(2)), reasons))
                        .drift())
                .hasSize(1);
    }

    @Test
    void muchFollowsFromOneReplacement() {
        Comparison comparison = Stack.compare(referring("a"), referring("b"));

        assertThat(comparison.changes())
                .filteredOn(change -> change.name().equals("it"))
                .singleElement()
                .satisfies(change -> assertThat(change.properties()).hasSize(MANY));
    }

    private static Stack referring(String name) {
        return new Stack()
                .with(TOPIC, "cause", "name", name)
                .needing(List.of(Stack.urn(TOPIC, "cause")), TOPIC, "it", Told.flat(inputs("${cause.arn}")));
    }

    @Test
    void manyBelongToOneThatIsLarge() {
        assertThat(Told.of(policies("s3:Get*"), policies("s3:Put*")))
                .hasSize(1000)
                .startsWith("WARNING iam-widens it-0 allows more: s3:Put* on *");
    }

    private static Stack policies(String action) {
        Stack stack = new Stack().with(ROLE, "role", "description", action + "password=\" ".repeat(20_000));
        for (int i = 0; i < 1000; i++) {
            stack.needing(
                            List.of(Stack.urn(ROLE, "role")),
                            ROLE_POLICY,
                            "it-" + i,
                            "role",
                            "${role.id}",
                            "policy",
                            document(List.of(action), List.of("*"), "{}"))
                    .referring("role", Stack.urn(ROLE, "role"));
        }
        return stack;
    }

    /** What may not be looked at any more counts as more than before, also in what comes behind it. */
    @Test
    void aPolicyHoldsManyPatterns() {
        String before =
                document(numbered("s3:*" + "a".repeat(40) + "b"), numbered("arn:*" + "a".repeat(150) + "b"), "{}");
        String after = document(numbered("s3:" + "a".repeat(300)), numbered("arn:" + "a".repeat(300)), "{}");

        assertThat(Told.of(
                        new Stack().with(POLICY, "a", "policy", before).with(ROLE, "b", "assumeRolePolicy", trust("x")),
                        new Stack().with(POLICY, "a", "policy", after).with(ROLE, "b", "assumeRolePolicy", trust("*"))))
                .hasSize(3)
                .contains(
                        "DANGER iam-widens a may allow more: the policies hold more to compare than AWS takes",
                        "DANGER iam-trust-widens b may trust more: the policies hold more to compare than AWS takes")
                .anySatisfy(told -> assertThat(told)
                        .startsWith("WARNING iam-widens a allows more: s3:aaa")
                        .endsWith(" and 89995 more"));
    }

    private static String trust(String id) {
        return "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"AWS\":\"*\"},"
                + "\"Condition\":{\"StringLike\":{\"sts:ExternalId\":\"" + id + "\"}}}}";
    }

    @Test
    void aConditionHoldsManyPatterns() {
        String before = document(List.of("a:b"), List.of("*"), like("*" + "a".repeat(90) + "b"));
        String after = document(List.of("a:b"), List.of("*"), like("*" + "a".repeat(180)));

        assertThat(Told.update(POLICY, Map.of("policy", before), Map.of("policy", after)))
                .containsExactly(
                        "WARNING iam-widens it allows a:b on * on looser conditions: StringLike some:key allows more");
    }

    private static String like(String pattern) {
        return "{\"StringLike\":{\"some:key\":["
                + IntStream.range(0, 3000)
                        .mapToObj(i -> "\"" + pattern + i + "\"")
                        .collect(Collectors.joining(","))
                + "]}}";
    }

    private static List<String> numbered(String text) {
        return IntStream.range(0, 300).mapToObj(i -> text + i).toList();
    }

    private static String document(List<String> actions, List<String> resources, String condition) {
        return "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"" + String.join("\",\"", actions)
                + "\"],\"Resource\":[\"" + String.join("\",\"", resources) + "\"],\"Condition\":" + condition + "}]}";
    }

    private static Map<String, Object> inputs(Object value) {
        Map<String, Object> inputs = new TreeMap<>();
        IntStream.range(0, MANY).forEach(i -> inputs.put("a" + i, value));
        return inputs;
    }

    private static String[] paths(String name) {
        return IntStream.range(0, MANY).mapToObj(i -> name + i).toArray(String[]::new);
    }

    private static String list(IntFunction<String> item) {
        return IntStream.range(0, MANY).mapToObj(item).collect(Collectors.joining(","));
    }

    private static ResourceChange only(Comparison comparison) {
        assertThat(comparison.changes()).hasSize(1);
        return comparison.changes().get(0);
    }

    private Comparison step(
            String operation, Map<String, Object> old, Map<String, Object> now, Map<String, Object> found, String more)
            throws IOException {
        String urn = Stack.urn(TOPIC, "it");
        String state = "{\"urn\":\"" + urn + "\",\"custom\":true,\"id\":\"id-1\",\"inputs\":";
        Path file = Files.writeString(
                folder.resolve("plan.json"),
                "{\"steps\":[{\"op\":\"" + operation + "\",\"urn\":\"" + urn + "\",\"oldState\":" + state + json(old)
                        + ",\"outputs\":" + json(found) + "},\"newState\":" + state + json(now) + "}," + more + "}]}");
        return Comparer.compare((Input.Changes) PlanFile.read(file, "plan.json"));
    }

    private static String json(Object value) {
        return value instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .map(entry -> "\"" + entry.getKey() + "\":" + json(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"))
                : value.toString();
    }
}
