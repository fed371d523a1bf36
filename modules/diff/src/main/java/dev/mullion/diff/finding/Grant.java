package dev.mullion.diff.finding;

import java.util.List;
import java.util.Locale;

/**
 * What one statement says of an action on a resource; a wildcard is a wildcard.
 *
 * @param terms one object for all grants of a statement
 */
record Grant(Principal principal, String action, String resource, Terms terms) {
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

    /** An exception is a pattern too. */
    private static final int EXCEPTION_EFFORT = 100;

    /** IAM takes actions in any case. */
    String foldedAction() {
        return action.toLowerCase(Locale.ROOT);
    }

    /** Whether it is about more than what it names. */
    boolean isPattern() {
        return Wildcards.isPattern(action) || Wildcards.isPattern(resource);
    }

    /** Whether it is about every action, or every one of a service. */
    boolean isWide() {
        return action.equals("*") || action.endsWith(":*");
    }

    /** Whether it is about whatever the other is about, whoever it is for and on whatever conditions. */
    boolean covers(Grant other) {
        return Wildcards.matches(foldedAction(), other.foldedAction())
                && Wildcards.matches(resource, other.resource())
                && leavesNone(
                        terms.exceptActions(),
                        other.foldedAction(),
                        other.terms().exceptActions())
                && leavesNone(
                        terms.exceptResources(), other.resource(), other.terms().exceptResources());
    }

    /** How many characters it takes at most to compare with the other. */
    long effort(Grant other) {
        Terms others = other.terms();
        long exceptions = (long) terms.exceptActions().size()
                        * (1 + others.exceptActions().size())
                + (long) terms.exceptResources().size()
                        * (1 + others.exceptResources().size())
                + (long) terms.exceptPrincipals().size()
                        * (1 + others.exceptPrincipals().size());
        return Wildcards.effort(action, other.action())
                + Wildcards.effort(resource, other.resource())
                + exceptions * EXCEPTION_EFFORT;
    }

    /** Whether none of the exceptions is of what the other is about, or the other leaves it out too. */
    private static boolean leavesNone(List<String> exceptions, String about, List<String> others) {
        return exceptions.stream()
                .allMatch(exception -> Wildcards.areDisjoint(exception, about)
                        || others.stream().anyMatch(other -> Wildcards.matches(other, exception)));
    }

    /** Whether it is for whoever the other is for. */
    boolean isForAll(Grant other) {
        return principal.covers(other.principal())
                && terms.exceptPrincipals().stream()
                        .allMatch(exception -> !other.principal().covers(exception)
                                || other.terms().exceptPrincipals().stream().anyMatch(each -> each.covers(exception)));
    }

    /** {@code s3:GetObject on arn:aws:s3:::shop/*}. */
    String shown() {
        return action + " on " + resource;
    }
}
