package dev.mullion.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mullion.core.json.Json;
import dev.mullion.core.text.Visible;
import dev.mullion.diff.report.ReportFormat;
import dev.mullion.live.adopt.TakenOver;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;

/** How it is said what {@code mullion adopt} has done. */
enum AdoptFormat {
    /** A paragraph for each thing there is to know. */
    TEXT {
        @Override
        void write(Adopted adopted, boolean colours, Writer out) throws IOException {
            String directory = adopted.directory().toString();
            out.append("Written to " + (directory.isEmpty() ? "." : Visible.text(directory)) + ": "
                    + String.join(", ", adopted.files()) + "\n");
            section(
                    "Taken over",
                    out,
                    adopted.taken().imports().stream()
                            .map(each -> each.type() + " " + each.name() + ": " + each.id())
                            .toList());
            section("Made anew", out, adopted.taken().made());
            section("Not in the stack", out, adopted.taken().left());
            section("What the stack file can not say", out, adopted.adoption().notes());
            section("What AWS did not tell", out, adopted.adoption().untold());
            section(
                    "To be run first, else Pulumi replaces these services; then adopt anew",
                    out,
                    adopted.adoption().preparations());
            out.append("\nWhat the first deployment would change, once it is imported:\n\n");
            ReportFormat.TEXT.write(adopted.changes(), colours, out);
            out.append("\nRead both files, then: " + adopted.nextCommand() + "\n");
        }
    },
    /** One object. Every key is always there. */
    JSON {
        @Override
        void write(Adopted adopted, boolean colours, Writer out) throws IOException {
            try (JsonGenerator json = Json.lines(out)) {
                json.writeStartObject();
                json.writeStringField("project", adopted.adoption().project());
                json.writeStringField("stack", adopted.adoption().stack());
                list("files", adopted.files(), json);
                json.writeArrayFieldStart("takenOver");
                for (TakenOver.Import each : adopted.taken().imports()) {
                    json.writeStartObject();
                    json.writeStringField("type", each.type());
                    json.writeStringField("name", each.name());
                    json.writeStringField("id", each.id());
                    json.writeEndObject();
                }
                json.writeEndArray();
                list("madeAnew", adopted.taken().made(), json);
                list("notInTheStack", adopted.taken().left(), json);
                list("canNotBeSaid", adopted.adoption().notes(), json);
                list("notTold", adopted.adoption().untold(), json);
                list("runFirst", adopted.adoption().preparations(), json);
                json.writeStringField("then", adopted.nextCommand());
                StringWriter changes = new StringWriter();
                ReportFormat.JSON.write(adopted.changes(), false, changes);
                json.writeFieldName("changes");
                json.writeRawValue(changes.toString().strip());
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
    };

    /** Writes it; the writer stays open. */
    abstract void write(Adopted adopted, boolean colours, Writer out) throws IOException;

    private static void section(String title, Writer out, List<String> lines) throws IOException {
        if (!lines.isEmpty()) {
            out.append("\n" + title + " (" + lines.size() + "):\n");
            for (String line : lines) {
                out.append("  " + Visible.text(line) + "\n");
            }
        }
    }

    private static void list(String key, List<String> lines, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(key);
        for (String line : lines) {
            json.writeString(line);
        }
        json.writeEndArray();
    }
}
