package dev.mullion.core.config;

import dev.mullion.core.config.Node.Kind;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.config.Node.Sequence;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecPath;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Turns nodes into specs by their builders, without coercion, and collects everything that does not fit. A key that does
 * not fit keeps its builder's default, so that the rest can be bound and checked.
 */
final class Binder {
    private static final Pattern PLAIN_ITEM = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_./:@-]{0,58}[A-Za-z0-9])?");
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");

    private final List<Problem> problems = new ArrayList<>();
    private final Set<SpecPath> broken = new HashSet<>();
    private final Set<SpecPath> aboveBroken = new HashSet<>();

    List<Problem> problems() {
        return problems;
    }

    /**
     * Whether a problem that a spec found may only follow from a default that stands in for a broken value: it is about
     * such a value, a part of it or something that holds one, or it depends on one.
     */
    boolean follows(Problem found) {
        return (!found.ofKey() && isBroken(found.path()))
                || found.dependsOn().stream().anyMatch(this::isBroken);
    }

    private boolean isBroken(SpecPath path) {
        return aboveBroken.contains(path) || prefixes(path).anyMatch(broken::contains);
    }

    /** The root spec; {@code prefix} stands before its keys where a user writes them. */
    <S extends Spec> S root(Class<S> type, Mapping mapping, String prefix) {
        return type.cast(spec(type, mapping, SpecPath.ROOT, prefix));
    }

    private Spec spec(Class<?> type, Mapping mapping, SpecPath path, String prefix) {
        BuilderKeys builder = BuilderKeys.of(type);
        mapping.entries().forEach((key, entry) -> {
            Optional<Method> method = builder.method(key);
            if (method.isPresent()) {
                Type wanted = method.get().getGenericParameterTypes()[0];
                value(wanted, entry.value(), path.key(key)).ifPresent(value -> builder.set(method.get(), value));
            } else if (builder.refusal(key).isPresent()) {
                breaksUnknown(key, path, builder.names());
                problems.add(new Problem(path.key(key), builder.refusal(key).get(), entry.keyPosition()));
            } else {
                breaksUnknown(key, path, builder.names());
                problems.add(new Problem(path, unknown(prefix, key, builder.names()), entry.keyPosition()));
            }
        });
        return builder.unchecked();
    }

    private static String unknown(String prefix, String key, List<String> known) {
        String hint = Nearest.to(key, known)
                .map(meant -> "did you mean " + prefix + meant + "?")
                .orElseGet(() -> known.isEmpty()
                        ? "there are no keys here"
                        : "use " + or(known.stream().map(name -> prefix + name).toList()));
        return "unknown key " + Shown.text(prefix + key) + "; " + hint;
    }

    private void breaksUnknown(String key, SpecPath path, List<String> known) {
        breaks(path.key(key));
        Nearest.to(key, known).ifPresent(meant -> breaks(path.key(meant)));
    }

    private Optional<Object> value(Type type, Node node, SpecPath path) {
        Class<?> raw = raw(type);
        if (node instanceof Mapping mapping && mapping.isSecret()) {
            // The one place to let a type pass that takes secrets; none does yet.
            return refuse(
                    node,
                    path,
                    "is a secret (secure:), and this key takes none: its value is shown in previews; use plain text");
        }
        if (node instanceof Scalar scalar && scalar.kind() == Kind.NULL) {
            return refuse(node, path, "has no value; " + wanted(type) + ", or leave it out");
        }
        if (raw == List.class) {
            return list(type, node, path);
        }
        if (raw == Map.class) {
            return map(type, node, path);
        }
        if (Spec.class.isAssignableFrom(raw) && node instanceof Mapping mapping) {
            return Optional.of(spec(raw, mapping, path, ""));
        }
        if (node instanceof Scalar scalar) {
            return scalar(type, scalar, path);
        }
        return refuse(node, path, "got " + got(node) + "; " + wanted(type));
    }

    private Optional<Object> list(Type type, Node node, SpecPath path) {
        if (!(node instanceof Sequence sequence)) {
            return refuse(node, path, "got " + got(node) + "; use a list" + asItem(node));
        }
        Type itemType = argument(type, 0);
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            SpecPath at = path.index(i);
            value(itemType, sequence.items().get(i), at)
                    .or(() -> standIn(itemType))
                    .ifPresent(items::add);
        }
        if (items.size() < sequence.items().size()) {
            // The indices of what is left would be wrong.
            breaks(path);
            return Optional.empty();
        }
        return Optional.of(items);
    }

    private Optional<Object> map(Type type, Node node, SpecPath path) {
        if (!(node instanceof Mapping mapping)) {
            return refuse(node, path, "got " + got(node) + "; use a map");
        }
        Type valueType = argument(type, 1);
        Map<String, Object> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            value(valueType, entry.value(), path.key(key))
                    .or(() -> standIn(valueType))
                    .ifPresent(value -> entries.put(key, value));
        });
        return Optional.of(entries);
    }

    /** What keeps the place of a broken value, so that others may still refer to it by its name. */
    private static Optional<Object> standIn(Type type) {
        Class<?> raw = raw(type);
        return Spec.class.isAssignableFrom(raw)
                ? Optional.of(BuilderKeys.of(raw).unchecked())
                : Optional.empty();
    }

    private Optional<Object> scalar(Type type, Scalar scalar, SpecPath path) {
        Class<?> raw = raw(type);
        String text = scalar.text();
        if (raw == boolean.class || raw == Boolean.class) {
            if (scalar.kind() == Kind.BOOLEAN) {
                return Optional.of(Boolean.valueOf(text));
            }
        } else if (raw == int.class || raw == Integer.class) {
            return whole(scalar, path, Integer.MIN_VALUE, Integer.MAX_VALUE).map(Math::toIntExact);
        } else if (raw == long.class || raw == Long.class) {
            return whole(scalar, path, Long.MIN_VALUE, Long.MAX_VALUE).map(Object.class::cast);
        } else if (raw.isEnum() && parse(raw).isEmpty()) {
            Optional<Object> constant = Stream.<Object>of(raw.getEnumConstants())
                    .filter(each ->
                            scalar.kind() == Kind.STRING && each.toString().equals(text))
                    .findFirst();
            if (constant.isPresent()) {
                return constant;
            }
        } else if (raw == String.class || parse(raw).isPresent()) {
            if (scalar.kind() != Kind.STRING) {
                return refuse(scalar, path, "got " + got(scalar) + "; quote it: " + Shown.text(text));
            }
            return raw == String.class ? Optional.of(text) : parsed(parse(raw).orElseThrow(), scalar, path);
        }
        return refuse(scalar, path, "got " + got(scalar) + "; " + wanted(type));
    }

    private Optional<Long> whole(Scalar scalar, SpecPath path, long least, long most) {
        if (scalar.kind() != Kind.INTEGER) {
            return refuse(scalar, path, "got " + got(scalar) + "; use a whole number");
        }
        if (!WHOLE.matcher(scalar.text()).matches()) {
            return refuse(scalar, path, "got " + got(scalar) + "; use decimal digits only, with no zero before them");
        }
        try {
            long number = Long.parseLong(scalar.text());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // Does not fit into a long either.
        }
        return refuse(scalar, path, "got " + got(scalar) + "; use a whole number from " + least + " to " + most);
    }

    private Optional<Object> parsed(Method parse, Scalar scalar, SpecPath path) {
        try {
            return Optional.of(BuilderKeys.invoke(parse, null, scalar.text()));
        } catch (IllegalArgumentException e) {
            return refuse(scalar, path, "got " + got(scalar) + "; " + e.getMessage());
        }
    }

    private <T> Optional<T> refuse(Node node, SpecPath path, String message) {
        breaks(path);
        problems.add(new Problem(path, message, node.position()));
        return Optional.empty();
    }

    private void breaks(SpecPath path) {
        broken.add(path);
        prefixes(path).forEach(aboveBroken::add);
    }

    private static Stream<SpecPath> prefixes(SpecPath path) {
        return IntStream.rangeClosed(0, path.segments().size())
                .mapToObj(length -> new SpecPath(path.segments().subList(0, length)));
    }

    private static String got(Node node) {
        if (node instanceof Scalar scalar) {
            return bare(scalar) ? scalar.text() : Shown.text(scalar.text());
        }
        return node instanceof Mapping ? "a map" : "a list";
    }

    /** What is shown as it is written: a number or a word that YAML knows, unless somebody wrote thousands of digits. */
    private static boolean bare(Scalar scalar) {
        return scalar.kind() != Kind.STRING && scalar.text().length() <= 40;
    }

    private static String asItem(Node node) {
        if (!(node instanceof Scalar scalar)) {
            return "";
        }
        boolean plain = bare(scalar)
                || (PLAIN_ITEM.matcher(scalar.text()).matches() && Kind.ofPlain(scalar.text()) == Kind.STRING);
        return ": [" + (plain ? scalar.text() : Shown.text(scalar.text())) + "]";
    }

    private static String wanted(Type type) {
        Class<?> raw = raw(type);
        if (raw == boolean.class || raw == Boolean.class) {
            return "use true or false";
        }
        if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) {
            return "use a whole number";
        }
        if (raw.isEnum()) {
            return "use "
                    + or(Arrays.stream(raw.getEnumConstants())
                            .map(Object::toString)
                            .toList());
        }
        if (raw == List.class) {
            return "use a list";
        }
        if (raw == Map.class) {
            return "use a map";
        }
        if (Spec.class.isAssignableFrom(raw)) {
            return parse(raw).isPresent() ? "use text or a map" : "use a map";
        }
        if (raw == String.class || parse(raw).isPresent()) {
            return "use text";
        }
        throw new IllegalStateException("no key can have the type " + type);
    }

    private static String or(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static Optional<Method> parse(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("parse")
                        && method.getReturnType() == type
                        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}))
                .findFirst();
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
