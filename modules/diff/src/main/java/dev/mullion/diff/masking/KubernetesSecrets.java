package dev.mullion.diff.masking;

import dev.mullion.diff.masking.SearchedText.Hint;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Manifests of kind {@code Secret} inside of other text, such as a script that applies them: their data is secret. */
final class KubernetesSecrets {
    static final String REASON = "data of a Kubernetes Secret";

    /** What holds the data, plain or in base64. */
    static final Set<String> DATA = Set.of("data", "stringData");

    private static final Pattern KIND =
            Pattern.compile("(?m)^([ \\t]*(?:- )?)[\"']?kind[\"']?:[ \\t]*[\"']?Secret[\"']?[ \\t]*\\r?$");
    private static final Pattern FIELD =
            Pattern.compile("(?:\"[^\"\\n]{0,253}\"|'[^'\\n]{0,253}'|[\\w.-]{1,253}):(?=\\s|$)");
    /** What says that a text of several lines follows. */
    private static final Pattern BLOCK = Pattern.compile("[|>][+-]?\\d?");

    /** JSON, and YAML in braces, whose names and values need no quotes. */
    private static final Pattern FLOW_KIND =
            Pattern.compile("(?<![\\w.-])([\"']?)kind\\1\\s{0,8}:\\s{0,8}([\"']?)Secret\\2(?![\\w.-])");

    private static final Pattern FLOW_DATA =
            Pattern.compile("(?<![\\w.-])([\"']?)(?:data|stringData)\\1\\s{0,8}:\\s{0,8}\\{");
    private static final Pattern FLOW_VALUE = Pattern.compile("[\"']?\\s{0,8}:\\s{0,8}"
            + "(?:\"([^\"\\\\\\n]{0,8192}(?:\\\\.[^\"\\\\\\n]{0,8192}+){0,100})\""
            + "|'([^'\\n]{0,8192}+)'"
            + "|(?<=\\s)([^\\s\"',{}\\[\\]][^,{}\\n]{0,8192}+))");

    private static final Hint HINT = Hint.of("Secret");

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
            KubernetesSecrets secrets = new KubernetesSecrets(searched.text(), spans);
            secrets.yaml();
            secrets.flow();
        }
    }

    private void yaml() {
        Matcher kind = KIND.matcher(text);
        int from = 0;
        while (from < text.length() && kind.find(from)) {
            int indent = kind.end(1) - kind.start(1);
            int start = kind.start();
            for (int i = 0; i < MAX_LINES_ABOVE && start > 0; i++) {
                int above = text.lastIndexOf('\n', start - 2) + 1;
                if (above < from
                        || isOutside(above, indent)
                        || indent(above) < indent
                        || kind.group(1).endsWith("- ")) {
                    break;
                }
                start = above;
                if (isItem(above, indent)) {
                    break;
                }
            }
            from = Math.max(kind.end(), document(start, indent));
        }
    }

    /** Hides what is below the data of a manifest; where it ends. */
    private int document(int start, int indent) {
        int line = start;
        boolean data = false;
        while (line < text.length()) {
            int end = text.indexOf('\n', line);
            end = end < 0 ? text.length() : end;
            int here = indent(line);
            boolean blank = text.substring(line, end).isBlank();
            boolean next = isItem(line, indent) || isOutside(line, indent) || here < indent;
            if (!blank && line > start && next) {
                return line;
            }
            if (!blank && here == indent) {
                Matcher field = FIELD.matcher(text).region(line + here, end);
                data = field.lookingAt() && DATA.contains(unquoted(text.substring(line + here, field.end() - 1)));
            } else if (!blank && data) {
                value(line + leading(line), end);
            }
            line = end + 1;
        }
        return text.length();
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
                || (indent(line) == 0 && indent == 0 && leading(line) == 0 && !isField(line));
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
        return text.startsWith("- ", line + indent) ? indent + 2 : indent;
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
            int end = text.indexOf('}', data.end());
            from = end < 0 ? text.length() : end;
            values(data.end(), from);
        }
    }

    private void values(int from, int to) {
        Matcher value = FLOW_VALUE.matcher(text).region(from, to).useTransparentBounds(true);
        while (value.find()) {
            int group = value.start(1) >= 0 ? 1 : value.start(2) >= 0 ? 2 : 3;
            String plain = value.group(group).stripTrailing();
            if (!plain.isEmpty() && !Code.isStatement(plain)) {
                int start = value.start(group);
                Code.addAround(text, new SecretSpan(start, start + plain.length(), REASON), spans);
            }
        }
    }
}
