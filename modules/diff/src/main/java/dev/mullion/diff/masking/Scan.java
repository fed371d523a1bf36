package dev.mullion.diff.masking;

import dev.mullion.core.config.MaskPattern;
import dev.mullion.plan.PropertyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds every place of a text that may not be shown, in what is encoded inside it too. */
final class Scan {
    /** Encoded in encoded in encoded: nobody means well who goes on. */
    private static final int MAX_DEPTH = 5;

    /** Tools break base64 at 64 or 76; what breaks earlier is a list of words. */
    private static final int MIN_LINE_LENGTH = 40;

    static final String OWN = "a mask of your own";

    /** What has none of these holds no name, no command, no token and no address with a password. */
    private static final Characters MARKS = Characters.of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@");

    /** What separates nothing: neither a name from its value nor a command from its options. */
    private static final Characters OF_WORDS =
            Characters.of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-");

    /** Of one word alone the shortest token with a prefix; of a JSON Web Token its beginning is enough. */
    private static final int MIN_SECRET = 15;

    /** A shorter text is as soon looked at as looked up. */
    private static final int MIN_REMEMBERED = MIN_SECRET;

    /** What is encoded grows by more than that only where somebody means to stop who reads it. */
    private static final int MAX_RATIO = 32;

    private static final int MIN_ROOM = 1 << 20;

    /** A word of a command may look like base64; a longer run is nothing to read anyhow. */
    private static final int MIN_HIDDEN = 64;

