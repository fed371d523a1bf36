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

    private FormatStrings() {}

    static void find(SearchedText searched, List<SecretSpan> spans) {
        String text = searched.text();
        if (searched.hasInAnyCase(OPERATOR_HINT)) {
            Matcher operator = OPERATOR.matcher(text);
            while (operator.find()) {
                int close = operator.start();
                int open = opening(text, close, operator.group(1).charAt(0));
                if (open >= 0) {
                    places(text, open + 1, close, operator.end(), spans);
                }
            }
        }
        if (searched.hasInAnyCase(CALL_HINT)) {
            Matcher call = CALL.matcher(text);
            while (call.find()) {
                int close = closing(text, call.end(), call.group(1).charAt(0));
                int comma = close < 0 ? -1 : skipBlanks(text, close + 1);
                if (comma > 0 && comma < text.length() && text.charAt(comma) == ',') {
                    places(text, call.end(), close, comma + 1, spans);
                }
            }
        }
    }

    private static int opening(String text, int close, char quote) {
        for (int i = close - 1; i >= 0 && close - i < MAX_LENGTH; i--) {
            if (text.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }

    private static int closing(String text, int from, char quote) {
        for (int i = from; i < text.length() && i - from < MAX_LENGTH; i++) {
            if (text.charAt(i) == quote || (quote > 127 && Code.closes(text.charAt(i), quote))) {
                return i;
            }
        }
        return -1;
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && at - from < 100 && Character.isWhitespace(text.charAt(at))) {
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
        int at = skipBlanks(text, from);
        for (int i = 0; at < text.length() && at - from < MAX_LENGTH; i++) {
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
            while (end < text.length() && end - from < MAX_LENGTH && ",;\n".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (end >= text.length() || text.charAt(end) != ',') {
                return;
            }
            at = skipBlanks(text, end + 1);
        }
    }
}
