package dev.mullion.live.doctor;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mullion.core.json.Json;
import dev.mullion.core.text.Visible;
import java.io.IOException;
import java.io.Writer;

/** How a report is written. */
public enum DoctorFormat {
    /** A paragraph a finding, and a line that counts. */
    TEXT {
        @Override
        public void write(DoctorReport report, Writer out) throws IOException {
            for (DoctorFinding finding : report.findings()) {
                out.append(finding.check().id() + " " + finding.level().word() + "  "
                        + Visible.text(finding.where() + ": " + finding.what()) + "\n");
                out.append("       why: " + finding.check().why() + "\n");
                out.append("       do:  " + Visible.text(finding.remedy()) + "\n");
            }
            for (String line : report.untold()) {
                out.append("not told  " + Visible.text(line) + "\n");
            }
            out.append(counted(report) + "\n");
        }
    },
    /** One object. Every key is always there. */
    JSON {
        @Override
        public void write(DoctorReport report, Writer out) throws IOException {
            try (JsonGenerator json = Json.lines(out)) {
                object(report, json);
                json.writeRaw('\n');
            }
        }
    },
    /** A page that stands alone. */
    HTML {
        @Override
        public void write(DoctorReport report, Writer out) throws IOException {
            new DoctorPage(out).write(report, counted(report));
        }
    };

    /** Writes a report; the writer stays open. */
    public abstract void write(DoctorReport report, Writer out) throws IOException;

    private static void object(DoctorReport report, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("region", report.region());
        json.writeBooleanField("well", report.isWell());
        json.writeArrayFieldStart("checks");
        for (DoctorCheck check : report.checks()) {
            json.writeStartObject();
            json.writeStringField("id", check.id());
            json.writeStringField("title", check.title());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("lookedAt");
        for (String resource : report.lookedAt()) {
            json.writeString(resource);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (DoctorFinding finding : report.findings()) {
            json.writeStartObject();
            json.writeStringField("id", finding.check().id());
            json.writeStringField("level", finding.level().word());
            json.writeStringField("where", finding.where());
            json.writeStringField("what", finding.what());
            json.writeStringField("why", finding.check().why());
            json.writeStringField("do", finding.remedy());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notTold");
        for (String line : report.untold()) {
            json.writeString(line);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String counted(DoctorReport report) {
        String notTold =
                report.untold().isEmpty() ? "" : ", " + count(report.untold().size(), "question") + " not answered";
        return report.region() + ": " + count(report.checks().size(), "check") + " of "
                + count(report.lookedAt().size(), "resource") + ": "
                + count(report.count(DoctorFinding.Level.FAILURE), "failure") + ", "
                + count(report.count(DoctorFinding.Level.WARNING), "warning") + notTold;
    }

    private static String count(long count, String of) {
        return count + " " + of + (count == 1 ? "" : "s");
    }
}
