package dev.mullion.diff.masking;

import dev.mullion.diff.masking.SearchedText.Hint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Private keys between their lines {@code BEGIN} and {@code END}. Whoever writes user data may write those lines around
 * anything, so what reads as a word or decodes to text is not taken for a piece of a key.
 */
final class KeyBlocks {
    static final String REASON = "looks like a private key";

    private static final Pattern BEGINS = Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----");
    private static final Pattern ENDS = Pattern.compile("-----END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----");

    /** What else RFC 1421 has in a key that is encrypted. */
    private static final Pattern HEADER =
            Pattern.compile("(?:Proc-Type: 4,ENCRYPTED|DEK-Info: [A-Z0-9-]{1,40},[0-9A-F]{1,64})");

    /** PuTTY says how many lines there are. */
    private static final Pattern PUTTY = Pattern.compile("Private-Lines: (\\d{1,4})[ \\t]*(?:\\r?\\n|\\\\n)");

    /** A word of a script, whose letters alone say that it is one. */
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+");

    private static final Pattern VOWELS = Pattern.compile("[aeiouyAEIOUY]");

    /** All lines of a key but the last are longer. */
    private static final int MIN_LINE = 16;

    /** A shorter piece could be any word. */
    private static final int MIN_PIECE = 8;

    /** So many of one length are no chance. */
    private static final int ALIKE = 3;

    /** Characters that a word has between its changes of case and to digits; what is random has two. */
    private static final int WORD_PART = 3;

    private static final Hint BLOCK_HINT = Hint.of("PRIVATE KEY");
    private static final Hint PUTTY_HINT = Hint.of("Private-Lines:");

    private KeyBlocks() {}

    static void find(SearchedText searched, List<SecretSpan> spans) {
        if (searched.has(BLOCK_HINT)) {
            blocks(searched.text(), spans);
        }
        if (searched.has(PUTTY_HINT)) {
            putty(searched.text(), spans);
        }
    }

    private static void blocks(String text, List<SecretSpan> spans) {
        Matcher begin = BEGINS.matcher(text);
        Matcher end = ENDS.matcher(text);
        boolean begins = begin.find();
        boolean ends = end.find();
        // Of a block that was cut at its beginning too.
        if (ends && !(begins && begin.start() < end.start())) {
            spans.add(new SecretSpan(keyBefore(text, end.start()), end.end(), REASON));
        }
        while (begins) {
            while (ends && end.start() < begin.end()) {
                ends = end.find();
            }
            int bodyEnd = ends ? end.start() : text.length();
            int blockEnd = ends ? end.end() : text.length();
            block(text, begin, bodyEnd, blockEnd, spans);
            do {
                begins = begin.find();
            } while (begins && begin.start() < blockEnd);
        }
    }

    /** The whole block where it holds a key alone; the pieces of a key where it holds anything else, such as code. */
    private static void block(String text, Matcher begin, int bodyEnd, int blockEnd, List<SecretSpan> spans) {
        if (isKey(text, begin.end(), bodyEnd)) {
            spans.add(new SecretSpan(begin.start(), blockEnd, REASON));
            return;
        }
        List<SecretSpan> runs = runs(text, begin.end(), bodyEnd);
        Map<Integer, Integer> lengths = new HashMap<>();
        List<Boolean> random = new ArrayList<>();
        for (SecretSpan run : runs) {
            String word = text.substring(run.start(), run.end());
            boolean piece = !isWord(word) && !isEncodedText(word);
            random.add(piece);
            if (piece) {
                lengths.merge(word.length(), 1, Integer::sum);
            }
        }
        for (int i = 0; i < runs.size(); i++) {
            SecretSpan run = runs.get(i);
            boolean alike = lengths.getOrDefault(run.end() - run.start(), 0) >= ALIKE
                    && !isPlainWord(text.substring(run.start(), run.end()));
            if (random.get(i) || alike) {
                spans.add(run);
            }
        }
    }

