package dev.mullion.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.util.Map;

/** Maps, lists, whole numbers, booleans and what was read as JSON, on one line, in their own order; anything else as its text. */
public final class JsonText {
    private JsonText() {}

    public static String of(Object value) {
        return Json.text(json -> write(value, json));
    }

    /** The same for people: a line an entry, two spaces a level, a line feed at its end. */
    public static String indented(Object value) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withRootSeparator(null);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators).withObjectIndenter(indenter);
        return Json.text(json -> {
                    json.setPrettyPrinter(printer);
                    write(value, json);
                })
                + "\n";
    }

    private static void write(Object written, JsonGenerator json) throws IOException {
        Object value = written instanceof JsonValue read ? plain(read) : written;
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                write(entry.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                write(item, json);
            }
            json.writeEndArray();
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof JsonValue.Numeric number) {
            json.writeNumber(number.text());
        } else if (value instanceof JsonValue.Nothing) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    /** What a value that was read holds; a number as it was spelled. */
    private static Object plain(JsonValue read) {
        if (read instanceof JsonValue.Fields fields) {
            return fields.values();
        }
        if (read instanceof JsonValue.Items items) {
            return items.values();
        }
        if (read instanceof JsonValue.Text text) {
            return text.value();
        }
        return read instanceof JsonValue.Bool flag ? flag.value() : read;
    }
}
