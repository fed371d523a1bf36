package dev.mullion.cli;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * GitHub's runner takes what a job prints for commands: a line that begins with {@code ::}, behind white space, and
 * {@code ##[} anywhere in a line.
 *
 * @see <a href="https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs">ActionCommand.TryParse</a>
 */
final class WorkflowCommands {
    /** Of the page itself, no line of its script or style begins so. */
    private static final Pattern COMMAND = Pattern.compile("^(\\s*)::", Pattern.MULTILINE);

    private WorkflowCommands() {}

    /** Whether the runner reads along. */
    static boolean areRead(Map<String, String> variables) {
        return variables.getOrDefault("GITHUB_ACTIONS", "").equals("true");
    }

    /** A text of any number of lines in which none is a command. */
    static String defused(String text) {
        StringBuilder defused = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int feed = text.indexOf('\n', at);
            int next = feed < 0 ? text.length() : feed + 1;
            defused.append(defused(text.substring(at, next), true));
            at = next;
        }
        return defused.toString();
    }

    /** JSON, whose lines begin with no colon, as the same values. */
    static String defusedJson(String json) {
        return json.replace("##[", "#\\u0023[");
    }

    /** HTML that looks the same. */
    static String defusedHtml(String html) {
        return COMMAND.matcher(html.replace("##[", "#&#35;[")).replaceAll("$1&#58;:");
    }

    /** A line, or a part of one. */
    static String defused(String line, boolean start) {
        String text = line.replace("##[", "## [");
        int begin = text.length() - text.stripLeading().length();
        return start && text.startsWith("::", begin)
                ? text.substring(0, begin) + ": " + text.substring(begin + 1)
                : text;
    }
}
