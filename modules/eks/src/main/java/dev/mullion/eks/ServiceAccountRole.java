package dev.mullion.eks;

import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.IamPolicy;
import dev.mullion.aws.IamStatement;
import dev.mullion.aws.RolePolicies;
import dev.mullion.aws.StackContext;
import java.util.List;
import java.util.Map;

/**
 * A role that pods of one service account have, those of Windows among them, which EKS Pod Identity does not serve.
 *
 * <p>It is made of children of its owner: {@code name-role}, and {@code name-<policy>} for each policy.
 *
 * @param arn of the role
 * @param policies what it may do, which nothing refers to: what runs under it comes behind them
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html">Roles of service
 *     accounts</a>
 */
record ServiceAccountRole(Output<String> arn, List<Resource> policies) {
    /** Tells EKS's webhook, on a service account, which role its pods have. */
    static final String ANNOTATION = "eks.amazonaws.com/role-arn";

    ServiceAccountRole {
        policies = List.copyOf(policies);
    }

    /**
     * Makes the role.
     *
     * @param account who may take it
     * @param component whose tags it has
     * @param managedPolicies names of AWS managed policies, path included
     * @param ownPolicies policy documents by the suffix of their children's names
     */
    static ServiceAccountRole made(
            String name,
            ServiceAccountName account,
            IdentityProvider provider,
            String component,
            List<String> managedPolicies,
            Map<String, Output<String>> ownPolicies,
            StackContext context,
            Resource owner) {
        Role role = new Role(
                name + "-role",
                context.customized(
                                name + "-role",
                                RoleArgs.builder()
                                        .description("Service account " + account + " of " + component)
                                        .assumeRolePolicy(trust(account, provider))
                                        .tags(context.tags(component)))
                        .build(),
                CustomResourceOptions.builder().parent(owner).build());
        return new ServiceAccountRole(
                role.arn(), RolePolicies.give(name, role.name(), managedPolicies, ownPolicies, context, owner));
    }

    private static Output<String> trust(ServiceAccountName account, IdentityProvider provider) {
        return Output.tuple(provider.arn(), provider.issuer()).applyValue(known -> {
            // Condition keys start with the issuer as the provider's ARN has it, without its scheme.
            String issuer = known.t2.replaceFirst("^https://", "");
            IamStatement trust = IamStatement.trustWebIdentity(known.t1)
                    .when(
                            "StringEquals",
                            Map.of(issuer + ":aud", EksNewControlPlane.AUDIENCE, issuer + ":sub", account.subject()));
            return new IamPolicy(List.of(trust)).shortJson();
        });
    }
}
