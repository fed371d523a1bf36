package dev.mullion.review.post;

import dev.mullion.diff.Report;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The hidden first line of a comment, by which the next run finds it: what was compared, of which project, and the exact names
 * of all stacks.
 *
 * @param line an HTML comment without a line feed
 */
public record Marker(String line) {
    /**
     * The marker of a set of stacks, in whatever order they come.
     *
     * @param kind a word that tells two reports on the same stacks apart: {@code preview}, {@code engine}
     */
    public static Marker of(String kind, String project, Collection<String> stacks) {
        String names = new TreeSet<>(stacks).stream().map(Marker::encoded).collect(Collectors.joining(" "));
        return new Marker("<!-- mullion-diff " + encoded(kind) + " " + encoded(project) + " [" + names + "] -->");
    }

    /** The same of a report, with every project that it is about. */
    public static Marker of(String kind, Report report, Collection<String> stacks) {
        String projects = report.stacks().stream()
                .map(Report.Entry::project)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
        return of(kind, projects, stacks);
    }

    /** Whether the comment is the one that this marker opens. */
    boolean opens(String comment) {
        return comment.startsWith(line)
                && (comment.length() == line.length() || "\r\n".indexOf(comment.charAt(line.length())) >= 0);
    }

    /** Neither a space nor what could end the HTML comment stays; a hyphen could be one of two. */
    private static String encoded(String name) {
        StringBuilder text = new StringBuilder();
        for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (one & 0xff);
            if (character < 0x80 && (Character.isLetterOrDigit(character) || character == '_' || character == '.')) {
                text.append(character);
            } else {
                text.append(String.format(Locale.ROOT, "%%%02X", one & 0xff));
            }
        }
        return text.isEmpty() ? "%" : text.toString();
    }
}
