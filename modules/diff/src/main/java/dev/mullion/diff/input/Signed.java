package dev.mullion.diff.input;

import dev.mullion.core.json.JsonValue;
import dev.mullion.core.text.Sha256;
import dev.mullion.plan.PropertyValue;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What Pulumi wraps where JSON has no word for it: texts that stand for unknown values and secrets, and objects whose
 * signature says what they are (sdk/go/common/resource/sig and pkg/resource/stack/deployment.go at 3.260.0).
 */
final class Signed {
    static final String KEY = "4dabf18193072939515e22adb298388d";

    private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
    private static final String ASSET = "c44067f5952c0a294b673a41bacd8c17";
    private static final String ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
    private static final String RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
    private static final String OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
    private static final String BYTES = "803fd3297a5875dc03ca845dda5d2a98";
    private static final String FLOAT = "8ad145fe-0d11-4827-bfd7-1abcbf086f5c";

    /** For a string, a number, a boolean, a list, an object and an asset. */
    private static final Set<String> UNKNOWNS = Set.of(
            PropertyValue.UNKNOWN.value(),
            "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
            "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
            "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
            "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
            "030794c1-ac77-496b-92df-f27374a8bd58");

    /** What providers keep for themselves beside the user's own properties; Pulumi's display leaves them out too. */
    private static final Set<String> BOOKKEEPING =
            Set.of("__defaults", "__internal", "__meta", "__pulumi_raw_state_delta");

    /** What an engine writes for the text of an asset, which may be long. */
    private static final String ELIDED = "<contents elided>";

    private static final PropertyValue.Secret UNTOLD = new PropertyValue.Secret("");

    private Signed() {}

    static PropertyValue text(String text) {
        if (text.equals(PropertyValue.SECRET.value())) {
            return UNTOLD;
        }
        return isUnknown(text) ? PropertyValue.UNKNOWN : new PropertyValue.Text(text);
    }

    static boolean isUnknown(String text) {
        return text.length() == PropertyValue.UNKNOWN.value().length() && UNKNOWNS.contains(text);
    }

    static boolean isBookkeeping(String key) {
        return key.startsWith("__") && BOOKKEEPING.contains(key);
    }

    /** The object, or what its signature says that it is. */
    static PropertyValue object(SortedMap<String, PropertyValue> fields) {
        if (!(fields.get(KEY) instanceof PropertyValue.Text signature)) {
            return fields.isEmpty() ? PropertyValue.Fields.NONE : new PropertyValue.Fields(fields);
        }
        return switch (signature.value()) {
            case SECRET -> secret(fields);
            case ASSET -> file("asset", fields);
            case ARCHIVE -> file("archive", fields);
            case RESOURCE -> resource(fields);
            case OUTPUT -> output(fields);
            case BYTES -> new PropertyValue.Text("b\"" + plain(fields.get("value")) + "\"");
            case FLOAT -> notFinite(plain(fields.get("value")));
            default -> new PropertyValue.Fields(fields);
        };
    }

    /**
     * A cipher text tells nothing: Pulumi encrypts every secret anew with each update, under a nonce of its own. The plain
     * text of a state is JSON.
     */
    private static PropertyValue.Secret secret(SortedMap<String, PropertyValue> fields) {
        if (fields.get("plaintext") instanceof PropertyValue.Text json) {
            return new PropertyValue.Secret(Sha256.hex(unquoted(json.value())));
        }
        PropertyValue value = fields.get("value");
        if (value == null || value instanceof PropertyValue.Secret || value.equals(PropertyValue.UNKNOWN)) {
            return UNTOLD;
        }
        return new PropertyValue.Secret(
                Sha256.hex(value instanceof PropertyValue.Text text ? text.value() : value.toString()));
    }

    /** Of a JSON string its text, so that the fingerprint is that of the text itself. */
    private static String unquoted(String json) {
        return JsonValue.read(json).orElse(null) instanceof JsonValue.Text text ? text.value() : json;
    }

    /** {@code {"asset": {"path": ..., "hash": ...}}}; without the hash where the text itself is there. */
    private static PropertyValue file(String kind, SortedMap<String, PropertyValue> fields) {
        TreeMap<String, PropertyValue> kept = new TreeMap<>(fields);
        kept.remove(KEY);
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
            if (!key.equals(KEY) && !plain(value).isEmpty()) {
                kept.put(key, value);
            }
        });
        return new PropertyValue.Fields(kept);
    }

    private static PropertyValue output(SortedMap<String, PropertyValue> fields) {
        PropertyValue value = fields.getOrDefault("value", PropertyValue.UNKNOWN);
        boolean secret = fields.get("secret") instanceof PropertyValue.Bool flag && flag.value();
        return secret ? secret(fields) : value;
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
