package dev.mullion.check;

import dev.mullion.core.config.YamlText;
import dev.mullion.core.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * User data, decoded and taken apart as a launch agent of Windows does it. It is not masked: what of it leaves this package is
 * line numbers and words of ours.
 *
 * @param form what kind of user data it is
 * @param size in bytes, before base64; what EC2 counts
 * @param text decoded; empty where it is none, or more than anybody boots with
 * @param tags what is wrong with its tags
 * @param scripts of PowerShell in it
 * @param code of all of them, without comments
 * @param eachBoot whether they run at every boot
 * @param detached whether it says {@code <detach>}
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html">User data</a>
 */
record BootScript(
        Form form,
        int size,
        boolean encoded,
        boolean encodedTwice,
        boolean marked,
        String text,
        List<TagFault> tags,
        List<Script> scripts,
        String code,
        boolean eachBoot,
        boolean detached) {
    /** EC2 takes 16 KiB; what is far beyond is not read. */
    private static final int MAX_READ = 1 << 20;

    private static final int MAX_HEAD = 4_096;

    /** More say nothing new. */
    private static final int MAX_FAULTS = 8;

    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9-]{0,40})>");

    /** Those that hold a script. */
    private static final List<String> BLOCKS = List.of("powershell", "script");

    /** In lower case to AWS's own spelling. */
    private static final Map<String, String> KNOWN = Map.of(
            "powershell", "powershell",
            "script", "script",
            "persist", "persist",
            "detach", "detach",
            "powershellarguments", "powershellArguments",
            "runaslocalsystem", "runAsLocalSystem");

    private static final Pattern PERSIST = Pattern.compile("<persist>\\s{0,20}true\\s{0,20}</persist>");

    private static final Pattern DETACH = Pattern.compile("<detach>\\s{0,20}true\\s{0,20}</detach>");

    private static final Pattern TASKS = Pattern.compile("^tasks:", Pattern.MULTILINE);

    private static final Pattern VERSION = Pattern.compile("^version:[ \\t]{0,9}[\"']?1\\.\\d", Pattern.MULTILINE);

    private static final Pattern MULTIPART =
            Pattern.compile("^content-type:[ \\t]{0,9}multipart/", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    /** What user data is. */
    enum Form {
        /** Scripts between tags. */
        TAGS,
        /** Tasks of EC2Launch v2, in YAML. */
        TASKS,
        /** A message of several parts, for cloud-init. */
        MULTIPART,
        /** A shell script, or another form of cloud-init's. */
        LINUX,
        /** Text of no form. */
        TEXT,
        /** No text: an archive, or too much. */
        OPAQUE
    }

    /**
     * A script of PowerShell.
     *
     * @param line of its first line in the user data
     */
    record Script(int line, PowerShellText parsed) {
        static Script of(String text, int line) {
            return new Script(line, PowerShellText.of(text, line));
        }
    }

    /** What is wrong with a tag, of a rule. */
    record TagFault(Rule rule, String what) {}

    BootScript {
        tags = List.copyOf(tags);
        scripts = List.copyOf(scripts);
    }

    /** Whether it is made for Windows. */
    boolean isWindows() {
        return form == Form.TAGS
                || form == Form.TASKS
                || (form == Form.MULTIPART && text.contains("<powershell>"))
                || tags.stream().anyMatch(fault -> fault.rule() == Rule.TAG_SPELLED_OTHERWISE);
    }

    /** User data of a property that holds base64. */
    static BootScript ofBase64(String value) {
        Optional<byte[]> bytes = decoded(value);
        return bytes.isPresent()
                ? of(bytes.get(), true)
                : of(value.getBytes(StandardCharsets.UTF_8), isReference(value));
    }

    /** User data of a property that a provider encodes. */
    static BootScript ofText(String value) {
        return of(value.getBytes(StandardCharsets.UTF_8), true);
    }

    /** Nothing, or a value that only a deployment knows, as previews of Mullion write it. */
    static boolean isReference(String value) {
        return value.isBlank() || (value.startsWith("${") && value.endsWith("}"));
    }

    private static Optional<byte[]> decoded(String value) {
        String compact = value.replaceAll("\\s", "");
        try {
            return compact.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Base64.getDecoder().decode(compact));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static BootScript of(byte[] bytes, boolean encoded) {
        boolean utf8 = begins(bytes, 0xEF, 0xBB, 0xBF);
        boolean little = begins(bytes, 0xFF, 0xFE) || isHalfEmpty(bytes);
        boolean big = begins(bytes, 0xFE, 0xFF);
        boolean archive = begins(bytes, 0x1F, 0x8B) || begins(bytes, 'P', 'K', 3, 4);
        if (archive || bytes.length > MAX_READ) {
            return new BootScript(
                    Form.OPAQUE, bytes.length, encoded, false, false, "", List.of(), List.of(), "", false, false);
        }
        String text = new String(
                        bytes,
                        little ? StandardCharsets.UTF_16LE : big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8)
                .replace("\r\n", "\n");
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        boolean twice = encoded
                && text.length() >= 16
                && decoded(text)
                        .map(inner -> new String(inner, StandardCharsets.UTF_8))
                        .filter(inner -> inner.contains("<powershell>") || inner.contains("<script>"))
                        .isPresent();
        boolean marked = utf8 || little || big;
        return new Reader(text).read(bytes.length, encoded, twice, marked);
    }

    private static boolean begins(byte[] bytes, int... head) {
        for (int i = 0; i < head.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != head[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether every other byte is none, as in UTF-16 of plain English. */
    private static boolean isHalfEmpty(byte[] bytes) {
        int zeros = 0;
        for (int i = 1; i < bytes.length; i += 2) {
            zeros += bytes[i] == 0 ? 1 : 0;
        }
        return bytes.length > 8 && zeros > bytes.length / 2 * 3 / 4;
    }

    /** Takes a text apart. */
    private static final class Reader {
        private final String text;
        private final List<TagFault> faults = new ArrayList<>();
        private final List<Script> scripts = new ArrayList<>();
        private boolean tagged;
        private boolean eachBoot;
        private final Set<String> unclosed = new HashSet<>();
        private int counted;
        private int found;
        private int missed;
        private int line = 1;

        Reader(String text) {
            this.text = text;
        }

        BootScript read(int size, boolean encoded, boolean twice, boolean marked) {
            String head = text.substring(0, Math.min(text.length(), MAX_HEAD));
            Form form;
            if (text.startsWith("#!") || text.startsWith("#cloud-") || text.startsWith("#include")) {
                form = Form.LINUX;
            } else if (MULTIPART.matcher(head).find()) {
                form = Form.MULTIPART;
            } else if (TASKS.matcher(text).find() && VERSION.matcher(text).find()) {
                form = Form.TASKS;
                tasks();
            } else {
                tags();
                form = tagged ? Form.TAGS : Form.TEXT;
                eachBoot = PERSIST.matcher(text).find();
            }
            boolean detached = form == Form.TAGS && DETACH.matcher(text).find();
            return new BootScript(
                    form, size, encoded, twice, marked, text, faults, scripts, code(), eachBoot, detached);
        }

        private String code() {
            StringBuilder all = new StringBuilder();
            scripts.forEach(script -> all.append(script.parsed().code()).append('\n'));
            return all.toString();
        }

        /** The line of a place; each is asked for behind the one before. */
        private int line(int at) {
            for (; counted < at; counted++) {
                line += text.charAt(counted) == '\n' ? 1 : 0;
            }
            return line;
        }

        private void tags() {
            Matcher tag = TAG.matcher(text);
            int at = 0;
            while (tag.find(at)) {
                at = tag.end();
                String name = tag.group(2);
                String known = KNOWN.getOrDefault(name.toLowerCase(Locale.ROOT), "");
                if (known.isEmpty()) {
                    // What a closing one closes was told.
                    if (tag.group(1).isEmpty()) {
                        fault(Rule.TAG_UNKNOWN, "tag " + tag.group() + " on line " + line(tag.start()));
                    }
                } else if (!tag.group(1).isEmpty()) {
                    spelling(tag, known);
                    if (BLOCKS.contains(known)) {
                        fault(Rule.TAG_NOT_CLOSED, tag.group() + " on line " + line(tag.start()) + " closes nothing");
                    }
                } else {
                    spelling(tag, known);
                    at = behind(tag, known);
                }
            }
        }

        private void spelling(Matcher tag, String known) {
            if (!tag.group(2).equals(known)) {
                fault(
                        Rule.TAG_SPELLED_OTHERWISE,
                        "tag " + tag.group() + " on line " + line(tag.start()) + " instead of <" + tag.group(1) + known
                                + ">");
            }
        }

        /** Takes what a tag holds; where to go on. */
        private int behind(Matcher tag, String known) {
            String closing = "</" + tag.group(2) + ">";
            int begin = line(tag.start());
            // What is not there is looked for once, however often a stranger's text opens it.
            int end = unclosed.contains(closing) ? -1 : text.indexOf(closing, tag.end());
            boolean block = BLOCKS.contains(known);
            tagged |= block;
            if (end < 0) {
                unclosed.add(closing);
                if (block) {
                    fault(Rule.TAG_NOT_CLOSED, tag.group() + " on line " + begin + " has no " + closing);
                    return text.length();
                }
                return tag.end();
            }
            String inside = text.substring(tag.end(), end);
            if (block && inside.contains(tag.group())) {
                int inner = tag.end() + inside.indexOf(tag.group());
                fault(
                        Rule.POWERSHELL_NESTED,
                        tag.group() + " on line " + line(inner) + " within the one of line " + begin);
                end = Math.max(end, text.lastIndexOf(closing));
            } else if (known.equals("powershell")) {
                // The script begins behind the tag, mostly with the end of its line.
                scripts.add(Script.of(inside, begin));
            }
            return end + closing.length();
        }

        private void fault(Rule rule, String what) {
            if (faults.size() < MAX_FAULTS) {
                faults.add(new TagFault(rule, what));
            }
        }

        /** A script of each task that has one. */
        private void tasks() {
            YamlText.read(text).ifPresent(this::content);
        }

        private void content(JsonValue value) {
            if (value instanceof JsonValue.Items items) {
                items.values().forEach(this::content);
            } else if (value instanceof JsonValue.Fields fields) {
                boolean powershell = is(fields, "type", "powershell");
                eachBoot |= is(fields, "frequency", "always") && fields.values().containsKey("content");
                if (powershell && fields.values().get("content") instanceof JsonValue.Text content) {
                    scripts.add(Script.of(content.value(), lineOf(content.value())));
                }
                fields.values().values().forEach(this::content);
            }
        }

        private static boolean is(JsonValue.Fields fields, String key, String word) {
            return fields.values().get(key) instanceof JsonValue.Text text
                    && text.value().equals(word);
        }

        /** Where the first line of a script stands in the document. */
        private int lineOf(String script) {
            String first = Arrays.stream(script.split("\n", -1))
                    .filter(each -> !each.isBlank())
                    .findFirst()
                    .orElse("");
            int at = missed > MAX_FAULTS ? -1 : text.indexOf(first, found);
            if (at < 0) {
                missed++;
                return 1;
            }
            found = at;
            return line(at);
        }
    }
}
