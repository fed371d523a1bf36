package dev.mullion.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PlanText;
import dev.mullion.preview.engine.StackInput;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    private static final StackInput DEV = StackInput.of("sample", "dev");

    @Test
    void groupsDiagnosticsByResourceAndCountsWhatFailed() throws Exception {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            context.log().warn("ECS012: careful");
            new Vpc(
                    "net",
                    VpcArgs.builder()
                            .cidrBlock(Output.of("10.0.0.0/33").applyValue(PlanTextTest::refuse))
                            .build());
        });

        assertThat(text(plan)).isEqualTo("""
                Previewing update (dev):

                     Type                 Name        Plan
                 +   pulumi:pulumi:Stack  sample-dev  create

                Diagnostics:
                  pulumi:pulumi:Stack (sample-dev):
                    warning: ECS012: careful

                  aws:ec2:Vpc (net):
                    error: 10.0.0.0/33 is no range

                Resources:
                    + 1 to create
                    1 errored
                """);
    }

    @Test
    void escapesWhatWouldEndAString() throws Exception {
        Plan plan =
                PreviewEngine.preview(DEV, context -> context.export("quoted", Output.of("a \"b\" \\ c\td\u001b[0m")));

        assertThat(text(plan)).contains("    quoted: \"a \\\"b\\\" \\\\ c\\td\\u001b[0m\"\n");
    }

    private static String refuse(String cidr) {
        throw new RunException(cidr + " is no range");
    }

    private static String text(Plan plan) throws IOException {
        StringBuilder text = new StringBuilder();
        PlanText.write(plan, "dev", text);
        return text.toString();
    }
}
