package dev.mullion.diff.finding;

import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Fields;
import dev.mullion.diff.masking.MaskedValue.Items;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a policy allows.
 *
 * @param grants of statements that allow
 * @param denials how many statements deny
 * @param principals who may, in a policy of a resource or of trust
 */
record Policy(List<Grant> grants, int denials, List<String> principals) {
    /** AWS takes no policy of more than 20 KiB, which has no room for more. */
    private static final int MAX_PATTERNS = 1000;

    private static final int MAX_ARN_LENGTH = 2048;

    /** An action on a resource; a wildcard is a wildcard. */
    record Grant(String action, String resource) {
        boolean covers(Grant other) {
            if (Math.max(resource.length(), other.resource().length()) > MAX_ARN_LENGTH) {
                return false;
            }
            return matches(action.toLowerCase(Locale.ROOT), other.action().toLowerCase(Locale.ROOT))
                    && matches(resource, other.resource());
        }

        /** IAM takes actions in any case. */
        Grant folded() {
            return new Grant(action.toLowerCase(Locale.ROOT), resource);
        }

        boolean isPattern() {
            return (action + resource).chars().anyMatch(c -> c == '*' || c == '?');
        }

        boolean isWide() {
            return action.equals("*") || action.endsWith(":*");
        }
    }

    static Policy of(Optional<MaskedValue> document) {
        List<Grant> grants = new ArrayList<>();
        List<String> principals = new ArrayList<>();
        int denials = 0;
        for (MaskedValue statement :
                document.map(value -> Values.list(value, "Statement")).orElse(List.of())) {
            if (Values.text(statement, "Effect").equals("Deny")) {
                denials++;
                continue;
            }
            principals(statement, principals);
            List<String> actions = Values.texts(statement, "Action");
            List<String> resources = Values.texts(statement, "Resource");
            // Everything but a few is a wildcard.
            List<String> all = Values.at(statement, "NotAction").isPresent() ? List.of("*") : actions;
            for (String action : all) {
                for (String resource : resources.isEmpty() ? List.of("*") : resources) {
                    grants.add(new Grant(action, resource));
                }
            }
        }
        return new Policy(grants, denials, principals);
    }

    private static void principals(MaskedValue statement, List<String> principals) {
        Optional<MaskedValue> principal = Values.at(statement, "Principal");
        if (principal.isEmpty()) {
            return;
        }
        if (principal.get() instanceof Fields fields) {
            fields.values().forEach((kind, who) -> {
                for (MaskedValue each : who instanceof Items items ? items.values() : List.of(who)) {
                    principals.add(Values.text(each));
                }
            });
        } else {
            principals.add(Values.text(principal.get()));
        }
    }

    /** What this allows and the other does not. */
    List<Grant> beyond(Policy other) {
        Set<Grant> same = new HashSet<>();
        other.grants().forEach(grant -> same.add(grant.folded()));
        List<Grant> patterns = other.grants().stream()
                .filter(Grant::isPattern)
                .limit(MAX_PATTERNS)
                .toList();
        return grants.stream()
                .filter(grant ->
                        !same.contains(grant.folded()) && patterns.stream().noneMatch(old -> old.covers(grant)))
                .toList();
    }

    /** IAM's wildcards: {@code *} for any text, {@code ?} for one character. */
    static boolean matches(String pattern, String text) {
        int at = 0;
        int in = 0;
        int star = -1;
        int retry = 0;
        while (in < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                retry = in;
            } else if (at < pattern.length() && (pattern.charAt(at) == text.charAt(in) || pattern.charAt(at) == '?')) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++retry;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}
