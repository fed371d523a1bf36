package dev.mullion.diff.masking;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds every place of a text that may not be shown, in what is encoded inside it too. */
final class Scan {
    /** Encoded in encoded in encoded: nobody means well who goes on. */
    private static final int MAX_DEPTH = 5;

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");
    private static final Pattern PERCENT = Pattern.compile("%[0-9A-Fa-f]{2}");

    /** Tools break base64 at 64 or 76; what breaks earlier is a list of words. */
    private static final int MIN_LINE_LENGTH = 40;

    private final KnownSecrets known;

    Scan(KnownSecrets known) {
        this.known = known;
    }

    /** In order, without overlaps. */
    List<SecretSpan> spans(String text) {
        return spans(text, 0);
    }

    private List<SecretSpan> spans(String text, int depth) {
        List<SecretSpan> spans = new ArrayList<>();
        if (text.length() >= 3) {
            known.find(text, spans);
            String lower = text.toLowerCase(Locale.ROOT);
            Credentials.find(text, lower, spans);
            Assignments.find(text, spans);
            Commands.find(text, lower, spans);
            base64(text, depth, spans);
            if (depth < MAX_DEPTH) {
                percents(text, depth, spans);
                escapes(text, depth, spans);
            }
        }
        return SecretSpan.merged(spans);
    }

    /** A blob with a secret in it is hidden whole: part of base64 still tells what is around. */
    private void base64(String text, int depth, List<SecretSpan> spans) {
        int start = 0;
        int block = 0;
        while (start < text.length()) {
            if (!Decoder.isDigit(text.charAt(start))) {
                start++;
                continue;
            }
            if (start >= block) {
                block = lines(text, start, depth, spans);
            }
            int end = start;
            while (end < text.length() && Decoder.isDigit(text.charAt(end))) {
                end++;
            }
            int digits = end - start;
            while (end < text.length() && end - start - digits < 2 && text.charAt(end) == '=') {
                end++;
            }
            if (digits >= Decoder.MIN_LENGTH) {
                Optional<String> reason = blob(text.substring(start, end), depth);
                int from = start;
                int to = end;
                reason.ifPresent(why -> spans.add(new SecretSpan(from, to, why)));
            }
            start = end;
        }
    }

    /** Base64 in several lines, as many tools write it; where it ends. */
    private int lines(String text, int start, int depth, List<SecretSpan> spans) {
        int end = lineEnd(text, start);
        int next = nextLine(text, end);
        if (end - start < MIN_LINE_LENGTH || next < 0) {
            return end;
        }
        StringBuilder joined = new StringBuilder().append(text, start, end);
        while (next >= 0) {
            end = lineEnd(text, next);
            joined.append(text, next, end);
            next = nextLine(text, end);
        }
        int to = end;
        blob(joined.toString(), depth).ifPresent(why -> spans.add(new SecretSpan(start, to, why)));
        return end;
    }

    private static int lineEnd(String text, int start) {
        int end = start;
        while (end < text.length() && (Decoder.isDigit(text.charAt(end)) || text.charAt(end) == '=')) {
            end++;
        }
        return end;
    }

    /** Where the next line begins, if base64 does there; or -1. */
    private static int nextLine(String text, int end) {
        int at = end;
        boolean feed = false;
        while (at < text.length() && at - end < 100 && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            feed |= text.charAt(at) == '\n';
            at++;
        }
        return feed && at < text.length() && Decoder.isDigit(text.charAt(at)) ? at : -1;
    }

    private Optional<String> blob(String blob, int depth) {
        Optional<Decoder.Decoded> decoded = Decoder.decode(blob);
        if (decoded.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> text = decoded.get().text();
        if (decoded.get().tooLarge() || (text.isPresent() && depth >= MAX_DEPTH)) {
            return Optional.of("encoded too deep or too large to look into");
        }
        if (text.isPresent() && !text.get().equals(blob)) {
            return spans(text.get(), depth + 1).stream().map(SecretSpan::reason).findFirst();
        }
        return Optional.empty();
    }

    private void percents(String text, int depth, List<SecretSpan> spans) {
        if (text.indexOf('%') < 0 || !PERCENT.matcher(text).find()) {
            return;
        }
        // Split at blanks first: the pattern alone would look at a long word again from each of its characters.
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && !ends(text.charAt(end))) {
                end++;
            }
            if (end - start > 6) {
                word(text, start, end, depth, spans);
            }
            start = end + 1;
        }
    }

    /** JSON's escapes, in JSON that is part of another text. */
    private void escapes(String text, int depth, List<SecretSpan> spans) {
        Matcher escape = ESCAPE.matcher(text);
        int from = 0;
        while (from < text.length() && escape.find(from)) {
            int start = escape.start();
            while (start > from && !isQuoteOrBlank(text.charAt(start - 1))) {
                start--;
            }
            int end = escape.end();
            while (end < text.length() && !isQuoteOrBlank(text.charAt(end))) {
                end++;
            }
            String plain = ESCAPE.matcher(text.substring(start, end))
                    .replaceAll(each ->
                            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(each.group(1), 16))));
            List<SecretSpan> inside = spans(plain, depth + 1);
            if (!inside.isEmpty()) {
                spans.add(new SecretSpan(start, end, inside.get(0).reason()));
            }
            from = end;
        }
    }

    private static boolean isQuoteOrBlank(char c) {
        return c == '"' || c == '\'' || Character.isWhitespace(c);
    }

    private static boolean ends(char c) {
        return Character.isWhitespace(c) || c == '"' || c == '<' || c == '>' || c == '|' || c == '\\';
    }

    private void word(String text, int start, int end, int depth, List<SecretSpan> spans) {
        String word = text.substring(start, end);
        if (!PERCENT.matcher(word).find()) {
            return;
        }
        String plain;
        try {
            plain = URLDecoder.decode(word.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            plain = loose(word);
        }
        if (plain.equals(word)) {
            return;
        }
        List<SecretSpan> inside = spans(plain, depth + 1);
        if (!inside.isEmpty()) {
            spans.add(new SecretSpan(start, end, inside.get(0).reason()));
        }
    }

    private static String loose(String word) {
        Matcher percent = PERCENT.matcher(word);
        return percent.replaceAll(match -> Matcher.quoteReplacement(String.valueOf(
                (char) Integer.parseInt(match.group().substring(1).toLowerCase(Locale.ROOT), 16))));
    }
}
