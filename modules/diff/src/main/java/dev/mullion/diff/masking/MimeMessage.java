package dev.mullion.diff.masking;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A MIME multipart message, as cloud-init and EC2Launch take for user data.
 *
 * @param frame its lines but those of the parts' bodies that are shown as they are or from base64: headers, boundaries, and whatever stands around them. Who reads user data
 *     in his own way may find code there, too
 * @param parts in order
 */
record MimeMessage(String frame, List<Part> parts) {
    private static final Pattern MULTIPART = Pattern.compile(
            "^content-type:[ \\t]*multipart/[^\\n]*(?:\\n[ \\t][^\\n]*)*",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern BOUNDARY = Pattern.compile(
            "boundary[ \\t]*=[ \\t]*(?:\"([^\"\\n]{1,200})\"|([^\\s;]{1,200}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE_NAME = Pattern.compile(
            "filename[ \\t]*=[ \\t]*(?:\"([^\"\\n]{1,200})\"|([^\\s;]{1,200}))", Pattern.CASE_INSENSITIVE);

    private static final Pattern QUOTED = Pattern.compile("quoted-printable", Pattern.CASE_INSENSITIVE);

    private static final Pattern BLANK = Pattern.compile("(?:^|\\n)\\r?\\n");

    /** Headers end here; what has more is no user data. */
    private static final int MAX_HEAD_LENGTH = 4096;

    /** Nobody boots with more; a message that has is read as text. */
    private static final int MAX_PARTS = 1000;

    /**
     * One part.
     *
     * @param name its file name, or its type
     * @param encoding {@code base64} where its own transfer encoding is that
     * @param body without that encoding, unless it is no text
     */
    record Part(String name, String encoding, String body) {}

    static Optional<MimeMessage> parse(String text) {
        if (text.indexOf('\n') < 0) {
            return Optional.empty();
        }
        String head =
                text.substring(0, Math.min(text.length(), MAX_HEAD_LENGTH)).replace("\r\n", "\n");
        int blank = head.indexOf("\n\n");
        if (blank < 0) {
            return Optional.empty();
        }
        Matcher type = MULTIPART.matcher(head.substring(0, blank));
        if (!type.find()) {
            return Optional.empty();
        }
        Matcher boundary = BOUNDARY.matcher(type.group());
        if (!boundary.find()) {
            return Optional.empty();
        }
        String line = "--" + group(boundary);
        List<Part> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        StringBuilder frame = new StringBuilder();
        boolean inside = false;
        for (int start = 0; start < text.length(); ) {
            int feed = text.indexOf('\n', start);
            int next = feed < 0 ? text.length() : feed + 1;
            String each = text.substring(start, next);
            start = next;
            String stripped = each.stripTrailing();
            boolean ends = stripped.equals(line) || stripped.equals(line + "--");
            if (ends && inside) {
                parts.add(part(part.toString(), frame));
            }
            if (ends) {
                part.setLength(0);
                inside = stripped.equals(line);
            }
            (inside && !ends ? part : frame).append(each);
        }
        if (inside && !part.isEmpty()) {
            parts.add(part(part.toString(), frame));
        }
        return parts.isEmpty() || parts.size() > MAX_PARTS
                ? Optional.empty()
                : Optional.of(new MimeMessage(frame.toString(), parts));
    }

    private static Part part(String text, StringBuilder frame) {
        Matcher blank = BLANK.matcher(text);
        int body = blank.find() ? blank.end() : 0;
        String head = text.substring(0, body);
        frame.append(head);
        if (QUOTED.matcher(head).find()) {
            frame.append(text, body, text.length()); // spelled in many ways, of which one may be code to another reader
        }
        return part(head.replace("\r\n", "\n"), text.substring(body));
    }

    private static Part part(String head, String body) {
        SortedMap<String, String> headers = headers(head);
        String type = headers.getOrDefault("content-type", "text/plain");
        Matcher file = FILE_NAME.matcher(headers.getOrDefault("content-disposition", "") + ";" + type);
        int semicolon = type.indexOf(';');
        String name = file.find() ? group(file) : (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
        String transfer = headers.getOrDefault("content-transfer-encoding", "").toLowerCase(Locale.ROOT);
        if (transfer.equals("base64")) {
            Optional<Decoder.Decoded> decoded = Decoder.decode(body.strip());
            Optional<String> plain = decoded.flatMap(Decoder.Decoded::text);
            // What does not decode stays as it is, for Masker to judge.
            return plain.isPresent()
                    ? new Part(name, decoded.get().encoding(), plain.get())
                    : new Part(name, "", body.strip());
        }
        return new Part(name, "", transfer.equals("quoted-printable") ? quotedPrintable(body) : body);
    }

    private static SortedMap<String, String> headers(String head) {
        SortedMap<String, String> headers = new TreeMap<>();
        for (String line : head.replaceAll("\n[ \\t]+", " ").split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static String quotedPrintable(String body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] source = body.replace("=\r\n", "").replace("=\n", "").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < source.length; i++) {
            int high = i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
            int low = i + 2 < source.length ? Character.digit(source[i + 2], 16) : -1;
            if (source[i] == '=' && high >= 0 && low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.write(source[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String group(Matcher matcher) {
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }
}
