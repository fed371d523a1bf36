package dev.mullion.diff.masking;

import dev.mullion.core.text.SecretNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values next to names that say secret inside text of any language: assignments, JSON and YAML that is part of a script, XML,
 * connection strings and options of commands.
 */
final class Assignments {
    /** Every such name has one of these in it. */
    static final List<String> STEMS = List.of(
            "pass",
            "pwd",
            "psk",
            "secret",
            "token",
            "cred",
            "key",
            "conn",
            "auth",
            "cookie",
            "bearer",
            "dsn",
            "pat",
            "sas",
            "signature",
            "securestring",
            "salt",
            "seed",
            "webhook",
            "pin",
            "pfx");

    private static final Automaton NAMES = stems();

    private static final int MAX_NAME_LENGTH = 80;
    private static final int MAX_VALUE_LENGTH = 8192;
    private static final String QUOTE = "\\\\{0,3}[\"']";

    private static final String ATTRIBUTES = "(?:\\s[^<>]{1,200})?";

    /** What may stand before a quoted value: a cast, a parenthesis, a letter of SQL, Python or C#, PowerShell's here-string. */
    private static final String OPENING = "(?:(?:(?:\\[[\\w.]{1,60}\\]|\\(|[NnbrfuL@$]{1,2})\\s{0,4}){1,3}(?=[\"']))?";

    /** Between a name and its value; group 1 is there for a quoted value. All bounded, so the scan is linear. */
    private static final Pattern BETWEEN = Pattern.compile(
            "(?:" + QUOTE + ")?[\\])}]?(?:" + QUOTE + ")?(?:"
                    + "\\s{0,8}(?:=>|:=|\\+=|[=:])[ \\t]{0,40}(?:>-?|\\|-?)?(?:\\r?\\n[ \\t]{1,40})?" + OPENING
                    + "|\\s{0,8},\\s{0,40}(?:" + QUOTE + ")?value(?:" + QUOTE + ")?\\s{0,8}[:=]\\s{0,40}"
                    + "|\\s{0,8},\\s{0,40}(?=" + QUOTE + ")"
                    + "|[ \\t]*\\r?\\n[ \\t-]{0,40}value[ \\t]*:[ \\t]*"
                    + "|\\s{1,200}(?:-value|/d|value=|/t\\s+reg_\\w+\\s+/d)[ \\t=]{0,8}"
                    + "|\\s{1,8}-(?:propertytype|type)\\s+\\w+\\s+-value\\s{1,8}"
                    + "|" + ATTRIBUTES
                    + ">(?:\\s{0,200}<plaintext>\\w{0,10}</plaintext>)?(?:\\s{0,200}<value>)?(?:<!\\[CDATA\\[)?"
                    + "|[ \\t]{1,8}"
                    + ")(" + QUOTE + "|[\u2018\u201C])?",
            Pattern.CASE_INSENSITIVE);

    /** What is called, and no literal. */
    static final Pattern CMDLET = Pattern.compile("[A-Z][a-z]+-[A-Z]\\w*|\\w+\\(|\\w+\\.\\w+[(.].*");

