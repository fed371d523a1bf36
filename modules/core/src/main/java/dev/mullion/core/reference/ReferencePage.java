package dev.mullion.core.reference;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Every key of a stack file as one page of Markdown. */
public final class ReferencePage {
    private final StringBuilder page = new StringBuilder();
    /** The first path of each spec, where it is explained: what stands at several keys is explained once. */
    private final Map<Class<?>, String> places = new HashMap<>();

    private ReferencePage() {}

    /** The page of a stack file's sections. */
    public static String of(Reference reference) {
        ReferencePage page = new ReferencePage();
        reference.forEach((path, key) -> key.spec()
                .ifPresent(spec -> page.places.putIfAbsent(spec.type(), path + Reference.places(key.type()))));
        page.file(reference.root());
        return page.page.toString();
    }

    private void file(SpecReference root) {
        page.append("""
                # Every key of a stack file

                What `mullion explain PATH` says of each key, generated from the specs that read it; editors have the same from
                [`mullion schema`](editor.md). In a path `*` stands for a name of yours, `[*]` for a place in a list. What *called* names is
                what AWS, Kubernetes or Windows calls the same thing.

                """);
        for (KeyReference section : root.keys()) {
            page.append("- [`mullion:")
                    .append(section.name())
                    .append("`](#mullion")
                    .append(section.name())
                    .append("): ");
            page.append(section.text().text()).append('\n');
        }
        for (KeyReference section : root.keys()) {
            page.append("\n## mullion:").append(section.name()).append("\n\n");
            page.append(section.text().text()).append(".\n\n");
            facts(section);
            section.spec().ifPresent(spec -> below(spec, Reference.below("", section)));
        }
    }

    private void below(SpecReference spec, String path) {
        if (!path.equals(places.get(spec.type()))) {
            return;
        }
        page.append("\n### Keys of ")
                .append(path)
                .append("\n\n")
                .append(spec.text().text())
                .append('\n');
        spec.text()
                .yaml()
                .ifPresent(yaml -> page.append("\n```yaml\n").append(yaml).append("\n```\n"));
        for (KeyReference key : spec.keys()) {
            page.append("\n**`")
                    .append(key.name())
                    .append("`** ")
                    .append(key.text().text())
                    .append(".\n\n");
            facts(key);
        }
        for (KeyReference key : spec.keys()) {
            key.spec().ifPresent(inner -> below(inner, Reference.below(path, key)));
        }
    }

    private void facts(KeyReference key) {
        Map<String, String> facts = Explanation.facts(key);
        facts.forEach((name, fact) -> {
            boolean code = name.equals("example")
                    || (name.equals("default") && key.standard().isPresent());
            page.append("- ")
                    .append(name)
                    .append(": ")
                    .append(code ? "`" + fact + "`" : shown(fact))
                    .append('\n');
        });
        Optional<SpecReference> spec = key.spec();
        spec.map(inner -> Objects.requireNonNull(places.get(inner.type()))).ifPresent(path -> page.append("- keys: [")
                .append(escaped(path))
                .append("](#keys-of-")
                .append(path.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", ""))
                .append(")\n"));
    }

    /** A regular expression as code, all else as text. */
    private static String shown(String fact) {
        int pattern = fact.indexOf("matches ");
        int start = pattern + "matches ".length();
        return pattern < 0 ? escaped(fact) : escaped(fact.substring(0, start)) + "`` " + fact.substring(start) + " ``";
    }

    private static String escaped(String text) {
        return text.replaceAll("([*_<>\\[\\]|\\\\])", "\\\\$1");
    }
}
