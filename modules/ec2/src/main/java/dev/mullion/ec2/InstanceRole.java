package dev.mullion.ec2;

import com.pulumi.aws.iam.InstanceProfile;
import com.pulumi.aws.iam.InstanceProfileArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.IamPolicy;
import dev.mullion.aws.IamStatement;
import dev.mullion.aws.RolePolicies;
import dev.mullion.aws.StackContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The role that instances have, with Session Manager's policy and what else they need.
 *
 * <p>It makes, as children of its owner, {@code name-role}, {@code name-<policy>} (attachments, and each of the policies by
 * its suffix) and, asked for it, {@code name-instance-profile}.
 */
public final class InstanceRole {
    /** The name of the managed policy that each such role has. */
    public static final String SESSION_MANAGER_POLICY = "AmazonSSMManagedInstanceCore";

    private final String name;
    private final StackContext context;
    private final Resource owner;
    private final Role role;
    private final List<Resource> policies;
    private @Nullable InstanceProfile profile;

    /**
     * @param name of the owner, which the children's names start with
     * @param description of the role
     * @param permissionsBoundary the ARN of a policy that bounds it
     * @param managedPolicies names of AWS managed policies beside Session Manager's, path included, or ARNs of any
     * @param policies what it may do beyond that: policy documents by the suffix of their children's names
     */
    public InstanceRole(
            String name,
            String description,
            Optional<String> permissionsBoundary,
            List<String> managedPolicies,
            Map<String, String> policies,
            StackContext context,
            Resource owner) {
        this.name = name;
        this.context = context;
        this.owner = owner;
        RoleArgs.Builder args = RoleArgs.builder()
                .description(description)
                .assumeRolePolicy(trust())
                .tags(tags());
        permissionsBoundary.ifPresent(args::permissionsBoundary);
        role = new Role(name + "-role", customized("role", args).build(), child());
        Map<String, Output<String>> own = new LinkedHashMap<>();
        policies.forEach((suffix, policy) -> own.put(suffix, Output.of(policy)));
        this.policies = RolePolicies.give(
                name,
                role.name(),
                Stream.concat(Stream.of(SESSION_MANAGER_POLICY), managedPolicies.stream())
                        .toList(),
                own,
                context,
                owner);
    }

    public Output<String> arn() {
        return role.arn();
    }

    /** Its name, for what else it is given. */
    public Output<String> name() {
        return role.name();
    }

    /** What must exist before an instance boots, since no template refers to it: what the role allows. */
    public List<Resource> policies() {
        return List.copyOf(policies);
    }

    /** The name of a profile of the role, which instances are started with; made for the first that asks. */
    public Output<String> instanceProfile() {
        if (profile == null) {
            profile = new InstanceProfile(
                    name + "-instance-profile",
                    customized(
                                    "instance-profile",
                                    InstanceProfileArgs.builder()
                                            .role(role.name())
                                            .tags(tags()))
                            .build(),
                    child());
        }
        return profile.name();
    }

    private String trust() {
        IamStatement trust = IamStatement.trust(context.partition().ec2Principal());
        return new IamPolicy(List.of(trust)).shortJson();
    }

    private <B> B customized(String suffix, B args) {
        return context.customized(name + "-" + suffix, args);
    }

    private Map<String, String> tags() {
        return context.tags(name, context.name(name));
    }

    private CustomResourceOptions child() {
        return CustomResourceOptions.builder().parent(owner).build();
    }
}
