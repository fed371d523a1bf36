package dev.mullion.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter.Indenter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Parsers and generators of JSON, with the limits that all of it has. */
public final class Json {
    /** Deeper than any schema of a provider, and shallow enough for whoever walks through a value by recursion. */
    public static final int MAX_DEPTH = 200;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private Json() {}

    /** What writes one value. */
    public interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /** Walks through a file that is too large to be held as one value. */
    public static JsonParser parser(InputStream file) throws IOException {
        return FACTORY.createParser(file);
    }

    /** Walks through a text that is too large to be held as one value. */
    public static JsonParser parser(Reader text) throws IOException {
        return FACTORY.createParser(text);
    }

    static JsonParser parser(String text) throws IOException {
        return FACTORY.createParser(text);
    }

    /** Writes to a stream or a file; closing it closes that. */
    public static JsonGenerator generator(Writer out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    /** JSON in lines, in ASCII, so that nothing in it acts on a terminal; closing it leaves the writer open. */
    public static JsonGenerator lines(Writer out) throws IOException {
        JsonGenerator json = generator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        json.setPrettyPrinter(printer(indenter, indenter));
        return json;
    }

    /** For JSON in lines: what is empty stays on one, and a blank stands behind each colon. */
    public static DefaultPrettyPrinter printer(Indenter objects, Indenter arrays) {
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        return new DefaultPrettyPrinter(separators).withObjectIndenter(objects).withArrayIndenter(arrays);
    }

    /** One value on one line. */
    public static String text(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = generator(text)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string takes everything
        }
        return text.toString();
    }
}
