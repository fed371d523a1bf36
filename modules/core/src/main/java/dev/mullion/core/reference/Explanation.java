package dev.mullion.core.reference;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.reference.Reference.Found;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A key on a terminal: what it is, what may stand there, and the keys below it, one a line. */
public final class Explanation {
    private static final int WIDTH = 100;
    private static final String INDENT = "    ";

    private Explanation() {}

    /** The sections of a stack file. */
    public static String of(Reference reference) {
        return wrapped(reference.root().text().plain(), "") + "\n" + keys(reference.root(), StackConfig.NAMESPACE);
    }

    /** What a path leads to. */
    public static String of(Found found) {
        KeyReference key = found.key();
        StringBuilder text = new StringBuilder(found.path()).append("\n\n");
        text.append(wrapped(key.text().plain(), INDENT));
        if (found.isKey() || found.spec().isEmpty()) {
            Map<String, String> facts = facts(key);
            if (!found.isKey()) {
                facts.put("type", type(key, KeyReference.kind(found.type())));
                facts.remove("default");
                facts.remove("example");
            }
            int widest = facts.keySet().stream().mapToInt(String::length).max().orElseThrow();
            text.append('\n');
            facts.forEach(
                    (name, fact) -> text.append(hanging(INDENT + name + " ".repeat(widest - name.length() + 3), fact)));
        }
        found.spec().ifPresent(spec -> {
            if (!spec.text().text().isEmpty()) {
                text.append('\n').append(wrapped(spec.text().plain(), INDENT));
            }
            spec.text().yaml().ifPresent(yaml -> text.append('\n')
                    .append(yaml.indent(2 * INDENT.length()).replaceAll("(?m)^ +$", "")));
            text.append("\nKeys, each explained by its own path:\n\n").append(keys(spec, ""));
        });
        return text.toString();
    }

    /** What is said of a key beside its text, by what it is called; in this order. */
    static Map<String, String> facts(KeyReference key) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("type", type(key, key.kind()));
        facts.put("default", key.standardText());
        key.range().ifPresent(range -> facts.put("range", range));
        key.api().ifPresent(api -> facts.put("called", api));
        key.exampleLine().ifPresent(example -> facts.put("example", example));
        facts.put("since", key.since());
        return facts;
    }

    private static String type(KeyReference key, String kind) {
        String unit = key.unit().map(found -> ", " + found).orElse("");
        return kind + unit + (key.takesStackOutput() ? ", or {stack, output} of another stack" : "");
    }

    private static String keys(SpecReference spec, String prefix) {
        List<KeyReference> keys = spec.keys();
        int widest = keys.stream().mapToInt(key -> key.name().length()).max().orElse(0) + prefix.length();
        StringBuilder lines = new StringBuilder();
        for (KeyReference key : keys) {
            String name = prefix + key.name();
            String line = INDENT
                    + name
                    + " ".repeat(widest - name.length() + 2)
                    + key.text().plain();
            lines.append(line.length() <= WIDTH ? line : cut(line)).append('\n');
        }
        return lines.toString();
    }

    private static String cut(String line) {
        int end = line.lastIndexOf(' ', WIDTH - 4);
        return line.substring(0, end).replaceFirst("[,;:.]+$", "") + " ...";
    }

    private static String wrapped(String text, String indent) {
        StringBuilder lines = new StringBuilder();
        for (String paragraph : text.split("\n\n", -1)) {
            lines.append(lines.length() == 0 ? "" : "\n").append(hanging(indent, indent, paragraph));
        }
        return lines.toString();
    }

    private static String hanging(String head, String text) {
        return hanging(head, " ".repeat(head.length()), text);
    }

    /** Words in lines no longer than a terminal's, the first behind the head, the others behind spaces. */
    private static String hanging(String head, String indent, String text) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder(head);
        int start = head.length();
        for (String word : text.split(" ", -1)) {
            if (line.length() > start && line.length() + 1 + word.length() > WIDTH) {
                lines.append(line).append('\n');
                line = new StringBuilder(indent);
                start = indent.length();
            }
            line.append(line.length() > start ? " " : "").append(word);
        }
        return lines.append(line).append('\n').toString();
    }
}
