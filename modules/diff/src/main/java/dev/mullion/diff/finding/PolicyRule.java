package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.finding.Policy.Grant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Policies that allow more, or to more, than before. */
final class PolicyRule implements Findings.Rule {
    private static final Pattern ACCOUNT = Pattern.compile("arn:aws[\\w-]*:[\\w-]*:[\\w-]*:(\\d{12}):|^(\\d{12})$");
    private static final int MAX_TOLD = 5;

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (resource.deleted()) {
            return;
        }
        for (String input :
                List.of("policy", "assumeRolePolicy", "inlinePolicies.policy", "repositoryPolicy", "accessPolicies")) {
            Policy before = Policy.of(Values.at(resource.before(), input));
            Policy after = Policy.of(Values.at(resource.after(), input));
            if (!after.equals(before)) {
                grants(resource, before, after, collector, input.equals("assumeRolePolicy"));
                principals(resource, before, after, collector);
            }
        }
    }

    private static void grants(
            ChangedResource resource, Policy before, Policy after, FindingCollector collector, boolean trust) {
        List<Grant> more = after.beyond(before);
        if (resource.created()) {
            List<Grant> wide = more.stream().filter(Grant::isWide).toList();
            // A key's policy names the key itself as "*".
            if (!wide.isEmpty() && !trust && !resource.is("aws:kms/key:Key")) {
                collector.add(FindingId.IAM_WILDCARD, resource, resource.name() + " allows " + shown(wide));
            }
            return;
        }
        if (!more.isEmpty() && !trust) {
            collector.add(FindingId.IAM_WIDENS, resource, resource.name() + " allows more: " + shown(more));
        }
        if (after.denials() < before.denials()) {
            collector.add(FindingId.IAM_WIDENS, resource, resource.name() + " denies less: a Deny statement is gone");
        }
    }

    private static void principals(ChangedResource resource, Policy before, Policy after, FindingCollector collector) {
        TreeSet<String> added = new TreeSet<>(after.principals());
        before.principals().forEach(added::remove);
        for (String principal : added) {
            if (principal.equals("*")) {
                collector.add(
                        FindingId.IAM_TRUST_WIDENS,
                        Severity.DANGER,
                        resource,
                        resource.name() + " trusts everybody: principal *");
            } else if (resource.stays() && ACCOUNT.matcher(principal).find()) {
                boolean known = before.principals().stream()
                        .anyMatch(old -> account(old).equals(account(principal)));
                collector.add(
                        FindingId.IAM_TRUST_WIDENS,
                        resource,
                        resource.name() + " trusts " + principal + (known ? "" : ", of another account than before"));
            }
        }
    }

    private static String account(String principal) {
        Matcher account = ACCOUNT.matcher(principal);
        if (!account.find()) {
            return "";
        }
        return account.group(1) == null ? account.group(2) : account.group(1);
    }

    private static String shown(List<Grant> grants) {
        List<String> shown = new ArrayList<>();
        for (Grant grant : grants.subList(0, Math.min(MAX_TOLD, grants.size()))) {
            shown.add(grant.action() + " on " + grant.resource());
        }
        int rest = grants.size() - shown.size();
        return String.join(", ", shown) + (rest > 0 ? " and " + rest + " more" : "");
    }
}
