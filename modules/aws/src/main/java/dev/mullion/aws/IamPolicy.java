package dev.mullion.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * An IAM policy document that allows, and never denies.
 *
 * @param statements in the order of the document
 */
public record IamPolicy(List<IamStatement> statements) {
    private static final JsonFactory JSON = new JsonFactory();

    public IamPolicy {
        statements = List.copyOf(statements);
    }

    /** Whether nothing is allowed, which IAM takes for no policy. */
    public boolean isEmpty() {
        return statements.isEmpty();
    }

    /** The document on one line, with lists as lists. */
    public String json() {
        return json(false);
    }

    /** The same with a list of one as that one, so that a reviewer reads less. */
    public String shortJson() {
        return json(true);
    }

    private String json(boolean shortLists) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringField("Version", "2012-10-17");
            generator.writeArrayFieldStart("Statement");
            for (IamStatement statement : statements) {
                write(statement, shortLists, generator);
            }
            generator.writeEndArray();
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(IamStatement statement, boolean shortLists, JsonGenerator generator) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("Effect", "Allow");
        if (statement.principal().isPresent()) {
            generator.writeObjectFieldStart("Principal");
            generator.writeStringField("Service", statement.principal().get());
            generator.writeEndObject();
        }
        write("Action", statement.actions(), shortLists, generator);
        if (!statement.resources().isEmpty()) {
            write("Resource", statement.resources(), shortLists, generator);
        }
        if (!statement.conditions().isEmpty()) {
            generator.writeObjectFieldStart("Condition");
            for (Map.Entry<String, Map<String, String>> operator :
                    statement.conditions().entrySet()) {
                generator.writeObjectFieldStart(operator.getKey());
                for (Map.Entry<String, String> key : operator.getValue().entrySet()) {
                    generator.writeStringField(key.getKey(), key.getValue());
                }
                generator.writeEndObject();
            }
            generator.writeEndObject();
        }
        generator.writeEndObject();
    }

    private static void write(String name, List<String> values, boolean shortLists, JsonGenerator generator)
            throws IOException {
        if (shortLists && values.size() == 1) {
            generator.writeStringField(name, values.get(0));
            return;
        }
        generator.writeArrayFieldStart(name);
        for (String value : values) {
            generator.writeString(value);
        }
        generator.writeEndArray();
    }
}
