package dev.mullion.diff.input;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mullion.core.json.Json;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.text.Visible;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A JSON file as its readers walk through it: a token at a time, each text kept once, every refusal with its place. */
final class InputText implements Closeable {
    private static final String URN_PREFIX = "urn:pulumi:";

    private final String name;
    private final JsonParser json;
    private final Map<String, String> texts = new HashMap<>();
    private String project = "";
    private String stack = "";

    /** What reads one value, whose first token is the current one; it ends on the value's last token. */
    interface Value {
        void read(String key) throws IOException;
    }

    InputText(String name, InputStream file) throws IOException {
        this.name = name;
        this.json = Json.parser(file);
    }

    /** False at the end of the file. */
    boolean next() throws IOException {
        return json.nextToken() != null;
    }

    boolean at(JsonToken token) {
        return json.currentToken() == token;
    }

    /** The project of the first URN, or of a checkpoint; empty while there was none. */
    String project() {
        return project;
    }

    String stack() {
        return stack;
    }

    /** What a checkpoint calls its stack, ORGANIZATION/PROJECT/STACK; those of older engines tell no project. */
    void stack(String name) {
        String[] parts = name.split("/", -1);
        if (stack.isEmpty() && parts.length == 3) {
            project = parts[1];
            stack = parts[2];
        }
    }

    /** Reads each field of the object here; nothing where there is null. */
    void object(Value field) throws IOException {
        if (at(JsonToken.VALUE_NULL)) {
            return;
        }
        expect(JsonToken.START_OBJECT, "an object");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            field.read(key);
        }
    }

    /** Reads each item of the list here; nothing where there is null. */
    void list(Value item) throws IOException {
        if (at(JsonToken.VALUE_NULL)) {
            return;
        }
        expect(JsonToken.START_ARRAY, "a list");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            item.read("");
        }
    }

    void skip() throws IOException {
        json.skipChildren();
    }

    String text() throws IOException {
        expect(JsonToken.VALUE_STRING, "text");
        return texts.computeIfAbsent(json.getText(), same -> same);
    }

    /** Empty also for null and for empty text, which Go writes where there is none. */
    Optional<String> optionalText() throws IOException {
        return at(JsonToken.VALUE_NULL) ? Optional.empty() : Optional.of(text()).filter(text -> !text.isEmpty());
    }

    List<String> texts() throws IOException {
        List<String> items = new ArrayList<>();
        list(item -> items.add(text()));
        return List.copyOf(items);
    }

    SortedMap<String, List<String>> textsByKey() throws IOException {
        SortedMap<String, List<String>> fields = new TreeMap<>();
        object(key -> fields.put(key, texts()));
        return fields;
    }

    boolean flag() throws IOException {
        if (!at(JsonToken.VALUE_TRUE) && !at(JsonToken.VALUE_FALSE) && !at(JsonToken.VALUE_NULL)) {
            throw refuse("got " + got() + "; use true or false");
        }
        return at(JsonToken.VALUE_TRUE);
    }

    double number() throws IOException {
        if (!at(JsonToken.VALUE_NUMBER_INT) && !at(JsonToken.VALUE_NUMBER_FLOAT)) {
            throw refuse("got " + got() + "; use a number");
        }
        return json.getDoubleValue();
    }

    /** How many of something there are. */
    int count() throws IOException {
        double number = number();
        if (number < 0 || number > Integer.MAX_VALUE || number != Math.rint(number)) {
            throw refuse("got " + excerpt(numberText()) + "; use a whole number, 0 or more");
        }
        return (int) number;
    }

    /** As the file spells it. */
    String numberText() throws IOException {
        return json.getText();
    }

    /** A resource's own URN. */
    String urn() throws IOException {
        String urn = text();
        String[] parts = urn.split("::", 4);
        if (!urn.startsWith(URN_PREFIX) || parts.length < 4) {
            throw refuse("got \"" + excerpt(urn) + "\"; use a URN, urn:pulumi:STACK::PROJECT::TYPE::NAME");
        }
        if (stack.isEmpty()) {
            stack = parts[0].substring(URN_PREFIX.length());
            project = parts[1];
        }
        return urn;
    }

    /** A refusal of what stands here. */
    SpecException refuse(String message) {
        String pointer = json.getParsingContext().pathAsPointer().toString();
        return refuse((pointer.isEmpty() ? "" : excerpt(pointer) + ": ") + message, json.currentTokenLocation());
    }

    /** A refusal of Jackson's, which names no place where a limit is passed. */
    SpecException refuse(String message, @Nullable JsonLocation place) {
        JsonLocation at = place == null ? json.currentLocation() : place;
        Position position = new Position(name, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
        return new SpecException(List.of(new Problem(SpecPath.ROOT, message, Optional.of(position))));
    }

    /** A refusal of the file as a whole. */
    static SpecException refuseFile(String name, String message) {
        return new SpecException(List.of(new Problem(SpecPath.ROOT, name + ": " + message)));
    }

    /** What stands here, in words. */
    String got() {
        return switch (json.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            default -> "null";
        };
    }

    /** Text of the file as one short line. */
    static String excerpt(String text) {
        return Visible.brief(text, 100);
    }

    private void expect(JsonToken token, String words) {
        if (!at(token)) {
            throw refuse("got " + got() + "; use " + words);
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
