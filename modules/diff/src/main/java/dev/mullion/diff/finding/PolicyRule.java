package dev.mullion.diff.finding;

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
    public void look(ChangedResource subject, Resources resources, FindingCollector telling) {
        if (subject.deleted()) {
            return;
        }
        for (String input :
                List.of("policy", "assumeRolePolicy", "inlinePolicies.policy", "repositoryPolicy", "accessPolicies")) {
            Policy before = Policy.of(Values.at(subject.before(), input));
            Policy after = Policy.of(Values.at(subject.after(), input));
            if (!after.equals(before)) {
                grants(subject, before, after, telling, input.equals("assumeRolePolicy"));
                principals(subject, before, after, telling);
            }
        }
    }

    private static void grants(
            ChangedResource subject, Policy before, Policy after, FindingCollector telling, boolean trust) {
        List<Grant> more = after.beyond(before);
        if (subject.created()) {
            List<Grant> wide = more.stream().filter(Grant::isWide).toList();
            // A key's policy names the key itself as "*".
            if (!wide.isEmpty() && !trust && !subject.is("aws:kms/key:Key")) {
                telling.warning("iam-wildcard", subject, subject.name() + " allows " + shown(wide));
            }
            return;
        }
        if (!more.isEmpty() && !trust) {
            telling.warning("iam-widens", subject, subject.name() + " allows more: " + shown(more));
        }
        if (after.denials() < before.denials()) {
            telling.warning("iam-widens", subject, subject.name() + " denies less: a Deny statement is gone");
        }
    }

    private static void principals(ChangedResource subject, Policy before, Policy after, FindingCollector telling) {
        TreeSet<String> added = new TreeSet<>(after.principals());
        before.principals().forEach(added::remove);
        for (String principal : added) {
            if (principal.equals("*")) {
                telling.danger("iam-trust-widens", subject, subject.name() + " trusts everybody: principal *");
            } else if (subject.stays() && ACCOUNT.matcher(principal).find()) {
                boolean known = before.principals().stream()
                        .anyMatch(old -> account(old).equals(account(principal)));
                telling.warning(
                        "iam-trust-widens",
                        subject,
                        subject.name() + " trusts " + principal + (known ? "" : ", of another account than before"));
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
