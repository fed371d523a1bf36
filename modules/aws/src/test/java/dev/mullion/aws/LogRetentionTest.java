package dev.mullion.aws;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.Problems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogRetentionTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 30, 400, 3653})
    void takesTheStepsOfCloudWatch(int days) {
        Problems problems = new Problems();

        LogRetention.check(days, problems.at("retentionDays"));

        assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 2, 31, 3654})
    void refusesWhatIsNone(int days) {
        Problems problems = new Problems();

        LogRetention.check(days, problems.at("retentionDays"));

        assertThatThrownBy(problems::throwIfAny)
                .hasMessage(
                        "retentionDays: got " + days + "; use one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365,"
                                + " 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653");
    }
}
