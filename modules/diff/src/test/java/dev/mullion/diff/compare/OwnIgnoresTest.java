package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.config.DiffSpec;
import dev.mullion.core.config.IgnoredChange;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Finding;
import dev.mullion.diff.input.Input;
import dev.mullion.plan.ResourceState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code mullion:diff: {ignore: [...]}}: what the older side's stack file calls noise. */
class OwnIgnoresTest {
    private static final String TOPIC = "aws:sns/topic:Topic";
    private static final String NAMES =
            "{\"ignore\": [{\"type\": \"aws:sns:Topic\", \"path\": \"displayName\", \"reason\": \"x\"}]}";
    private static final DiffSpec GIVEN =
            new DiffSpec(List.of(), List.of(new IgnoredChange("aws:sns:Topic", "", "displayName", "x")));
    private static final Stack BEFORE = new Stack().with(TOPIC, "a", "displayName", "x", "policy", "y");

    private static Comparison compare(String base, String head, Stack after) {
        return Comparer.compare(with(BEFORE.side("before"), base), with(after.side("after"), head));
    }

    private static Input.Side with(Input.Side side, String section) {
        Map<String, String> config = section.isEmpty() ? Map.of() : Map.of("mullion:diff", section);
        return new Input.Side(
                side.name(),
                side.project(),
                side.stack(),
                side.deployed(),
                new TreeMap<>(config),
                side.resources(),
                side.diagnostics());
    }

    @Test
    void aResourceOfNothingElseIsLeftOutAndCounted() {
        Comparison comparison = compare(NAMES, NAMES, new Stack().with(TOPIC, "a", "displayName", "z", "policy", "y"));

        assertThat(comparison.unchanged()).isTrue();
        assertThat(comparison.counts()).containsExactly(Map.entry("same", 2));
        assertThat(comparison.notes()).contains("1 change left out, as mullion:diff.ignore says");
    }

    /** A mount may be called like the path that is left out. */
    @Test
    @Tag("adversary")
    void noNameOfTheChangeMakesItAnIgnoredOne() {
        String type = "kubernetes:apps/v1:Deployment";
        String section = "{\"ignore\": [{\"path\": \"spec.containers[*].image\", \"reason\": \"x\"}]}";
        Map<String, Object> kept = Map.of("name", "c", "mountPath", "/c");
        Map<String, Object> forged = Map.of("name", "host", "mountPath", "/a].image.b");

        Comparison comparison = Comparer.compare(
                with(
                        new Stack()
                                .with(type, "a", "spec", pod("one", List.of(kept)))
                                .side("before"),
                        section),
                with(
                        new Stack()
                                .with(type, "a", "spec", pod("two", List.of(kept, forged)))
                                .side("after"),
                        section));

        assertThat(Stack.lines(comparison.changes().get(0)))
                .containsExactly(
                        "ADD spec.containers[\"web\"].volumeMounts[\"/a].image.b\"]: - => {\"mountPath\": \"/a].image.b\","
                                + " \"name\": \"host\"}",
                        "UPDATE spec.containers[\"web\"].image: \"one\" => \"two\" IGNORED");
    }

    private static Map<String, Object> pod(String image, List<Map<String, Object>> mounts) {
        return Map.of("containers", List.of(Map.of("name", "web", "image", image, "volumeMounts", mounts)));
    }

    @Test
    void besideAnotherChangeItIsFolded() {
        Comparison comparison = compare(NAMES, NAMES, new Stack().with(TOPIC, "a", "displayName", "z", "policy", "z"));

        assertThat(Stack.lines(comparison.changes().get(0)))
                .containsExactly("UPDATE policy: \"y\" => \"z\"", "UPDATE displayName: \"x\" => \"z\" IGNORED");
    }

    @Test
    void whatOnlyTheNewFileSaysLeavesNothingOut() {
        Comparison comparison = compare("", NAMES, new Stack().with(TOPIC, "a", "displayName", "z", "policy", "y"));

        assertThat(comparison.changes()).hasSize(1);
    }

    @Test
    void whatTheUserGivesLeavesOutToo() {
        Comparison comparison = Comparer.compare(
                BEFORE.side("a"),
                new Stack().with(TOPIC, "a", "displayName", "z", "policy", "y").side("b"),
                GIVEN);

        assertThat(comparison.unchanged()).isTrue();
        assertThat(comparison.notes()).contains("1 change left out, as mullion:diff.ignore says");
    }

    /** Whose only configuration is that of the side that is proposed. */
    @Test
    @Tag("adversary")
    void ofAPlanThatHoldsADiffTheUserAloneLeavesOut() {
        Input.Changes changes = changes(NAMES);

        assertThat(Comparer.compare(changes).changes()).hasSize(1);
        assertThat(Comparer.compare(changes).notes())
                .containsExactly("mullion:diff.ignore of the plan itself leaves nothing out here: a change could leave"
                        + " itself out with it; name a stack file that counts with --rules");
        assertThat(Comparer.compare(changes, GIVEN).changes()).isEmpty();
        assertThat(Comparer.compare(changes, GIVEN).notes())
                .containsExactly("1 change left out, as mullion:diff.ignore says");
        assertThat(Comparer.compare(changes("")).notes()).isEmpty();
    }

    private static Input.Changes changes(String section) {
        Map<String, String> config = section.isEmpty() ? Map.of() : Map.of("mullion:diff", section);
        ResourceState before = BEFORE.side("a").resources().get(1);
        ResourceState after = new Stack()
                .with(TOPIC, "a", "displayName", "z", "policy", "y")
                .side("b")
                .resources()
                .get(1);
        Input.EngineStep step = new Input.EngineStep(
                "update",
                after.urn(),
                Optional.of(before),
                Optional.of(after),
                List.of("displayName"),
                List.of(),
                Optional.empty(),
                false);
        return new Input.Changes("p", "shop", "dev", new TreeMap<>(config), List.of(step), List.of());
    }

    @Test
    void whatReplacesAndWhatEndsIsNeverLeftOut() {
        String all = "{\"ignore\": [{\"path\": \"*\", \"reason\": \"x\"}]}";
        Stack vpc = new Stack().with("aws:ec2/vpc:Vpc", "net", "cidrBlock", "10.0.0.0/16");
        Stack other = new Stack().with("aws:ec2/vpc:Vpc", "net", "cidrBlock", "10.1.0.0/16");

        assertThat(Comparer.compare(with(vpc.side("a"), all), with(other.side("b"), all))
                        .counts())
                .containsEntry("replace", 1);
        assertThat(Comparer.compare(with(vpc.side("a"), all), with(new Stack().side("b"), all))
                        .counts())
                .containsEntry("delete", 1);
    }

    @Test
    void aDangerIsToldAllTheSame() {
        String service = "aws:ecs/service:Service";
        String all = "{\"ignore\": [{\"path\": \"desiredCount\", \"reason\": \"x\"}]}";
        Stack running = new Stack().with(service, "web", "desiredCount", 2);
        Stack stopped = new Stack().with(service, "web", "desiredCount", 0);

        assertThat(Comparer.compare(with(running.side("a"), all), with(stopped.side("b"), all))
                        .findings())
                .extracting(Finding::sentence)
                .containsExactly("service web stops: desiredCount 2 to 0");
    }
}
