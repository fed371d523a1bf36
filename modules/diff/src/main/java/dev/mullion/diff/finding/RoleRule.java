package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import java.util.List;
import java.util.Set;

/** What roles get from managed policies, and what holds them back. */
final class RoleRule implements Findings.Rule {
    static final Set<String> MIGHTY = Set.of(
            "AdministratorAccess", "PowerUserAccess", "IAMFullAccess", "AmazonEC2FullAccess", "AmazonS3FullAccess");

    static final Set<String> ATTACHMENTS = Set.of(
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            "aws:iam/userPolicyAttachment:UserPolicyAttachment",
            "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
            "aws:iam/policyAttachment:PolicyAttachment");

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (ATTACHMENTS.contains(resource.type()) && !resource.deleted()) {
            String policy = Values.text(resource.after(), "policyArn");
            if (!policy.isEmpty() && !policy.equals(Values.text(resource.before(), "policyArn"))) {
                attached(resource, policy, roleIsNew(resource, resources), collector);
            }
        }
        if (resource.is("aws:iam/role:Role") && !resource.deleted()) {
            List<String> before = Values.texts(resource.before(), "managedPolicyArns");
            for (String policy : Values.texts(resource.after(), "managedPolicyArns")) {
                if (!before.contains(policy)) {
                    attached(resource, policy, resource.created(), collector);
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
        String name = policy.substring(policy.lastIndexOf('/') + 1);
        String sentence = resource.name() + " attaches the managed policy " + name;
        if (MIGHTY.contains(name)) {
            collector.add(FindingId.IAM_WIDENS, Severity.DANGER, resource, sentence);
        } else if (!roleIsNew) {
            collector.add(FindingId.IAM_WIDENS, resource, sentence);
        }
    }

    private static boolean roleIsNew(ChangedResource attachment, Resources resources) {
        return attachment.created()
                && attachment.dependencies().stream()
                        .flatMap(key -> resources.find(key).stream())
                        .anyMatch(role -> role.is("aws:iam/role:Role") && role.created());
    }
}
