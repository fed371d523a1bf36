package dev.mullion.preview.engine;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.pulumi.exceptions.RunException;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.Signature;
import java.util.Map;
import java.util.TreeMap;

/** Property values as Pulumi's protocol carries them. */
final class Wire {
    static final Value UNKNOWN = text(PropertyValue.UNKNOWN.value());

    private static final PropertyValue SECRET = new PropertyValue.Secret("");

    private Wire() {}

    static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    static Value struct(Struct struct) {
        return Value.newBuilder().setStructValue(struct).build();
    }

    static Value secret(Value value) {
        if (isSecret(value)) {
            return value;
        }
        return struct(Struct.newBuilder()
                .putFields(Signature.KEY, text(Signature.SECRET))
                .putFields("value", value)
                .build());
    }

    /** The value, or what is inside when it is a secret. */
    static Value revealed(Value value) {
        return isSecret(value) ? revealed(value.getStructValue().getFieldsOrThrow("value")) : value;
    }

    /** Whether this is a plain object, not one of the protocol's own wrappers. */
    static boolean isObject(Value value) {
        return value.hasStructValue() && !value.getStructValue().containsFields(Signature.KEY);
    }

    /** As a plan holds it; what is secret stays behind. */
    static PropertyValue read(Value value) {
        return switch (value.getKindCase()) {
            case BOOL_VALUE -> new PropertyValue.Bool(value.getBoolValue());
            case NUMBER_VALUE -> new PropertyValue.Numeric(finite(value.getNumberValue()));
            case STRING_VALUE -> new PropertyValue.Text(checked(value.getStringValue()));
            case LIST_VALUE ->
                new PropertyValue.Items(value.getListValue().getValuesList().stream()
                        .map(Wire::read)
                        .toList());
            case STRUCT_VALUE -> isSecret(value) ? SECRET : read(value.getStructValue());
            case NULL_VALUE, KIND_NOT_SET -> new PropertyValue.Nothing();
        };
    }

    /** The SDK has one text for all that is unknown; the others can only be a program's own, and Pulumi takes them for unknown, too. */
    private static String checked(String text) {
        if (Signature.isUnknown(text) && !text.equals(PropertyValue.UNKNOWN.value())) {
            throw new RunException(text + " is no text to Pulumi, but a value that only a deployment knows");
        }
        return text;
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new RunException(number + " is no number that JSON can hold");
        }
        return number;
    }

    static PropertyValue.Fields read(Struct struct) {
        Map<String, Value> fields = struct.getFieldsMap();
        TreeMap<String, PropertyValue> read = new TreeMap<>();
        fields.forEach((name, value) -> read.put(name, read(value)));
        return new PropertyValue.Fields(read);
    }

    private static boolean isSecret(Value value) {
        return value.hasStructValue()
                && value.getStructValue()
                        .getFieldsOrDefault(Signature.KEY, Value.getDefaultInstance())
                        .getStringValue()
                        .equals(Signature.SECRET);
    }
}
