package dev.mullion.diff.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that says why a preview or a run failed.
 *
 * @param place the file, line and column; empty where none is told
 * @param resource the resource, or the setting, that it is of; without a target where the stack's resources do not have it
 * @param text what is wrong
 */
record HtmlProblem(String place, HtmlLink resource, String text) {
    private static final Pattern PLACE = Pattern.compile("^([^\\s:]{1,200}:\\d{1,9}:\\d{1,9}): ");
    private static final Pattern SETTING = Pattern.compile("^([\\w.-]{1,100}:[^\\s:]{1,400}): ");
    private static final Pattern RESOURCE = Pattern.compile("^((?:error|warning): )?resource '([^']{1,200})': ");
    private static final HtmlLink NONE = new HtmlLink("", "");

    /** A line of a command. */
    static HtmlProblem of(String line) {
        Matcher place = PLACE.matcher(line);
        boolean placed = place.find();
        String rest = placed ? line.substring(place.end()) : line;
        Matcher resource = RESOURCE.matcher(rest);
        if (resource.find()) {
            return new HtmlProblem(
                    placed ? place.group(1) : "", new HtmlLink(resource.group(2), ""), rest.substring(resource.end()));
        }
        Matcher setting = SETTING.matcher(rest);
        return placed && setting.find()
                ? new HtmlProblem(place.group(1), new HtmlLink(setting.group(1), ""), rest.substring(setting.end()))
                : new HtmlProblem(placed ? place.group(1) : "", NONE, rest);
    }

    /** What an engine said, which has the resource in front. */
    static HtmlProblem of(String diagnostic, HtmlStack stack) {
        int word = diagnostic.indexOf(": ");
        boolean severe = diagnostic.startsWith("error: ") || diagnostic.startsWith("warning: ");
        int from = severe ? word + 2 : 0;
        int colon = diagnostic.indexOf(": ", from);
        HtmlLink resource = colon < 0 ? NONE : stack.only(diagnostic.substring(from, colon));
        if (resource.target().isEmpty()) {
            return new HtmlProblem("", NONE, diagnostic);
        }
        return new HtmlProblem("", resource, diagnostic.substring(0, from) + diagnostic.substring(colon + 2));
    }
}
