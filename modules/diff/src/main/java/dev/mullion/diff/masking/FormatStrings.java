package dev.mullion.diff.masking;

import dev.mullion.core.text.SecretNames;
import dev.mullion.diff.masking.SearchedText.Hint;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that stand behind their text: {@code 'Password={0}' -f 'x'}, {@code [string]::Format("Password={0}", "x")}. */
final class FormatStrings {
    private static final Pattern OPERATOR =
            Pattern.compile("([\"'])@?\\)?\\s{0,8}-f(?![\\w-])\\s{0,8}\\(?\\s{0,8}", Pattern.CASE_INSENSITIVE);

    private static final Pattern CALL = Pattern.compile("\\bformat\\(\\s{0,8}([\"'])", Pattern.CASE_INSENSITIVE);

    private static final Pattern PLACE =
            Pattern.compile("([\\p{L}\\w.-]{1,60})(?:[\"']{0,2}\\s{0,4}[=:]|\\s)\\s{0,4}[\"'`{]{0,2}\\{(\\d{1,2})\\}");

    private static final Hint OPERATOR_HINT = Hint.of("-f");
    private static final Hint CALL_HINT = Hint.of("format(");

    private static final int MAX_LENGTH = 2048;
    private static final int MAX_BLANKS = 100;

    private FormatStrings() {}

    static void find(SearchedText searched, List<SecretSpan> spans) {
        String text = searched.text();
        if (searched.hasInAnyCase(OPERATOR_HINT)) {
            Matcher operator = OPERATOR.matcher(text);
            while (operator.find()) {
                int close = operator.start();
                int open = text.lastIndexOf(operator.group(1), close - 1);
                if (open >= 0) {
                    places(text, open + 1, close, operator.end(), spans);
                }
            }
        }
        if (searched.hasInAnyCase(CALL_HINT)) {
            Matcher call = CALL.matcher(text);
            while (call.find()) {
                int close = closing(text, call.end(), call.group(1).charAt(0));
                int comma = skipBlanks(text, close + 1);
                if (close >= 0 && text.startsWith(",", comma)) {
                    places(text, call.end(), close, comma + 1, spans);
                }
            }
        }
    }

    private static int closing(String text, int from, char quote) {
        int limit = Math.min(text.length(), from + MAX_LENGTH);
        for (int i = from; i < limit; i++) {
            if (text.charAt(i) == quote || (quote > 127 && Code.closes(text.charAt(i), quote))) {
                return i;
            }
        }
        return -1;
    }

    private static int skipBlanks(String text, int from) {
        int limit = Math.min(text.length(), from + MAX_BLANKS);
        int at = from;
        while (at < limit && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static void places(String text, int from, int to, int arguments, List<SecretSpan> spans) {
        Matcher place = PLACE.matcher(text).region(from, to);
        while (place.find()) {
            String name = place.group(1);
            if (SecretNames.of(name) != SecretNames.Tells.NOTHING) {
                argument(text, arguments, Integer.parseInt(place.group(2)), name, spans);
            }
        }
    }

    /** Hides an argument that is written out; variables and calls are shown. */
    private static void argument(String text, int from, int number, String name, List<SecretSpan> spans) {
        int limit = Math.min(text.length(), from + MAX_LENGTH);
        int at = skipBlanks(text, from);
        for (int i = 0; at < limit; i++) {
            char quote = text.charAt(at);
            boolean quoted = Code.isQuote(quote);
            int end = quoted ? closing(text, at + 1, quote) : at;
            if (end < 0) {
                return;
            }
            if (i == number) {
                if (quoted) {
                    int to = Code.end(text, at + 1, end, quote);
                    Optional<String> reason = SecretNames.hides(name, text.substring(at + 1, to));
                    int start = at + 1;
                    reason.ifPresent(why -> Code.addAround(text, new SecretSpan(start, to, why), spans));
                }
                return;
            }
            while (end < limit && ",;\n".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (!text.startsWith(",", end)) {
                return;
            }
            at = skipBlanks(text, end + 1);
        }
    }
}
