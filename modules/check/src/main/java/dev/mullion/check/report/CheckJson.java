package dev.mullion.check.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mullion.check.Rule;
import dev.mullion.check.Severity;
import dev.mullion.core.json.Json;
import dev.mullion.core.spec.Position;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Findings for programs. Every key is always there; what there is not is null. */
final class CheckJson {
    private final Writer out;

    CheckJson(Writer out) {
        this.out = out;
    }

    void entries(List<Entry> entries) throws IOException {
        try (JsonGenerator json = Json.lines(out)) {
            json.writeStartObject();
            json.writeNumberField("errors", count(entries, Severity.ERROR));
            json.writeNumberField("warnings", count(entries, Severity.WARNING));
            json.writeArrayFieldStart("findings");
            for (Entry entry : entries) {
                entry(json, entry);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static long count(List<Entry> entries, Severity severity) {
        return entries.stream().filter(entry -> entry.severity() == severity).count();
    }

    private static void entry(JsonGenerator json, Entry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", entry.id());
        json.writeStringField("severity", entry.severity().word());
        text(json, "file", entry.file().orElse(""));
        number(json, "line", entry.position().map(Position::line).orElse(0));
        number(json, "column", entry.position().map(Position::column).orElse(0));
        text(json, "path", entry.path());
        text(json, "urn", entry.urn());
        json.writeStringField("message", entry.message());
        text(json, "source", entry.rule().map(Rule::source).orElse(""));
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, String text) throws IOException {
        if (text.isEmpty()) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, text);
        }
    }

    private static void number(JsonGenerator json, String name, int number) throws IOException {
        if (number == 0) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, number);
        }
    }

    void rules() throws IOException {
        try (JsonGenerator json = Json.lines(out)) {
            json.writeStartArray();
            for (Rule rule : Rule.values()) {
                json.writeStartObject();
                json.writeStringField("id", rule.id());
                json.writeStringField("severity", rule.severity().word());
                json.writeStringField("of", rule.toldOf());
                json.writeStringField("what", rule.what());
                json.writeStringField("why", rule.why());
                json.writeStringField("fix", rule.fix());
                json.writeStringField("source", rule.source());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
    }
}
