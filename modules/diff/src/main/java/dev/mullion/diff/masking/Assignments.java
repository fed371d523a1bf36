package dev.mullion.diff.masking;

import dev.mullion.core.text.SecretNames;
import java.util.ArrayList;
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
            "pfx",
            "kennwort",
            "geheim",
            "mdp",
            "contrase",
            "wachtwoord",
            "senha",
            "haslo",
            "has\u0142o",
            "heslo",
            "losenord",
            "l\u00F6senord",
            "adgangskode",
            "kodeord",
            "salasana",
            "jelsz",
            "parola",
            "sifre",
            "\u015Fifre",
            "geslo",
            "lozinka",
            "\u043F\u0430\u0440\u043E\u043B\u044C",
            "\u03BA\u03C9\u03B4\u03B9\u03BA",
            "\u30D1\u30B9\u30EF\u30FC\u30C9",
            "\u5BC6\u7801",
            "\u5BC6\u78BC",
            "\u53E3\u4EE4",
            "\uBE44\uBC00\uBC88\uD638",
            "jeton",
            "clave",
            "chave",
            "segredo",
            "segreto",
            "schluss",
            "schl\u00FCss",
            "schluess",
            "sleutel",
            "klucz",
            "nyckel");

    private static final Automaton NAMES = stems();

    private static final int MAX_NAME_LENGTH = 80;
    private static final int MAX_VALUE_LENGTH = 8192;

    /** Names in one run of characters are each judged by all that follows; nobody writes more of them. */
    private static final int MAX_NAMES_OF_RUN = 8;

    /** Of a here-string; what is longer is no password. */
    private static final int MAX_LINE_LENGTH = 512;

    private static final String QUOTE = "\\\\{0,3}[\"']";

    /** What may stand before a quoted value: a cast, a parenthesis, a letter of SQL, Python or C#, PowerShell's here-string. */
    private static final String OPENING =
            "(?:(?:(?:\\[[\\w.]{1,60}\\]|\\(|[NnbrfuL@$]{1,2})\\s{0,4}){1,3}(?=[\"'\u2018-\u201B\u201C-\u201E]))?";

    /** Between a name and its value; group 1 is there for a quoted value. All bounded, so the scan is linear. */
    private static final Pattern BETWEEN = between("");

    /** One of these is in whatever stands between. */
    private static final Characters SIGNS = Characters.of("=:,> \t\n\u000B\f\r");

    /** The same behind the name of an XML tag, which may have attributes. */
    private static final Pattern BETWEEN_TAGS = between("(?:\\s[^<>]{1,200})?");

    /** What is called, and no literal. */
    static final Pattern CMDLET = Pattern.compile("[A-Z][a-z]+-[A-Z]\\w*|\\w+\\(|\\w+\\.\\w+[(.].*");

    /** What CloudFormation calls in YAML. */
    private static final Pattern FUNCTION =
            Pattern.compile("!(?:Ref|Sub|Join|If|GetAtt|ImportValue|FindInMap|Select|Split|Base64|Transform)");

    /** A digest of a file of secrets, as annotations of Kubernetes have it: {@code checksum/secret}. */
    private static final String CHECKSUM = "checksum/";

    /** A password as Unix keeps it, and no variable. */
    private static final Pattern HASH = Pattern.compile("\\$(?:1|2[abxy]?|5|6|7|y|gy)\\$");

    private static final Pattern ENTITY = Pattern.compile("&([#\\p{L}\\p{Nd}])[#\\p{L}\\p{Nd}]{0,7};");
    private static final int MAX_TAG_LENGTH = 400;

    /** Behind a comma inside a part of a connection string, which ends with a semicolon. */
    private static final Pattern IN_PART = Pattern.compile("[^\\s=,;\"'<|]{0,199}+;");

    /** What {@link FormatStrings} put a value into. */
    private static final Pattern FORMAT_PLACE = Pattern.compile("\\{\\d{1,2}\\}");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[\\s\\w.:-]*\\}?");
    /** A word, but {@code value}. */
    private static final Pattern PROSE = Pattern.compile("[ \\t]++[\\p{L}\\p{Nd}&&[^vV]]");

    private static final String MOT_DE = "mot de ";

    private static final Pattern COMMENTED_WORD = Pattern.compile("[A-Za-z]+[.,;:!?)]?");

    private final String text;
    private final List<SecretSpan> spans;

    /** How many names were judged by the run of characters that ends here. */
    private int namesOfRun;

    private int runEnd;

    /** Up to here a here-string was looked at line by line. */
    private int hereEnd;

    private Assignments(String text, List<SecretSpan> spans) {
        this.text = text;
        this.spans = spans;
    }

    private static Pattern between(String attributes) {
        return Pattern.compile(
                "(?:" + QUOTE + ")?[\\])}]?(?:" + QUOTE + ")?(?:"
                        + "\\s{0,8}(?:=>|:=|\\+=|[=:])[ \\t]{0,40}(?:>-?|\\|-?)?(?:\\r?\\n[ \\t]{1,40})?" + OPENING
                        + "|\\s{0,8},\\s{0,40}(?:" + QUOTE
                        + ")?(?:parameter|option|string)?value(?:" + QUOTE + ")?\\s{0,8}[:=]\\s{0,40}"
                        + "|\\s{0,8},\\s{0,40}(?=" + QUOTE + ")"
                        + "|[ \\t]*\\r?\\n[ \\t-]{0,40}value[ \\t]*:[ \\t]*"
                        + "|\\s{1,200}(?:-value|/d|value=|/t\\s+reg_\\w+\\s+/d)[ \\t=]{0,8}"
                        + "|\\s{1,8}-(?:propertytype|type)\\s+\\w+\\s+-value\\s{1,8}"
                        + "|" + attributes
                        + ">(?:\\s{0,200}<plaintext>\\w{0,10}</plaintext>)?(?:\\s{0,200}<value>)?(?:<!\\[CDATA\\[)?"
                        + "|[ \\t]{1,8}"
                        + ")(" + QUOTE + "|[\u2018-\u201B\u201C-\u201E])?",
                Pattern.CASE_INSENSITIVE);
    }

    private static Automaton stems() {
        Automaton stems = new Automaton();
        STEMS.forEach(stems::insert);
        stems.link();
        return stems;
    }

    static void find(SearchedText searched, List<SecretSpan> spans) {
        if (searched.hasAnyOf(SIGNS)) {
            new Assignments(searched.text(), spans).find();
        }
    }

    private void find() {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            state = NAMES.step(state, c < 128 ? lower(c) : Character.toLowerCase(c));
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
            i = end - 1;
            state = 0;
            start -= beforeWord(text, start);
            String name = text.substring(start, end);
            if (end < runEnd && namesOfRun > MAX_NAMES_OF_RUN) {
                continue;
            }
            if (SecretNames.of(name) == SecretNames.Tells.NOTHING
                    || isProse(start, end)
                    || isInArn(text, start)
                    || text.startsWith(CHECKSUM, start - CHECKSUM.length())) {
                continue;
            }
            Matcher separator = (isTagName(text, start) ? BETWEEN_TAGS : BETWEEN)
                    .matcher(text)
                    .region(end, text.length());
            if (separator.lookingAt()) {
                // What stands inside is hidden with it.
                i = Math.max(i, value(start, name, separator) - 1);
            }
        }
    }

    /** How long the rest of a name of several words is that ends in the one here. */
    private static int beforeWord(String text, int start) {
        return text.regionMatches(true, start - MOT_DE.length(), MOT_DE, 0, MOT_DE.length())
                        && text.regionMatches(true, start, "passe", 0, "passe".length())
                ? MOT_DE.length()
                : 0;
    }

    /** A name and a word behind it, as most text has them, need no closer look. */
    private boolean isProse(int start, int end) {
        return PROSE.matcher(text).region(end, text.length()).lookingAt()
                && !isOption(text, start)
                && !isInstruction(text, start)
                && !isTagName(text, start);
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
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

    /** Hides what the name has for a value; where that ends, or 0 where nothing is hidden as a whole. */
    private int value(int nameStart, String name, Matcher between) {
        int start = between.end();
        String quote = between.group(1);
        String separator = text.substring(nameStart + name.length(), between.end());
        if (quote != null && isHereString(start, quote)) {
            return start < hereEnd ? 0 : lines(start, name, quote);
        }
        boolean enclosed = nameStart > 0 && text.charAt(nameStart - 1) == '(';
        int end = quote == null ? bareEnd(start, enclosed) : quotedEnd(start, quote);
        if (end <= start || (isTag(separator) && !isTagName(text, nameStart))) {
            return 0;
        }
        if (quote == null && !isBareValue(text, nameStart, name, separator, start, end)) {
            return 0;
        }
        if (separator.startsWith("}") && separator.contains(",")) {
            return 0; // what follows ${password} in a list
        }
        String value = text.substring(start, end);
        // PowerShell's param() and hashtables of names: 'Password', 'Token' is a list of names.
        boolean list =
                separator.contains(",") && !separator.toLowerCase(Locale.ROOT).contains("value");
        if (list && !SecretNames.looksRandom(value) && !hasPasswordLook(value)) {
            return 0;
        }
        Optional<String> reason = SecretNames.hides(name, value);
        boolean place = FORMAT_PLACE.matcher(value).matches();
        if (reason.isEmpty() || place || (quote != null && Code.isStatement(value))) {
            return 0;
        }
        Code.addAround(text, new SecretSpan(start, end, reason.get()), spans);
        return end;
    }

    private boolean isHereString(int start, String quote) {
        return text.charAt(start - 2) == '@'
                && quote.length() == 1
                && (text.startsWith("\n", start) || text.startsWith("\r\n", start));
    }

    /** PowerShell's here-string: a secret in its lines, or a script, which is shown but for what is secret in it. */
    private int lines(int start, String name, String quote) {
        int limit = Math.min(text.length(), start + MAX_VALUE_LENGTH);
        int end = start;
        boolean all = true;
        List<SecretSpan> lines = new ArrayList<>();
        int from = start;
        while (from < limit) {
            int to = text.indexOf('\n', from + 1);
            to = to < 0 || to > limit ? limit : to;
            boolean closes = from + 2 < limit
                    && text.charAt(from) == '\n'
                    && Code.closes(text.charAt(from + 1), quote.charAt(0))
                    && text.charAt(from + 2) == '@';
            if (closes) {
                break;
            }
            String line = text.substring(from, to).strip();
            Optional<String> reason = SecretNames.hides(name, line);
            boolean code = line.length() > MAX_LINE_LENGTH || Code.isLine(line);
            if (!line.isEmpty() && reason.isPresent() && !code) {
                int first = text.indexOf(line, from);
                lines.add(new SecretSpan(first, first + line.length(), reason.get()));
            } else {
                all &= line.isEmpty();
            }
            end = to;
            from = to;
        }
        hereEnd = end;
        if (all && !lines.isEmpty()) {
            spans.add(new SecretSpan(start, end, lines.get(0).reason()));
            return end;
        }
        lines.forEach(line -> Code.addAround(text, line, spans));
        return 0;
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
        if ((first == '$' && !HASH.matcher(value).lookingAt())
                || first == '`'
                || first == '<'
                || first == ':'
                || FUNCTION.matcher(value).matches()) {
            return false;
        }
        if (first == '{') {
            // In parts of a connection string braces are quotes; elsewhere a variable stands in them.
            boolean quoted = before == ';' && hasPasswordLook(value);
            return separator.equals("=")
                    && value.endsWith("}")
                    && (quoted || !PLACEHOLDER.matcher(value).matches());
        }
        if (first == '(' || first == '[' || first == '@' || first == '-') {
            // As a part of a connection string.
            return separator.equals("=") && end < text.length() && text.charAt(end) == ';';
        }
        if (separator.isBlank() && !separator.contains("\n")) {
            return (isOption(text, nameStart) || isInstruction(text, nameStart)) && !value.startsWith("/");
        }
        boolean tells = SecretNames.of(name) == SecretNames.Tells.ALWAYS;
        // The name and the type in random:index/randomPassword:RandomPassword are none; /processModel.password:x is
        // one.
        boolean option = before == '/' && (nameStart < 2 || !isNamePart(text.charAt(nameStart - 2)));
        boolean inside = separator.equals(":") && (before != '/' || option);
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
                && (after == text.length()
                        || text.charAt(after) == '\n'
                        || text.charAt(after) == '\r'
                        || (after > end && text.charAt(after) == '#'));
    }

    /** Whether what is before the value is the rest of an XML tag with attributes. */
    private static boolean isTag(String separator) {
        return Character.isWhitespace(separator.charAt(0)) && separator.contains(">") && !separator.contains("=>");
    }

    private static boolean isTagName(String text, int nameStart) {
        return nameStart > 0 && (text.charAt(nameStart - 1) == '<' || text.charAt(nameStart - 1) == ':');
    }

    /** PowerShell takes dashes of any length. */
    private static boolean isOption(String text, int nameStart) {
        if (text.charAt(nameStart) == '-') {
            return true;
        }
        return nameStart > 0 && "/\u2013\u2014\u2015".indexOf(text.charAt(nameStart - 1)) >= 0;
    }

    /** {@code ENV NAME value} of a Dockerfile. */
    private static boolean isInstruction(String text, int nameStart) {
        int before = nameStart;
        while (before > 0 && (text.charAt(before - 1) == ' ' || text.charAt(before - 1) == '\t')) {
            before--;
        }
        return text.regionMatches(true, before - 3, "ENV", 0, 3)
                && (before == 3 || !Character.isLetterOrDigit(text.charAt(before - 4)));
    }

    /** Where it is closed, in the language that allows most; sooner where what follows may be code. */
    private int quotedEnd(int start, String open) {
        int limit = Math.min(text.length(), start + MAX_VALUE_LENGTH);
        boolean escaped = open.length() > 1;
        char quote = open.charAt(open.length() - 1);
        for (int i = start; i < limit; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                return Code.end(text, start, i, quote);
            }
            if (c == quote || (quote > 127 && Code.closes(c, quote))) {
                int from = i;
                while (escaped && from > start && text.charAt(from - 1) == '\\') {
                    from--;
                }
                boolean doubled = !escaped && i + 1 < limit && text.charAt(i + 1) == quote;
                boolean slashed = !escaped && quote == '"' && (text.charAt(i - 1) == '\\' || text.charAt(i - 1) == '`');
                if (doubled) {
                    i++;
                } else if (!slashed) {
                    return Code.end(text, start, from, quote);
                }
            }
        }
        return Code.end(text, start, limit, quote);
    }

    /** @param enclosed whether a parenthesis opens before the name, and closes behind the value */
    private int bareEnd(int start, boolean enclosed) {
        int limit = Math.min(text.length(), start + MAX_VALUE_LENGTH);
        namesOfRun = start < runEnd ? namesOfRun + 1 : 0;
        if (namesOfRun > MAX_NAMES_OF_RUN) {
            return start;
        }
        if (text.startsWith("{", start)) {
            int brace = start;
            while (brace < limit && text.charAt(brace) != '}' && text.charAt(brace) != '\n') {
                brace++;
            }
            if (brace < limit && text.charAt(brace) == '}') {
                return brace + 1; // ODBC's {p;w}
            }
        }
        int end = start;
        while (end < limit) {
            char c = text.charAt(end);
            int entity = c == '&' ? entityEnd(start, end, limit) : 0;
            if (entity > 0) {
                end = entity;
                continue;
            }
            boolean part =
                    c == ',' && IN_PART.matcher(text).region(end + 1, limit).lookingAt();
            if (!part && (Character.isWhitespace(c) || (enclosed && c == ')') || ";&\"',<|".indexOf(c) >= 0)) {
                break;
            }
            // The quote that closes a JSON string inside a string comes with a backslash.
            if (c == '\\' && end + 1 < limit && (text.charAt(end + 1) == '"' || text.charAt(end + 1) == 'n')) {
                break;
            }
            end++;
        }
        runEnd = Math.max(runEnd, end);
        while (end > start && (text.charAt(end - 1) == ')' || text.charAt(end - 1) == '}')) {
            end--;
        }
        return end;
    }

    /** Where the entity of XML ends that an ampersand begins; 0 where it begins the next parameter, or the next command. */
    private int entityEnd(int start, int ampersand, int limit) {
        Matcher entity = ENTITY.matcher(text).region(ampersand, limit);
        if (!entity.lookingAt()) {
            return 0;
        }
        String before = text.substring(Math.max(0, start - MAX_TAG_LENGTH), start);
        boolean inTag = before.lastIndexOf('<') > before.lastIndexOf('\n');
        return inTag || entity.group(1).equals("#") ? entity.end() : 0;
    }
}
