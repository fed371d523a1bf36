package dev.mullion.provider;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.mullion.core.config.Given;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.provider.engine.Unknowns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A component's inputs as a stack file would say them. */
final class Inputs {
    // https://github.com/pulumi/pulumi/blob/v3.260.0/sdk/go/common/resource/sig/sig.go
    private static final String KIND = "4dabf18193072939515e22adb298388d";
    private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
    private static final String OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    /** Lists of which a stack takes any number: their length decides nothing. */
    private static final Set<SpecPath> OPEN_LISTS = Set.of(
            SpecPath.ROOT.key("network").key("subnetIds"),
            SpecPath.ROOT.key("network").key("publicSubnetIds"));

    private final String component;
    private final List<String> symbols = new ArrayList<>();
    private final List<String> items = new ArrayList<>();
    private final Map<String, Object> values;

    /** @param component its name, which symbols begin with */
    Inputs(String component, Struct properties) {
        this.component = component;
        this.values = fields(properties, SpecPath.ROOT);
    }

    /** By their names, sorted. */
    Map<String, Object> values() {
        return values;
    }

    /** What stands in the values for what is not known yet. */
    Unknowns unknowns() {
        return new Unknowns(symbols, items);
    }

    /** Whether what stands at a path is short, and neither a secret nor something that holds one. */
    boolean mayShow(SpecPath path) {
        Object found = values;
        for (Object segment : path.segments()) {
            if (found instanceof Map<?, ?> map && map.get(segment) != null) {
                found = Objects.requireNonNull(map.get(segment));
            } else if (found instanceof List<?> list && segment instanceof Integer index && index < list.size()) {
                found = Objects.requireNonNull(list.get(index));
            } else {
                return true; // nothing stands there
            }
        }
        return isShort(found) || (found instanceof List<?> list && list.stream().allMatch(Inputs::isShort));
    }

    private static boolean isShort(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    /** Languages know no order of keys; {@code null} is what nobody gives. */
    private Map<String, Object> fields(Struct struct, SpecPath path) {
        Map<String, Object> all = new LinkedHashMap<>();
        new TreeMap<>(struct.getFieldsMap()).forEach((name, value) -> {
            Object read = value(value, path.key(name));
            if (read != null) {
                all.put(name, read);
            }
        });
        return all;
    }

    private @Nullable Object value(Value value, SpecPath path) {
        return switch (value.getKindCase()) {
            case BOOL_VALUE -> value.getBoolValue();
            case NUMBER_VALUE -> value.getNumberValue();
            case STRING_VALUE ->
                value.getStringValue().equals(Unknowns.UNKNOWN) ? unknown(path) : value.getStringValue();
            case LIST_VALUE -> list(value, path);
            case STRUCT_VALUE -> struct(value.getStructValue(), path);
            case NULL_VALUE, KIND_NOT_SET -> null;
        };
    }

    private List<Object> list(Value value, SpecPath path) {
        List<Object> all = new ArrayList<>();
        for (Value item : value.getListValue().getValuesList()) {
            all.add(Objects.requireNonNullElse(value(item, path.index(all.size())), ""));
        }
        return all;
    }

    private @Nullable Object struct(Struct struct, SpecPath path) {
        Value kind = struct.getFieldsOrDefault(KIND, Value.getDefaultInstance());
        return switch (kind.getStringValue()) {
            case SECRET -> Given.SECRET;
            case OUTPUT -> output(struct, path);
            default -> fields(struct, path);
        };
    }

    private @Nullable Object output(Struct output, SpecPath path) {
        if (output.getFieldsOrDefault("secret", Value.getDefaultInstance()).getBoolValue()) {
            return Given.SECRET;
        }
        return output.containsFields("value") ? value(output.getFieldsOrThrow("value"), path) : unknown(path);
    }

    private Object unknown(SpecPath path) {
        String symbol = "${" + path.under(SpecPath.ROOT.key(component)) + "}";
        if (OPEN_LISTS.contains(path)) {
            // Two, since that is what a load balancer needs; how many there are is checked by AWS.
            List<Object> two = List.of(new Given.Unknown(symbol + "[0]"), new Given.Unknown(symbol + "[1]"));
            two.forEach(each -> items.add(((Given.Unknown) each).symbol()));
            return two;
        }
        Given.Unknown unknown = new Given.Unknown(symbol);
        symbols.add(symbol);
        symbols.add(unknown.secretArn());
        return unknown;
    }
}
