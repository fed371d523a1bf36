package dev.mullion.check.report;

import dev.mullion.check.Rule;
import java.io.IOException;
import java.io.Writer;

/** The catalogue for people. */
final class Catalogue {
    private Catalogue() {}

    static void writeText(Writer out) throws IOException {
        for (Rule rule : Rule.values()) {
            out.append(rule.id())
                    .append("  ")
                    .append(rule.severity().word())
                    .append("  ")
                    .append(rule.what());
            out.append('\n');
            line(out, "of", rule.toldOf());
            line(out, "why", rule.why());
            line(out, "fix", rule.fix());
            line(out, "source", rule.source());
        }
    }

    private static void line(Writer out, String name, String text) throws IOException {
        out.append("    ")
                .append(name)
                .append(" ".repeat(8 - name.length()))
                .append(text)
                .append('\n');
    }
}
