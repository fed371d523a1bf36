package dev.mullion.diff.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** PowerShell, as far as a reader's eye needs it: one pass over each line, never back. */
final class PowerShellHighlighter implements Highlighter {
    private static final Set<String> KEYWORDS = Set.of(
            "begin",
            "break",
            "catch",
            "class",
            "continue",
            "data",
            "do",
            "dynamicparam",
            "else",
            "elseif",
            "end",
            "enum",
            "exit",
            "filter",
            "finally",
            "for",
            "foreach",
            "function",
            "if",
            "in",
            "param",
            "process",
            "return",
            "switch",
            "throw",
            "trap",
            "try",
            "until",
            "using",
            "while");

    /** What a line can be in the middle of. */
    private enum Inside {
        CODE,
        COMMENT,
        DOUBLE,
        SINGLE,
        HERE_DOUBLE,
        HERE_SINGLE
    }

    private Inside inside = Inside.CODE;
    private String line = "";
    private int at;
    private List<Token> tokens = new ArrayList<>();

    @Override
    public List<Token> tokens(String text) {
        line = text;
        at = 0;
        tokens = new ArrayList<>();
        while (at < line.length()) {
            switch (inside) {
                case CODE -> code();
                case COMMENT -> comment(at);
                case DOUBLE -> string(at, '"');
                case SINGLE -> string(at, '\'');
                case HERE_DOUBLE -> hereString('"');
                case HERE_SINGLE -> hereString('\'');
            }
        }
        return tokens;
    }

    private void code() {
        int start = at;
        char c = line.charAt(at);
        if (line.startsWith("<#", at)) {
            at += 2;
            inside = Inside.COMMENT;
            comment(start);
        } else if (c == '#' && startsWord(start)) {
            at = line.length();
            token(start, "comment");
        } else if (c == '@' && at + 2 == line.length() && isQuote(line.charAt(at + 1))) {
            inside = line.charAt(at + 1) == '"' ? Inside.HERE_DOUBLE : Inside.HERE_SINGLE;
            at += 2;
            token(start, "string");
        } else if (isQuote(c)) {
            at++;
            inside = c == '"' ? Inside.DOUBLE : Inside.SINGLE;
            string(start, c);
        } else if (c == '$') {
            variable();
        } else if (c == '`') {
            at = Math.min(at + 2, line.length());
        } else if (c == '-' && startsWord(start) && letter(start + 1)) {
            at++;
            word();
            token(start, "parameter");
        } else if (c == '<' && startsTag()) {
            at = line.indexOf('>', at) + 1;
            token(start, "type");
        } else if (c == '[' && letter(start + 1) && startsWord(start)) {
            type();
        } else if (letter(at)) {
            word();
            name(start);
        } else if (digit(at)) {
            while (at < line.length() && (Character.isLetterOrDigit(line.charAt(at)) || line.charAt(at) == '.')) {
                at++;
            }
            token(start, "number");
        } else {
            at++;
        }
    }

    private void comment(int start) {
        int end = line.indexOf("#>", at);
        at = end < 0 ? line.length() : end + 2;
        if (end >= 0) {
            inside = Inside.CODE;
        }
        token(start, "comment");
    }

    /** A string up to its end or the line's; variables in double quotes are live, and shown so. */
    private void string(int start, char quote) {
        int from = start;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == quote && at + 1 < line.length() && line.charAt(at + 1) == quote) {
                at += 2;
            } else if (c == quote) {
                at++;
                inside = Inside.CODE;
                break;
            } else {
                from = inString(quote == '"', from);
            }
        }
        token(from, "string");
    }

    private void hereString(char quote) {
        if (at == 0 && line.startsWith(quote + "@")) {
            at = 2;
            inside = Inside.CODE;
            token(0, "string");
            return;
        }
        int from = at;
        while (at < line.length()) {
            from = inString(quote == '"', from);
        }
        token(from, "string");
    }

    /** Goes over one character of a string, or a variable in it; gives where the string's next piece starts. */
    private int inString(boolean live, int from) {
        char c = line.charAt(at);
        if (live && c == '`') {
            at = Math.min(at + 2, line.length());
        } else if (live && c == '$' && at + 1 < line.length() && (letter(at + 1) || line.charAt(at + 1) == '{')) {
            token(from, "string");
            variable();
            return at;
        } else {
            at++;
        }
        return from;
    }

    private void variable() {
        int start = at++;
        if (at < line.length() && line.charAt(at) == '{') {
            int end = line.indexOf('}', at);
            at = end < 0 ? line.length() : end + 1;
        } else if (at < line.length() && "$?^".indexOf(line.charAt(at)) >= 0) {
            at++;
        } else {
            while (at < line.length()
                    && (wordCharacter(line.charAt(at))
                            || (line.charAt(at) == ':'
                                    && at + 1 < line.length()
                                    && wordCharacter(line.charAt(at + 1))))) {
                at++;
            }
        }
        if (at > start + 1) {
            token(start, "variable");
        }
    }

    private void type() {
        int start = ++at;
        while (at < line.length() && (wordCharacter(line.charAt(at)) || line.charAt(at) == '.')) {
            at++;
        }
        token(start, "type");
    }

    private void word() {
        while (at < line.length() && (wordCharacter(line.charAt(at)) || (line.charAt(at) == '-' && letter(at + 1)))) {
            at++;
        }
    }

    private void name(int start) {
        String word = line.substring(start, at);
        if (KEYWORDS.contains(word.toLowerCase(Locale.ROOT))) {
            token(start, "keyword");
        } else if (word.indexOf('-') > 0 && word.indexOf('-') == word.lastIndexOf('-')) {
            // Verb-Noun; what has more dashes is an argument of some other program.
            token(start, "command");
        }
    }

    /** User data stands between tags of its own, {@code <powershell>} and {@code <persist>}. */
    private boolean startsTag() {
        int name = line.startsWith("</", at) ? at + 2 : at + 1;
        int end = name;
        while (end < line.length() && letter(end)) {
            end++;
        }
        return end > name && end < line.length() && line.charAt(end) == '>';
    }

    private boolean startsWord(int index) {
        return index == 0 || (!wordCharacter(line.charAt(index - 1)) && line.charAt(index - 1) != ']');
    }

    private boolean letter(int index) {
        return index < line.length() && Character.isLetter(line.charAt(index));
    }

    private boolean digit(int index) {
        return line.charAt(index) >= '0' && line.charAt(index) <= '9';
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static boolean wordCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void token(int from, String style) {
        if (from < at) {
            tokens.add(new Token(from, at, style));
        }
    }
}
