package dev.mullion.diff.compare;

import java.util.regex.Pattern;

/** What a text is written in, told from the text alone. */
final class Language {
    private static final Pattern POWERSHELL = Pattern.compile(
            "(?im)<powershell>|^[ \\t]*+(?:\\[CmdletBinding|param\\s*\\(|function\\s+[A-Za-z]+-[A-Za-z]+|Set-StrictMode|#Requires\\b|using\\s+module\\b"
                    + "|(?:\\$[A-Za-z_][\\w:]*\\s*=\\s*)?(?:Get|Set|New|Invoke|Start|Stop|Remove|Add|Import|Write|Initialize|Install|Register|Test|Wait)-[A-Z]\\w+)");
    private static final Pattern XML_BEGINS =
            Pattern.compile("<(?:\\?xml\\b|!DOCTYPE\\b|[A-Za-z][\\w.:-]{0,100}[\\s>/])");
    private static final Pattern YAML_LINE = Pattern.compile("[\\w.-]{1,100}:(?:\\s|$)|- \\S");
    private static final int ENOUGH = 65_536;

    private Language() {}

    static String of(String text) {
        String beginning = text.substring(0, Math.min(text.length(), ENOUGH));
        if (POWERSHELL.matcher(beginning).find()) {
            return "powershell";
        }
        String stripped = text.strip();
        if (stripped.endsWith(">") && XML_BEGINS.matcher(stripped).lookingAt()) {
            return "xml";
        }
        if ((stripped.startsWith("{") && stripped.endsWith("}"))
                || (stripped.startsWith("[") && stripped.endsWith("]"))) {
            return "json";
        }
        return YAML_LINE.matcher(firstLine(beginning)).lookingAt() ? "yaml" : "text";
    }

    private static String firstLine(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("---"))
                .findFirst()
                .orElse("");
    }
}
