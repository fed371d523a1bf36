package dev.mullion.cli;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What runs a job takes what it prints for commands: GitHub's runner a line that begins with {@code ::}, behind white space, and
 * {@code ##[} anywhere in a line, the agent of Azure Pipelines {@code ##vso[} and that of TeamCity {@code ##teamcity[}.
 *
 * @see <a href="https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs">ActionCommand.TryParse</a>
 * @see <a href="https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands">logging commands</a>
 * @see <a href="https://www.jetbrains.com/help/teamcity/service-messages.html">service messages</a>
 */
final class WorkflowCommands {
    /** Of the page itself, no line of its script or style begins so. White space of one line: of blank ones there may be any number. */
    private static final Pattern COMMAND = Pattern.compile("^([ \\t\\x0B\\f]*+)::", Pattern.MULTILINE);

    private static final Pattern SECOND_HASH =
            Pattern.compile("(?<=#)#(?=(?:vso|teamcity)?\\[)", Pattern.CASE_INSENSITIVE);

    private WorkflowCommands() {}

    /** Whether one of them reads along. */
    static boolean areRead(Map<String, String> variables) {
        return Stream.of("GITHUB_ACTIONS", "TF_BUILD")
                        .anyMatch(name -> variables.getOrDefault(name, "").equalsIgnoreCase("true"))
                || !variables.getOrDefault("TEAMCITY_VERSION", "").isEmpty();
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
        return SECOND_HASH.matcher(json).replaceAll("\\\\u0023");
    }

    /** HTML that looks the same. */
    static String defusedHtml(String html) {
        return COMMAND.matcher(SECOND_HASH.matcher(html).replaceAll("&#35;")).replaceAll("$1&#58;:");
    }

    /** A line, or a part of one. */
    static String defused(String line, boolean start) {
        String text = SECOND_HASH.matcher(line).replaceAll("# ");
        int begin = text.length() - text.stripLeading().length();
        return start && text.startsWith("::", begin)
                ? text.substring(0, begin) + ": " + text.substring(begin + 1)
                : text;
    }
}
