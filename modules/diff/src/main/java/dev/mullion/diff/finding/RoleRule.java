package dev.mullion.diff.finding;

import java.util.List;
import java.util.Set;

/** What roles get from managed policies, and what holds them back. */
final class RoleRule implements Findings.Rule {
    private static final Set<String> MIGHTY = Set.of(
            "AdministratorAccess", "PowerUserAccess", "IAMFullAccess", "AmazonEC2FullAccess", "AmazonS3FullAccess");

    private static final Set<String> ATTACHMENTS = Set.of(
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            "aws:iam/userPolicyAttachment:UserPolicyAttachment",
            "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
            "aws:iam/policyAttachment:PolicyAttachment");

    @Override
    public void look(ChangedResource subject, Resources resources, FindingCollector telling) {
        if (ATTACHMENTS.contains(subject.type()) && !subject.deleted()) {
            String policy = Values.text(subject.after(), "policyArn");
            if (!policy.isEmpty() && !policy.equals(Values.text(subject.before(), "policyArn"))) {
                attached(subject, policy, roleIsNew(subject, resources), telling);
            }
        }
        if (subject.is("aws:iam/role:Role") && !subject.deleted()) {
            List<String> before = Values.texts(subject.before(), "managedPolicyArns");
            for (String policy : Values.texts(subject.after(), "managedPolicyArns")) {
                if (!before.contains(policy)) {
                    attached(subject, policy, subject.created(), telling);
                }
            }
        }
        boolean had = Values.at(subject.before(), "permissionsBoundary").isPresent();
        if (subject.stays()
                && had
                && Values.at(subject.after(), "permissionsBoundary").isEmpty()) {
            telling.danger(
                    "permissions-boundary-removed", subject, subject.name() + " has no permissions boundary any more");
        }
    }

    private static void attached(ChangedResource subject, String policy, boolean roleIsNew, FindingCollector telling) {
        String name = policy.substring(policy.lastIndexOf('/') + 1);
        String sentence = subject.name() + " attaches the managed policy " + name;
        if (MIGHTY.contains(name)) {
            telling.danger("iam-widens", subject, sentence);
        } else if (!roleIsNew) {
            telling.warning("iam-widens", subject, sentence);
        }
    }

    private static boolean roleIsNew(ChangedResource attachment, Resources resources) {
        return attachment.created()
                && attachment.dependencies().stream()
                        .flatMap(key -> resources.find(key).stream())
                        .anyMatch(role -> role.is("aws:iam/role:Role") && role.created());
    }
}
