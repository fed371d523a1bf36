package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicySizeRulesTest {
    private static final int MAX_CHARACTERS = 10_240;

    @Test
    void takesAPolicyThatIamTakesAndNotACharacterMore() {
        int tooLong = 400;
        String told = problems(tooLong).get(0);
        int characters = Integer.parseInt(
                told.replaceFirst(".* of ([0-9,]+) characters.*", "$1").replace(",", ""));
        int fitting = tooLong - (characters - MAX_CHARACTERS);

        assertThat(problems(fitting)).isEmpty();
        assertThat(problems(fitting + 1))
                .containsExactly("services.web: needs a policy of 10,241 characters for its execution role, and IAM"
                        + " takes 10,240; use fewer secrets, several values in one secret, or executionRoleArn");
    }

    @Test
    void saysNothingOfTheLengthOfANameThatIsBroken() {
        assertThat(problems(400, "name: []\n")).containsExactly("name: got a list; use text");
        assertThat(problems(400, "logRetentionDays: []\n")).hasSize(2);
    }

    /** What is said of many secrets, one of which has so many letters in its name. */
    private static List<String> problems(int letters) {
        return problems(letters, "");
    }

    private static List<String> problems(int letters, String keys) {
        String secrets = IntStream.range(0, 20)
                .mapToObj(i -> secret(i, i == 0 ? letters : 450))
                .collect(Collectors.joining(", "));
        return EcsFile.problemsOf(keys + "capacity: {web: {TYPES}}\nservices: {web: {containers: {app: {APP, secrets: {"
                + secrets + "}}}}}\n");
    }

    private static String secret(int number, int letters) {
        return "S" + number + ": 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:" + (char) ('a' + number)
                + "x".repeat(letters) + "-AbCdEf'";
    }
}
