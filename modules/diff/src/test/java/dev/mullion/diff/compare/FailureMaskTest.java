package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Report;
import dev.mullion.plan.PropertyValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureMaskTest {
    private static final String PASSWORD = "Zq7" + "hT4kWm9Rb2Xe";

    @Test
    void valueThatIsSecretInAPlanIsHiddenInItsProblems() {
        Stack plan = new Stack().with("aws:rds/instance:Instance", "db", "masterPassword", PASSWORD);

        assertThat(of(plan, "the password '" + PASSWORD + "' is too short").problems())
                .containsExactly("the password '[secret]' is too short");
    }

    @Test
    void valueWhoseSecretIsMarkedElsewhereIsHiddenToo() {
        Stack plan = new Stack()
                .with(
                        "test:index:Thing",
                        "a",
                        "field",
                        Map.of(
                                "4dabf18193072939515e22adb298388d",
                                "1b47061264138c4ac30d75fd1eb44270",
                                "value",
                                "summer"))
                .with("test:index:Thing", "b", "other", new PropertyValue.Secret(""));

        assertThat(of(plan, "no such season: summer").problems()).containsExactly("no such season: [secret]");
    }

    @Test
    void privateKeyOverSeveralProblemsIsHidden() {
        String dashes = "-".repeat(5);
        String key = " RSA PRIVATE" + " KEY" + dashes;

        assertThat(of(
                                new Stack(),
                                "can not parse",
                                dashes + "BEGIN" + key,
                                "MIIEb8Kd02mV",
                                dashes + "END" + key,
                                "at 1")
                        .problems())
                .containsExactly("can not parse", "[secret]", "at 1");
    }

    @Test
    void namesAreHiddenToo() {
        String token = "gh" + "p_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";

        assertThat(FailureMask.of(token, "dev", List.of(), List.of(), List.of()))
                .isEqualTo(new Report.Failure("[secret]", "dev", List.of()));
    }

    private static Report.Failure of(Stack plan, String... problems) {
        return FailureMask.of("shop", "dev", List.of(problems), List.of(plan.side("a.json")), List.of());
    }
}
