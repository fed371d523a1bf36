package dev.mullion.stacks.engine;

import com.pulumi.Context;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.ec2.Ec2Functions;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.aws.ec2.inputs.GetVpcArgs;
import com.pulumi.aws.iam.Policy;
import com.pulumi.aws.iam.PolicyArgs;
import com.pulumi.resources.CustomResourceOptions;
import dev.mullion.stacks.Mullion;

/** What the embedded engine shows otherwise than Pulumi does; docs/preview.md says why. */
public final class LimitsProgram {
    static final String CONFIGURATION = "config:\n  aws:region: us-east-1\n";

    private LimitsProgram() {}

    /** Under Pulumi. */
    public static void main(String[] args) {
        Mullion.runProgram(LimitsProgram::build);
    }

    static void build(Context context) {
        Vpc vpc = new Vpc("net", VpcArgs.builder().cidrBlock("10.0.0.0/16").build());
        context.export("made", vpc.arn().applyValue(arn -> new LogGroup("in-apply", LogGroupArgs.Empty).urn()));
        context.export("computed", vpc.arn().applyValue(arn -> "as good as known"));
        context.export(
                "found",
                Ec2Functions.getVpc(GetVpcArgs.builder().id(vpc.id()).build()).applyValue(found -> found.cidrBlock()));
        new Policy(
                "imported",
                PolicyArgs.builder()
                        .policy("{\"Version\":\"2012-10-17\",\"Statement\":[]}")
                        .build(),
                CustomResourceOptions.builder()
                        .importId("arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess")
                        .build());
    }
}
