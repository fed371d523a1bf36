package dev.mullion.diff.veil;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values next to telling names inside text of any language: assignments, JSON and YAML that is part of a script, XML,
 * connection strings, options of commands, and the commands of Windows that take passwords.
 */
final class Assignments {
    /** Every telling name has one of these in it. */
    private static final Automaton TELLING = telling();

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_VALUE = 8192;
    private static final String QUOTE = "\\\\{0,3}[\"']";

    /** Between a name and its value; group 1 is there for a quoted value. All bounded, so the scan is linear. */
    private static final Pattern BETWEEN = Pattern.compile(
            "(?:" + QUOTE + ")?[\\])}]?(?:" + QUOTE + ")?(?:"
                    + "\\s{0,8}(?:=>|:=|\\+=|[=:])[ \\t]{0,40}(?:>-?|\\|-?)?(?:\\r?\\n[ \\t]{1,40})?"
                    + "|\\s{0,8},\\s{0,40}(?:" + QUOTE + ")?value(?:" + QUOTE + ")?\\s{0,8}[:=]\\s{0,40}"
                    + "|\\s{0,8},\\s{0,40}(?=" + QUOTE + ")"
                    + "|[ \\t]*\\r?\\n[ \\t-]{0,40}value[ \\t]*:[ \\t]*"
                    + "|\\s{1,8}(?:-value|/d|value=|/t\\s+reg_\\w+\\s+/d)[ \\t=]{0,8}"
                    + "|\\s{1,8}-(?:propertytype|type)\\s+\\w+\\s+-value\\s{1,8}"
                    + "|>(?:\\s{0,40}<value>)?"
                    + "|[ \\t]{1,8}"
                    + ")(" + QUOTE + "|[\u2018\u201C])?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CMDLET = Pattern.compile("[A-Z][a-z]+-[A-Z]\\w*|\\w+\\(|\\w+\\.\\w+[(.].*");
    private static final Pattern COMMENTED_WORD = Pattern.compile("[A-Za-z]+[.,;:!?)]?");

    /**
     * A command that takes a secret.
     *
     * @param hint lower-case text that the command holds
     */
    private record Command(String hint, Pattern pattern) {}

    private static final String ARGUMENT =
            "(\"[^\"\\r\\n]{1,512}\"|'[^'\\r\\n]{1,512}'|[^\\s\"';|&$%/*(-][^\\s\"';|&]{0,511})";

    private static final List<Command> COMMANDS = List.of(
            command(
                    "user",
                    "\\bnet1?(?:\\.exe)?[\"']?\\s{1,8}user\\s{1,8}(?:\"[^\"\\n]{1,80}\"|'[^'\\n]{1,80}'|\\S{1,80})\\s{1,8}"
                            + ARGUMENT),
            command(
                    "use",
                    "\\bnet1?(?:\\.exe)?\\s{1,8}use\\s{1,8}(?:[a-z*]:?\\s{1,8})?\\\\\\\\\\S{1,200}\\s{1,8}" + ARGUMENT),
            command("use", "\\bnet1?(?:\\.exe)?\\s{1,8}use\\b[^\\n]{0,300}?/user:\\S{1,100}\\s{1,8}" + ARGUMENT),
            command("securestring", "convertto-securestring\\b[^\\n|;]{0,80}?\\s" + ARGUMENT),
            command("securestring", ARGUMENT + "\\s{0,8}\\|\\s{0,8}convertto-securestring"),
            command(
                    "credential",
                    "pscredential\\b[^\\n]{0,200}?,\\s{0,8}\\(?\\s{0,8}(\"[^\"\\n]{1,512}\"|'[^'\\n]{1,512}')"),
            command("/p", "(?<![\\w.:/\\\\-])/(?:p|rp|pass|password)[:=]" + ARGUMENT),
            command("cmdkey", "\\bcmdkey\\b[^\\n]{0,300}?/pass:" + ARGUMENT),
            command("schtasks", "\\bschtasks\\b[^\\n]{0,2000}?/rp\\s{1,8}" + ARGUMENT),
            command("psexec", "\\bpsexec(?:64)?(?:\\.exe)?\\b[^\\n]{0,300}?\\s-p\\s{1,8}" + ARGUMENT),
            command(
                    "login",
                    "\\b(?:docker|nerdctl|podman|crane|oras|az|helm|skopeo)\\b[^\\n]{0,300}?\\blogin\\b[^\\n]{0,300}?\\s-p[ =]?"
                            + ARGUMENT),
            command(
                    "curl",
                    "\\bcurl(?:\\.exe)?\\b[^\\n]{0,1000}?\\s(?:-u|--user|--proxy-user)[ =]?[\"']?[^\\s:\"']{1,100}:([^\\s\"']{1,200})"),
            command("sqlcmd", "\\bsqlcmd\\b[^\\n]{0,500}?\\s-P\\s{0,8}" + ARGUMENT),
            command("mysql", "\\bmysql\\w*\\b[^\\n]{0,300}?\\s-p" + ARGUMENT),
            command("winexe", "\\bwinexe\\b[^\\n]{0,300}?%([^\\s\"']{1,200})"),
            command("dsadd", "\\bds(?:add|mod)\\b[^\\n]{0,500}?\\s-pwd\\s{1,8}" + ARGUMENT),
            command("netdom", "\\bnetdom\\b[^\\n]{0,500}?/p(?:assword)?d?:" + ARGUMENT),
            command(
                    "setx",
                    "\\bsetx\\s{1,8}[\"']?\\w{0,40}(?:pass|pwd|secret|token|key)\\w{0,40}[\"']?\\s{1,8}" + ARGUMENT),
            command(
                    "chpasswd",
                    "\\becho\\s{1,8}[\"']?\\w{1,40}:([^\\s\"'|]{1,200})[\"']?\\s{0,8}\\|\\s{0,8}(?:sudo\\s+)?chpasswd"));

    private Assignments() {}

    private static Command command(String hint, String pattern) {
        return new Command(hint, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
    }

    private static Automaton telling() {
        Automaton telling = new Automaton();
        for (String stem : List.of(
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
                "pin")) {
            telling.insert(stem);
        }
        telling.link();
        return telling;
    }

    /** @param lower the text in lower case */
    static void find(String text, String lower, List<Hit> hits) {
        names(text, hits);
        for (Command command : COMMANDS) {
            if (lower.contains(command.hint())) {
                Matcher match = command.pattern().matcher(text);
                while (match.find()) {
                    argument(text, match.start(1), match.end(1), hits);
                }
            }
        }
    }

    private static void argument(String text, int start, int end, List<Hit> hits) {
        boolean quoted = text.charAt(start) == '"' || text.charAt(start) == '\'';
        int from = quoted ? start + 1 : start;
        int to = quoted ? end - 1 : end;
        String value = text.substring(from, to);
        if (!TellingNames.isHarmless(value) && !CMDLET.matcher(value).matches() && value.length() > 2) {
            hits.add(new Hit(from, to, "given to a command as a password"));
        }
    }

    private static void names(String text, List<Hit> hits) {
        Matcher between = BETWEEN.matcher(text);
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            state = TELLING.step(state, c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
            if (TELLING.longest(state) == 0) {
                continue;
            }
            int start = i;
            while (start > 0 && i - start < LONGEST_NAME && isNamePart(text.charAt(start - 1))) {
                start--;
            }
            int end = i + 1;
            while (end < text.length() && end - i < LONGEST_NAME && isNamePart(text.charAt(end))) {
                end++;
            }
            // The next name begins behind this one.
            i = end - 1;
            state = 0;
            String name = text.substring(start, end);
            if (TellingNames.of(name) != TellingNames.Tells.NOTHING
                    && between.region(end, text.length()).lookingAt()) {
                value(text, start, name, between).ifPresent(hits::add);
            }
        }
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private static Optional<Hit> value(String text, int nameStart, String name, Matcher between) {
        int start = between.end();
        boolean quoted = between.group(1) != null;
        int end = quoted ? closing(text, start, between.group(1)) : bareEnd(text, start);
        if (end <= start) {
            return Optional.empty();
        }
        String value = text.substring(start, end);
        String separator = text.substring(nameStart + name.length(), between.end());
        if (!quoted && (isInArn(text, nameStart) || !isBareValue(text, nameStart, separator, value))) {
            return Optional.empty();
        }
        if (quoted && separator.isBlank() && !isOption(text, nameStart)) {
            return Optional.empty();
        }
        // PowerShell's param() and hashtables of names: 'Password', 'Token' is a list of names.
        if (separator.contains(",") && !separator.toLowerCase(Locale.ROOT).contains("value")) {
            return TellingNames.looksRandom(value) || hasPasswordLook(value)
                    ? TellingNames.hides(name, value).map(reason -> new Hit(start, end, reason))
                    : Optional.empty();
        }
        return TellingNames.hides(name, value).map(reason -> new Hit(start, end, reason));
    }

    /** The ARN of a secret, {@code arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf}, says which it is. */
    private static boolean isInArn(String text, int nameStart) {
        int start = nameStart;
        while (start > 0
                && nameStart - start < LONGEST_NAME
                && (isNamePart(text.charAt(start - 1)) || text.charAt(start - 1) == ':')) {
            start--;
        }
        return start < nameStart && text.charAt(nameStart - 1) == ':' && text.startsWith("arn:", start);
    }

    private static boolean hasPasswordLook(String value) {
        return value.length() > 5
                && value.indexOf(' ') < 0
                && value.chars().anyMatch(Character::isDigit)
                && value.chars().anyMatch(Character::isLetter);
    }

    /** Where no quote says that this is a value, it must not be code, prose or another name. */
    private static boolean isBareValue(String text, int nameStart, String separator, String value) {
        char before = nameStart == 0 ? ' ' : text.charAt(nameStart - 1);
        if (value.length() < 3
                || before == '$'
                || before == '{'
                || CMDLET.matcher(value).matches()) {
            return false;
        }
        char first = value.charAt(0);
        if (first == '$'
                || first == '('
                || first == '['
                || first == '{'
                || first == '@'
                || first == '<'
                || first == '-') {
            return false;
        }
        if (separator.isBlank() && !separator.contains("\n")) {
            return isOption(text, nameStart) && !value.startsWith("/");
        }
        boolean prose = separator.contains(":") && COMMENTED_WORD.matcher(value).matches();
        boolean code = separator.contains("=") && separator.contains(" ") && !TellingNames.looksRandom(value);
        return !prose && !(code && !hasPasswordLook(value));
    }

    private static boolean isOption(String text, int nameStart) {
        if (nameStart < text.length() && text.charAt(nameStart) == '-') {
            return true;
        }
        return nameStart > 0 && (text.charAt(nameStart - 1) == '-' || text.charAt(nameStart - 1) == '/');
    }

    private static int closing(String text, int start, String open) {
        int limit = Math.min(text.length(), start + LONGEST_VALUE);
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
        int limit = Math.min(text.length(), start + LONGEST_VALUE);
        int end = start;
        while (end < limit) {
            char c = text.charAt(end);
            if (Character.isWhitespace(c) || c == ';' || c == '"' || c == '\'' || c == ',' || c == '<' || c == '|') {
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
}
