package dev.mullion.diff.masking;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a shell would run of a text that is to be hidden: it stays visible, or a secret would be a place to hide a change of
 * code in. Which language a text is in, nobody knows for certain, so what any of them would run counts.
 */
final class Code {
    private static final String DOUBLE_QUOTES = "\"\u201C\u201D\u201E";
    private static final String SINGLE_QUOTES = "'\u2018\u2019\u201A\u201B";

    /** A name that is called stands near. */
    private static final int MAX_CALLED = 64;

    /** What separates commands or calls something. */
    private static final String STRONG = ";|&(){}<>$`";

    /** A command that is written out, in a value that ought to be a password. */
    private static final Pattern STATEMENT =
            Pattern.compile("(?:^|[\\s;|&({=])[A-Z][a-z]{2,20}-[A-Z][A-Za-z]{1,40}(?=[\\s;|&)]|$)"
                    + "|\\s\\|\\s{0,4}[%?A-Za-z]|;\\s{0,4}[&$A-Za-z][\\w:.-]{1,60}\\s|\\s&&\\s|^\\s{0,8}&\\s"
                    + "|(?:^|[\\s;|&(\"'])(?i:powershell|pwsh|cmd|iex|iwr|irm|curl|wget|bash|sh|certutil|mshta|rundll32"
                    + "|bitsadmin|msiexec|regsvr32|wscript|cscript|python3?|perl|node)(?:\\.exe)?\\s{1,8}[\\S&&[^=]]");

    private Code() {}

    static boolean isQuote(char c) {
        return isDouble(c) || isSingle(c);
    }

    /** PowerShell takes typographic quotes for plain ones. */
    static boolean isDouble(char c) {
        return DOUBLE_QUOTES.indexOf(c) >= 0;
    }

    static boolean isSingle(char c) {
        return SINGLE_QUOTES.indexOf(c) >= 0;
    }

    /** Whether this closes what that has opened. */
    static boolean closes(char c, char open) {
        return isDouble(open) ? isDouble(c) : isSingle(open) && isSingle(c);
    }

    /**
     * Where a quoted value ends: where it is closed, or sooner where it may be closed in another language, or a comment is,
     * and what follows may be code.
     *
     * @param end where the language that allows most would close it
     */
    static int end(String text, int start, int end, char open) {
        int lastStrong = -1;
        int lastBlank = -1;
        int lastCall = -1;
        int letters = 0;
        for (int i = end - 1; i >= start; i--) {
            char c = text.charAt(i);
            boolean strong = STRONG.indexOf(c) >= 0;
            if (strong && lastStrong < 0) {
                lastStrong = i;
            }
            if (Character.isWhitespace(c) && lastBlank < 0) {
                lastBlank = i;
            }
            if (strong && letters > 2 && lastCall < 0) {
                lastCall = i;
            }
            // A sign and a quote may stand before the name of what is called.
            letters = Character.isLetter(c) ? letters + 1 : isQuote(c) || c == '.' || strong ? letters : 0;
            if (strong) {
                letters = 0;
            }
        }
        if (lastStrong < 0 && lastBlank < 0) {
            return end;
        }
        boolean quotedTwice = isQuote(text.charAt(start))
                && text.charAt(end - 1) == text.charAt(start)
                && lastStrong < 0
                && !Character.isWhitespace(text.charAt(Math.min(start + 1, end - 1)));
        for (int i = quotedTwice ? start + 1 : start; i < end; i++) {
            int to = breaks(text, start, i, open);
            boolean follows =
                    (lastStrong > i && lastBlank > i) || lastCall > i || (lastBlank > i && !isApostrophe(text, i, end));
            if (to >= 0 && follows) {
                return to;
            }
        }
        return end;
    }

    /** Where the value ends if this is its end in some language; or -1. */
    private static int breaks(String text, int start, int at, char open) {
        char c = text.charAt(at);
        if (isQuote(c)) {
            boolean own = closes(c, open);
            boolean escaped = at > start && (text.charAt(at - 1) == '\\' || text.charAt(at - 1) == '`');
            return own && !escaped ? (c == open ? -1 : at) : escaped ? at - 1 : at;
        }
        boolean comment = at > start
                && (text.startsWith("#>", at - 1) || text.startsWith("*/", at - 1) || text.startsWith("-->", at - 2));
        return comment ? at - 1 : -1;
    }

    /** It's a word. */
    private static boolean isApostrophe(String text, int at, int end) {
        return isSingle(text.charAt(at))
                && at > 0
                && at + 1 < end
                && Character.isLetter(text.charAt(at - 1))
                && Character.isLetter(text.charAt(at + 1));
    }

