package dev.mullion.diff.input;

import dev.mullion.core.json.JsonValue;
import dev.mullion.core.text.Sha256;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.Signature;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a file of Pulumi's means where it has a {@link Signature}, or a text that stands for something else. */
final class Signed {
    /** What an engine writes for the text of an asset, which may be long. */
    private static final String ELIDED = "<contents elided>";

    private static final PropertyValue.Secret UNTOLD = new PropertyValue.Secret("");

    private Signed() {}

    static PropertyValue text(String text) {
        if (text.equals(PropertyValue.SECRET.value())) {
            return UNTOLD;
        }
        return Signature.isUnknown(text) ? PropertyValue.UNKNOWN : new PropertyValue.Text(text);
    }

    /** The object, or what its signature says that it is. */
    static PropertyValue object(SortedMap<String, PropertyValue> fields) {
        if (!(fields.get(Signature.KEY) instanceof PropertyValue.Text signature)) {
            return fields.isEmpty() ? PropertyValue.Fields.NONE : new PropertyValue.Fields(fields);
        }
        return switch (signature.value()) {
            case Signature.SECRET -> secret(fields);
            case Signature.ASSET -> file("asset", fields);
            case Signature.ARCHIVE -> file("archive", fields);
            case Signature.RESOURCE -> resource(fields);
            case Signature.OUTPUT -> output(fields);
            case Signature.BYTES -> new PropertyValue.Text("b\"" + plain(fields.get("value")) + "\"");
            case Signature.FLOAT -> notFinite(plain(fields.get("value")));
            default -> new PropertyValue.Fields(fields);
        };
    }

    /**
     * A cipher text tells nothing: Pulumi encrypts every secret anew with each update, under a nonce of its own. The plain
     * text of a state is JSON.
     */
    private static PropertyValue.Secret secret(SortedMap<String, PropertyValue> fields) {
        if (fields.get("plaintext") instanceof PropertyValue.Text json) {
            Set<String> texts = new LinkedHashSet<>();
            JsonValue.read(json.value()).ifPresent(value -> texts(value, texts));
            return new PropertyValue.Secret(Sha256.hex(unquoted(json.value())), texts);
        }
        PropertyValue value = fields.get("value");
        if (value == null || value instanceof PropertyValue.Secret || value.equals(PropertyValue.UNKNOWN)) {
            return UNTOLD;
        }
        Set<String> texts = new LinkedHashSet<>();
        texts(value, texts);
        return new PropertyValue.Secret(
                Sha256.hex(value instanceof PropertyValue.Text text ? text.value() : value.toString()), texts);
    }

    /** Every text and number of a secret, which may be an object. */
    private static void texts(JsonValue value, Set<String> texts) {
        if (value instanceof JsonValue.Text text) {
            texts.add(text.value());
        } else if (value instanceof JsonValue.Numeric number) {
            texts.add(number.text());
        } else if (value instanceof JsonValue.Items items) {
            items.values().forEach(item -> texts(item, texts));
        } else if (value instanceof JsonValue.Fields fields) {
            fields.values().values().forEach(field -> texts(field, texts));
        }
    }

    private static void texts(PropertyValue value, Set<String> texts) {
        if (value instanceof PropertyValue.Text text) {
            texts.add(text.value());
        } else if (value instanceof PropertyValue.Numeric number) {
            texts.add(number.toString());
        } else if (value instanceof PropertyValue.Items items) {
            items.values().forEach(item -> texts(item, texts));
        } else if (value instanceof PropertyValue.Fields fields) {
            fields.values().values().forEach(field -> texts(field, texts));
        } else if (value instanceof PropertyValue.Secret secret) {
            texts.addAll(secret.texts());
        }
    }

    /** Of a JSON string its text, so that the fingerprint is that of the text itself. */
    private static String unquoted(String json) {
        return JsonValue.read(json).orElse(null) instanceof JsonValue.Text text ? text.value() : json;
    }

    /** {@code {"asset": {"path": ..., "hash": ...}}}; without the hash where the text itself is there. */
    private static PropertyValue file(String kind, SortedMap<String, PropertyValue> fields) {
        TreeMap<String, PropertyValue> kept = new TreeMap<>(fields);
        kept.remove(Signature.KEY);
        if (plain(kept.get("text")).equals(ELIDED)) {
            kept.remove("text");
        }
        if (kept.containsKey("text") || kept.containsKey("assets")) {
            kept.remove("hash");
        }
        return new PropertyValue.Fields(new TreeMap<>(Map.of(kind, new PropertyValue.Fields(kept))));
    }

    private static PropertyValue resource(SortedMap<String, PropertyValue> fields) {
        TreeMap<String, PropertyValue> kept = new TreeMap<>();
        fields.forEach((key, value) -> {
            if (!key.equals(Signature.KEY) && !plain(value).isEmpty()) {
                kept.put(key, value);
            }
        });
        return new PropertyValue.Fields(kept);
    }

    private static PropertyValue output(SortedMap<String, PropertyValue> fields) {
        PropertyValue value = fields.getOrDefault("value", PropertyValue.UNKNOWN);
        if (!(fields.get("secret") instanceof PropertyValue.Bool secret)) {
            return value;
        }
        // A plan of Mullion's says so of a text that is none, and only looks like what stands for one.
        boolean text = !secret.value() && value.equals(UNTOLD);
        return secret.value() ? secret(fields) : text ? PropertyValue.SECRET : value;
    }

    /** JSON has no word for these numbers; the value is their bits. */
    private static PropertyValue notFinite(String bits) {
        try {
            return new PropertyValue.Text(Double.toString(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))));
        } catch (NumberFormatException e) {
            return new PropertyValue.Text(bits);
        }
    }

    /** The text; empty of anything else. */
    private static String plain(@Nullable PropertyValue value) {
        return value instanceof PropertyValue.Text text ? text.value() : "";
    }
}
