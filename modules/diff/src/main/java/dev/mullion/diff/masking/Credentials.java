package dev.mullion.diff.masking;

import dev.mullion.core.text.SecretNames;
import dev.mullion.diff.masking.SearchedText.Beginning;
import dev.mullion.diff.masking.SearchedText.Hint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Strings that are credentials by their own look, wherever they stand. Every pattern is bounded or linear. */
final class Credentials {
    /** Neither inside a longer word before it nor after it. */
    private static final String WORD = "(?<![A-Za-z0-9])";

    private static final String END = "(?![A-Za-z0-9])";

    /**
     * A kind of credential.
     *
     * @param hint literal text that every match holds, so that most texts are not searched at all
     * @param beginning of a match, from where the hint is
     * @param group what is hidden
     */
    record Kind(Hint hint, Beginning beginning, Pattern pattern, int group, String reason) {}

    /** What has no mark at its beginning, or more than one; the others are {@link Tokens}. */
    static final List<Kind> KINDS = List.of(
            kind(
                    "hooks.slack.com",
                    Beginning.before(0),
                    "hooks\\.slack\\.com/(?:services|workflows|triggers)/([A-Za-z0-9/_+-]{20,200})",
                    1,
                    "a Slack webhook"),
            kind(
                    "webhook.office.com",
                    Beginning.before(0),
                    "webhook\\.office\\.com/webhookb2/([\\w@/-]{40,300})",
                    1,
                    "a Teams webhook"),
            kind(
                    "/api/webhooks/",
                    Beginning.ANYWHERE,
                    "discord(?:app)?\\.com/api/webhooks/(\\d{5,30}/[\\w-]{20,100})",
                    1,
                    "a Discord webhook"),
            kind("Q~", Beginning.before(4), "[A-Za-z0-9_~.-]{3}\\dQ~[A-Za-z0-9_~.-]{31,34}", "an Azure client secret"),
            kind(
                    "sig=",
                    Beginning.before(1),
                    "[?&;]sig=([A-Za-z0-9%+/=_-]{20,200})",
                    1,
                    "an Azure shared access signature"),
            kind(
                    "SG.",
                    Beginning.before(0),
                    WORD + "SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{16,64}",
                    "a SendGrid key"),
            kind(
                    "atlasv1.",
                    Beginning.before(15),
                    WORD + "[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{40,120}",
                    "a Terraform token"),
            kind(":AA", Credentials::beforeDigits, WORD + "\\d{8,10}:AA[A-Za-z0-9_-]{32,34}" + END, "a Telegram token"),
            kind(
                    "@",
                    Credentials::beforeUser,
                    "(?<![\\w:/@.-])[A-Za-z][\\w.-]{0,63}:((?=\\D{0,60}\\d)(?=[^A-Za-z]{0,60}[A-Za-z])[^\\s\"'@/:;|&`]{6,128})"
                            + "@(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,20}(?::\\d{1,5})?/",
                    1,
                    "a password in an address"));

    /** Azure signs its keys near their end. */
    private static final Pattern AZURE_SIGNATURE = Pattern.compile(
            "(?:AzSe|AzFu|AzCa|ACDb|AIoT|\\+(?:ASt|ABa|ACR|AEh|ASb|AMC))[A-Za-z0-9+/]{4,8}={0,2}(?![A-Za-z0-9+/=])");

    private static final int MIN_AZURE_KEY = 33;
    private static final int MAX_AZURE_KEY = 80;
    private static final String AZURE_REASON = "looks like an Azure key";

    private static final int MIN_TOKEN_HEADER = 8;
    private static final int MAX_TOKEN_PARTS = 4;

    static final String URL_REASON = "looks like a password in a URL";

    private static final int MAX_URL_PART = 256;
    private static final int MIN_URL_TOKEN = 30;

    /** A port, and not a password. */
    private static final Pattern PORT = Pattern.compile("\\d{1,5}[/?#,;&)\\]]");

    private static final String AUTHORIZATION_REASON = "looks like an authorization header";

