package dev.mullion.check.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import dev.mullion.core.json.Json;
import java.io.IOException;
import java.io.Writer;

/** JSON in lines, in ASCII, so that nothing in it acts on a terminal. */
final class Printed {
    private Printed() {}

    /** Closing it leaves the writer open. */
    static JsonGenerator json(Writer out) throws IOException {
        JsonGenerator json = Json.generator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        json.setPrettyPrinter(Json.printer(indenter, indenter));
        return json;
    }
}
