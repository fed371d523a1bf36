package dev.mullion.diff.report;

import dev.mullion.core.text.Visible;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text of a plan in Markdown, so that it is read and never acts. GitHub and GitLab look for mentions, references, commits,
 * emoji, formulas and bare links everywhere but in code, also behind entities; so all that is more than a plain word ({@link
 * Prose}) stands in code. A report puts none of it at the beginning of a line, where GitLab looks for quick actions.
 */
final class MarkdownEscaper {
    /** No limit, for text that was cut before. */
    static final int WHOLE = Integer.MAX_VALUE / 16;

    /** cmark-gfm, which GitHub uses, does not know a delimiter of more than 80. */
    private static final int MAX_BACKTICKS = 20;

    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private MarkdownEscaper() {}

    /** A code span, at most so long. */
    static String code(String text, int maxLength) {
        boolean wild = longestRun(text) > MAX_BACKTICKS;
        String shown = Visible.brief(wild ? text.replace("`", "\\u0060") : text, maxLength);
        if (shown.isEmpty()) {
            return "(empty)";
        }
        String fence = "`".repeat(longestRun(shown) + 1);
        // One blank on each side is the delimiter's.
        boolean pad = shown.startsWith("`")
                || shown.endsWith("`")
                || (shown.startsWith(" ") && shown.endsWith(" ") && !shown.isBlank());
        String blank = pad ? " " : "";
        return fence + blank + shown + blank + fence;
    }

    /** A code span in a table, which is parted into cells before code is looked for. */
    static String cell(String text, int maxLength) {
        // Renderers differ in what a backslash before an escaped pipe is.
        return code(text.replace("\\|", "\\u007c"), maxLength).replace("|", "\\|");
    }

    /** Code in a line of HTML, where Markdown has no say. */
    static String html(String text, int maxLength) {
        StringBuilder html = new StringBuilder("<code>");
        String shown = Visible.brief(text, maxLength);
        for (int at = 0; at < shown.length(); at++) {
            char c = shown.charAt(at);
            boolean punctuation = c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c) && "-_./:".indexOf(c) < 0;
            html.append(punctuation ? String.format(Locale.ROOT, "&#%d;", (int) c) : String.valueOf(c));
        }
        return html.append("</code>").toString();
    }

    /** A block of code; no line of it begins with what the plan says, so each has a first character of the format's. */
    static String fence(String language, List<String> lines) {
        String fence = fenceFor(lines);
        StringBuilder block = new StringBuilder(fence).append(language).append('\n');
        lines.forEach(line -> block.append(line).append('\n'));
        return block.append(fence).append('\n').toString();
    }

    /** Longer than any run of backticks in the lines. */
    static String fenceFor(List<String> lines) {
        int longest = lines.stream().mapToInt(MarkdownEscaper::longestRun).max().orElse(0);
        return "`".repeat(Math.max(3, longest + 1));
    }

    private static int longestRun(String text) {
        return BACKTICKS
                .matcher(text)
                .results()
                .mapToInt(run -> run.end() - run.start())
                .max()
                .orElse(0);
    }
}
