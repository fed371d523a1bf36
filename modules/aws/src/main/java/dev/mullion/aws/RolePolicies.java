package dev.mullion.aws;

import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a role may do, as children of the role's owner: {@code name-<policy>} each. */
public final class RolePolicies {
    private RolePolicies() {}

    /**
     * Gives a role its policies.
     *
     * @param name what the children's names start with
     * @param role the role's name
     * @param managed names of AWS managed policies, path included, or ARNs of any; the child of each is called by what is behind
     *     the path
     * @param own policy documents by the suffix of their children's names
     */
    public static List<Resource> give(
            String name,
            Output<String> role,
            List<String> managed,
            Map<String, Output<String>> own,
            StackContext context,
            Resource owner) {
        CustomResourceOptions child =
                CustomResourceOptions.builder().parent(owner).build();
        List<Resource> policies = new ArrayList<>();
        for (String policy : managed) {
            String attachment = name + "-" + nameOf(policy);
            policies.add(new RolePolicyAttachment(
                    attachment,
                    context.customized(
                                    attachment,
                                    RolePolicyAttachmentArgs.builder()
                                            .role(role)
                                            .policyArn(
                                                    policy.startsWith("arn:") || isSymbol(policy)
                                                            ? policy
                                                            : context.partition()
                                                                    .arn("iam::aws:policy/" + policy)))
                            .build(),
                    child));
        }
        own.forEach((suffix, policy) -> policies.add(new RolePolicy(
                name + "-" + suffix,
                context.customized(
                                name + "-" + suffix,
                                RolePolicyArgs.builder().role(role).policy(policy))
                        .build(),
                child)));
        return policies;
    }

    /** What is behind the path. Of a symbol, which may say anything there, all of it: which policy it stands for nobody knows. */
    public static String nameOf(String policy) {
        return isSymbol(policy) ? policy : policy.substring(policy.lastIndexOf('/') + 1);
    }

    private static boolean isSymbol(String policy) {
        return policy.startsWith("${");
    }
}
