package dev.mullion.check.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mullion.check.Rule;
import dev.mullion.check.Severity;
import dev.mullion.core.json.Json;
import dev.mullion.core.spec.Position;
import dev.mullion.core.text.Sha256;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Findings in SARIF 2.1.0. GitHub takes a result with a file and a line only, so that a finding of a plan has the plan's first
 * line beside its URN.
 *
 * @see <a href="https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning">SARIF
 *     for code scanning</a>
 */
final class Sarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final String version;
    private final Writer out;

    Sarif(String version, Writer out) {
        this.version = version;
        this.out = out;
    }

    /** What results name by its place in a list. */
    private record Described(String id, Severity severity, Optional<Rule> rule) {}

    void writeRules() throws IOException {
        List<Described> rules = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            rules.add(new Described(rule.id(), rule.severity(), Optional.of(rule)));
        }
        write(rules, List.of());
    }

    void write(List<Entry> entries) throws IOException {
        Map<String, Described> rules = new TreeMap<>();
        entries.forEach(
                entry -> rules.putIfAbsent(entry.id(), new Described(entry.id(), entry.severity(), entry.rule())));
        write(List.copyOf(rules.values()), entries);
    }

    private void write(List<Described> rules, List<Entry> entries) throws IOException {
        try (JsonGenerator json = Json.lines(out)) {
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            json.writeObjectFieldStart("tool");
            json.writeObjectFieldStart("driver");
            json.writeStringField("name", "Mullion");
            json.writeStringField("version", version);
            json.writeArrayFieldStart("rules");
            for (Described rule : rules) {
                rule(json, rule);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.writeStringField("columnKind", "utf16CodeUnits");
            json.writeArrayFieldStart("results");
            for (Entry entry : entries) {
                result(json, entry, index(rules, entry));
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static int index(List<Described> rules, Entry entry) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).id().equals(entry.id())) {
                return i;
            }
        }
        throw new IllegalStateException(entry.id());
    }

    private static void rule(JsonGenerator json, Described described) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", described.id());
        if (described.rule().isPresent()) {
            Rule rule = described.rule().get();
            text(json, "shortDescription", sentence(rule.what()));
            text(json, "fullDescription", sentence(rule.why()));
            json.writeStringField("helpUri", rule.source());
            text(json, "help", sentence(rule.fix()));
        } else if (described.id().equals(Entry.REFUSED)) {
            text(json, "shortDescription", "What a stack file may not say.");
            text(json, "help", "Each message says what was got, what is allowed, and why.");
        } else {
            text(json, "shortDescription", "What a stack file may say, and probably should not.");
            text(json, "help", "docs/warnings.md says why, and how to silence it.");
        }
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", described.severity().word());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String sentence(String phrase) {
        return Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1) + ".";
    }

    private static void text(JsonGenerator json, String name, String text) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, Entry entry, int rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", entry.id());
        json.writeNumberField("ruleIndex", rule);
        json.writeStringField("level", entry.severity().word());
        text(json, "message", plain(entry.path().isEmpty() ? entry.message() : entry.path() + ": " + entry.message()));
        if (entry.file().isPresent() || !entry.urn().isEmpty()) {
            json.writeArrayFieldStart("locations");
            location(json, entry);
            json.writeEndArray();
        }
        json.writeObjectFieldStart("partialFingerprints");
        // Lines and sizes move; what is wrong stays the same.
        String what = entry.message().replaceAll("\\d+", "#");
        json.writeStringField("finding/v1", Sha256.hex(String.join("\n", entry.id(), entry.urn(), entry.path(), what)));
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Without links, which a name of a plan could hold: SARIF 2.1.0, 3.11.6, has those of Markdown in plain text, too. */
    private static String plain(String message) {
        return message.replace("](", "] (");
    }

    private static void location(JsonGenerator json, Entry entry) throws IOException {
        json.writeStartObject();
        if (entry.file().isPresent()) {
            json.writeObjectFieldStart("physicalLocation");
            json.writeObjectFieldStart("artifactLocation");
            json.writeStringField("uri", uri(entry.file().get()));
            json.writeEndObject();
            json.writeObjectFieldStart("region");
            json.writeNumberField(
                    "startLine", entry.position().map(Position::line).orElse(1));
            if (entry.position().isPresent()) {
                json.writeNumberField("startColumn", entry.position().get().column());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        if (!entry.urn().isEmpty()) {
            json.writeArrayFieldStart("logicalLocations");
            json.writeStartObject();
            json.writeStringField("name", entry.name());
            json.writeStringField("fullyQualifiedName", entry.urn());
            json.writeStringField("kind", "resource");
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** A relative reference from where the command ran, as code scanning takes it, or a whole address. */
    private static String uri(String file) {
        String slashes = file.replace('\\', '/');
        try {
            return slashes.startsWith("/")
                    ? new URI("file", "", slashes, null).toASCIIString()
                    : new URI(null, null, slashes.contains(":") ? "./" + slashes : slashes, null).toASCIIString();
        } catch (URISyntaxException e) {
            return "plan"; // a name that no address can hold
        }
    }
}
