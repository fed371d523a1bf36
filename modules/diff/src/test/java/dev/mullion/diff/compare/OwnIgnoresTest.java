package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Finding;
import dev.mullion.diff.input.Input;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code mullion:diff: {ignore: [...]}}: what the older side's stack file calls noise. */
class OwnIgnoresTest {
    private static final String TOPIC = "aws:sns/topic:Topic";
    private static final String NAMES =
            "{\"ignore\": [{\"type\": \"aws:sns:Topic\", \"path\": \"displayName\", \"reason\": \"x\"}]}";
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