    private static List<SecretSpan> runs(String text, int from, int to) {
        List<SecretSpan> runs = new ArrayList<>();
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || !isBase64(text.charAt(i))) {
                if (i - start >= MIN_PIECE) {
                    runs.add(new SecretSpan(start, i, REASON));
                }
                start = i + 1;
            }
        }
        return runs;
    }

    /** Whether nothing but lines of base64 stands there, and headers, each line alone or as a string of some language. */
    private static boolean isKey(String text, int from, int to) {
        Matcher header = HEADER.matcher(text);
        int lines = 0;
        int words = 0;
        int shorter = 0;
        int alike = 0;
        int length = 0;
        boolean last = false;
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            if (header.region(i, to).lookingAt()) {
                i = header.end();
            } else if (isBase64(c) || c == '=') {
                int start = i;
                while (i < to && (isBase64(text.charAt(i)) || text.charAt(i) == '=')) {
                    i++;
                }
                // A plus between two strings joins them.
                if (i - start > 1 || c != '+') {
                    String line = text.substring(start, i);
                    lines++;
                    length = lines == 1 ? line.length() : length;
                    alike += line.length() == length ? 1 : 0;
                    shorter += line.length() < MIN_LINE ? 1 : 0;
                    last = isPlainWord(line) || isEncodedText(line);
                    words += last || isWord(line) ? 1 : 0;
                }
            } else if (isBetweenLines(text, from, i)) {
                i += c == '\\' ? 2 : 1;
            } else {
                return false;
            }
        }
        // Wrapped at fewer characters, all lines but the last are alike.
        boolean wrapped = lines > 8 && alike >= lines - 1;
        return !last && words * 4 <= lines && (shorter <= 1 || wrapped);
    }

    /** Blanks, quotes and what ends a line in JSON and in programs; before a line, what marks it as quoted or commented. */
    private static boolean isBetweenLines(String text, int from, int at) {
        char c = text.charAt(at);
        if (Character.isWhitespace(c) || "\"'`,".indexOf(c) >= 0) {
            return true;
        }
        if (c == '\\') {
            return at + 1 == text.length() || "nrt\\\"'\n\r".indexOf(text.charAt(at + 1)) >= 0;
        }
        if ("#>|;*".indexOf(c) < 0) {
            return false;
        }
        int before = at - 1;
        while (before >= from && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
            before--;
        }
        return before < from || text.charAt(before) == '\n';
    }

    /** Where the lines of a key begin that stand before its end; other words, such as code, are none. */
    private static int keyBefore(String text, int end) {
        int start = end;
        boolean last = true;
        while (true) {
            int to = start;
            while (to > 0 && Character.isWhitespace(text.charAt(to - 1))) {
                to--;
            }
            int from = to;
            while (from > 0 && (isBase64(text.charAt(from - 1)) || text.charAt(from - 1) == '=')) {
                from--;
            }
            boolean line = from == 0 || Character.isWhitespace(text.charAt(from - 1));
            String word = text.substring(from, to);
            boolean code = word.length() < MIN_LINE ? isPlainWord(word) : isWord(word) || isEncodedText(word);
            if (from == to || !line || code || (word.length() < MIN_LINE && !last)) {
                return start;
            }
            start = from;
            last = false;
        }
    }

    private static void putty(String text, List<SecretSpan> spans) {
        Matcher lines = PUTTY.matcher(text);
        while (lines.find()) {
            int left = Integer.parseInt(lines.group(1));
            int at = lines.end();
            int start = at;
            int end = at;
            while (left > 0 && at < text.length()) {
                int to = at;
                while (to < text.length() && (isBase64(text.charAt(to)) || text.charAt(to) == '=')) {
                    to++;
                }
                String line = text.substring(at, to);
                if (line.isEmpty() || (line.length() < MIN_LINE ? isPlainWord(line) : isWord(line))) {
                    break;
                }
                end = to;
                at = to;
                while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                    at++;
                }
                at += text.startsWith("\\n", at) ? 2 : 0;
                left--;
            }
            if (end > start) {
                spans.add(new SecretSpan(start, end, REASON));
            }
        }
    }

    /** Whether a list's or a map's entry can be a line of a key by its characters, and is no word of a command. */
    static boolean isLine(String entry) {
        String line = entry.strip();
        for (int i = 0; i < line.length(); i++) {
            if (!isBase64(line.charAt(i)) && line.charAt(i) != '=') {
                return false;
            }
        }
        return line.length() >= MIN_PIECE && !isWord(line) && !isPlainWord(line) && !isEncodedText(line);
    }

    static boolean begins(String entry) {
        return entry.contains("-----BEGIN ") && BEGINS.matcher(entry).find();
    }

    static boolean ends(String entry) {
        return entry.contains("-----END ") && ENDS.matcher(entry).find();
    }

    static boolean isBase64(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }

    /** Whether somebody wrote this: {@code DownloadString}, {@code /usr/local/bin}. */
    static boolean isWord(String run) {
        // Zeros in base64, and in no name.
        if (run.contains("AAAA")) {
            return false;
        }
        int parts = 1;
        for (int i = 1; i < run.length(); i++) {
            int before = Character.getType(run.charAt(i - 1));
            int here = Character.getType(run.charAt(i));
            boolean capital = before == Character.UPPERCASE_LETTER && here == Character.LOWERCASE_LETTER;
            boolean path = run.charAt(i - 1) == '/';
            if (capital ? i > 1 && Character.isUpperCase(run.charAt(i - 2)) : before != here && !path) {
                parts++;
            }
        }
        return run.length() >= parts * WORD_PART;
    }

    private static boolean isPlainWord(String run) {
        return run.length() > 1
                && run.length() <= 2 * MIN_LINE
                && PLAIN_WORD.matcher(run).matches()
                && VOWELS.matcher(run).find();
    }

    /** Keys are no text: what decodes to one is what {@code powershell -EncodedCommand} takes. */
    private static boolean isEncodedText(String run) {
        return run.length() >= MIN_LINE
                && Decoder.decode(run).flatMap(Decoder.Decoded::text).isPresent();
    }
}
