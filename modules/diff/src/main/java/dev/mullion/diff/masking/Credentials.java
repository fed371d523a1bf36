package dev.mullion.diff.masking;

import dev.mullion.core.text.SecretNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
     * @param group what is hidden
     */
    record Kind(String hint, Pattern pattern, int group, String reason) {}

    static final List<Kind> KINDS = List.of(
            kind("A", WORD + "(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}" + END, "an AWS access key"),
            kind("FwoGZXIvYXdz", "FwoGZXIvYXdz[A-Za-z0-9/+=%]{20,}", "an AWS session token"),
            kind("IQoJb3JpZ2lu", "IQoJb3JpZ2lu[A-Za-z0-9/+=%]{20,}", "an AWS session token"),
            kind("AQoDYXdz", "AQoDYXdz[A-Za-z0-9/+=%]{20,}", "an AWS session token"),
            kind("ABSKQmVkcm9ja", "ABSKQmVkcm9ja[A-Za-z0-9+/=]{60,}", "an AWS Bedrock key"),
            kind("gh", WORD + "gh[pousr]_[A-Za-z0-9]{20,255}", "a GitHub token"),
            kind("github_pat_", "github_pat_[A-Za-z0-9_]{20,255}", "a GitHub token"),
            kind(
                    "gl",
                    WORD + "gl(?:pat|dt|rt|ptt|ft|soat|cbt|imt|agent|oas|ffct)-[A-Za-z0-9_.-]{20,300}",
                    "a GitLab token"),
            kind("xox", WORD + "xox[a-z](?:\\.[a-z]+)?-[A-Za-z0-9-]{10,300}", "a Slack token"),
            kind("xapp-", WORD + "xapp-[A-Za-z0-9-]{10,300}", "a Slack token"),
            kind(
                    "hooks.slack.com",
                    "hooks\\.slack\\.com/(?:services|workflows|triggers)/([A-Za-z0-9/_+-]{20,200})",
                    1,
                    "a Slack webhook"),
            kind("webhook.office.com", "webhook\\.office\\.com/webhookb2/([\\w@/-]{40,300})", 1, "a Teams webhook"),
            kind(
                    "/api/webhooks/",
                    "discord(?:app)?\\.com/api/webhooks/(\\d{5,30}/[\\w-]{20,100})",
                    1,
                    "a Discord webhook"),
            kind("Private-Lines:", "Private-Lines: \\d{1,4}\\s{1,8}([A-Za-z0-9+/=\\s]{16,20000}+)", 1, "a private key"),
            kind("npm_", WORD + "npm_[A-Za-z0-9]{30,60}", "an npm token"),
            kind("pypi-", WORD + "pypi-[A-Za-z0-9_-]{16,400}", "a PyPI token"),
            kind("_", WORD + "(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{10,200}", "a Stripe key"),
            kind("whsec_", WORD + "whsec_[A-Za-z0-9+/=]{16,200}", "a webhook secret"),
            kind("AIza", WORD + "AIza[A-Za-z0-9_-]{35}", "a Google API key"),
            kind("ya29.", WORD + "ya29\\.[A-Za-z0-9_-]{20,2000}", "a Google token"),
            kind("GOCSPX-", WORD + "GOCSPX-[A-Za-z0-9_-]{20,60}", "a Google client secret"),
            kind("Q~", "[A-Za-z0-9_~.-]{3}\\dQ~[A-Za-z0-9_~.-]{31,34}", "an Azure client secret"),
            kind("sig=", "[?&;]sig=([A-Za-z0-9%+/=_-]{20,200})", 1, "an Azure shared access signature"),
            // Azure signs its keys near their end.
            kind(
                    "A",
                    WORD + "[A-Za-z0-9+/]{33,80}(?:AzSe|AzFu|AzCa|ACDb|AIoT|\\+(?:ASt|ABa|ACR|AEh|ASb|AMC))"
                            + "[A-Za-z0-9+/]{4,8}={0,2}(?![A-Za-z0-9+/=])",
                    "an Azure key"),
            kind("SG.", WORD + "SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{16,64}", "a SendGrid key"),
            kind("SK", WORD + "SK[0-9a-f]{32}" + END, "a Twilio key"),
            kind("_v1_", WORD + "do[opr]_v1_[0-9a-f]{40,80}", "a DigitalOcean token"),
            kind("hv", WORD + "hv[sbr]\\.[A-Za-z0-9_-]{20,300}", "a Vault token"),
            kind("atlasv1.", WORD + "[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{40,120}", "a Terraform token"),
            kind("pul-", WORD + "pul-[0-9a-f]{40}" + END, "a Pulumi token"),
            kind("dckr_", WORD + "dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,80}", "a Docker token"),
            kind("sk-", WORD + "sk-(?:[a-z]{2,10}\\d{0,2}-){0,2}[A-Za-z0-9_-]{20,300}", "an API key"),
            kind("shp", WORD + "shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}" + END, "a Shopify token"),
            kind("oy2", WORD + "oy2[a-z0-9]{43}" + END, "a NuGet key"),
            kind("dapi", WORD + "dapi[0-9a-f]{32}(?:-\\d)?" + END, "a Databricks token"),
            kind(":AA", WORD + "\\d{8,10}:AA[A-Za-z0-9_-]{32,34}" + END, "a Telegram token"),
            kind("NRAK-", WORD + "NRAK-[A-Z0-9]{27}" + END, "a New Relic key"),
            kind("gl", WORD + "gl(?:sa|c)_[A-Za-z0-9+/=_]{20,300}", "a Grafana token"),
            kind("AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1[A-Z0-9]{40,80}", "an age key"),
            kind("AKCp", WORD + "AKCp[A-Za-z0-9]{60,80}" + END, "a JFrog key"),
            kind("ATATT3", WORD + "ATATT3[A-Za-z0-9_=-]{40,300}", "an Atlassian token"),
            kind("ATBB", WORD + "ATBB[A-Za-z0-9]{24,60}" + END, "a Bitbucket token"),
            kind("lin_api_", WORD + "lin_api_[A-Za-z0-9]{32,60}", "a Linear key"),
            kind("hf_", WORD + "hf_[A-Za-z0-9]{30,60}" + END, "a Hugging Face token"),
            kind("eyJ", WORD + "eyJ[A-Za-z0-9_-]{5,1000}+(?:\\.[A-Za-z0-9_-]{0,20000}+){2,4}", "a JSON Web Token"),
            // Up to the last at sign, since many a password has one; a port has a slash behind it.
            kind(
                    "://",
                    "://[^\\s/:@\"'<>\\\\]{0,256}:(?!\\d{1,5}[/?#,;&)\\]])([^\\s\"'<>]{1,256})@(?=[\\w\\[$%{-])",
                    1,
                    "a password in a URL"),
            kind(
                    "@",
                    "(?<![\\w:/@.-])[A-Za-z][\\w.-]{0,63}:((?=\\D{0,60}\\d)(?=[^A-Za-z]{0,60}[A-Za-z])[^\\s\"'@/:]{6,128})"
                            + "@(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,20}(?::\\d{1,5})?/",
                    1,
                    "a password in an address"));

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "authorization(?:\\\\?[\"'])?\\s{0,20}[:=,]\\s{0,20}(?:\\\\?[\"'])?"
                    + "(?:(?:basic|bearer|token|digest|negotiate|ntlm|apikey|key|splunk|bot)\\s{1,20})?"
                    + "([A-Za-z0-9+/=._~:-]{6,20000})",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern BEARER =
            Pattern.compile("\\b(?:bearer|basic)\\s{1,20}([A-Za-z0-9+/=._~-]{16,20000})", Pattern.CASE_INSENSITIVE);

    private static final Pattern PRIVATE_KEY_BEGINS =
            Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----");
    private static final Pattern PRIVATE_KEY_ENDS =
            Pattern.compile("-----END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----");

    /** A line of a key, or what stands between two such; RFC 1421 has the headers of one that is encrypted. */
    private static final Pattern KEY_WORD = Pattern.compile(
            "(?<header>Proc-Type: 4,ENCRYPTED|DEK-Info: [A-Z0-9-]{1,40},[0-9A-F]{1,64})"
                    + "|(?<![^\\s\"'`,;\\\\#>|])(?<digits>[A-Za-z0-9+/]++=*+)(?![^\\s\"'`,;\\\\#>|])|[^\\s\"'`,;\\\\#>|]++");

    /** A piece of a key, whatever stands around it. */
    private static final Pattern KEY_RUN = Pattern.compile("[A-Za-z0-9+/]{16,}+={0,2}");

    /** All lines of a key but the last are longer. */
    private static final int KEY_WORD_LENGTH = 16;

    /** An AWS secret access key has no mark of its own, and is as long as a Git commit: it counts near what tells of it. */
    private static final Pattern FORTY = Pattern.compile("(?<![A-Za-z0-9/+=._-])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=_-])");

    private static final Pattern NEAR_SECRET_KEY =
            Pattern.compile("secret|aws_|access.?key|(?:AKIA|ASIA)[A-Z0-9]{16}", Pattern.CASE_INSENSITIVE);

    private static final int NEAR = 120;

    private static final Pattern HEX = Pattern.compile("[0-9a-f]+|[0-9A-F]+");

    private Credentials() {}

    private static Kind kind(String hint, String pattern, String what) {
        return kind(hint, pattern, 0, what);
    }

    private static Kind kind(String hint, String pattern, int group, String what) {
        return new Kind(hint, Pattern.compile(pattern), group, "looks like " + what);
    }

    /** @param lower the text in lower case */
    static void find(String text, String lower, List<SecretSpan> spans) {
        for (Kind kind : KINDS) {
            if (text.contains(kind.hint())) {
                Matcher match = kind.pattern().matcher(text);
                while (match.find()) {
                    if (!isReference(match.group(kind.group()))) {
                        spans.add(new SecretSpan(match.start(kind.group()), match.end(kind.group()), kind.reason()));
                    }
                }
            }
        }
        if (text.contains("PRIVATE KEY")) {
            privateKeys(text, spans);
        }
        if (lower.contains("authorization") || lower.contains("bearer") || lower.contains("basic")) {
            authorization(text, spans);
        }
        if (lower.contains("secret") || lower.contains("access") || lower.contains("aws_") || text.contains("IA")) {
            secretKeys(text, spans);
        }
    }

    private static void privateKeys(String text, List<SecretSpan> spans) {
        Matcher begin = PRIVATE_KEY_BEGINS.matcher(text);
        Matcher end = PRIVATE_KEY_ENDS.matcher(text);
        int from = 0;
        // Of a block that was cut at its beginning too.
        if (end.find() && !(begin.find() && begin.start() < end.start())) {
            spans.add(new SecretSpan(keyBefore(text, end.start()), end.end(), "looks like a private key"));
            from = end.end();
        }
        while (begin.find(from)) {
            boolean ends = end.find(begin.end());
            from = ends ? end.end() : text.length();
            privateKey(text, begin, ends ? end.start() : from, from, spans);
        }
    }

    /** The whole block where it holds a key alone; its long words where it holds anything else, such as code. */
    private static void privateKey(String text, Matcher begin, int bodyEnd, int end, List<SecretSpan> spans) {
        Matcher word = KEY_WORD.matcher(text).region(begin.end(), bodyEnd);
        boolean whole = true;
        int words = 0;
        int shorter = 0;
        int alike = 0;
        int length = 0;
        while (word.find()) {
            boolean digits = word.end("digits") >= 0;
            int size = word.end() - word.start();
            if (digits) {
                words++;
                shorter += size < KEY_WORD_LENGTH ? 1 : 0;
                length = words == 1 ? size : length;
                alike += size == length ? 1 : 0;
            }
            whole &= digits || word.end("header") >= 0;
        }
        // Wrapped at fewer characters, all lines but the last are alike.
        if (whole && (shorter <= 1 || (words > 8 && alike >= words - 1))) {
            spans.add(new SecretSpan(begin.start(), end, "looks like a private key"));
            return;
        }
        Matcher run = KEY_RUN.matcher(text).region(begin.end(), bodyEnd);
        while (run.find()) {
            spans.add(new SecretSpan(run.start(), run.end(), "looks like a private key"));
        }
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
            while (from > 0 && (Decoder.isDigit(text.charAt(from - 1)) || text.charAt(from - 1) == '=')) {
                from--;
            }
            boolean line = from == 0 || Character.isWhitespace(text.charAt(from - 1));
            if (from == to || !line || (to - from < KEY_WORD_LENGTH && !last)) {
                return start;
            }
            start = from;
            last = false;
        }
    }

    private static void authorization(String text, List<SecretSpan> spans) {
        for (Pattern pattern : List.of(AUTHORIZATION, BEARER)) {
            Matcher match = pattern.matcher(text);
            while (match.find()) {
                if (SecretNames.looksRandom(match.group(1)) || (pattern == AUTHORIZATION && hasDigit(match.group(1)))) {
                    spans.add(new SecretSpan(match.start(1), match.end(1), "looks like an authorization header"));
                }
            }
        }
    }

    private static void secretKeys(String text, List<SecretSpan> spans) {
        Matcher match = FORTY.matcher(text);
        while (match.find()) {
            String near =
                    text.substring(Math.max(0, match.start() - NEAR), Math.min(text.length(), match.end() + NEAR));
            if (!HEX.matcher(match.group()).matches()
                    && SecretNames.looksRandom(match.group())
                    && NEAR_SECRET_KEY.matcher(near).find()) {
                spans.add(new SecretSpan(match.start(), match.end(), "looks like an AWS secret access key"));
            }
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
        find(value, value.toLowerCase(Locale.ROOT), spans);
        return SecretSpan.merged(spans).stream()
                .filter(span -> span.start() == 0 && span.end() == value.length())
                .map(SecretSpan::reason)
                .findFirst();
    }
}
