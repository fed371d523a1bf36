package dev.mullion.diff.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import dev.mullion.core.json.Json;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Comparison.Mask;
import dev.mullion.diff.Finding;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.PropertyChange.Line;
import dev.mullion.diff.PropertyChange.Span;
import dev.mullion.diff.PropertyChange.Text;
import dev.mullion.diff.PropertyChange.Value;
import dev.mullion.diff.Report;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import dev.mullion.diff.Violation;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A report for programs, as {@code mullion-diff.schema.json} describes it. Every key is always there; what there is not
 * is null. In ASCII, so that nothing in it acts on a terminal and a lone surrogate comes back as it was.
 */
public final class JsonReport {
    /** Grows when a key goes or changes its meaning; a new key is no reason. */
    public static final int VERSION = 1;

    /** A line of a script stands on one line. */
    private static final int MAX_BROKEN_DEPTH = 9;

    private final JsonGenerator json;

    private JsonReport(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the report and a line feed. */
    public static void write(Report report, Appendable out) throws IOException {
        try (JsonGenerator json = Json.generator(new AppendingWriter(out))) {
            json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
            json.setPrettyPrinter(Json.printer(new Indenter(MAX_BROKEN_DEPTH - 1), new Indenter(MAX_BROKEN_DEPTH)));
            new JsonReport(json).report(report);
            json.writeRaw('\n');
        }
    }

    /** Breaks lines down to a depth; below it a blank stands instead. */
    private static final class Indenter extends DefaultIndenter {
        private static final long serialVersionUID = 1;

        private final int maxDepth;

        Indenter(int maxDepth) {
            super("  ", "\n");
            this.maxDepth = maxDepth;
        }

        @Override
        public void writeIndentation(JsonGenerator to, int level) throws IOException {
            if (level <= maxDepth) {
                super.writeIndentation(to, level);
            } else {
                to.writeRaw(' ');
            }
        }
    }

    private void report(Report report) throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", VERSION);
        json.writeStringField("base", report.base());
        json.writeStringField("head", report.head());
        list("stacks", report.stacks(), this::entry);
        json.writeEndObject();
    }

    private void entry(Report.Entry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("project", entry.project());
        json.writeStringField("stack", entry.stack());
        if (entry instanceof Comparison comparison) {
            json.writeStringField("status", "compared");
            comparison(comparison);
        } else if (entry instanceof Report.Failure failure) {
            json.writeStringField("status", "failed");
            list("problems", failure.problems(), json::writeString);
        }
        json.writeEndObject();
    }

    private void comparison(Comparison comparison) throws IOException {
        json.writeObjectFieldStart("counts");
        for (Map.Entry<String, Integer> count : comparison.counts().entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
        list("findings", comparison.findings(), this::finding);
        list("changes", comparison.changes(), this::change);
        list("masks", comparison.masks(), this::mask);
        list("diagnostics", comparison.diagnostics(), json::writeString);
        list("notes", comparison.notes(), json::writeString);
        list("configuration", comparison.configuration(), this::property);
        json.writeStringField("run", word(comparison.run()));
        list("violations", comparison.violations(), this::violation);
    }

    private void finding(Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("severity", word(finding.severity()));
        json.writeStringField("id", finding.id().id());
        json.writeStringField("urn", finding.urn());
        json.writeStringField("sentence", finding.sentence());
        json.writeEndObject();
    }

    private void change(ResourceChange change) throws IOException {
        json.writeStartObject();
        json.writeStringField("operation", change.operation());
        json.writeStringField("urn", change.urn());
        json.writeStringField("type", change.type());
        json.writeStringField("name", change.name());
        optional("parent", change.parent());
        list("dependencies", change.dependencies(), json::writeString);
        list("replacedBy", change.replacedBy(), this::reason);
        list("properties", change.properties(), this::property);
        list("drift", change.drift(), this::property);
        json.writeStringField("outcome", word(change.outcome()));
        json.writeEndObject();
    }

    private void reason(ReplaceReason reason) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", reason.path());
        json.writeBooleanField("certain", reason.certain());
        json.writeStringField("source", reason.source());
        json.writeEndObject();
    }

    private void property(PropertyChange property) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", property.path());
        json.writeStringField("kind", word(property.kind()));
        json.writeStringField("replaces", word(property.replaces()));
        json.writeStringField("noise", word(property.noise()));
        if (property.content() instanceof Value value) {
            json.writeObjectFieldStart("value");
            optional("before", value.before());
            optional("after", value.after());
            json.writeEndObject();
            json.writeNullField("text");
        } else if (property.content() instanceof Text text) {
            json.writeNullField("value");
            json.writeObjectFieldStart("text");
            json.writeStringField("language", text.language());
            json.writeStringField("encoding", text.encoding());
            list("lines", text.lines(), this::line);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void line(Line line) throws IOException {
        json.writeStartObject();
        number("before", line.before());
        number("after", line.after());
        list("spans", line.spans(), this::span);
        json.writeEndObject();
    }

    private void span(Span span) throws IOException {
        json.writeStartObject();
        json.writeStringField("text", span.text());
        json.writeBooleanField("changed", span.changed());
        json.writeEndObject();
    }

    private void violation(Violation violation) throws IOException {
        json.writeStartObject();
        json.writeStringField("pack", violation.pack());
        json.writeStringField("version", violation.version());
        json.writeStringField("rule", violation.rule());
        json.writeStringField("level", violation.level());
        json.writeStringField("severity", violation.severity());
        optional("urn", violation.urn());
        json.writeStringField("message", violation.message());
        json.writeEndObject();
    }

    private void mask(Mask mask) throws IOException {
        json.writeStartObject();
        json.writeStringField("urn", mask.urn());
        json.writeStringField("path", mask.path());
        json.writeStringField("reason", mask.reason());
        json.writeEndObject();
    }

    private void number(String name, int line) throws IOException {
        if (line == 0) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, line);
        }
    }

    private void optional(String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(name, text.get());
        } else {
            json.writeNullField(name);
        }
    }

    private interface Element<T> {
        void write(T element) throws IOException;
    }

    private <T> void list(String name, List<T> elements, Element<T> each) throws IOException {
        json.writeArrayFieldStart(name);
        for (T element : elements) {
            each.write(element);
        }
        json.writeEndArray();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Jackson writes to a writer. */
    private static final class AppendingWriter extends Writer {
        private final Appendable out;

        AppendingWriter(Appendable out) {
            this.out = out;
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            out.append(new String(text, offset, length));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
