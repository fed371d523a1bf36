package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.MaskedValue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** The inputs that name whom an attachment gives them to. */
    static final List<String> HOLDERS = List.of(
            "role",
            "user",
            "group",
            "roles",
            "users",
            "groups",
            "roleName",
            "userName",
            "groupName",
            "permissionSetArn");

    private static final String BOUNDARY = "permissionsBoundary";

    private static final String EVERYTHING = "AdministratorAccess";

    private static final Set<String> ROLES = Set.of("aws:iam/role:Role", "aws-native:iam:Role");

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        String input = ATTACHMENTS.get(resource.type());
        if (input != null && !resource.deleted()) {
            boolean isNew = ROLES.contains(resource.type()) ? resource.created() : roleIsNew(resource, resources);
            List<String> others = newHolders(resource, resources);
            List<String> before = others.isEmpty() ? Values.texts(resource.before(), input) : List.of();
            for (String policy : Values.texts(resource.after(), input)) {
                if (!before.contains(policy)) {
                    attached(resource, policy, others, isNew, collector);
                }
            }
        }
        if (resource.stays()) {
            boundary(resource, collector);
        }
    }

    private static void boundary(ChangedResource resource, FindingCollector collector) {
        Optional<MaskedValue> had = Values.at(resource.before(), BOUNDARY).filter(Values::says);
        Optional<MaskedValue> has = Values.at(resource.after(), BOUNDARY).filter(Values::says);
        String name = Values.lastName(has.map(Values::text).orElse(""));
        if (had.isPresent() && has.isEmpty()) {
            collector.add(
                    FindingId.PERMISSIONS_BOUNDARY_REMOVED,
                    resource,
                    resource.name() + " has no permissions boundary any more");
        } else if (had.isPresent() && !had.equals(has) && !name.isEmpty()) {
            if (name.equals(EVERYTHING)) {
                collector.add(
                        FindingId.PERMISSIONS_BOUNDARY_REMOVED,
                        resource,
                        "the permissions boundary of " + resource.name() + " bounds nothing any more: it is " + name);
            } else {
                collector.add(
                        FindingId.IAM_WIDENS,
                        resource,
                        resource.name() + " may be allowed more: its permissions boundary is " + name + " from now on");
            }
        }
    }

    /** Whom an attachment that was there gives its policies to from now on, too. */
    private static List<String> newHolders(ChangedResource attachment, Resources resources) {
        Set<String> known = new HashSet<>();
        for (String holder : HOLDERS) {
            for (String name : Values.texts(attachment.before(), holder)) {
                known.add(name);
                resources.successor(name).ifPresent(known::add);
            }
        }
        return known.isEmpty() || !attachment.type().contains("Attachment")
                ? List.of()
                : HOLDERS.stream()
                        .flatMap(holder -> Values.texts(attachment.after(), holder).stream())
                        .filter(name -> !known.contains(name))
                        .toList();
    }

    private static void attached(
            ChangedResource resource,
            String policy,
            List<String> others,
            boolean roleIsNew,
            FindingCollector collector) {
        String name = Values.lastName(policy);
        String whom = others.isEmpty() ? "" : " to " + Values.listed(others);
        String sentence = resource.name() + " attaches the managed policy " + name + whom;
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
