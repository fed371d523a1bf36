package dev.mullion.ec2;

import com.pulumi.core.Output;
import dev.mullion.aws.StackContext;
import dev.mullion.core.userdata.UserData;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a launch template takes from its surroundings.
 *
 * @param context the stack
 * @param vpcId the VPC of the security group
 * @param imageParameter AWS's public SSM parameter that holds the id of the newest image
 * @param managedPolicies names of AWS managed policies, path included, or ARNs of any, that the instance's role gets beside
 *     Session Manager's, such as {@code service-role/AmazonEC2ContainerServiceforEC2Role}
 * @param policies what the role may do beyond that: policy documents by the suffix of their children's names
 * @param userData the document that instances boot with
 */
public record WindowsLaunchTemplateInputs(
        StackContext context,
        Output<String> vpcId,
        String imageParameter,
        List<String> managedPolicies,
        Map<String, String> policies,
        UserData userData) {
    public WindowsLaunchTemplateInputs {
        managedPolicies = List.copyOf(managedPolicies);
        policies = Collections.unmodifiableMap(new LinkedHashMap<>(policies));
    }

    /** A role with nothing but managed policies. */
    public WindowsLaunchTemplateInputs(
            StackContext context,
            Output<String> vpcId,
            String imageParameter,
            List<String> managedPolicies,
            UserData userData) {
        this(context, vpcId, imageParameter, managedPolicies, Map.of(), userData);
    }
}