    /** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html */
    private static final Pattern EC2_LAUNCH = Pattern.compile(
            "<(?:script|powershell|powershellArguments|persist|runAsLocalSystem|detach|version)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final String UNREAD = "encoded too deep or too large to look into";

    private final List<MaskPattern> masks;

    /** How many bytes more may come out of what is encoded in a text. */
    private long room;

    private final Finder rules = this::rules;

    /** What the rules said of a text: most texts are looked at twice, once for what is secret anywhere. */
    private final Map<String, List<SecretSpan>> remembered = new HashMap<>();

    private final Map<String, Optional<PropertyValue>> structures = new HashMap<>();

    /** Finds places in one text, whatever is encoded in it. */
    private interface Finder {
        void find(String text, List<SecretSpan> spans);
    }

    /** @param masks of the user's own */
    Scan(List<MaskPattern> masks) {
        this.masks = List.copyOf(masks);
    }

    /** In order, without overlaps. */
    List<SecretSpan> spans(String text, KnownSecrets known) {
        List<SecretSpan> ruled = text.length() < MIN_REMEMBERED
                ? pass(text, rules)
                : remembered.computeIfAbsent(text, key -> pass(key, rules));
        if (known.isSearchedFor()) {
            List<SecretSpan> all = new ArrayList<>(pass(text, known::find));
            if (!all.isEmpty()) {
                all.addAll(ruled);
                return SecretSpan.merged(all);
            }
        }
        return ruled;
    }

    /** What a text is as YAML, which takes longer to read than anything else here; remembered alike. */
    Optional<PropertyValue> yaml(String text) {
        return text.indexOf('\n') < 0 ? Optional.empty() : structures.computeIfAbsent(text, Structure::yaml);
    }

    /** Each has all of the room, so that what one finds does not hang on the other. */
    private List<SecretSpan> pass(String text, Finder finder) {
        room = MIN_ROOM + (long) MAX_RATIO * text.length();
        return spans(text, 0, finder);
    }

    private List<SecretSpan> spans(String text, int depth, Finder finder) {
        List<SecretSpan> spans = new ArrayList<>();
        finder.find(text, spans);
        if (text.length() >= 3) {
            if (text.length() >= Decoder.MIN_LENGTH) {
                base64(text, depth, finder, spans);
            }
            if (depth < MAX_DEPTH) {
                Unescaped.of(text).ifPresent(unescaped -> spans(unescaped.plain(), depth + 1, finder)
                        .forEach(span -> spans.add(unescaped.origin(span))));
            }
        }
        return SecretSpan.merged(spans);
    }

    private void rules(String text, List<SecretSpan> spans) {
        spans.addAll(own(text));
        if (text.length() >= 3) {
            SearchedText searched = new SearchedText(text);
            if (isHarmless(searched)) {
                return;
            }
            List<SecretSpan> found = new ArrayList<>();
            everyRule(searched, found);
            found.forEach(span -> beforeCode(text, span).ifPresent(spans::add));
        }
    }

    /** Wherever it stands in user data, be it in quotes or in a comment, EC2Launch runs what such a tag begins, or by it. */
    static Optional<SecretSpan> beforeCode(String text, SecretSpan span) {
        Matcher tag = EC2_LAUNCH.matcher(text).region(span.start(), span.end());
        if (!tag.find()) {
            return Optional.of(span);
        }
        return tag.start() == span.start()
                ? Optional.empty()
                : Optional.of(new SecretSpan(span.start(), tag.start(), span.reason()));
    }

    static void everyRule(SearchedText searched, List<SecretSpan> spans) {
        Tokens.find(searched.text(), spans);
        Credentials.find(searched, spans);
        KeyBlocks.find(searched, spans);
        Assignments.find(searched, spans);
        Commands.find(searched, spans);
        CommandOptions.find(searched, spans);
        FormatStrings.find(searched, spans);
        KubernetesSecrets.find(searched, spans);
    }

    /** Whether no rule can find anything there, as in most texts: addresses, numbers and short names. */
    static boolean isHarmless(SearchedText searched) {
        boolean shortWord = searched.text().length() < MIN_SECRET
                && searched.hasOnly(OF_WORDS)
                && !searched.has(Credentials.TOKEN_HEADER);
        return shortWord || !searched.hasAnyOf(MARKS);
    }

    boolean hasMasks() {
        return !masks.isEmpty();
    }

    /** What the user's own masks hide. */
    List<SecretSpan> own(String text) {
        List<SecretSpan> spans = new ArrayList<>();
        for (MaskPattern mask : masks) {
            mask.find(text).forEach(place -> spans.add(new SecretSpan(place.start(), place.end(), OWN)));
        }
        return spans;
    }

    /** A blob with a secret in it is hidden whole: part of base64 still tells what is around. */
    private void base64(String text, int depth, Finder finder, List<SecretSpan> spans) {
        int start = 0;
        int block = 0;
        while (start < text.length()) {
            if (!Decoder.isDigit(text.charAt(start))) {
                start++;
                continue;
            }
            if (start >= block) {
                block = lines(text, start, depth, finder, spans);
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
                Optional<String> reason = blob(text.substring(start, end), depth, finder);
                int from = start;
                int to = end;
                reason.ifPresent(why -> spans.add(new SecretSpan(from, to, why)));
            }
            start = end;
        }
    }

    /** Base64 in several lines, as many tools write it; where it ends. */
    private int lines(String text, int start, int depth, Finder finder, List<SecretSpan> spans) {
        int end = lineEnd(text, start);
        int next = nextLine(text, end);
        int width = end - start;
        if (width < MIN_LINE_LENGTH || next < 0) {
            return end;
        }
        StringBuilder joined = new StringBuilder().append(text, start, end);
        // A shorter line is the last one, whatever word follows it.
        int length = width;
        while (next >= 0 && length >= width) {
            end = lineEnd(text, next);
            length = end - next;
            joined.append(text, next, end);
            next = nextLine(text, end);
        }
        int to = end;
        blob(joined.toString(), depth, finder).ifPresent(why -> spans.add(new SecretSpan(start, to, why)));
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

    private Optional<String> blob(String blob, int depth, Finder finder) {
        if (room < 0) {
            return blob.length() >= MIN_HIDDEN && Decoder.holdsText(blob) ? Optional.of(UNREAD) : Optional.empty();
        }
        Optional<Decoder.Decoded> decoded = Decoder.decode(blob);
        if (decoded.isEmpty()) {
            return Optional.empty();
        }
        room -= decoded.get().unpacked();
        Optional<String> text = decoded.get().text();
        if (room < 0) {
            return blob(blob, depth, finder);
        }
        if (decoded.get().tooLarge() || (text.isPresent() && depth >= MAX_DEPTH)) {
            return Optional.of(UNREAD);
        }
        if (text.isPresent() && !text.get().equals(blob)) {
            return spans(text.get(), depth + 1, finder).stream()
                    .map(SecretSpan::reason)
                    .findFirst();
        }
        return Optional.empty();
    }
}
