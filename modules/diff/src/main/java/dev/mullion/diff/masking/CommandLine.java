package dev.mullion.diff.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as shells divide it: commands, and the words of each. */
final class CommandLine {
    private static final int MAX_DEPTH = 3;

    /** A command has no more; what is longer is something else. */
    private static final int MAX_QUOTED_LENGTH = 2048;

    private static final String SEPARATORS = ";|&";

    /** What has none of these is one word: blanks as Java knows them, separators and quotes. */
    static final Characters BETWEEN_WORDS = Characters.of("\t\n\u000B\f\r\u001C\u001D\u001E\u001F \"'" + SEPARATORS);

    private static final Pattern WORD = Pattern.compile("\\S+");

    private static final String OPENING = "([{,";
    private static final String CLOSING = ")]},";

    private final String text;
    private final Consumer<List<Word>> commands;
    private List<Word> words = new ArrayList<>();

    /**
     * A word as it is written, without quotes around all of it.
     *
     * @param start where it stands
     */
    record Word(String text, int start) {
        int end() {
            return start + text.length();
        }
    }

    private CommandLine(String text, Consumer<List<Word>> commands) {
        this.text = text;
        this.commands = commands;
    }

    /** Hands over each command with two words or more, those inside of quotes and lists of arguments too. */
    static void each(String text, Consumer<List<Word>> commands) {
        new CommandLine(text, commands).read(0, text.length(), 0);
    }

    private void read(int from, int to, int depth) {
        List<Word> outer = words;
        words = new ArrayList<>();
        char before = ' ';
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            int quote = quoteAt(i, to);
            int close = quote > 0 ? close(i, quote, to) : 0;
            if (c == '\n') {
                // A line goes on behind these, and a list behind its commas.
                if ("\\`^,[(".indexOf(before) < 0) {
                    end();
                }
                i++;
            } else if (Character.isWhitespace(c)) {
                i++;
                continue;
            } else if (SEPARATORS.indexOf(c) >= 0) {
                end();
                i++;
            } else if (close > 0) {
                quoted(i + quote, close, depth);
                i = close + quote;
            } else if (OPENING.indexOf(c) >= 0 || CLOSING.indexOf(c) >= 0 || c == '`' || opensCall(i) || goesOn(i)) {
                i++;
            } else {
                i = bare(i, to);
            }
            before = text.charAt(i - 1);
        }
        end();
        words = outer;
    }

    /** What stands before the parenthesis of {@code $(docker login ...)}. */
    private boolean opensCall(int at) {
        return (text.charAt(at) == '$' || text.charAt(at) == '@')
                && (text.startsWith("(", at + 1) || text.startsWith("{", at + 1));
    }

    /** What stands at the end of a line of which the next one is a part. */
    private boolean goesOn(int at) {
        return (text.charAt(at) == '\\' || text.charAt(at) == '^')
                && (text.startsWith("\n", at + 1) || text.startsWith("\r\n", at + 1));
    }

    private void end() {
        if (words.size() > 1) {
            commands.accept(words);
        }
        words = new ArrayList<>();
    }

    private void quoted(int start, int end, int depth) {
        boolean arguments = !words.isEmpty()
                && words.get(words.size() - 1).text().toLowerCase(Locale.ROOT).startsWith("-arg");
        if (arguments) {
            arguments(start, end);
            return;
        }
        words.add(new Word(text.substring(start, end), start));
        if (depth < MAX_DEPTH) {
            read(start, end, depth + 1);
        }
    }

    /** {@code Start-Process net -ArgumentList 'user name password'}: words of the same command. */
    private void arguments(int start, int end) {
        Matcher word = WORD.matcher(text).region(start, end);
        while (word.find()) {
            words.add(new Word(word.group(), word.start()));
        }
    }

    /** How long a quote is that stands here: one character, or with the backslashes of a string in a string; 0 for none. */
    private int quoteAt(int at, int to) {
        int i = at;
        while (i < to && i - at < 3 && text.charAt(i) == '\\') {
            i++;
        }
        return i < to && Code.isQuote(text.charAt(i)) ? i + 1 - at : 0;
    }

    /** Where a quoted word ends, in the same line; or 0. */
    private int close(int open, int length, int to) {
        char quote = text.charAt(open + length - 1);
        int limit = Math.min(to, open + MAX_QUOTED_LENGTH);
        for (int i = open + length; i < limit; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                return 0;
            }
            if (Code.closes(c, quote)) {
                int start = i;
                while (start > open + length && text.charAt(start - 1) == '\\') {
                    start--;
                }
                if (i + 1 - start == length || (length == 1 && quote != '"')) {
                    return i + 1 - length;
                }
            }
        }
        return 0;
    }

    /** A word without quotes around it; one inside, as in {@code -p"a b"}, takes what it holds along. */
    private int bare(int start, int to) {
        int i = start;
        while (i < to) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || SEPARATORS.indexOf(c) >= 0) {
                break;
            }
            int quote = i > start ? quoteAt(i, to) : 0;
            if (quote > 0 && OPENING.indexOf(text.charAt(i - 1)) >= 0) {
                break;
            }
            int close = quote > 0 ? close(i, quote, to) : 0;
            // A backslash before anything else is part of a path.
            i = close > 0 ? close + quote : quote > 1 ? i + quote : i + 1;
        }
        int end = i;
        while (end > start + 1
                && CLOSING.indexOf(text.charAt(end - 1)) >= 0
                && !(text.charAt(end - 1) != ',' && isOpened(start, end))) {
            end--;
        }
        while (end > start && OPENING.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end > start) {
            words.add(new Word(text.substring(start, end), start));
        }
        return i;
    }

    private boolean isOpened(int start, int end) {
        return text.substring(start, end).chars().anyMatch(c -> "([{".indexOf(c) >= 0);
    }
}
