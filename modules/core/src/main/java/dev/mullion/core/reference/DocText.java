package dev.mullion.core.reference;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of a documentation comment.
 *
 * @param text on one line a paragraph, code between backticks
 * @param yaml the block of YAML in it
 */
public record DocText(String text, Optional<String> yaml) {
    private static final Pattern BLOCK = Pattern.compile("(?s)<pre>\\{@code\\n(.*?)\\n\\s*\\}</pre>");
    private static final Pattern CODE =
            Pattern.compile("(?s)\\{@(?:code|literal)\\s+([^{}]*(?:\\{[^{}]*\\}[^{}]*)*)\\}");
    private static final Pattern LINK = Pattern.compile("(?s)\\{@link(?:plain)?\\s+([\\w.#]+)(?:\\s+([^}]*))?\\}");
    private static final Pattern ANCHOR = Pattern.compile("(?s)<a href=\"([^\"]*)\">(.*?)</a>");

    /** Of a comment as it is written. */
    static DocText of(String comment) {
        Matcher block = BLOCK.matcher(comment);
        Optional<String> yaml = block.find() ? Optional.of(block.group(1).stripTrailing()) : Optional.empty();
        String text = BLOCK.matcher(comment).replaceAll("");
        text = CODE.matcher(text).replaceAll(code -> Matcher.quoteReplacement("`" + oneLine(code.group(1)) + "`"));
        text = LINK.matcher(text)
                .replaceAll(link -> Matcher.quoteReplacement(link.group(2) == null ? link.group(1) : link.group(2)));
        text = ANCHOR.matcher(text)
                .replaceAll(link -> Matcher.quoteReplacement(link.group(2) + " (" + link.group(1) + ")"));
        String[] paragraphs = text.split("\\n\\s*\\n|<p>", -1);
        StringBuilder lines = new StringBuilder();
        for (String paragraph : paragraphs) {
            if (!paragraph.isBlank()) {
                lines.append(lines.length() == 0 ? "" : "\n\n").append(oneLine(paragraph));
            }
        }
        return new DocText(lines.toString(), yaml);
    }

    /** Without the marks of code, for where nobody renders them. */
    public String plain() {
        return text.replace("`", "");
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
