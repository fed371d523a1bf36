package dev.mullion.diff.report;

import dev.mullion.core.text.Visible;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sentence in Markdown: plain words as they are, what is more than a word as code, neighbours together. */
final class Prose {
    /** Letters, also joined by a hyphen in lower case, or a short number: nothing that Markdown or a host gives a meaning. */
    private static final Pattern WORD = Pattern.compile("\\p{L}+|\\p{Ll}+(?:-\\p{Ll}+)+|\\p{L}+'\\p{Ll}{1,2}|\\d{1,6}");

    /** What could be a commit, or begin a bare link. */
    private static final Pattern LINKED = Pattern.compile("[0-9a-fA-F]{7,40}|[wW]{3}");

    private static final Pattern TOKEN = Pattern.compile("(\\(?)(.+?)(\\)?[.,;:?]?)");

    private static final Pattern BLANKS = Pattern.compile(" +");

    private final StringBuilder prose = new StringBuilder();
    private final StringBuilder code = new StringBuilder();
    private String lead = "";

    private Prose() {}

    /** Of a longer text the two ends. */
    static String of(String text, int maxLength) {
        Prose prose = new Prose();
        BLANKS.splitAsStream(Visible.brief(text, maxLength))
                .filter(token -> !token.isEmpty())
                .forEach(prose::token);
        prose.close("");
        return prose.prose.isEmpty() ? "(empty)" : prose.prose.toString();
    }

    private void token(String token) {
        Matcher parts = TOKEN.matcher(token);
        String open = parts.matches() ? parts.group(1) : "";
        String word = parts.matches() ? parts.group(2) : token;
        String tail = parts.matches() ? parts.group(3) : "";
        if (plain(word)) {
            close("");
            append(token);
            return;
        }
        if (!code.isEmpty() && open.isEmpty()) {
            code.append(' ').append(word);
        } else {
            close("");
            lead = open;
            code.append(word);
        }
        if (!tail.isEmpty()) {
            close(tail);
        }
    }

    /** A number that begins a line could number a list. */
    private boolean plain(String word) {
        boolean first = prose.isEmpty() && code.isEmpty();
        return WORD.matcher(word).matches()
                && !LINKED.matcher(word).matches()
                && !(first && Character.isDigit(word.charAt(0)));
    }

    private void close(String tail) {
        if (!code.isEmpty()) {
            append(lead + MarkdownEscaper.code(code.toString(), MarkdownEscaper.WHOLE) + tail);
            code.setLength(0);
        }
    }

    private void append(String text) {
        prose.append(prose.isEmpty() ? "" : " ").append(text);
    }
}
