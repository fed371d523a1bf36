package dev.mullion.live.ami;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mullion.core.json.Json;
import dev.mullion.live.AwsProblem;
import dev.mullion.live.ami.AmiPins.Checked;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** How what was found of pins is written. */
public enum PinFormat {
    /** A line each. */
    TEXT {
        @Override
        public void write(List<Checked> pins, String region, LocalDate today, List<AwsProblem> problems, Writer out)
                throws IOException {
            for (Checked pin : pins) {
                out.append(pin.use().path() + ": " + pin.text() + "\n");
            }
            if (pins.isEmpty()) {
                out.append("no image is pinned\n");
            }
        }
    },
    /** One object. Every key is always there; what there is not is null. */
    JSON {
        @Override
        public void write(List<Checked> pins, String region, LocalDate today, List<AwsProblem> problems, Writer out)
                throws IOException {
            try (JsonGenerator json = Json.lines(out)) {
                json.writeStartObject();
                json.writeStringField("day", today.toString());
                json.writeStringField("region", region);
                json.writeArrayFieldStart("pins");
                for (Checked pin : pins) {
                    json.writeStartObject();
                    json.writeStringField("path", pin.use().path().toString());
                    AmiFormat.text(json, "id", pin.use().id());
                    AmiFormat.text(json, "releaseVersion", pin.use().releaseVersion());
                    AmiFormat.text(json, "name", Optional.of(pin.ami().name()).filter(name -> !name.isEmpty()));
                    AmiFormat.text(json, "released", pin.ami().released().map(LocalDate::toString));
                    json.writeBooleanField("fails", pin.fails());
                    AmiFormat.marks(json, pin.marks());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeArrayFieldStart("problems");
                for (AwsProblem problem : problems) {
                    json.writeString(problem.getMessage());
                }
                json.writeEndArray();
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
    };

    /**
     * Writes pins; the writer stays open.
     *
     * @param today the day of asking
     * @param problems what could not be asked
     */
    public abstract void write(
            List<Checked> pins, String region, LocalDate today, List<AwsProblem> problems, Writer out)
            throws IOException;
}
