package dev.mullion.core.reference;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every key of a stack file as one page of Markdown. */
public final class ReferencePage {
    private final StringBuilder page = new StringBuilder();
    /** Specs that are written already, so that what stands at several keys is explained once. */
    private final Set<Class<?>> written = new HashSet<>();

    private ReferencePage() {}

    /** The page of a stack file's sections. */
    public static String of(Reference reference) {
        ReferencePage page = new ReferencePage();
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
            page.append("- [`mullion:").append(section.name()).append("`](#mullion").append(section.name()).append("): ");
            page.append(section.text().text()).append('\n');
        }
        for (KeyReference section : root.keys()) {
            page.append("\n## mullion:").append(section.name()).append("\n\n");
            page.append(section.text().text()).append(".\n\n");
            facts(section);
            section.spec().ifPresent(spec -> below(spec, Reference.joined("", section.name()) + Reference.places(section.type())));
        }
    }

    private void below(SpecReference spec, String path) {
        if (!written.add(spec.type())) {
            return;
        }
        page.append("\n### ").append(title(spec)).append("\n\n");
        page.append("At `").append(path).append("`");
        page.append(spec.text().text().isEmpty() ? ".\n" : ": " + spec.text().text() + "\n");
        spec.text().yaml().ifPresent(yaml -> page.append("\n```yaml\n").append(yaml).append("\n```\n"));
        for (KeyReference key : spec.keys()) {
            page.append("\n**`").append(key.name()).append("`** ").append(key.text().text()).append(".\n\n");
            facts(key);
        }
        for (KeyReference key : spec.keys()) {
            key.spec().ifPresent(inner -> below(inner, Reference.joined(path, key.name()) + Reference.places(key.type())));
        }
    }

    private void facts(KeyReference key) {
        Map<String, String> facts = Explanation.facts(key);
        facts.forEach((name, fact) -> {
            boolean code = name.equals("example") || (name.equals("default") && key.standard().isPresent());
            page.append("- ").append(name).append(": ").append(code ? "`" + fact + "`" : escaped(fact)).append('\n');
        });
        Optional<SpecReference> spec = key.spec();
        spec.ifPresent(inner -> page.append("- keys: [").append(title(inner)).append("](#").append(anchor(inner)).append(")\n"));
    }

    private static String title(SpecReference spec) {
        return spec.name();
    }

    private static String anchor(SpecReference spec) {
        return title(spec).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    private static String escaped(String text) {
        return text.replaceAll("([*_<>\\[\\]|\\\\])", "\\\\$1");
    }
}
