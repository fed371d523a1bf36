package dev.mullion.diff.masking;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
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
    private static final Pattern STATEMENT = Pattern.compile(
            "(?:^|[\\s;|&({=])[A-Z][a-z]{2,20}-[A-Z][A-Za-z]{1,40}(?=[\\s;|&)]|$)"
                    + "|\\s\\|\\s{0,4}[%?A-Za-z]|;\\s{0,4}[&$A-Za-z][\\w:.-]{1,60}\\s|\\s&&\\s|^\\s{0,8}&\\s"
                    + "|(?:^|[\\s;|&(\"'])(?i:powershell|pwsh|cmd|iex|iwr|irm|curl|wget|bash|sh|certutil|mshta|rundll32"
                    + "|bitsadmin|msiexec|regsvr32|wscript|cscript|python3?|perl|node)(?:\\.exe)?(?:\\s{1,8}|\\s{0,8}<\\s{0,8})[\\S&&[^=<]]");

    /** The same behind a value without quotes, where HTML has an entity for an ampersand. */
    private static final Pattern COMMAND = Pattern.compile("(?:(?<!&amp);|\\||&(?!amp;))[$&.({]*+\\p{L}{3}");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^{}$`;|&<>()]*\\}");

    private static final Pattern OPTION = Pattern.compile("\\s[-/][A-Za-z]");

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
        int strong = -1;
        int code = -1;
        int letters = 0;
        for (int i = end - 1; i >= start; i--) {
            char c = text.charAt(i);
            boolean separates = STRONG.indexOf(c) >= 0;
            strong = separates ? Math.max(strong, i) : strong;
            code = Character.isWhitespace(c) || (separates && letters > 2) ? Math.max(code, i) : code;
            // A quote may stand before the name of what is called.
            letters = Character.isLetter(c) ? letters + 1 : isQuote(c) || c == '.' ? letters : 0;
        }
        for (int i = start; i < code; i++) {
            boolean quotedTwice = i == start && strong < 0 && isQuotedTwice(text, start, end);
            int to = quotedTwice ? -1 : breaks(text, i, open);
            if (to >= start && (strong > i || !isApostrophe(text, i))) {
                return to;
            }
        }
        return end;
    }

    private static boolean isQuotedTwice(String text, int start, int end) {
        return text.charAt(end - 1) == text.charAt(start) && !Character.isWhitespace(text.charAt(start + 1));
    }

    /** Where the value ends if this is its end in some language; or -1. */
    private static int breaks(String text, int at, char open) {
        char c = text.charAt(at);
        char before = text.charAt(at - 1);
        if (isQuote(c)) {
            boolean escaped = before == '\\' || before == '`';
            return escaped ? at - 1 : c == open ? -1 : at;
        }
        boolean comment = c == '>' ? before == '#' || text.startsWith("--", at - 2) : c == '/' && before == '*';
        return comment ? at - 1 : -1;
    }

    /** It's a word. */
    private static boolean isApostrophe(String text, int at) {
        return isSingle(text.charAt(at))
                && Character.isLetter(text.charAt(at - 1))
                && Character.isLetter(text.charAt(at + 1));
    }

    /** Where a value without quotes ends: before what separates it from a command with a name. */
    static int bareEnd(String text, int start, int end) {
        Matcher command = COMMAND.matcher(text).region(start, end);
        return command.find() ? command.start() : end;
    }

    /** Whether this is a command rather than a password. */
    static boolean isStatement(String value) {
        return value.length() > 5 && STATEMENT.matcher(withoutCalls(value)).find();
    }

    /** Calls are shown by themselves. */
    private static String withoutCalls(String value) {
        Map<Integer, Integer> closing = closing(value, 0, value.length());
        StringBuilder rest = new StringBuilder();
        int from = 0;
        for (int call = value.indexOf("$("); call >= 0; call = value.indexOf("$(", Math.max(from, call + 1))) {
            Integer end = closing.get(call + 1);
            if (end != null) {
                rest.append(value, from, call);
                from = end;
            }
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

    /** Whether a value without quotes in a document is a command: with an option, a call, or what separates or redirects. */
    static boolean isCommandLine(String value) {
        String plain = VARIABLE.matcher(value).replaceAll("");
        boolean blank = plain.chars().anyMatch(Character::isWhitespace);
        boolean strong = plain.chars().anyMatch(c -> STRONG.indexOf(c) >= 0);
        return isStatement(value)
                || hasCall(value)
                || (blank && strong)
                || OPTION.matcher(plain).find();
    }

    /** {@code [Net.WebClient]::new().DownloadString(}, without a blank. */
    private static boolean hasCall(String line) {
        return line.contains(")") && hasName(line, 0, line.indexOf('('));
    }

    /** Adds what of a span is no call: {@code "abc$(Invoke-Thing)def"}. */
    static void addAround(String text, SecretSpan span, List<SecretSpan> spans) {
        int from = span.start();
        char before = from > 0 ? text.charAt(from - 1) : ' ';
        boolean literal = isSingle(before);
        boolean bare = !isQuote(before);
        Map<Integer, Integer> closing = closing(text, span.start(), span.end());
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

    /** Where the call ends that begins here, or 0. */
    private static int callEnd(
            String text, int at, SecretSpan span, Map<Integer, Integer> closing, boolean literal, boolean bare) {
        int limit = span.end();
        char c = text.charAt(at);
        if (text.startsWith("$(", at)) {
            boolean told = closing.containsKey(at + 1) && !literal;
            // A call may hold quotes, of which the first seemed to end the value.
            int to = closing.getOrDefault(at + 1, limit);
            return told || hasName(text, at + 2, to) ? to : 0;
        }
        if (c == '(' && bare) {
            // Behind a blank stands what is given to the call.
            boolean goesOn = limit < text.length() && Character.isWhitespace(text.charAt(limit));
            int to = closing.getOrDefault(at, goesOn ? limit : 0);
            return hasName(text, at + 1, to) ? to : 0;
        }
        if (c == '`' && !literal) {
            int end = at + 1;
            while (end < limit && text.charAt(end) != '`') {
                end++;
            }
            boolean command = (end < limit || bare) && isCommand(text, at + 1, end);
            return command ? Math.min(end + 1, limit) : 0;
        }
        return 0;
    }

    /** Behind the parenthesis that closes each one. */
    private static Map<Integer, Integer> closing(String text, int from, int to) {
        Map<Integer, Integer> closing = new HashMap<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '(') {
                open.push(i);
            } else if (text.charAt(i) == ')' && !open.isEmpty()) {
                closing.put(open.pop(), i + 1);
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
