package dev.mullion.diff.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Violation;
import dev.mullion.plan.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that no sample has, in the shape of sdk/go/common/apitype/events.go. */
class EventReaderTest {
    private static final String URN = "\"urn\":\"urn:pulumi:dev::p::t::n\"";
    private static final String STATE = "{" + URN + ",\"type\":\"t\",\"id\":\"\",\"parent\":\"\",\"provider\":\"\"}";

    private final Path file;

    EventReaderTest(@TempDir Path folder) {
        this.file = folder.resolve("events.jsonl");
    }

    @Test
    void tellsOfPoliciesThatTheRunBreaks() throws IOException {
        Input input = read(
                policy("mandatory", "no public bucket"),
                policy("advisory", "name it\\u001b[0m"),
                policy("remediate", "tagged it"),
                "{\"policyRemediationEvent\":{\"resourceUrn\":\"urn:pulumi:dev::p::t::n\",\"policyName\":\"rules\","
                        + "\"policyPackName\":\"house\",\"policyPackVersionTag\":\"1\",\"before\":{\"a\":1,\"b\":[2],\"c\":3},"
                        + "\"after\":{\"b\":[2],\"c\":4,\"d\":null}}}");

        assertThat(input).isInstanceOfSatisfying(Input.Changes.class, changes -> assertThat(changes.violations())
                .containsExactly(
                        violation("mandatory", "no public bucket"),
                        violation("advisory", "name it"),
                        violation("remediate", "tagged it"),
                        violation("remediate", "changes a, c, d")));
        assertThat(input.diagnostics()).isEmpty();
    }

    private static Violation violation(String level, String message) {
        return new Violation("house", "1", "rules", level, "", Optional.of("urn:pulumi:dev::p::t::n"), message);
    }

    @Test
    void leavesOutWhatIsForDebuggingOrFleetingOrEmpty() throws IOException {
        Input input = read(
                diagnostic("debug", "registering", ""),
                diagnostic("info", "50 %", ",\"ephemeral\":true"),
                diagnostic("info#err", "\\u001b[0m\\n", ""),
                diagnostic("info#err", "<{%fg 3%}>from the program<{%reset%}>\\n", ""),
                "{\"stdoutEvent\":{\"message\":\"from the CLI\",\"color\":\"never\"}}",
                "{\"errorEvent\":{\"error\":\"from the engine\"}}");

        assertThat(input.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("from the program\n", "from the CLI\n", "error: from the engine\n");
    }

    @Test
    void passesOverEventsThatItDoesNotKnow() throws IOException {
        Input input = read(
                "{\"sequence\":1,\"timestamp\":2,\"tomorrowEvent\":{\"a\":[1,{}]}}",
                "{\"policyLoadEvent\":{}}",
                "{\"progressEvent\":{\"type\":\"plugin-download\"}}",
                "{\"resourcePreEvent\":{\"metadata\":{\"op\":\"create\"," + URN + ",\"old\":null,\"new\":" + STATE
                        + ",\"diffs\":null,\"keys\":null,\"detailedDiff\":null},\"planning\":true}}");

        assertThat(input).isInstanceOfSatisfying(Input.Side.class, side -> assertThat(side.resources())
                .singleElement()
                .satisfies(state -> {
                    assertThat(state.id()).isEmpty();
                    assertThat(state.parent()).isEmpty();
                    assertThat(state.provider()).isEmpty();
                }));
    }

    @Test
    void keepsARefreshApartFromThePredecessorOfTheSameUrn() throws IOException {
        Input input = read(
                step("resourcePreEvent", "refresh", "one"),
                step("resourcePreEvent", "refresh", "two"),
                step("resOutputsEvent", "delete", "two"),
                step("resOutputsEvent", "same", "one"));

        assertThat(((Input.Changes) input).steps())
                .extracting(Input.EngineStep::op)
                .containsExactly("refresh", "delete");
    }

    @Test
    void readsEventsThatNoLineFeedParts() throws IOException {
        Files.writeString(file, step("resourcePreEvent", "update", "one") + "{\"cancelEvent\":{}}");

        assertThat(((Input.Changes) PlanFile.read(file, "events")).steps()).hasSize(1);
    }

    private Input read(String... events) throws IOException {
        Files.write(file, List.of(String.join("\n", events), "{\"sequence\":9,\"timestamp\":9,\"cancelEvent\":{}}"));
        return PlanFile.read(file, "events.jsonl");
    }

    private static String policy(String level, String message) {
        return "{\"policyEvent\":{\"resourceUrn\":\"urn:pulumi:dev::p::t::n\",\"message\":\"" + message
                + "\",\"color\":\"never\",\"policyName\":\"rules\",\"policyPackName\":\"house\",\"policyPackVersion\":\"1\","
                + "\"policyPackVersionTag\":\"1\",\"enforcementLevel\":\"" + level + "\"}}";
    }

    private static String diagnostic(String severity, String message, String rest) {
        return "{\"diagnosticEvent\":{\"message\":\"" + message + "\",\"color\":\"raw\",\"severity\":\"" + severity
                + "\"" + rest + "}}";
    }

    private static String step(String event, String op, String id) {
        return "{\"" + event + "\":{\"metadata\":{\"op\":\"" + op + "\"," + URN + ",\"old\":{" + URN
                + ",\"type\":\"t\",\"id\":\"" + id + "\"}}}}";
    }
}
