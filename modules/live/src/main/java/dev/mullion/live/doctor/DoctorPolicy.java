package dev.mullion.live.doctor;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mullion.core.json.Json;
import java.io.IOException;
import java.io.Writer;

/** The IAM policy that a look needs: it reads, and nothing else. */
public final class DoctorPolicy {
    private DoctorPolicy() {}

    /** Writes the policy document; the writer stays open. */
    public static void write(Writer out) throws IOException {
        try (JsonGenerator json = Json.lines(out)) {
            json.writeStartObject();
            json.writeStringField("Version", "2012-10-17");
            json.writeArrayFieldStart("Statement");
            json.writeStartObject();
            json.writeStringField("Effect", "Allow");
            json.writeArrayFieldStart("Action");
            for (String action : DoctorCheck.permissions()) {
                json.writeString(action);
            }
            json.writeEndArray();
            // Most of these calls take no resource:
            // https://docs.aws.amazon.com/service-authorization/latest/reference/.
            json.writeStringField("Resource", "*");
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
