package dev.mullion.diff.finding;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one statement says of an action on a resource; a wildcard is a wildcard.
 *
 * @param foldedAction since IAM takes actions in any case
 * @param terms one object for all grants of a statement
 */
record Grant(Principal principal, String action, String foldedAction, String resource, Terms terms) {
    private static final int MAX_EXCEPTIONS = 3;

    Grant(Principal principal, String action, String resource, Terms terms) {
        this(principal, action, action.toLowerCase(Locale.ROOT), resource, terms);
    }

    /**
     * What a statement says of all that it names.
     *
     * @param conditions every one has to hold
     */
    record Terms(
            List<String> exceptActions,
            List<String> exceptResources,
            List<Principal> exceptPrincipals,
            List<Condition> conditions) {}

    /** Whether it is about more than what it names. */
    boolean isPattern() {
        return Wildcards.isPattern(action) || Wildcards.isPattern(resource);
    }

    /** Whether it is about every action, or every one of a service. */
    boolean isWide() {
        return action.equals("*") || action.endsWith(":*");
    }

    /** Whether it is about whatever the other is about, whoever it is for and on whatever conditions. */
    boolean covers(Grant other, Looks looks) {
        return Wildcards.matches(foldedAction, other.foldedAction(), looks)
                && Wildcards.matches(resource, other.resource(), looks)
                && leavesNone(
                        terms.exceptActions(),
                        other.foldedAction(),
                        other.terms().exceptActions(),
                        looks)
                && leavesNone(
                        terms.exceptResources(), other.resource(), other.terms().exceptResources(), looks);
    }

    /** Whether none of the exceptions is of what the other is about, or the other leaves it out too. */
    private static boolean leavesNone(List<String> exceptions, String about, List<String> others, Looks looks) {
        return exceptions.stream()
                .allMatch(exception -> (looks.take() && Wildcards.areDisjoint(exception, about))
                        || others.stream()
                                .anyMatch(other -> looks.take() && Wildcards.matches(other, exception, looks)));
    }

    /** Whether it is for whoever the other is for. */
    boolean isForAll(Grant other, Looks looks) {
        return principal.covers(other.principal())
                && terms.exceptPrincipals().stream()
                        .allMatch(exception -> looks.take()
                                && (!other.principal().covers(exception)
                                        || other.terms().exceptPrincipals().stream()
                                                .anyMatch(each -> looks.take() && each.covers(exception))));
    }

    /** {@code s3:GetObject on arn:aws:s3:::shop/*}, {@code * but iam:* on *}. */
    String shown() {
        return action + but(terms.exceptActions()) + " on " + resource + but(terms.exceptResources());
    }

    private static String but(List<String> exceptions) {
        int more = exceptions.size() - MAX_EXCEPTIONS;
        String shown = exceptions.stream().limit(MAX_EXCEPTIONS).collect(Collectors.joining(", "));
        return exceptions.isEmpty() ? "" : " but " + shown + (more > 0 ? " and " + more + " more" : "");
    }
}
