package dev.mullion.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import org.junit.jupiter.api.Test;

class PreviewEngineTest {
    private static final StackInput DEV = StackInput.of("sample", "dev");

    @Test
    void showsOneResource() throws Exception {
        Plan plan = PreviewEngine.preview(DEV, context -> {
            Vpc vpc = new Vpc("net", VpcArgs.builder().cidrBlock("10.0.0.0/16").build());
            context.export("vpcArn", vpc.arn());
        });

        StringBuilder text = new StringBuilder();
        PlanText.write(plan, "dev", text);
        assertThat(text).hasToString("""
                Previewing update (dev):

                     Type                 Name        Plan
                 +   pulumi:pulumi:Stack  sample-dev  create
                 +   └─ aws:ec2:Vpc       net         create

                Outputs:
                    vpcArn: "${net.arn}"

                Resources:
                    + 2 to create
                """);
    }
}
