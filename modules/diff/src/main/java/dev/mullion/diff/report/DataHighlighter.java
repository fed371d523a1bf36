package dev.mullion.diff.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** JSON and YAML, lightly: keys, strings, numbers, the words of the language and YAML's comments. */
record DataHighlighter(boolean yaml) implements Highlighter {
    private static final Set<String> WORDS = Set.of("true", "false", "null");

    @Override
    public List<Token> tokens(String line) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            int end = at + 1;
            String style = "";
            if (c == '"' || (yaml && c == '\'' && startsValue(line, at))) {
                end = quoted(line, at, c);
                style = key(line, end) ? "type" : "string";
            } else if (yaml && c == '#' && (at == 0 || Character.isWhitespace(line.charAt(at - 1)))) {
                end = line.length();
                style = "comment";
            } else if (Character.isLetterOrDigit(c)) {
                end = word(line, at);
                style = wordStyle(line, at, end);
            }
            if (!style.isEmpty()) {
                tokens.add(new Token(at, end, style));
            }
            at = end;
        }
        return tokens;
    }

    private String wordStyle(String line, int at, int end) {
        if (yaml && key(line, end) && startsValue(line, at)) {
            return "type";
        }
        if (!startsValue(line, at)) {
            return "";
        }
        String word = line.substring(at, end);
        if (WORDS.contains(word)) {
            return "keyword";
        }
        return word.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.') ? "number" : "";
    }

    private static int quoted(String line, int at, char quote) {
        int end = at + 1;
        while (end < line.length() && line.charAt(end) != quote) {
            end += line.charAt(end) == '\\' && quote == '"' ? 2 : 1;
        }
        return Math.min(end + 1, line.length());
    }

    /** Up to what ends a plain word; YAML's keys hold dots, slashes and dashes. */
    private static int word(String line, int at) {
        int end = at;
        while (end < line.length()
                && (Character.isLetterOrDigit(line.charAt(end)) || "._-/".indexOf(line.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    /** Whether a colon follows, and in YAML a space or the line's end behind it. */
    private boolean key(String line, int end) {
        return end < line.length()
                && line.charAt(end) == ':'
                && (!yaml || end + 1 == line.length() || line.charAt(end + 1) == ' ');
    }

    private static boolean startsValue(String line, int at) {
        return at == 0 || " \t[{,:-".indexOf(line.charAt(at - 1)) >= 0;
    }
}
