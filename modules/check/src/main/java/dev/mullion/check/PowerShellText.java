package dev.mullion.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A script of PowerShell, read as far as quotes, comments, brackets and the sign {@code <} go. A machine with PowerShell has
 * a parser that knows more; a user's own has none.
 *
 * @param code the script without its comments, line by line the same
 * @param fault what keeps PowerShell from parsing it, if that shows
 * @see <a href="https://learn.microsoft.com/powershell/scripting/lang-spec/chapter-02">Lexical structure</a>
 */
record PowerShellText(String code, Optional<String> fault) {
    /** PowerShell takes what text programs make of quotes for quotes. */
    private static final String SINGLE_QUOTES = "'\u2018\u2019\u201A\u201B";

    private static final String DOUBLE_QUOTES = "\"\u201C\u201D\u201E";

    /** Behind one of these a number sign begins a comment; elsewhere it is part of a word. */
    private static final String BEFORE_COMMENT = " \t\r\n;,|&(){}[]=";

    /** Behind one of these a statement begins, in which a command's name may begin with any sign. */
    private static final Pattern STATEMENT = Pattern.compile(
            "(?:^|[^\\w$.-])(?:return|throw|exit|in|do|try|finally|begin|process|end)$", Pattern.CASE_INSENSITIVE);

    /** As long as the longest of these words, and what stands before it. */
    private static final int WORD = 12;

    /** @param line of the script's first line in the user data */
    static PowerShellText of(String script, int line) {
        return new Reader(script, line).read();
    }

    /** Something that is open, and the line where it was opened. */
    private record Open(char kind, int line) {}

    /** One pass over the characters; what is open is on a stack, so that no nesting is too deep. */
    private static final class Reader {
        /** A here-string that expands; the other one needs no stack. */
        private static final char HERE = '@';

        private static final char STRING = '"';

        private final String script;
        private final StringBuilder code;
        private final Deque<Open> open = new ArrayDeque<>();
        private int line;
        private int at;
        private Optional<String> fault = Optional.empty();

        Reader(String script, int line) {
            this.script = script.replace("\r\n", "\n");
            this.code = new StringBuilder(this.script);
            this.line = line;
        }

        PowerShellText read() {
            while (at < script.length() && fault.isEmpty()) {
                Open inner = open.peek();
                if (inner != null && inner.kind() == STRING) {
                    inString();
                } else if (inner != null && inner.kind() == HERE) {
                    inHereString();
                } else {
                    inCode();
                }
            }
            if (fault.isEmpty() && !open.isEmpty()) {
                fault = Optional.of(unclosed(open.peek()));
            }
            return new PowerShellText(code.toString(), fault);
        }

        private static String unclosed(Open left) {
            boolean text = left.kind() == STRING || left.kind() == HERE;
            return "the " + (text ? "string" : String.valueOf(left.kind())) + " that begins on line " + left.line()
                    + " is never closed";
        }

        private char peek(int ahead) {
            return at + ahead < script.length() ? script.charAt(at + ahead) : '\n';
        }

        /** Goes on behind some characters. */
        private void skip(int count) {
            int end = Math.min(script.length(), at + count);
            for (; at < end; at++) {
                line += script.charAt(at) == '\n' ? 1 : 0;
            }
        }

        private void skipTo(int end) {
            skip((end < 0 ? script.length() : end) - at);
        }

        private void inCode() {
            char c = script.charAt(at);
            if (c == '`') {
                skip(2);
            } else if (c == '<' && peek(1) == '#') {
                int end = script.indexOf("#>", at + 2);
                if (end < 0) {
                    fault = Optional.of("the comment that begins on line " + line + " is never closed");
                } else {
                    blank(end + 2);
                }
            } else if (c == '<' && isReserved()) {
                fault = Optional.of("the < on line " + line
                        + ", as of a placeholder or of input from a file, means nothing to PowerShell");
            } else if (c == '#' && (at == 0 || BEFORE_COMMENT.indexOf(script.charAt(at - 1)) >= 0)) {
                int end = script.indexOf('\n', at);
                blank(end < 0 ? script.length() : end);
            } else if (c == '@' && isQuote(peek(1)) && endsLine(at + 2)) {
                hereString(SINGLE_QUOTES.indexOf(peek(1)) >= 0);
            } else if (SINGLE_QUOTES.indexOf(c) >= 0) {
                literal();
            } else if (DOUBLE_QUOTES.indexOf(c) >= 0) {
                open.push(new Open(STRING, line));
                skip(1);
            } else if (c == '$' && peek(1) == '{') {
                skipTo(behind('}'));
            } else if (c == '-' && script.startsWith("--%", at) && Character.isWhitespace(peek(3))) {
                skipTo(script.indexOf('\n', at)); // all of the line goes to a program as it is
            } else if (c == '(' || c == '{') { // a square bracket may also be a letter of an argument
                open.push(new Open(c, line));
                skip(1);
            } else if (c == ')' || c == '}') {
                close(c);
            } else {
                skip(1);
            }
        }

