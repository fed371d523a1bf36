package dev.mullion.diff.finding;

/** IAM's patterns: {@code *} for any text, {@code ?} for one character. */
final class Wildcards {
    /** No name of AWS is longer. */
    private static final int MAX_LENGTH = 2048;

    private Wildcards() {}

    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** Whether the pattern fits the text, as far as may be looked; one that is a pattern itself is taken as it stands. */
    static boolean matches(String pattern, String text, Looks looks) {
        if (Math.max(pattern.length(), text.length()) > MAX_LENGTH) {
            return false;
        }
        int literal = literal(pattern);
        if (!text.regionMatches(0, pattern, 0, literal)) {
            return false;
        }
        int at = literal;
        int in = literal;
        int star = -1;
        int retry = 0;
        while (in < text.length()) {
            if (!looks.take()) {
                return false;
            }
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

    /** Whether no text fits both, as far as their beginnings tell. */
    static boolean areDisjoint(String one, String other) {
        int length = Math.min(literal(one), literal(other));
        boolean exact = !isPattern(one) && !isPattern(other);
        return exact ? !one.equals(other) : !one.regionMatches(0, other, 0, length);
    }

    /** The length of what stands before the first wildcard. */
    static int literal(String pattern) {
        int length = 0;
        while (length < pattern.length() && pattern.charAt(length) != '*' && pattern.charAt(length) != '?') {
            length++;
        }
        return length;
    }
}