    /** Where a value without quotes ends: before what separates it from a command with a name. */
    static int bareEnd(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (";|&".indexOf(text.charAt(i)) >= 0 && !isEntity(text, i, end)) {
                int at = i + 1;
                while (at < end && "$&.({".indexOf(text.charAt(at)) >= 0) {
                    at++;
                }
                int name = at;
                while (at < end && at - name < 3 && Character.isLetter(text.charAt(at))) {
                    at++;
                }
                if (at - name == 3) {
                    return i;
                }
            }
        }
        return end;
    }

    /** {@code &amp;} before its semicolon, and the semicolon. */
    private static boolean isEntity(String text, int at, int end) {
        int amp = at;
        while (text.charAt(at) == ';' && amp > 0 && at - amp < 6 && text.charAt(amp) != '&') {
            amp--;
        }
        return text.startsWith("&amp;", amp) && amp + 5 <= end;
    }

    /** Whether this is a command rather than a password. */
    static boolean isStatement(String value) {
        return value.length() > 5 && STATEMENT.matcher(withoutCalls(value)).find();
    }

    /** Calls are shown by themselves. */
    private static String withoutCalls(String value) {
        int call = value.indexOf("$(");
        if (call < 0) {
            return value;
        }
        int[] closing = closing(value, 0, value.length());
        StringBuilder rest = new StringBuilder();
        int from = 0;
        while (call >= 0) {
            int end = closing[call + 1];
            if (call >= from && end > 0) {
                rest.append(value, from, call);
                from = end;
            }
            call = value.indexOf("$(", Math.max(from, call + 1));
        }
        return rest.append(value, from, value.length()).toString();
    }

    /** Whether a line of a text in several lines is no secret of its own. */
    static boolean isLine(String line) {
        boolean blank = false;
        boolean sign = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            blank |= Character.isWhitespace(c);
            sign |= STRONG.indexOf(c) >= 0
                    || "=\\/\"'".indexOf(c) >= 0
                    || (c == '-' && i > 0 && line.charAt(i - 1) == ' ');
        }
        return (blank && sign) || isStatement(line) || hasCall(line);
    }

    /** {@code [Net.WebClient]::new().DownloadString(}, without a blank. */
    private static boolean hasCall(String line) {
        int open = line.indexOf('(');
        return open >= 0 && line.indexOf(')', open) > 0 && hasName(line, 0, open);
    }

    /** Adds what of a span is no call: {@code "abc$(Invoke-Thing)def"}. */
    static void addAround(String text, SecretSpan span, List<SecretSpan> spans) {
        int from = span.start();
        char before = from > 0 ? text.charAt(from - 1) : ' ';
        boolean literal = isSingle(before);
        boolean bare = !isQuote(before);
        int[] closing = closing(text, span.start(), span.end());
        for (int i = span.start(); i < span.end(); i++) {
            int end = callEnd(text, i, span, closing, literal, bare);
            if (end > 0) {
                add(from, i, span, spans);
                from = end;
                i = end - 1;
            }
        }
        add(from, span.end(), span, spans);
    }

    private static void add(int from, int to, SecretSpan span, List<SecretSpan> spans) {
        if (to > from) {
            spans.add(new SecretSpan(from, to, span.reason()));
        }
    }

    /** Where the call ends that begins here, or -1. */
    private static int callEnd(String text, int at, SecretSpan span, int[] closing, boolean literal, boolean bare) {
        int limit = span.end();
        char c = text.charAt(at);
        if (c == '$' && at + 1 < limit && text.charAt(at + 1) == '(') {
            int end = closing[at + 1 - span.start()];
            // A call may hold quotes, of which the first seemed to end the value.
            int to = end == 0 ? limit : end;
            boolean told = end > 0 && !literal;
            return told || hasName(text, at + 2, to) ? to : -1;
        }
        if (c == '(' && bare) {
            int end = closing[at - span.start()];
            // Behind a blank stands what is given to the call.
            boolean open = end == 0 && limit < text.length() && Character.isWhitespace(text.charAt(limit));
            int to = open ? limit : end;
            return to > 0 && hasName(text, at + 1, to) ? to : -1;
        }
        if (c == '`' && !literal) {
            int end = at + 1;
            while (end < limit && text.charAt(end) != '`') {
                end++;
            }
            boolean command = (end < limit || bare) && isCommand(text, at + 1, end);
            return command ? Math.min(end + 1, limit) : -1;
        }
        return -1;
    }

    /** Behind the parenthesis that closes each one, or 0. */
    private static int[] closing(String text, int from, int to) {
        int[] closing = new int[to - from];
        int[] open = new int[to - from];
        int depth = 0;
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '(') {
                open[depth++] = i - from;
            } else if (text.charAt(i) == ')' && depth > 0) {
                closing[open[--depth]] = i + 1;
            }
        }
        return closing;
    }

    /** Whether anything is named that could be called; in random characters no three letters follow one another often. */
    private static boolean hasName(String text, int from, int to) {
        int letters = 0;
        for (int i = from; i < Math.min(to, from + MAX_CALLED); i++) {
            letters = Character.isLetter(text.charAt(i)) ? letters + 1 : 0;
            if (letters > 2 || Character.isWhitespace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** What stands between two backticks: PowerShell escapes single characters so, mostly {@code $} and quotes. */
    private static boolean isCommand(String text, int from, int to) {
        if (from == to) {
            return false;
        }
        char first = text.charAt(from);
        if (Character.isLetter(first) || first == '/' || first == '.' || first == '~') {
            return to - from > 1;
        }
        for (int i = from; i < to; i++) {
            if (Character.isWhitespace(text.charAt(i)) || ";|&(){}<>".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
