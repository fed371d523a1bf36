package dev.mullion.stacks;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.Unwrapped;
import dev.mullion.ec2.WindowsInstanceSpec;
import java.util.List;

/**
 * The launch template of Windows instances that nothing of Mullion's runs on: your own steps alone, at the first boot.
 *
 * @param instance what every Windows instance is made of
 * @param vpcId the VPC of the security group
 * @param managedPolicyArns managed policies that the instances' role gets beside AmazonSSMManagedInstanceCore; none when not given
 */
@GenerateBuilder
public record ProvidedLaunchTemplateSpec(
        @Unwrapped WindowsInstanceSpec instance,

        @Required
        @Matches(ResourceId.Regex.VPC)
        @Explain(api = "AWS::EC2::SecurityGroup VpcId", example = "vpc-0a1b2c3d4e5f60718")
        String vpcId,

        @Matches(ResourceId.Regex.POLICY)
        @Explain(
                api = "AWS::IAM::Role ManagedPolicyArns",
                example = "[arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy]")
        List<String> managedPolicyArns)
        implements Spec {
    public ProvidedLaunchTemplateSpec {
        managedPolicyArns = List.copyOf(managedPolicyArns);
    }

    public static ProvidedLaunchTemplateSpecBuilder builder() {
        return new ProvidedLaunchTemplateSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        instance.check(problems);
        instance.checkInstanceTypes(false, problems, problems);
        ResourceId.VPC.check(vpcId, problems.at("vpcId"));
        for (int i = 0; i < managedPolicyArns.size(); i++) {
            ResourceId.POLICY.check(
                    managedPolicyArns.get(i), problems.at("managedPolicyArns").at(i));
        }
        instance.instanceProfile()
                .filter(profile -> !managedPolicyArns.isEmpty())
                .ifPresent(profile -> problems.given("instanceProfile")
                        .atKey("managedPolicyArns")
                        .add("belongs to a role that is made; leave it out, or instanceProfile"));
    }
}
