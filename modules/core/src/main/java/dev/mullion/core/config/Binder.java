package dev.mullion.core.config;

import dev.mullion.core.config.Node.Kind;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.config.Node.Sequence;
import dev.mullion.core.spec.BrokenValues;
import dev.mullion.core.spec.KeyType;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.core.spec.SpecKey;
import dev.mullion.core.spec.SpecKeys;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns nodes into specs by their builders, without coercion, and collects everything that does not fit. A key that does
 * not fit keeps its builder's default, so that the rest can be bound and checked.
 */
final class Binder {
    private static final Pattern PLAIN_ITEM = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_./:@-]{0,58}[A-Za-z0-9])?");
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");

    private final List<Problem> problems = new ArrayList<>();
    private final BrokenValues broken = new BrokenValues();

    List<Problem> problems() {
        return problems;
    }

    /** What did not fit. */
    BrokenValues broken() {
        return broken;
    }

    /** Fills the root spec's builder; {@code prefix} stands before its keys where a user writes them. */
    void root(SpecBuilder<?> builder, Mapping mapping, String prefix) {
        fill(builder, mapping, SpecPath.ROOT, prefix);
    }

    private Spec spec(SpecBuilder<?> builder, Mapping mapping, SpecPath path) {
        fill(builder, mapping, path, "");
        return builder.unchecked();
    }

    private void fill(SpecBuilder<?> builder, Mapping mapping, SpecPath path, String prefix) {
        SpecKeys keys = SpecKeys.of(builder);
        mapping.entries().forEach((name, entry) -> {
            Optional<SpecKey> key = keys.find(name);
            if (key.isPresent()) {
                new KeyBinder(keys, key.get())
                        .value(key.get().type(), entry.value(), path.key(name))
                        .ifPresent(value -> keys.set(key.get(), value));
                return;
            }
            breaksUnknown(name, path, keys.names(), mapping);
            problems.add(
                    keys.refusal(name).isPresent()
                            ? new Problem(path.key(name), keys.refusal(name).get(), entry.keyPosition())
                            : new Problem(path, unknown(prefix, name, keys.names()), entry.keyPosition()));
        });
    }

    private static String unknown(String prefix, String key, List<String> known) {
        String hint = Nearest.to(key, known)
                .map(meant -> "did you mean " + prefix + meant + "?")
                .orElseGet(() -> known.isEmpty()
                        ? "there are no keys here"
                        : "use "
                                + Shown.either(known.stream()
                                        .map(name -> prefix + name)
                                        .toList()));
        return "unknown key " + Shown.text(prefix + key) + "; " + hint;
    }

    /** The key that was meant has no value then, unless it is there, too. */
    private void breaksUnknown(String key, SpecPath path, List<String> known, Mapping mapping) {
        broken.add(path.key(key));
        Nearest.to(key, known)
                .filter(meant -> !mapping.entries().containsKey(meant))
                .ifPresent(meant -> broken.add(path.key(meant)));
    }

    /** Binds what stands at one key, however deep in its lists and maps. */
    private final class KeyBinder {
        private final SpecKeys keys;
        private final SpecKey key;

        private KeyBinder(SpecKeys keys, SpecKey key) {
            this.keys = keys;
            this.key = key;
        }

        private Optional<Object> value(KeyType type, Node node, SpecPath path) {
            if (node instanceof Mapping mapping && mapping.isSecret()) {
                // The one place to let a type pass that takes secrets; none does yet.
                return refuse(
                        node,
                        path,
                        "is a secret (secure:), and this key takes none: its value is shown in previews; use plain text");
            }
            if (node instanceof Scalar scalar && scalar.kind() == Kind.NULL) {
                return refuse(node, path, "has no value; " + type.wanted() + ", or leave it out");
            }
            if (type.kind() == KeyType.Kind.LIST) {
                return list(type, node, path);
            }
            if (type.kind() == KeyType.Kind.MAP) {
                return map(type, node, path);
            }
            if (isSpec(type) && node instanceof Mapping mapping) {
                return Optional.of(spec(keys.nested(key), mapping, path));
            }
            if (node instanceof Scalar scalar) {
                return scalar(type, scalar, path);
            }
            return refuse(node, path, "got " + got(node) + "; " + type.wanted());
        }

        private Optional<Object> list(KeyType type, Node node, SpecPath path) {
            if (!(node instanceof Sequence sequence)) {
                return refuse(node, path, "got " + got(node) + "; use a list" + asItem(node));
            }
            KeyType itemType = type.item().orElseThrow();
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < sequence.items().size(); i++) {
                SpecPath at = path.index(i);
                value(itemType, sequence.items().get(i), at)
                        .or(() -> standIn(itemType))
                        .ifPresent(items::add);
            }
            if (items.size() < sequence.items().size()) {
                // The indices of what is left would be wrong.
                broken.add(path);
                return Optional.empty();
            }
            return Optional.of(items);
        }

        private Optional<Object> map(KeyType type, Node node, SpecPath path) {
            if (!(node instanceof Mapping mapping)) {
                return refuse(node, path, "got " + got(node) + "; use a map");
            }
            KeyType valueType = type.item().orElseThrow();
            Map<String, Object> entries = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> {
                value(valueType, entry.value(), path.key(key))
                        .or(() -> standIn(valueType))
                        .ifPresentOrElse(value -> entries.put(key, value), () -> broken.addLeftOut(path.key(key)));
            });
            return Optional.of(entries);
        }

        /** What keeps the place of a broken value, so that its key can be checked, and the values beside it. */
        private Optional<Object> standIn(KeyType type) {
            return switch (type.kind()) {
                case TEXT -> Optional.of("");
                case INT -> Optional.of(0);
                case SPEC, SPEC_OR_TEXT -> Optional.of(keys.nested(key).unchecked());
                case BOOLEAN, LONG, CHOICE, PARSED, LIST, MAP -> Optional.empty();
            };
        }

        private Optional<Object> scalar(KeyType type, Scalar scalar, SpecPath path) {
            String text = scalar.text();
            switch (type.kind()) {
                case BOOLEAN -> {
                    if (scalar.kind() == Kind.BOOLEAN) {
                        return Optional.of(Boolean.valueOf(text));
                    }
                }
                case INT -> {
                    return whole(scalar, path, Integer.MIN_VALUE, Integer.MAX_VALUE)
                            .map(Math::toIntExact);
                }
                case LONG -> {
                    return whole(scalar, path, Long.MIN_VALUE, Long.MAX_VALUE).map(Object.class::cast);
                }
                case CHOICE -> {
                    for (Object constant : type.choices().orElseThrow().getEnumConstants()) {
                        if (scalar.kind() == Kind.STRING && constant.toString().equals(text)) {
                            return Optional.of(constant);
                        }
                    }
                }
                case TEXT, PARSED, SPEC_OR_TEXT -> {
                    if (scalar.kind() != Kind.STRING) {
                        return refuse(scalar, path, "got " + got(scalar) + "; quote it: " + Shown.text(text));
                    }
                    return type.kind() == KeyType.Kind.TEXT ? Optional.of(text) : parsed(scalar, path);
                }
                case SPEC, LIST, MAP -> {}
            }
            return refuse(scalar, path, "got " + got(scalar) + "; " + type.wanted());
        }

        private Optional<Long> whole(Scalar scalar, SpecPath path, long least, long most) {
            if (scalar.kind() != Kind.INTEGER) {
                return refuse(scalar, path, "got " + got(scalar) + "; use a whole number");
            }
            if (!WHOLE.matcher(scalar.text()).matches()) {
                return refuse(
                        scalar, path, "got " + got(scalar) + "; use decimal digits only, with no zero before them");
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

        private Optional<Object> parsed(Scalar scalar, SpecPath path) {
            try {
                return Optional.of(keys.parsed(key, scalar.text()));
            } catch (IllegalArgumentException e) {
                return refuse(scalar, path, "got " + got(scalar) + "; " + e.getMessage());
            }
        }
    }

    private <T> Optional<T> refuse(Node node, SpecPath path, String message) {
        broken.add(path);
        problems.add(new Problem(path, message, node.position()));
        return Optional.empty();
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

    private static boolean isSpec(KeyType type) {
        return type.kind() == KeyType.Kind.SPEC || type.kind() == KeyType.Kind.SPEC_OR_TEXT;
    }
}
