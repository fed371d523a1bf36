package dev.mullion.provider.engine;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What stands for values that only a deployment knows. Mullion's components see readable symbols, with which they render scripts in
 * full; Pulumi's engine gets its own unknown value for each property that a symbol went into.
 */
public final class Unknowns {
    /** Pulumi's unknown value: https://github.com/pulumi/pulumi/blob/v3.260.0/sdk/go/common/resource/plugin/rpc.go */
    public static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{4,}={0,2}");

    private final Collection<String> symbols;
    private final Collection<String> items;

    /**
     * Of one call.
     *
     * @param symbols each in place of a text
     * @param items each in place of some item of a list of which not even the length is known
     */
    public Unknowns(Collection<String> symbols, Collection<String> items) {
        this.symbols = Collections.unmodifiableCollection(symbols);
        this.items = Collections.unmodifiableCollection(items);
    }

    /** The properties as Pulumi's engine takes them. */
    Struct in(Struct properties) {
        if (symbols.isEmpty() && items.isEmpty()) {
            return properties;
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        properties.getFieldsMap().forEach((name, value) -> fields.put(name, in(value)));
        return Struct.newBuilder().putAllFields(fields).build();
    }

    private Value in(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> has(value.getStringValue()) ? unknown() : value;
            case STRUCT_VALUE ->
                Value.newBuilder().setStructValue(in(value.getStructValue())).build();
            case LIST_VALUE -> list(value);
            default -> value;
        };
    }

    private Value list(Value value) {
        ListValue.Builder list = ListValue.newBuilder();
        for (Value item : value.getListValue().getValuesList()) {
            if (item.hasStringValue() && items.contains(item.getStringValue())) {
                return unknown();
            }
            list.addValues(in(item));
        }
        return Value.newBuilder().setListValue(list).build();
    }

    private boolean has(String text) {
        return mentions(text) || (BASE64.matcher(text).matches() && text.length() % 4 == 0 && mentions(decoded(text)));
    }

    private boolean mentions(String text) {
        return symbols.stream().anyMatch(text::contains) || items.stream().anyMatch(text::contains);
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }

    private static Value unknown() {
        return Value.newBuilder().setStringValue(UNKNOWN).build();
    }
}
