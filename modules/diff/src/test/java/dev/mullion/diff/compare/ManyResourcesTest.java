package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Comparison;
import dev.mullion.plan.Operation;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManyResourcesTest {
    private static final int MANY = 10_000;

    @Test
    void tenThousandOnEachSideOfWhichSomeDiffer() {
        Comparison comparison = Stack.compare(stack(0), stack(1));

        assertThat(comparison.counts())
                .containsExactly(Map.entry("same", MANY - MANY / 100 + 1), Map.entry("update", MANY / 100));
    }

    @Test
    void tenThousandNewOnes() {
        Comparison comparison = Stack.compare(new Stack(), stack(0));

        assertThat(comparison.count(Operation.CREATE)).isEqualTo(MANY);
        assertThat(comparison.masks()).isEmpty();
    }

    private static Stack stack(int version) {
        Stack stack = new Stack();
        for (int i = 0; i < MANY; i++) {
            int own = i % 100 == 0 ? version : 0;
            String script = "<powershell>\nWrite-Host 'host " + i + "'\n" + "# a line of a script\n".repeat(40)
                    + "$v = " + own + "\n</powershell>\n";
            stack.with(
                    "aws:ec2/launchTemplate:LaunchTemplate",
                    "template-" + i,
                    "userData",
                    Encoded.base64(script),
                    "tags",
                    Map.of("Name", "host " + i));
        }
        return stack;
    }
}
