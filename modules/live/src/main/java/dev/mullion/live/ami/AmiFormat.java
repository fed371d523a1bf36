package dev.mullion.live.ami;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mullion.core.json.Json;
import dev.mullion.core.text.TextTable;
import dev.mullion.core.text.Visible;
import dev.mullion.eks.KubernetesVersion;
import dev.mullion.live.AwsProblem;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How lists of images are written. */
public enum AmiFormat {
    /** A table a region. */
    TEXT {
        @Override
        public void write(List<RegionAmis> regions, LocalDate today, Writer out) throws IOException {
            for (RegionAmis region : regions) {
                List<List<String>> lines = new ArrayList<>();
                lines.add(List.of(region.region(), "NAME", "AGENT", "RUNTIME", "RELEASED", "DAYS", "GIB", "MARKS"));
                region.rows().forEach(row -> lines.add(line(row)));
                if (lines.size() > 1) {
                    out.append(TextTable.of(lines));
                }
            }
        }
    },
    /** One object. Every key is always there; what there is not is null. */
    JSON {
        @Override
        public void write(List<RegionAmis> regions, LocalDate today, Writer out) throws IOException {
            try (JsonGenerator json = Json.lines(out)) {
                json.writeStartObject();
                json.writeStringField("day", today.toString());
                json.writeArrayFieldStart("regions");
                for (RegionAmis region : regions) {
                    json.writeStartObject();
                    json.writeStringField("region", region.region());
                    json.writeArrayFieldStart("images");
                    for (AmiRow row : region.rows()) {
                        image(json, row);
                    }
                    json.writeEndArray();
                    json.writeArrayFieldStart("problems");
                    for (AwsProblem problem : region.problems()) {
                        json.writeString(problem.getMessage());
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
    };

    /**
     * Writes what the regions answered; the writer stays open.
     *
     * @param today the day of asking
     */
    public abstract void write(List<RegionAmis> regions, LocalDate today, Writer out) throws IOException;

    private static List<String> line(AmiRow row) {
        if (row.ami().isEmpty()) {
            return List.of("-", "no " + row.variant() + " in this region", "", "", "", "", "", "");
        }
        Ami ami = row.ami().get();
        return List.of(
                ami.id(),
                Visible.text(ami.name().isEmpty() ? row.variant().toString() : ami.name()),
                Visible.text(ami.agent().orElse("-")),
                Visible.text(ami.runtime().orElse("-")),
                ami.released().map(LocalDate::toString).orElse("-"),
                row.age().isPresent() ? String.valueOf(row.age().getAsLong()) : "-",
                ami.snapshotGib().isPresent() ? String.valueOf(ami.snapshotGib().getAsInt()) : "-",
                Visible.text(row.marks().stream().map(AmiMark::text).collect(Collectors.joining("; "))));
    }

    private static void image(JsonGenerator json, AmiRow row) throws IOException {
        AmiVariant variant = row.variant();
        Optional<Ami> ami = row.ami();
        json.writeStartObject();
        json.writeStringField("family", variant.family().word());
        json.writeStringField("release", variant.release().name());
        text(json, "kubernetes", variant.kubernetes().map(KubernetesVersion::toString));
        json.writeStringField("parameter", variant.parameter());
        text(json, "id", ami.map(Ami::id));
        text(json, "name", ami.map(Ami::name).filter(name -> !name.isEmpty()));
        text(json, "releaseVersion", ami.flatMap(Ami::releaseVersion));
        text(json, "agent", ami.flatMap(Ami::agent));
        text(json, "runtime", ami.flatMap(Ami::runtime));
        text(json, "released", ami.flatMap(Ami::released).map(LocalDate::toString));
        if (row.age().isPresent()) {
            json.writeNumberField("ageDays", row.age().getAsLong());
        } else {
            json.writeNullField("ageDays");
        }
        if (ami.isPresent() && ami.get().snapshotGib().isPresent()) {
            json.writeNumberField("snapshotGib", ami.get().snapshotGib().getAsInt());
        } else {
            json.writeNullField("snapshotGib");
        }
        marks(json, row.marks());
        json.writeEndObject();
    }

    static void marks(JsonGenerator json, List<AmiMark> marks) throws IOException {
        json.writeArrayFieldStart("marks");
        for (AmiMark mark : marks) {
            json.writeStartObject();
            json.writeStringField("mark", mark.kind().word());
            json.writeStringField("text", mark.text());
            text(json, "source", mark.source());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void text(JsonGenerator json, String key, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(key, text.get());
        } else {
            json.writeNullField(key);
        }
    }
}
