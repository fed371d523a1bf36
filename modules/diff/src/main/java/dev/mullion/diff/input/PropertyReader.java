package dev.mullion.diff.input;

import com.fasterxml.jackson.core.JsonToken;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.Signature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Properties of resources. Equal texts are one object, since the two states of a step hold mostly the same. */
final class PropertyReader {
    private static final PropertyValue.Bool TRUE = new PropertyValue.Bool(true);
    private static final PropertyValue.Bool FALSE = new PropertyValue.Bool(false);
    private static final PropertyValue.Nothing NOTHING = new PropertyValue.Nothing();

    private final InputText source;
    private final Map<String, PropertyValue> texts = new HashMap<>();

    private Optional<Set<String>> filled = Optional.empty();

    PropertyReader(InputText source) {
        this.source = source;
    }

    /** Those of the last properties of a resource that a provider says that it filled in; empty where it says nothing. */
    Optional<Set<String>> filled() {
        return filled;
    }

    /** The properties of a resource; none where there is null. */
    PropertyValue.Fields fields() throws IOException {
        filled = Optional.empty();
        if (source.at(JsonToken.VALUE_NULL)) {
            return PropertyValue.Fields.NONE;
        }
        if (source.at(JsonToken.START_OBJECT) && object(true) instanceof PropertyValue.Fields fields) {
            return fields;
        }
        throw source.refuse("got " + source.got() + "; use an object of properties");
    }

    PropertyValue value() throws IOException {
        if (source.at(JsonToken.START_OBJECT)) {
            return object(false);
        }
        if (source.at(JsonToken.START_ARRAY)) {
            List<PropertyValue> items = new ArrayList<>();
            source.list(item -> items.add(value()));
            return new PropertyValue.Items(items);
        }
        if (source.at(JsonToken.VALUE_STRING)) {
            return texts.computeIfAbsent(source.text(), Signed::text);
        }
        if (source.at(JsonToken.VALUE_TRUE)) {
            return TRUE;
        }
        if (source.at(JsonToken.VALUE_FALSE)) {
            return FALSE;
        }
        if (source.at(JsonToken.VALUE_NULL)) {
            return NOTHING;
        }
        double number = source.number();
        return Double.isFinite(number)
                ? new PropertyValue.Numeric(number)
                : new PropertyValue.Text(source.numberText());
    }

    /** @param whole whether these are all properties of a resource, and not those of an object among them */
    private PropertyValue object(boolean whole) throws IOException {
        TreeMap<String, PropertyValue> fields = new TreeMap<>();
        source.object(key -> {
            PropertyValue value = value();
            if (whole) {
                Signature.filled(key, value).ifPresent(names -> filled = Optional.of(names));
            }
            if (!Signature.isBookkeeping(key, value) && !(whole && Signature.isOfProvider(key, value))) {
                fields.put(key, value);
            }
        });
        return Signed.object(fields);
    }
}
