package dev.mullion.check;

/**
 * A rule that something breaks.
 *
 * @param urn the resource it is about, secrets masked
 * @param what was found: a sentence without its subject and without a full stop, secrets masked
 */
public record Finding(Rule rule, String urn, String what) {
    /** What was found, what comes of it, and what to do. */
    public String message() {
        return what + "; " + rule.why() + "; " + rule.fix();
    }
}
