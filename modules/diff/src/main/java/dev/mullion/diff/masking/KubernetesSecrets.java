package dev.mullion.diff.masking;

import dev.mullion.diff.masking.SearchedText.Hint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Manifests of kind {@code Secret}, and {@code SecretList}, whose items need not say their kind, inside of other text, such as a
 * script that applies them or a chart's template: their data is secret.
 */
final class KubernetesSecrets {
    static final String REASON = "data of a Kubernetes Secret";

    static final String KIND = "Secret";

    static final String LIST = "SecretList";

    /** What holds the data, plain or in base64. */
    static final Set<String> DATA = Set.of("data", "stringData");

    /** At the beginning of a line, or of a text in quotes, such as what a shell's {@code echo} gets. */
    private static final Pattern MANIFEST =
            Pattern.compile("(?m)(?:^([ \\t]*(?:-[ \\t]+)?)[\"']?kind[\"']?|(?<=[\"'])kind)[ \\t]*:[ \\t]*"
                    + "(?:[!&]\\S{1,99}[ \\t]+)?\\\\{0,3}[\"']?Secret(List)?"
                    + "(?:\\\\{0,3}[\"']?[ \\t]*(?:#[^\\n]*)?\\r?|[\"'](?![ \\t]*[,}\\]:])[^\\n]*)$");

    private static final Pattern FIELD =
            Pattern.compile("(?:\"[^\"\\n]{0,253}\"|'[^'\\n]{0,253}'|[\\w.-]{1,253})[ \\t]{0,99}:(?=\\s|$)");
    /** What says that a text of several lines follows. */
    private static final Pattern BLOCK = Pattern.compile("[|>][+-]?\\d?");

    /** None, or one; in a string of a program it is escaped. */
    private static final String QUOTE = "(\\\\{0,3}[\"']|)";

    /** JSON, and YAML in braces, whose names and values need no quotes. */
    private static final Pattern FLOW_KIND = Pattern.compile(
            "(?<![\\w.-])" + QUOTE + "kind\\1\\s{0,8}:\\s{0,8}" + QUOTE + "Secret(?:List)?\\2(?![\\w.-])");

    private static final Pattern FLOW_DATA =
            Pattern.compile("(?<![\\w.-])" + QUOTE + "(?:data|stringData)\\1\\s{0,8}:\\s{0,8}\\{(?!\\{)");

    private static final int MAX_ESCAPES = 3;

    /** YAML in a string of a program. */
    private static final Hint IN_ONE_LINE = Hint.of("\\n");

    private static final Hint HINT = Hint.of(KIND);

    /** A manifest is no longer above its kind. */
    private static final int MAX_LINES_ABOVE = 100;

    private final String text;
    private final List<SecretSpan> spans;

    private KubernetesSecrets(String text, List<SecretSpan> spans) {
        this.text = text;
        this.spans = spans;
    }

    static void find(SearchedText searched, List<SecretSpan> spans) {
        if (searched.has(HINT)) {
            // Editors of Windows begin a file with a mark.
            int mark = searched.text().startsWith("\uFEFF") ? 1 : 0;
            List<SecretSpan> found = new ArrayList<>();
            KubernetesSecrets secrets = new KubernetesSecrets(searched.text().substring(mark), found);
            secrets.yaml();
            secrets.flow();
            found.forEach(span -> spans.add(span.moved(mark)));
        }
        if (searched.has(HINT) && searched.has(IN_ONE_LINE)) {
            Unescaped lines = Unescaped.lines(searched.text());
            List<SecretSpan> found = new ArrayList<>();
            new KubernetesSecrets(lines.plain(), found).yaml();
            found.forEach(span -> spans.add(lines.origin(span)));
        }
    }

    private void yaml() {
        Matcher kind = MANIFEST.matcher(text);
        int from = 0;
        while (from < text.length() && kind.find(from)) {
            boolean quoted = kind.start(1) < 0;
            int indent = quoted ? 0 : kind.end(1) - kind.start(1);
            int start = kind.start();
            for (int i = 0; i < MAX_LINES_ABOVE && start > 0 && !quoted; i++) {
                int above = text.lastIndexOf('\n', start - 2) + 1;
                boolean outside = isOutside(above, indent) || (indent(above) < indent && !isTemplate(above));
                if (above < from || outside || kind.group(1).contains("-")) {
                    break;
                }
                start = above;
                if (isItem(above, indent)) {
                    break;
                }
            }
            int limit = quoted ? closing(text.charAt(kind.start() - 1), kind.end()) : text.length();
            from = Math.max(kind.end(), document(start, indent, kind.start(2) >= 0, limit));
        }
    }

    /** Where a text in quotes ends, in which the same quote may be escaped. */
    private int closing(char quote, int from) {
        int at = text.indexOf(quote, from);
        while (at > 0 && text.charAt(at - 1) == '\\') {
            at = text.indexOf(quote, at + 1);
        }
        return at < 0 ? text.length() : at;
    }

    /**
     * Hides what is below the data of a manifest; where it ends.
     *
     * @param list whether the data is that of its items, and deeper in it
     */
    private int document(int start, int indent, boolean list, int limit) {
        int line = start;
        int data = -1;
        while (line < limit) {
            int end = text.indexOf('\n', line);
            end = end < 0 || end > limit ? limit : end;
            int here = indent(line);
            boolean blank = text.substring(line, end).isBlank() || isTemplate(line);
            boolean next = (isItem(line, indent) && !list) || isOutside(line, indent) || here < indent;
            if (!blank && line > start && next) {
                return line;
            }
            if (!blank && data >= 0 && here > data) {
                value(line + leading(line), end);
            } else if (!blank && (list || here == indent)) {
                Matcher field = FIELD.matcher(text).region(line + Math.min(here, end - line), end);
                boolean found = field.lookingAt()
                        && DATA.contains(unquoted(
                                text.substring(line + here, field.end() - 1).strip()));
                data = found ? here : -1;
            }
            line = end + 1;
        }
        return limit;
    }

