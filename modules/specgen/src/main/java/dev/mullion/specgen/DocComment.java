package dev.mullion.specgen;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a record's documentation comment, as they are written; without indentation but in blocks of code.
 *
 * @param text what stands before the first tag
 * @param parameters what is said of each component, by its name
 */
record DocComment(String text, Map<String, String> parameters) {
    private static final Pattern TAG = Pattern.compile("@(\\w+)(?:\\s+(.*))?");
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)\\s*(.*)");

    static DocComment read(@Nullable String comment) {
        StringBuilder text = new StringBuilder();
        Map<String, StringBuilder> parameters = new LinkedHashMap<>();
        StringBuilder current = text;
        boolean verbatim = false;
        for (String each : (comment == null ? "" : comment).split("\n", -1)) {
            String line = each.strip();
            Matcher tag = TAG.matcher(line);
            verbatim = (verbatim || line.startsWith("<pre>")) && !line.endsWith("</pre>");
            if (verbatim || !tag.matches()) {
                // A comment's lines start with a space.
                current.append(
                                verbatim && each.startsWith(" ")
                                        ? each.substring(1).stripTrailing()
                                        : line)
                        .append('\n');
                continue;
            }
            current = new StringBuilder();
            Matcher parameter = PARAMETER.matcher(tag.group(2) == null ? "" : tag.group(2));
            if (tag.group(1).equals("param") && parameter.matches()) {
                current.append(parameter.group(2)).append('\n');
                parameters.put(parameter.group(1), current);
            }
        }
        Map<String, String> stripped = new LinkedHashMap<>();
        parameters.forEach((name, said) -> stripped.put(name, said.toString().strip()));
        return new DocComment(text.toString().strip(), stripped);
    }
}