    /** In a type of Pulumi's, as in {@code azure-native:authorization:RoleAssignment::a1}, it is the name of a module. */
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "(?!(?<=[a-z0-9]:)authorization:[a-z]\\w{0,100}(?:::|[\"'\\s]|$))authorization(?:\\\\?[\"'])?\\s{0,20}[:=,]\\s{0,20}(?:\\\\?[\"'])?"
                    + "(?:(?:basic|bearer|token|digest|negotiate|ntlm|apikey|key|splunk|bot)\\s{1,20})?"
                    + "([A-Za-z0-9+/=._~:-]{6,20000})",
            Pattern.CASE_INSENSITIVE);

    /** Of a header: how it signs in, and the secret, which is no variable. */
    private static final Pattern HEADER_VALUE = Pattern.compile(
            "(?:basic|bearer|token|apikey|splunk|bot)\\s{1,20}([^\\s$%<{(\\[]\\S{5,20000})", Pattern.CASE_INSENSITIVE);

    private static final Pattern BEARER =
            Pattern.compile("\\b(?:bearer|basic)\\s{1,20}([A-Za-z0-9+/=._~-]{16,20000})", Pattern.CASE_INSENSITIVE);

    /** An AWS secret access key has no mark of its own, and is as long as a Git commit: it counts near what tells of it. */
    private static final int SECRET_KEY_LENGTH = 40;

    private static final Pattern NEAR_SECRET_KEY =
            Pattern.compile("secret|aws_|access.?key|(?:AKIA|ASIA)[A-Z0-9]{16}", Pattern.CASE_INSENSITIVE);

    private static final int NEAR = 120;

    private static final Pattern HEX = Pattern.compile("[0-9a-f]+|[0-9A-F]+");

    private static final Hint SCHEME = Hint.of("://");
    static final Hint TOKEN_HEADER = Hint.of("eyJ");
    private static final List<Hint> AUTHORIZATION_HINTS =
            List.of(Hint.of("authorization"), Hint.of("bearer"), Hint.of("basic"));
    private static final List<Hint> SECRET_KEY_HINTS = List.of(Hint.of("secret"), Hint.of("access"), Hint.of("aws_"));

    /** Of AWS: {@code AKIA} and {@code ASIA}. */
    private static final Hint ACCESS_KEY_ID = Hint.of("IA");

    private Credentials() {}

    private static Kind kind(String hint, Beginning beginning, String pattern, String what) {
        return kind(hint, beginning, pattern, 0, what);
    }

    private static Kind kind(String hint, Beginning beginning, String pattern, int group, String what) {
        return new Kind(Hint.of(hint), beginning, Pattern.compile(pattern), group, "looks like " + what);
    }

    private static int beforeDigits(String text, int colon) {
        int start = colon;
        while (start > 0 && colon - start < 10 && text.charAt(start - 1) >= '0' && text.charAt(start - 1) <= '9') {
            start--;
        }
        return start;
    }

    /** Neither part has a sign that the other may end with, so there is one such place. */
    private static int beforeUser(String text, int sign) {
        int colon = sign - 1;
        while (colon >= 0 && sign - colon <= 129 && text.charAt(colon) != ':') {
            if (text.charAt(colon) == '@') {
                return -1;
            }
            colon--;
        }
        if (colon < 0 || text.charAt(colon) != ':') {
            return -1;
        }
        int start = colon;
        while (start > 0 && colon - start < 64 && isUserPart(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isUserPart(char c) {
        return Tokens.Alphabet.DOTS.has(c);
    }

    static void find(SearchedText searched, List<SecretSpan> spans) {
        String text = searched.text();
        for (Kind kind : KINDS) {
            searched.eachExactly(kind.hint(), kind.beginning(), kind.pattern(), match -> {
                if (!isReference(match.group(kind.group()))) {
                    spans.add(new SecretSpan(match.start(kind.group()), match.end(kind.group()), kind.reason()));
                }
            });
        }
        if (searched.has(SCHEME)) {
            addresses(text, spans);
        }
        if (searched.has(TOKEN_HEADER)) {
            jsonWebTokens(text, spans);
        }
        if (text.length() > MIN_AZURE_KEY) {
            azureKeys(text, spans);
        }
        if (AUTHORIZATION_HINTS.stream().anyMatch(searched::hasInAnyCase)) {
            authorization(text, spans);
        }
        if (searched.has(ACCESS_KEY_ID) || SECRET_KEY_HINTS.stream().anyMatch(searched::hasInAnyCase)) {
            secretKeys(text, spans);
        }
    }

    private static void azureKeys(String text, List<SecretSpan> spans) {
        Matcher signature = AZURE_SIGNATURE.matcher(text).useTransparentBounds(true);
        for (int at = 0; at < text.length(); at++) {
            char first = text.charAt(at);
            if ((first != 'A' && first != '+')
                    || !signature.region(at, text.length()).lookingAt()) {
                continue;
            }
            int start = at;
            while (start > 0 && at - start <= MAX_AZURE_KEY && KeyBlocks.isBase64(text.charAt(start - 1))) {
                start--;
            }
            if (at - start >= MIN_AZURE_KEY && at - start <= MAX_AZURE_KEY) {
                spans.add(new SecretSpan(start, signature.end(), AZURE_REASON));
            }
            at = signature.end() - 1;
        }
    }

    /** A header, which is JSON in base64, and two to four parts more. */
    private static void jsonWebTokens(String text, List<SecretSpan> spans) {
        int at = text.indexOf("eyJ");
        while (at >= 0) {
            int end = at;
            boolean inWord = at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
            if (!inWord) {
                end = partEnd(text, at);
                int parts = end - at < MIN_TOKEN_HEADER ? MAX_TOKEN_PARTS : 0;
                int token = end;
                while (parts < MAX_TOKEN_PARTS && token < text.length() && text.charAt(token) == '.') {
                    token = partEnd(text, token + 1);
                    parts++;
                }
                if (parts >= 2 && end - at >= MIN_TOKEN_HEADER) {
                    spans.add(new SecretSpan(at, token, "looks like a JSON Web Token"));
                    end = token;
                }
            }
            at = text.indexOf("eyJ", Math.max(end, at + 3));
        }
    }

    private static int partEnd(String text, int from) {
        int end = from;
        while (end < text.length() && Decoder.isDigit(text.charAt(end)) && "+/".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** {@code scheme://user:password@host}: up to the last at sign, since many a password has one. */
    private static void addresses(String text, List<SecretSpan> spans) {
        int at = text.indexOf("://");
        while (at >= 0) {
            int user = at + 3;
            int limit = Math.min(text.length(), user + MAX_URL_PART);
            int colon = user;
            while (colon < limit && !endsUser(text.charAt(colon))) {
                colon++;
            }
            // Without a password the name is the token.
            if (text.startsWith("@", colon)
                    && colon - user >= MIN_URL_TOKEN
                    && SecretNames.looksRandom(text.substring(user, colon))) {
                spans.add(new SecretSpan(user, colon, URL_REASON));
            }
            int end = text.startsWith(":", colon) ? address(text, colon + 1, spans) : user;
            at = text.indexOf("://", Math.max(user, end));
        }
    }

    /** Hides the password that begins there; where it ends, or 0. */
    private static int address(String text, int start, List<SecretSpan> spans) {
        int end = Math.min(text.length(), start + MAX_URL_PART + 1);
        int sign = -1;
        for (int i = start; i < end && !endsPassword(text.charAt(i)); i++) {
            if (text.charAt(i) == '@' && i > start && i + 1 < text.length() && beginsHost(text.charAt(i + 1))) {
                sign = i;
            }
        }
        boolean port = PORT.matcher(text).region(start, text.length()).lookingAt();
        if (sign <= start || port || isReference(text.substring(start, sign))) {
            return 0;
        }
        int to = Code.bareEnd(text, start, sign);
        Code.addAround(text, new SecretSpan(start, to, URL_REASON), spans);
        return sign;
    }

    private static boolean endsUser(char c) {
        return Character.isWhitespace(c) || "/:@\"'<>\\".indexOf(c) >= 0;
    }

    private static boolean endsPassword(char c) {
        return Character.isWhitespace(c) || "\"'<>`".indexOf(c) >= 0;
    }

    private static boolean beginsHost(char c) {
        return Character.isLetterOrDigit(c) || "_[$%{-".indexOf(c) >= 0;
    }

    /** What is secret in the value of a header, by the header's name. */
    static List<SecretSpan> header(String name, String value) {
        Matcher scheme = HEADER_VALUE.matcher(value);
        return name.regionMatches(true, name.length() - 13, "authorization", 0, 13) && scheme.matches()
                ? List.of(new SecretSpan(scheme.start(1), scheme.end(1), AUTHORIZATION_REASON))
                : List.of();
    }

    private static void authorization(String text, List<SecretSpan> spans) {
        for (Pattern pattern : List.of(AUTHORIZATION, BEARER)) {
            Matcher match = pattern.matcher(text);
            while (match.find()) {
                if (SecretNames.looksRandom(match.group(1)) || (pattern == AUTHORIZATION && hasDigit(match.group(1)))) {
                    spans.add(new SecretSpan(match.start(1), match.end(1), AUTHORIZATION_REASON));
                }
            }
        }
    }

    private static void secretKeys(String text, List<SecretSpan> spans) {
        NearSecretKeys near = new NearSecretKeys(text);
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && KeyBlocks.isBase64(text.charAt(end))) {
                end++;
            }
            if (end - start == SECRET_KEY_LENGTH
                    && (start == 0 || "=._-".indexOf(text.charAt(start - 1)) < 0)
                    && (end == text.length() || "=_-".indexOf(text.charAt(end)) < 0)) {
                String key = text.substring(start, end);
                int from = Math.max(0, start - NEAR);
                if (!HEX.matcher(key).matches()
                        && SecretNames.looksRandom(key)
                        && near.isAnyIn(from, Math.min(text.length(), end + NEAR))) {
                    spans.add(new SecretSpan(start, end, "looks like an AWS secret access key"));
                }
            }
            start = Math.max(end, start + 1);
        }
    }

    /** What tells of a key, which is looked for once, however many texts are as long as one. */
    private static final class NearSecretKeys {
        private final Matcher matcher;
        private final Deque<int[]> ahead = new ArrayDeque<>();
        private boolean done;

        NearSecretKeys(String text) {
            matcher = NEAR_SECRET_KEY.matcher(text);
        }

        /** Whether one lies within; each time from further on. */
        boolean isAnyIn(int from, int to) {
            while (!ahead.isEmpty() && ahead.getFirst()[0] < from) {
                ahead.removeFirst();
            }
            for (int[] found : ahead) {
                if (found[1] <= to) {
                    return true;
                }
            }
            while (!done && (ahead.isEmpty() || ahead.getLast()[0] < to)) {
                int next = ahead.isEmpty() ? from : ahead.getLast()[0] + 1;
                done = !matcher.find(next); // one may lie in another
                if (!done) {
                    ahead.addLast(new int[] {matcher.start(), matcher.end()});
                    if (matcher.end() <= to) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }

    /** Whether this is a variable or a stand-in, and no value. */
    static boolean isReference(String value) {
        return value.startsWith("$") || (value.startsWith("%") && value.endsWith("%")) || value.startsWith("{{");
    }

    /** The reason to hide the whole of a value, by its look alone. */
    static Optional<String> whole(String value) {
        List<SecretSpan> spans = new ArrayList<>();
        Tokens.find(value, spans);
        SearchedText searched = new SearchedText(value);
        KeyBlocks.find(searched, spans);
        find(searched, spans);
        return SecretSpan.merged(spans).stream()
                .filter(span -> span.start() == 0 && span.end() == value.length())
                .map(SecretSpan::reason)
                .findFirst();
    }
}
