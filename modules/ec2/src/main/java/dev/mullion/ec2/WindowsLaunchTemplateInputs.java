package dev.mullion.ec2;

import com.pulumi.core.Output;
import dev.mullion.core.userdata.UserData;
import java.util.List;

/**
 * What a launch template takes from its surroundings.
 *
 * @param context the stack
 * @param vpcId the VPC of the security group
 * @param imageVariant the suffix of AWS's image parameter, such as {@code ECS_Optimized}
 * @param managedPolicies names of AWS managed policies, path included, that the instance's role needs beside Session
 *     Manager's, such as {@code service-role/AmazonEC2ContainerServiceforEC2Role}
 * @param userData the document that instances boot with
 */
public record WindowsLaunchTemplateInputs(
        StackContext context,
        Output<String> vpcId,
        String imageVariant,
        List<String> managedPolicies,
        UserData userData) {
    public WindowsLaunchTemplateInputs {
        managedPolicies = List.copyOf(managedPolicies);
    }
}
