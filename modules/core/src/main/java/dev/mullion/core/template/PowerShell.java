package dev.mullion.core.template;

import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values as PowerShell 5.1 literals: each one complete, inert, and safe to stand in a user data document. */
public final class PowerShell {
    /**
     * What EC2Launch looks for in the text of user data, wherever it stands; any case, although AWS says that its tags
     * are case-sensitive (<a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html">user data</a>).
     */
    public static final Pattern USER_DATA_TAG = Pattern.compile(
            "</?\\s*(?:powershell|script|persist|powershellArguments|detach|runAsLocalSystem)\\s*>",
            Pattern.CASE_INSENSITIVE);

    // The tokenizer ends a single-quoted string at each of these: CharExtensions.IsSingleQuote,
    // https://github.com/PowerShell/PowerShell/blob/v7.4.0/src/System.Management.Automation/engine/parser/CharTraits.cs
    private static final Pattern QUOTE = Pattern.compile("['\u2018\u2019\u201A\u201B]");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");
    private static final Pattern HERE_STRING_END = Pattern.compile("^'@", Pattern.MULTILINE);

    private static final String INDENT = "    ";

    private PowerShell() {}

    /**
     * Why this string can not be a literal, as a message says it after {@code got "...";}, or empty when it can. For a
     * spec that wants to say so at the path of the value, long before a template meets it.
     */
    public static Optional<String> refusal(String text) {
        if (UNPRINTABLE.matcher(text).find()) {
            return Optional.of("use printable ASCII on one line, since Windows PowerShell 5.1 reads a script without"
                    + " byte order mark in the ANSI code page");
        }
        Matcher tag = USER_DATA_TAG.matcher(text);
        if (tag.find()) {
            return Optional.of("leave out " + tag.group() + ", which EC2Launch takes for a tag of the user data");
        }
        return Optional.empty();
    }

    /**
     * The value as an expression. Lists become arrays and maps hashtables in their own order, an element a line where
     * there are several.
     *
     * @param value a string, boolean, integer, list or map with string keys, nested at will
     * @throws IllegalArgumentException when a string is {@linkplain #refusal refused}, and for other types
     */
    public static String literal(Object value) {
        return literal(SpecPath.ROOT, value);
    }

    static String literal(SpecPath path, Object value) {
        return write(path, value, "\n");
    }

    /**
     * Text of several lines as one expression: a here-string, which reads as the text does, unless a line of the text
     * would end it.
     *
     * @param text ASCII that ends with a line feed; the expression's value is the text without it
     */
    public static String block(String text) {
        return HERE_STRING_END.matcher(text).find()
                ? quote(text.substring(0, text.length() - 1))
                : "@'\n" + text + "'@";
    }

    static String quote(String text) {
        return "'" + QUOTE.matcher(text).replaceAll("$0$0") + "'";
    }

    private static String write(SpecPath path, Object value, String newline) {
        if (value instanceof String text) {
            refusal(text).ifPresent(use -> {
                throw refused(path, "got " + Shown.text(text) + "; " + use);
            });
            return quote(text);
        }
        if (value instanceof Boolean flag) {
            return flag ? "$true" : "$false";
        }
        if (value instanceof Integer || value instanceof Long) {
            return value.toString();
        }
        if (value instanceof List<?> list) {
            return array(path, list, newline);
        }
        if (value instanceof Map<?, ?> map) {
            return hashtable(path, map, newline);
        }
        throw refused(path, "a " + value.getClass().getSimpleName() + " has no literal in PowerShell");
    }

    private static String array(SpecPath path, List<?> list, String newline) {
        List<String> elements = new ArrayList<>();
        String inner = list.size() > 1 ? newline + INDENT : newline;
        for (Object element : list) {
            elements.add(write(path.index(elements.size()), element, inner));
        }
        if (list.size() == 1 && list.get(0) instanceof List) {
            // @(@('a')) is the inner array: @() collects what the inner one enumerates. The unary comma keeps it whole.
            return "@(, " + elements.get(0) + ")";
        }
        return enclose("@(", elements, ",", newline, ")");
    }

    private static String hashtable(SpecPath path, Map<?, ?> map, String newline) {
        List<String> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        String inner = map.size() > 1 ? newline + INDENT : newline;
        map.forEach((key, value) -> {
            String name = (String) key;
            if (!keys.add(name.toLowerCase(Locale.ROOT))) {
                throw refused(path.key(name), "a key of a hashtable must differ from the others in more than case");
            }
            entries.add(write(path, name, newline) + " = " + write(path.key(name), value, inner));
        });
        return entries.size() == 1 ? "@{ " + entries.get(0) + " }" : enclose("@{", entries, "", newline, "}");
    }

    private static String enclose(String open, List<String> parts, String separator, String newline, String close) {
        if (parts.size() < 2) {
            return open + String.join("", parts) + close;
        }
        String inner = newline + INDENT;
        return open + inner + String.join(separator + inner, parts) + newline + close;
    }

    private static IllegalArgumentException refused(SpecPath path, String message) {
        return new IllegalArgumentException(path.segments().isEmpty() ? message : path + ": " + message);
    }
}
