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
 * @param parts in order
 */
record MimeMessage(List<Part> parts) {
    private static final Pattern MULTIPART = Pattern.compile(
            "^content-type:[ \\t]*multipart/[^\\n]*(?:\\n[ \\t][^\\n]*)*",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern BOUNDARY = Pattern.compile(
            "boundary[ \\t]*=[ \\t]*(?:\"([^\"\\n]{1,200})\"|([^\\s;]{1,200}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE_NAME = Pattern.compile(
            "filename[ \\t]*=[ \\t]*(?:\"([^\"\\n]{1,200})\"|([^\\s;]{1,200}))", Pattern.CASE_INSENSITIVE);

    /** What every message has above its parts. */
    private static final Pattern USUAL = Pattern.compile(
            "content-type:[ \\t]*multipart/[a-z]{1,40};\\s{0,10}boundary=(?:\"[^\"<>\\n]{1,200}\"|[^\\s;<>\"]{1,200})[ \\t]*\\n"
                    + "|(?:mime-version:[ \\t]*1\\.0)?[ \\t]*\\n",
            Pattern.CASE_INSENSITIVE);

    private static final String OUTSIDE = "outside of its parts";

    /** Headers end here; what has more is no user data. */
    private static final int MAX_HEAD_LENGTH = 4096;

    /** Nobody boots with more; a message that has is read as text. */
    private static final int MAX_PARTS = 1000;

    /**
     * One part.
     *
     * @param name its file name, or its type
     * @param headers a line each, as they are written
     * @param encoding {@code base64} where its own transfer encoding is that
     * @param body without that encoding, unless it is no text
     */
    record Part(String name, String headers, String encoding, String body) {}

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
        StringBuilder outside = new StringBuilder();
        boolean inside = false;
        for (String each : text.replace("\r\n", "\n").split("\n", -1)) {
            String stripped = each.stripTrailing();
            if (stripped.equals(line) || stripped.equals(line + "--")) {
                if (inside) {
                    parts.add(part(part.toString()));
                }
                part.setLength(0);
                inside = stripped.equals(line);
            } else if (inside) {
                part.append(each).append('\n');
            } else {
                outside.append(each).append('\n');
            }
        }
        if (inside && !part.isEmpty()) {
            parts.add(part(part.toString()));
        }
        String beside = unusual(outside.toString());
        if (!parts.isEmpty() && !beside.isEmpty()) {
            parts.add(new Part(OUTSIDE, "", "", beside));
        }
        return parts.isEmpty() || parts.size() > MAX_PARTS ? Optional.empty() : Optional.of(new MimeMessage(parts));
    }

    /** Who reads user data in his own way may find code there, too. */
    private static String unusual(String outside) {
        StringBuilder unusual = new StringBuilder();
        Matcher usual = USUAL.matcher(outside);
        int at = 0;
        while (at < outside.length()) {
            if (usual.region(at, outside.length()).lookingAt()) {
                at = usual.end();
            } else {
                int end = outside.indexOf('\n', at) + 1;
                unusual.append(outside, at, end);
                at = end;
            }
        }
        return unusual.toString();
    }

    private static Part part(String text) {
        int blank = text.startsWith("\n") ? 0 : text.indexOf("\n\n");
        String head = blank < 0 ? "" : text.substring(0, blank);
        String body = blank < 0 ? text : text.substring(Math.min(text.length(), blank + (blank == 0 ? 1 : 2)));
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
                    ? new Part(name, head, decoded.get().encoding(), plain.get())
                    : new Part(name, head, "", body.strip());
        }
        return new Part(name, head, "", transfer.equals("quoted-printable") ? quotedPrintable(body) : body);
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
        byte[] source = body.replace("=\n", "").getBytes(StandardCharsets.UTF_8);
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