        /** Whether a sign that begins a word stands where an argument or an operator does. */
        private boolean isReserved() {
            int before = at;
            while (before > 0 && " \t".indexOf(script.charAt(before - 1)) >= 0) {
                before--;
            }
            if (before == at || before == 0) {
                return false;
            }
            char last = script.charAt(before - 1);
            return (Character.isLetterOrDigit(last) || isQuote(last) || "_),".indexOf(last) >= 0)
                    && !STATEMENT
                            .matcher(script.substring(Math.max(0, before - WORD), before))
                            .find();
        }

        private static boolean isQuote(char c) {
            return SINGLE_QUOTES.indexOf(c) >= 0 || DOUBLE_QUOTES.indexOf(c) >= 0;
        }

        /** Whether nothing but blanks follows on the line. */
        private boolean endsLine(int from) {
            int end = script.indexOf('\n', from);
            return end >= 0 && script.substring(from, end).isBlank();
        }

        private int behind(char closing) {
            int end = script.indexOf(closing, at);
            return end < 0 ? script.length() : end + 1;
        }

        private void blank(int end) {
            for (int i = at; i < end; i++) {
                if (script.charAt(i) != '\n') {
                    code.setCharAt(i, ' ');
                }
            }
            skipTo(end);
        }

        private void close(char c) {
            Open inner = open.peek();
            if (inner == null) {
                fault = Optional.of("the " + c + " on line " + line + " closes nothing");
            } else if (closing(inner.kind()) != c) {
                fault = Optional.of("the " + c + " on line " + line + " stands where the " + inner.kind() + " of line "
                        + inner.line() + " has to be closed");
            } else {
                open.pop();
                skip(1);
            }
        }

        private static char closing(char opening) {
            return opening == '(' ? ')' : '}';
        }

        private void literal() {
            int begin = line;
            skip(1);
            while (at < script.length()) {
                boolean quote = SINGLE_QUOTES.indexOf(script.charAt(at)) >= 0;
                if (quote && SINGLE_QUOTES.indexOf(peek(1)) < 0) {
                    skip(1);
                    return;
                }
                skip(quote ? 2 : 1);
            }
            fault = Optional.of("the string that begins on line " + begin + " is never closed");
        }

        private void hereString(boolean literal) {
            if (!literal) {
                open.push(new Open(HERE, line));
                skipTo(script.indexOf('\n', at) + 1);
                return;
            }
            int begin = line;
            skipTo(script.indexOf('\n', at));
            while (at < script.length()) {
                if (SINGLE_QUOTES.indexOf(peek(1)) >= 0 && peek(2) == '@') {
                    skip(3);
                    return;
                }
                int next = script.indexOf('\n', at + 1);
                skipTo(next < 0 ? script.length() : next);
            }
            fault = Optional.of("the string that begins on line " + begin + " is never closed");
        }

        private void inString() {
            char c = script.charAt(at);
            if (c == '`') {
                skip(2);
            } else if (DOUBLE_QUOTES.indexOf(c) >= 0) {
                if (DOUBLE_QUOTES.indexOf(peek(1)) >= 0) {
                    skip(2);
                } else {
                    open.pop();
                    skip(1);
                }
            } else {
                expand(c);
            }
        }

        private void inHereString() {
            char c = script.charAt(at);
            boolean lineBegins = script.charAt(at - 1) == '\n';
            if (lineBegins && DOUBLE_QUOTES.indexOf(c) >= 0 && peek(1) == '@') {
                open.pop();
                skip(2);
            } else if (c == '`') {
                skip(2);
            } else {
                expand(c);
            }
        }

        /** What a string holds between its quotes: code in parentheses, names in braces, text. */
        private void expand(char c) {
            if (c == '$' && peek(1) == '(') {
                skip(1);
                open.push(new Open('(', line));
                skip(1);
            } else if (c == '$' && peek(1) == '{') {
                skipTo(behind('}'));
            } else {
                skip(1);
            }
        }
    }
}
