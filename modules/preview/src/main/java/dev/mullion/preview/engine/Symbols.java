package dev.mullion.preview.engine;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.pulumi.core.Output;
import com.pulumi.core.TypeShape;
import com.pulumi.core.annotations.CustomType;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.Urns;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Readable stand-ins, {@code ${storefront-web.arn}}, for what only a deployment can know.
 * Only text can be such a stand-in: a number, a boolean or a list of unknown length stays unknown, and the SDK makes a
 * whole object unknown where one of its members is. Therefore optional members that are no text are left out.
 */
final class Symbols {
    private static final String SELF = "__self__";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^{}]*\\}");

    /** In a text, what else stands between texts. */
    private static final Pattern MEANT = Pattern.compile("[,=\\[\\]{}()']|(^| )by ");

    /** The look-ups that Mullion makes, which are spelled in short, and of which argument the value says it all. */
    private static final Map<String, String> USUAL = Map.of(
            "aws:directoryservice/getDirectory:getDirectory", "directoryId",
            "aws:ec2/getAmi:getAmi", "",
            "aws:ec2/getSubnets:getSubnets", "",
            "aws:ec2/getVpc:getVpc", "id",
            "aws:eks/getCluster:getCluster", "name",
            "aws:iam/getOpenIdConnectProvider:getOpenIdConnectProvider", "url",
            "aws:index/getCallerIdentity:getCallerIdentity", "",
            "aws:index/getRegion:getRegion", "",
            "aws:ssm/getParameter:getParameter", "name");

    private static final ClassValue<Map<String, Member>> EXPORTS = new ClassValue<>() {
        @Override
        protected Map<String, Member> computeValue(Class<?> resource) {
            return exports(resource);
        }
    };

    private static final ClassValue<Map<String, Member>> SETTERS = new ClassValue<>() {
        @Override
        protected Map<String, Member> computeValue(Class<?> customType) {
            return setters(customType);
        }
    };

    private record Member(TypeShape<?> type, boolean required) {
        boolean isText() {
            return type.getType().equals(String.class);
        }

        boolean isObject() {
            return type.getType().isAnnotationPresent(CustomType.class);
        }

        /** Providers accept some inputs in another form than they give them back: a policy as an object, say. */
        boolean fits(Value input) {
            Value value = Wire.revealed(input);
            if (value.equals(Wire.UNKNOWN)) {
                return true;
            }
            Class<?> wanted = type.getType();
            boolean list = List.class.isAssignableFrom(wanted);
            boolean fields = isObject() || Map.class.isAssignableFrom(wanted);
            boolean number = Number.class.isAssignableFrom(wanted);
            return switch (value.getKindCase()) {
                case STRING_VALUE -> !list && !fields && !number && !wanted.equals(Boolean.class);
                case BOOL_VALUE -> !list && !fields && !number && !isText();
                case NUMBER_VALUE -> !list && !fields && !wanted.equals(Boolean.class) && !isText();
                case LIST_VALUE -> list || wanted.equals(Object.class);
                case STRUCT_VALUE -> !list && !number && !wanted.equals(Boolean.class) && !isText();
                case NULL_VALUE, KIND_NOT_SET -> false;
            };
        }
    }

    private Symbols() {}

    /** What a deployment would give back for a resource: its inputs, and stand-ins for the rest. */
    static Struct outputs(Class<?> resource, String name, Struct inputs) {
        Struct.Builder outputs = Struct.newBuilder();
        EXPORTS.get(resource).forEach((property, member) -> {
            String path = name + "." + property;
            @Nullable Value input = inputs.getFieldsMap().get(property);
            if (input != null && member.fits(input)) {
                outputs.putFields(property, completed(member, input, path));
            } else if (member.required()) {
                outputs.putFields(property, standIn(member, path));
            }
            single(resource, property, member, path).ifPresent(one -> outputs.putFields(property, one));
        });
        return outputs.build();
    }

    /** The same with Pulumi's unknown values; they are said, since the SDK forgets what depends on values that nobody mentions. */
    static Struct unknowns(Class<?> resource, Struct inputs) {
        Struct.Builder outputs = Struct.newBuilder();
        EXPORTS.get(resource).forEach((property, member) -> {
            @Nullable Value input = inputs.getFieldsMap().get(property);
            if (input != null && member.fits(input)) {
                outputs.putFields(property, input);
            } else if (member.required()) {
                outputs.putFields(property, Wire.UNKNOWN);
            }
        });
        return outputs.build();
    }

    /**
     * What a look-up would answer. An unknown member would make the whole answer unknown, so numbers and booleans are left out
     * (the program sees null) and a list of texts or of objects is one stand-in for all of them.
     */
    static Struct answer(TypeShape<?> result, String call, Struct args) {
        Struct.Builder answer = Struct.newBuilder();
        SETTERS.get(result.getType()).forEach((property, member) -> {
            String path = call + "." + property;
            @Nullable Value arg = args.getFieldsMap().get(property);
            if (arg != null && member.fits(arg)) {
                answer.putFields(property, completed(member, arg, path));
            } else {
                answered(member, path).ifPresent(value -> answer.putFields(property, value));
            }
        });
        return answer.build();
    }

    /** What an answer holds at a member, as far as texts stand for it. */
    private static Optional<Value> answered(Member member, String path) {
        if (member.isText()) {
            return Optional.of(text(path));
        }
        if (!member.required()) {
            return Optional.empty();
        }
        if (member.isObject()) {
            return Optional.of(Wire.struct(answered(member.type(), path)));
        }
        return isListOfTexts(member.type())
                ? Optional.of(listOf(text(path + "[*]")))
                : objectOf(member.type()).map(of -> listOf(Wire.struct(answered(of, path + "[0]"))));
    }

    private static Struct answered(TypeShape<?> type, String path) {
        Struct.Builder answer = Struct.newBuilder();
        SETTERS.get(type.getType()).forEach((property, member) -> answered(member, path + "." + property)
                .ifPresent(value -> answer.putFields(property, value)));
        return answer.build();
    }

    /**
     * How a look-up is spelled: {@code getParameter(/aws/service/name)}, with names of arguments where one text does not say it
     * all, with the module where another one's look-up may have the name ({@code aws:rds/getCluster(...)}), with {@code by} a
     * provider of the program's own, and {@code shop.getKubeconfig()} where a resource is asked.
     *
     * @param provider its URN and id; empty for the package's default one
     */
    static String call(String token, Struct args, String provider) {
        Map<String, PropertyValue> given = new TreeMap<>(Wire.read(args).values());
        String asked = given.remove(SELF) instanceof PropertyValue.Fields self
                        && self.values().get("urn") instanceof PropertyValue.Text urn
                ? Urns.name(urn.value()) + "."
                : "";
        String usual = USUAL.getOrDefault(token, "");
        String spelled = given.size() == 1 && given.get(usual) instanceof PropertyValue.Text only
                ? spelled(only)
                : given.entrySet().stream()
                        .map(arg -> arg.getKey() + "=" + spelled(arg.getValue()))
                        .collect(Collectors.joining(", "));
        String by = provider.isEmpty()
                ? ""
                : "by " + spelled(new PropertyValue.Text(Urns.name(provider.replaceFirst("::[^:]*$", ""))));
        String function = token.substring(token.lastIndexOf(':') + 1);
        return asked
                + (!asked.isEmpty() || USUAL.containsKey(token) ? function.replaceFirst(".*/", "") : module(token))
                + "("
                + spelled
                + (spelled.isEmpty() || by.isEmpty() ? "" : " ")
                + by
                + ")";
    }

    /** {@code aws:rds/getCluster} of {@code aws:rds/getCluster:getCluster}, which says it twice. */
    private static String module(String token) {
        int last = token.lastIndexOf(':');
        return token.startsWith(token.substring(last + 1), last - (token.length() - last - 1))
                ? token.substring(0, last)
                : token;
    }

    static Value text(String path) {
        return Wire.text("${" + path + "}");
    }

    private static String spelled(PropertyValue value) {
        if (value instanceof PropertyValue.Text text) {
            return MEANT.matcher(REFERENCE.matcher(text.value()).replaceAll("")).find()
                    ? "'" + text.value().replace("'", "''") + "'"
                    : text.value();
        }
        if (value instanceof PropertyValue.Bool bool) {
            return String.valueOf(bool.value());
        }
        if (value instanceof PropertyValue.Items items) {
            return items.values().stream().map(Symbols::spelled).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof PropertyValue.Fields fields) {
            return fields.values().entrySet().stream()
                    .map(field -> field.getKey() + "=" + spelled(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof PropertyValue.Numeric number ? number.toString() : "";
    }

    private static Value standIn(Member member, String path) {
        if (member.isText()) {
            return text(path);
        }
        return member.isObject() ? Wire.struct(filled(member.type(), Struct.getDefaultInstance(), path)) : Wire.UNKNOWN;
    }

    private static Value completed(Member member, Value given, String path) {
        return member.isObject() && Wire.isObject(given)
                ? Wire.struct(filled(member.type(), given.getStructValue(), path))
                : given;
    }

    private static Struct filled(TypeShape<?> type, Struct given, String path) {
        Struct.Builder filled = given.toBuilder();
        SETTERS.get(type.getType()).forEach((property, member) -> {
            @Nullable Value value = given.getFieldsMap().get(property);
            String inner = path + "." + property;
            if (value != null) {
                filled.putFields(property, completed(member, value, inner));
            } else if (member.isText() || member.required()) {
                filled.putFields(property, standIn(member, inner));
            }
            if (value == null) {
                single(type.getType(), property, member, inner).ifPresent(one -> filled.putFields(property, one));
            }
        });
        return filled.build();
    }

    private static Struct emptyObject(TypeShape<?> type, String path) {
        return filled(type, Struct.getDefaultInstance(), path);
    }

    /** A list that is known to hold one object holds one stand-in. */
    private static Optional<Value> single(Class<?> holder, String property, Member member, String path) {
        return SingleItemLists.contains(holder, property)
                ? objectOf(member.type()).map(of -> listOf(Wire.struct(emptyObject(of, path + "[0]"))))
                : Optional.empty();
    }

    /** What a list of objects is a list of. */
    private static Optional<TypeShape<?>> objectOf(TypeShape<?> type) {
        return List.class.isAssignableFrom(type.getType())
                ? type.getParameter(0)
                        .filter(of -> of.getType().isAnnotationPresent(CustomType.class))
                        .map(of -> of)
                : Optional.empty();
    }

    private static boolean isListOfTexts(TypeShape<?> type) {
        return List.class.isAssignableFrom(type.getType())
                && type.getParameter(0)
                        .filter(of -> of.getType().equals(String.class))
                        .isPresent();
    }

    private static Value listOf(Value value) {
        return Value.newBuilder()
                .setListValue(ListValue.newBuilder().addValues(value))
                .build();
    }

    private static Map<String, Member> exports(Class<?> resource) {
        Set<String> optional = new HashSet<>();
        for (Class<?> type = resource; type != null; type = type.getSuperclass()) {
            optional.addAll(optionalGetters(type));
        }
        Map<String, Member> exports = new TreeMap<>();
        Exports.of(resource)
                .forEach((name, declared) -> exports.put(
                        name,
                        new Member(
                                declared.type(),
                                !optional.contains(declared.field().getName()))));
        return exports;
    }

    /** A field does not say whether it may be absent; its getter, which gives an {@code Output<Optional<T>>}, does. */
    private static Set<String> optionalGetters(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods())
                .filter(method -> method.getParameterCount() == 0
                        && method.getReturnType().equals(Output.class)
                        && method.getGenericReturnType() instanceof ParameterizedType output
                        && output.getActualTypeArguments()[0] instanceof ParameterizedType inner
                        && inner.getRawType().equals(Optional.class))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    private static Map<String, Member> setters(Class<?> customType) {
        Map<String, Member> setters = new TreeMap<>();
        for (Class<?> builder : customType.getDeclaredClasses()) {
            if (builder.isAnnotationPresent(CustomType.Builder.class)) {
                for (Method method : builder.getDeclaredMethods()) {
                    CustomType.@Nullable Setter setter = method.getAnnotation(CustomType.Setter.class);
                    if (setter != null) {
                        Parameter parameter = method.getParameters()[0];
                        String name = setter.value().isEmpty() ? method.getName() : setter.value();
                        boolean required = !parameter.isAnnotationPresent(javax.annotation.Nullable.class);
                        setters.put(name, new Member(TypeShape.extract(parameter), required));
                    }
                }
            }
        }
        return setters;
    }
}
