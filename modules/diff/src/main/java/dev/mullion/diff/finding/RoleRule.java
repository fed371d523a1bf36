package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What roles get from managed policies, and what holds them back. */
final class RoleRule implements Findings.Rule {
    static final Set<String> MIGHTY = Set.of(
            "AdministratorAccess", "PowerUserAccess", "IAMFullAccess", "AmazonEC2FullAccess", "AmazonS3FullAccess");

    /** Type to the input that names the managed policies that it gives to somebody. */
    static final Map<String, String> ATTACHMENTS = Map.ofEntries(
            Map.entry("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "policyArn"),
            Map.entry("aws:iam/userPolicyAttachment:UserPolicyAttachment", "policyArn"),
            Map.entry("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "policyArn"),
            Map.entry("aws:iam/policyAttachment:PolicyAttachment", "policyArn"),
            Map.entry("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", "policyArns"),
            Map.entry("aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive", "policyArns"),
            Map.entry("aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive", "policyArns"),
            Map.entry("aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", "managedPolicyArn"),
            Map.entry(
                    "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment",
                    "customerManagedPolicyReference.name"),
            Map.entry("aws:iam/role:Role", "managedPolicyArns"),
            Map.entry("aws-native:iam:Role", "managedPolicyArns"),
            Map.entry("aws-native:iam:User", "managedPolicyArns"),
            Map.entry("aws-native:iam:Group", "managedPolicyArns"),
            Map.entry("aws-native:sso:PermissionSet", "managedPolicies"));

    private static final Set<String> ROLES = Set.of("aws:iam/role:Role", "aws-native:iam:Role");

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        String input = ATTACHMENTS.get(resource.type());
        if (input != null && !resource.deleted()) {
            boolean isNew = ROLES.contains(resource.type()) ? resource.created() : roleIsNew(resource, resources);
            List<String> before = Values.texts(resource.before(), input);
            for (String policy : Values.texts(resource.after(), input)) {
                if (!before.contains(policy)) {
                    attached(resource, policy, isNew, collector);
                }
            }
        }
        boolean had = Values.at(resource.before(), "permissionsBoundary").isPresent();
        if (resource.stays()
                && had
                && Values.at(resource.after(), "permissionsBoundary").isEmpty()) {
            collector.add(
                    FindingId.PERMISSIONS_BOUNDARY_REMOVED,
                    resource,
                    resource.name() + " has no permissions boundary any more");
        }
    }

    private static void attached(
            ChangedResource resource, String policy, boolean roleIsNew, FindingCollector collector) {
        // A symbol has slashes of its own: what stands behind them is no policy's name.
        String name = policy.startsWith("${") ? policy : policy.substring(policy.lastIndexOf('/') + 1);
        String sentence = resource.name() + " attaches the managed policy " + name;
        if (MIGHTY.contains(name)) {
            collector.add(FindingId.IAM_WIDENS, Severity.DANGER, resource, sentence);
        } else if (!roleIsNew) {
            collector.add(FindingId.IAM_WIDENS, resource, sentence);
        }
    }

    private static boolean roleIsNew(ChangedResource attachment, Resources resources) {
        return attachment.created() && Owners.areNew(attachment, "role", ROLES, resources);
    }
}
