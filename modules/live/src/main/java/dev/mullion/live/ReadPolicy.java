package dev.mullion.live;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mullion.core.json.Json;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** The IAM policy of a command that reads, and nothing else. */
public final class ReadPolicy {
    private ReadPolicy() {}

    /**
     * Writes the policy document; the writer stays open.
     *
     * @param permissions of the calls, such as {@code ec2:DescribeImages}
     */
    public static void write(List<String> permissions, Writer out) throws IOException {
        try (JsonGenerator json = Json.lines(out)) {
            json.writeStartObject();
            json.writeStringField("Version", "2012-10-17");
            json.writeArrayFieldStart("Statement");
            json.writeStartObject();
            json.writeStringField("Effect", "Allow");
            json.writeArrayFieldStart("Action");
            for (String action : permissions) {
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