    /** What CloudFormation calls in YAML. */
    private static final Pattern FUNCTION =
            Pattern.compile("!(?:Ref|Sub|Join|If|GetAtt|ImportValue|FindInMap|Select|Split|Base64|Transform)");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[\\s\\w.:-]*\\}?");
    private static final Pattern COMMENTED_WORD = Pattern.compile("[A-Za-z]+[.,;:!?)]?");

    private Assignments() {}

    private static Automaton stems() {
        Automaton stems = new Automaton();
        STEMS.forEach(stems::insert);
        stems.link();
        return stems;
    }

    static void find(String text, List<SecretSpan> spans) {
        Matcher between = BETWEEN.matcher(text);
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            state = NAMES.step(state, c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
            if (NAMES.longest(state) == 0) {
                continue;
            }
            int start = i;
            while (start > 0 && i - start < MAX_NAME_LENGTH && isNamePart(text.charAt(start - 1))) {
                start--;
            }
            int end = i + 1;
            while (end < text.length() && end - i < MAX_NAME_LENGTH && isNamePart(text.charAt(end))) {
                end++;
            }
            // The next name begins behind this one.
            int next = end;
            i = next - 1;
            state = 0;
            String name = text.substring(start, end);
            if (SecretNames.of(name) != SecretNames.Tells.NOTHING
                    && !isInArn(text, start)
                    && between.region(end, text.length()).lookingAt()) {
                Optional<SecretSpan> span = value(text, start, name, between);
                span.ifPresent(found -> addWithoutCode(text, found, spans));
                // What stands inside is hidden with it.
                i = span.map(found -> Math.max(found.end(), next) - 1).orElse(next - 1);
            }
        }
    }

    /** A call inside of a value is code, which nobody may hide: {@code "abc$(Invoke-Thing)def"}. */
    private static void addWithoutCode(String text, SecretSpan span, List<SecretSpan> spans) {
        int from = span.start();
        boolean evaluated = from > 0 && text.charAt(from - 1) == '"';
        int call = evaluated ? text.indexOf("$(", from) : -1;
        while (call >= 0 && call < span.end()) {
            int end = callEnd(text, call, span.end());
            boolean escaped = call > 0 && text.charAt(call - 1) == '`';
            if (end < 0 || escaped) {
                break; // no call, and all of it the value
            }
            if (call > from) {
                spans.add(new SecretSpan(from, call, span.reason()));
            }
            from = end;
            call = text.indexOf("$(", from);
        }
        if (from < span.end()) {
            spans.add(new SecretSpan(from, span.end(), span.reason()));
        }
    }

    private static int callEnd(String text, int call, int limit) {
        int depth = 0;
        for (int i = call + 1; i < limit; i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** {@code arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db} and a URN have words of their own. */
    private static boolean isInArn(String text, int nameStart) {
        int start = nameStart;
        while (start > 0 && nameStart - start < 200 && isArnPart(text.charAt(start - 1))) {
            start--;
        }
        return text.startsWith("arn:", start) || text.startsWith("urn:pulumi:", start);
    }

    private static boolean isArnPart(char c) {
        return isNamePart(c) || c == ':' || c == '/' || c == '*' || c == '#';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private static Optional<SecretSpan> value(String text, int nameStart, String name, Matcher between) {
        int start = between.end();
        boolean quoted = between.group(1) != null;
        String separator = text.substring(nameStart + name.length(), between.end());
        int end = quoted ? quotedEnd(text, start, between.group(1)) : bareEnd(text, start);
        if (end <= start || (isTag(separator) && !isTagName(text, nameStart))) {
            return Optional.empty();
        }
        String value = text.substring(start, end);
        if (!quoted && !isBareValue(text, nameStart, name, separator, start, end)) {
            return Optional.empty();
        }
        if (separator.startsWith("}") && separator.contains(",")) {
            return Optional.empty(); // what follows ${password} in a list
        }
        // PowerShell's param() and hashtables of names: 'Password', 'Token' is a list of names.
        if (separator.contains(",") && !separator.toLowerCase(Locale.ROOT).contains("value")) {
            return SecretNames.looksRandom(value) || hasPasswordLook(value)
                    ? SecretNames.hides(name, value).map(reason -> new SecretSpan(start, end, reason))
                    : Optional.empty();
        }
        return SecretNames.hides(name, value).map(reason -> new SecretSpan(start, end, reason));
    }

    private static boolean hasPasswordLook(String value) {
        return value.length() > 5
                && value.indexOf(' ') < 0
                && value.chars().anyMatch(Character::isDigit)
                && value.chars().anyMatch(Character::isLetter);
    }

    /** Where no quote says that this is a value, it must not be code, prose or another name. */
    private static boolean isBareValue(String text, int nameStart, String name, String separator, int start, int end) {
        String value = text.substring(start, end);
        char before = nameStart == 0 ? ' ' : text.charAt(nameStart - 1);
        if (value.length() < 3
                || before == '$'
                || before == '{'
                || CMDLET.matcher(value).matches()) {
            return false;
        }
        char first = value.charAt(0);
        if (first == '$'
                || first == '<'
                || first == ':'
                || FUNCTION.matcher(value).matches()) {
            return false;
        }
        if (first == '{') {
            return separator.equals("=")
                    && value.endsWith("}")
                    && !PLACEHOLDER.matcher(value).matches();
        }
        if (first == '(' || first == '[' || first == '@' || first == '-') {
            // As a part of a connection string.
            return separator.equals("=") && end < text.length() && text.charAt(end) == ';';
        }
        if (separator.isBlank() && !separator.contains("\n")) {
            return isOption(text, nameStart) && !value.startsWith("/");
        }
        boolean tells = SecretNames.of(name) == SecretNames.Tells.ALWAYS;
        // The name and the type in random:index/randomPassword:RandomPassword are none.
        boolean inside = separator.equals(":") && before != '/';
        if (tells && (inside || isWholeLine(text, nameStart, separator, end))) {
            return true;
        }
        boolean prose = separator.contains(":") && COMMENTED_WORD.matcher(value).matches();
        boolean code = separator.contains("=") && separator.contains(" ") && !SecretNames.looksRandom(value);
        return !prose && !(code && !hasPasswordLook(value));
    }

    /** {@code password = word}, as in an INI file. */
    private static boolean isWholeLine(String text, int nameStart, String separator, int end) {
        int before = nameStart - 1;
        while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
            before--;
        }
        int after = end;
        while (after < text.length() && (text.charAt(after) == ' ' || text.charAt(after) == '\t')) {
            after++;
        }
        String sign = separator.strip();
        return (sign.equals("=") || sign.equals(":"))
                && (before < 0 || text.charAt(before) == '\n')
                && (after == text.length() || text.charAt(after) == '\n' || text.charAt(after) == '\r');
    }

    /** Whether what is before the value is the rest of an XML tag with attributes. */
    private static boolean isTag(String separator) {
        return Character.isWhitespace(separator.charAt(0)) && separator.contains(">") && !separator.contains("=>");
    }

    private static boolean isTagName(String text, int nameStart) {
        return nameStart > 0 && (text.charAt(nameStart - 1) == '<' || text.charAt(nameStart - 1) == ':');
    }

    private static boolean isOption(String text, int nameStart) {
        if (nameStart < text.length() && text.charAt(nameStart) == '-') {
            return true;
        }
        return nameStart > 0 && (text.charAt(nameStart - 1) == '-' || text.charAt(nameStart - 1) == '/');
    }

    private static int quotedEnd(String text, int start, String quote) {
        boolean here = start > 1 && text.charAt(start - 2) == '@' && quote.length() == 1;
        if (here && (text.startsWith("\n", start) || text.startsWith("\r\n", start))) {
            int end = text.indexOf("\n" + quote + "@", start);
            return end < 0 ? text.length() : end;
        }
        return closing(text, start, quote);
    }

    private static int closing(String text, int start, String open) {
        int limit = Math.min(text.length(), start + MAX_VALUE_LENGTH);
        boolean escaped = open.length() > 1;
        char quote = open.charAt(open.length() - 1);
        for (int i = start; i < limit; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                return i;
            }
            if ((c == '\u2019' && open.equals("\u2018")) || (c == '\u201D' && open.equals("\u201C"))) {
                return i;
            }
            if (c == quote) {
                int from = i;
                while (escaped && from > start && text.charAt(from - 1) == '\\') {
                    from--;
                }
                boolean doubled = !escaped && i + 1 < limit && text.charAt(i + 1) == quote;
                boolean slashed = !escaped && quote == '"' && i > start && text.charAt(i - 1) == '\\';
                if (doubled) {
                    i++;
                } else if (!slashed) {
                    return from;
                }
            }
        }
        return limit;
    }

    private static int bareEnd(String text, int start) {
        int limit = Math.min(text.length(), start + MAX_VALUE_LENGTH);
        int brace = text.startsWith("{", start) ? text.indexOf('}', start) : -1;
        if (brace > 0 && brace < limit && text.substring(start, brace).indexOf('\n') < 0) {
            return brace + 1; // ODBC's {p;w}
        }
        int end = start;
        while (end < limit) {
            char c = text.charAt(end);
            boolean part = (c == ';' && isEntity(text, start, end)) || (c == ',' && isInPart(text, end + 1, limit));
            if (!part && (Character.isWhitespace(c) || ";\"',<|".indexOf(c) >= 0)) {
                break;
            }
            // The quote that closes a JSON string inside a string comes with a backslash.
            if (c == '\\' && end + 1 < limit && (text.charAt(end + 1) == '"' || text.charAt(end + 1) == 'n')) {
                break;
            }
            end++;
        }
        while (end > start && (text.charAt(end - 1) == ')' || text.charAt(end - 1) == '}')) {
            end--;
        }
        return end;
    }

    /** Whether a semicolon ends an entity of XML, and no part of a connection string. */
    private static boolean isEntity(String text, int start, int semicolon) {
        int at = semicolon - 1;
        while (at > start
                && semicolon - at < 9
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '#')) {
            at--;
        }
        return at >= start && at < semicolon - 1 && text.charAt(at) == '&';
    }

    /** Whether a comma stands inside a part of a connection string, which ends with a semicolon. */
    private static boolean isInPart(String text, int from, int limit) {
        for (int at = from; at < limit && at - from < 200; at++) {
            char c = text.charAt(at);
            if (c == ';') {
                return true;
            }
            if (Character.isWhitespace(c) || "=,\"'<|".indexOf(c) >= 0) {
                return false;
            }
        }
        return false;
    }
}