    /** A line of a template, such as Helm's, which stands wherever its author likes. */
    private boolean isTemplate(int line) {
        return text.startsWith("{{", line + leading(line));
    }

    private static String unquoted(String name) {
        return Code.isQuote(name.charAt(0)) ? name.substring(1, name.length() - 1) : name;
    }

    /** A line below the data: {@code name: value}, or a line of a longer value. */
    private void value(int start, int end) {
        Matcher field = FIELD.matcher(text).region(start, end);
        int from = field.lookingAt() ? field.end() : start;
        while (from < end && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        int to = end;
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        if (to - from > 1 && Code.isQuote(text.charAt(from)) && text.charAt(to - 1) == text.charAt(from)) {
            from++;
            to--;
        }
        String value = text.substring(from, to);
        if (!value.isEmpty() && !BLOCK.matcher(value).matches() && !Code.isStatement(value)) {
            Code.addAround(text, new SecretSpan(from, to, REASON), spans);
        }
    }

    /** Whether a line can not belong to a manifest of this indentation. */
    private boolean isOutside(int line, int indent) {
        return text.startsWith("---", line)
                || text.startsWith("'@", line)
                || text.startsWith("\"@", line)
                || (indent(line) == 0 && indent == 0 && leading(line) == 0 && !isField(line) && !isTemplate(line));
    }

    private boolean isField(int line) {
        char c = line < text.length() ? text.charAt(line) : '\n';
        return c == '\n'
                || c == '\r'
                || c == '#'
                || FIELD.matcher(text).region(line, text.length()).lookingAt();
    }

    /** The item of a list begins with its hyphen. */
    private boolean isItem(int line, int indent) {
        return indent(line) == indent && leading(line) < indent;
    }

    /** Where the first key of a line stands: behind the hyphen of an item. */
    private int indent(int line) {
        int indent = leading(line);
        return text.startsWith("- ", line + indent) ? indent + 1 + leading(line + indent + 1) : indent;
    }

    private int leading(int line) {
        int indent = 0;
        while (line + indent < text.length()
                && (text.charAt(line + indent) == ' ' || text.charAt(line + indent) == '\t')) {
            indent++;
        }
        return indent;
    }

    private void flow() {
        if (!FLOW_KIND.matcher(text).find()) {
            return;
        }
        Matcher data = FLOW_DATA.matcher(text);
        int from = 0;
        while (data.find(from)) {
            from = values(data.end());
        }
    }

    /** Hides the values of a map in braces, and of those in it; where it ends. */
    private int values(int start) {
        int depth = 1;
        int at = start;
        while (at < text.length() && depth > 0) {
            char c = text.charAt(at);
            int quote = at + escapes(at);
            if (quote < text.length() && (text.charAt(quote) == '"' || text.charAt(quote) == '\'')) {
                int close = close(quote, quote - at);
                boolean closed = close > quote;
                int after = closed ? close + quote - at + 1 : lineEnd(quote + 1);
                hide(quote + 1, closed ? close : after);
                at = after;
            } else if (c == '{' || c == '}') {
                depth += c == '{' ? 1 : -1;
                at++;
            } else if (Character.isWhitespace(c) || ",:[]".indexOf(c) >= 0) {
                at++;
            } else {
                int end = bareEnd(at);
                hide(at, end);
                at = end;
            }
        }
        return at;
    }

    private int escapes(int at) {
        int number = 0;
        while (number < MAX_ESCAPES && at + number < text.length() && text.charAt(at + number) == '\\') {
            number++;
        }
        return number;
    }

    /** Where a string closes, before what escapes its quote; or -1. In one that is not escaped, a backslash hides what follows. */
    private int close(int quote, int escapes) {
        for (int i = quote + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
            if (escapes == 0 && text.charAt(i) == '\\' && text.charAt(quote) == '"') {
                i++;
            } else if (text.charAt(i) == text.charAt(quote)) {
                return i - escapes;
            }
        }
        return -1;
    }

    private int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    /** Of a word without quotes, which a colon and a blank end where it is a name. */
    private int bareEnd(int at) {
        int end = at;
        while (end < text.length() && ",{}\n".indexOf(text.charAt(end)) < 0) {
            boolean name =
                    text.charAt(end) == ':' && end + 1 < text.length() && " \n\"'{[".indexOf(text.charAt(end + 1)) >= 0;
            if (name) {
                break;
            }
            end++;
        }
        return Math.max(end, at + 1);
    }

    /** Hides what is no name. */
    private void hide(int from, int to) {
        int end = Math.min(to, text.length());
        while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        int after = end;
        while (after < text.length()
                && (Character.isWhitespace(text.charAt(after)) || "\\\"'".indexOf(text.charAt(after)) >= 0)) {
            after++;
        }
        boolean name = after < text.length() && text.charAt(after) == ':';
        if (!name && end > from && !Code.isStatement(text.substring(from, end))) {
            Code.addAround(text, new SecretSpan(from, end, REASON), spans);
        }
    }
}
