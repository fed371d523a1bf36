package dev.mullion.core.config;

import dev.mullion.core.config.Node.Entry;
import dev.mullion.core.config.Node.Kind;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.config.Node.Sequence;
import dev.mullion.core.config.Node.Unknown;
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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns nodes into specs by their builders, without coercion, and collects everything that does not fit. A key that does
 * not fit keeps its builder's default, so that the rest can be bound and checked.
 */
final class Binder {
    private static final Pattern PLAIN_ITEM = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_./:@-]{0,58}[A-Za-z0-9])?");
    private static final Pattern RENAMED = Pattern.compile("^is called (\\w+) here; use that");
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");

    /** Of a list that should be a map: enough to see how. */
    private static final int MAX_NAMES = 5;

    private final List<Problem> problems = new ArrayList<>();
    private final BrokenValues broken = new BrokenValues();
    private final OtherStacks otherStacks;
    private final Map<SpecPath, StackOutput> unread = new LinkedHashMap<>();

    Binder(OtherStacks otherStacks) {
        this.otherStacks = otherStacks;
    }

    /** The values of other stacks that are not known, by where they go. */
    Map<SpecPath, StackOutput> unread() {
        return Collections.unmodifiableMap(unread);
    }

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

    /** Refuses keys of the root spec that somebody wrote without the prefix: nothing reads them. */
    void withoutNamespace(SpecBuilder<?> builder, Map<String, Entry> written, Mapping mapping, String prefix) {
        SpecKeys keys = SpecKeys.of(builder);
        written.forEach((name, entry) -> {
            if (keys.find(name).isPresent() && !mapping.entries().containsKey(name)) {
                String message =
                        "is no section of Mullion's and is not read; write " + prefix + name + " below config:";
                broken.add(SpecPath.ROOT.key(name));
                problems.add(new Problem(SpecPath.ROOT, Shown.text(name) + " " + message, entry.keyPosition()));
            }
        });
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
            if (plain(entry.value())
                    .filter(value -> keys.isHarmless(name, value))
                    .isPresent()) {
                return;
            }
            Optional<String> refusal = keys.refusal(name);
            breaksUnknown(name, path, refusal, keys.names(), mapping);
            problems.add(
                    refusal.isPresent()
                            ? new Problem(path.key(name), refusal.get(), entry.keyPosition())
                            : new Problem(path, unknown(prefix, name, keys.names()), entry.keyPosition()));
        });
    }

    /** A value as a builder compares it; nothing for what holds others. */
    private static Optional<String> plain(Node node) {
        if (node instanceof Sequence sequence) {
            return Optional.of("[]").filter(empty -> sequence.items().isEmpty());
        }
        if (node instanceof Mapping mapping) {
            return Optional.of("{}").filter(empty -> mapping.entries().isEmpty());
        }
        return node instanceof Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }

    private static String unknown(String prefix, String key, List<String> known) {
        String hint = Nearest.to(key, known)
                .map(meant -> "did you mean " + prefix + meant + "?")
                .orElseGet(() -> known.isEmpty()
                        ? "there are no keys here"
                        : "use "
                                + Shown.some(known.stream()
                                        .map(name -> prefix + name)
                                        .toList()));
        return "unknown key " + Shown.text(prefix + key) + "; " + hint;
    }

    /** The key that was meant has no value then, unless it is there, too. */
    private void breaksUnknown(
            String key, SpecPath path, Optional<String> refusal, List<String> known, Mapping mapping) {
        broken.add(path.key(key));
        refusal.map(RENAMED::matcher)
                .filter(Matcher::find)
                .map(renamed -> renamed.group(1))
                .or(() -> Nearest.to(key, known))
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
            if (node instanceof Unknown unknown) {
                return unknown(type, unknown, path);
            }
            if (node instanceof Mapping mapping && mapping.isSecret()) {
                // The one place to let a type pass that takes secrets; none does yet.
                return refuse(
                        node,
                        path,
                        "is a secret (secure:), and this key takes none: its value would be shown in previews; keep it in"
                                + " Secrets Manager, and name its ARN where a key takes one, such as secrets of a container");
            }
            if (node instanceof Mapping mapping && type.isTexts() && StackOutput.isMeant(mapping)) {
                return ofOtherStack(type, mapping, path);
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
            if (type.isSpec() && node instanceof Mapping mapping) {
                return Optional.of(spec(keys.nested(key), mapping, path));
            }
            if (node instanceof Scalar scalar) {
                return scalar(type, scalar, path);
            }
            return refuse(node, path, "got " + got(node, type, path) + "; " + type.wanted());
        }

        /** What a text is can be told later, what a stack consists of can not. */
        private Optional<Object> unknown(KeyType type, Unknown unknown, SpecPath path) {
            boolean isText = type.kind() == KeyType.Kind.TEXT || type.kind() == KeyType.Kind.REFERENCE;
            if (!isText || !LateKeys.mayBeLate(key.name(), key.type())) {
                return refuse(
                        unknown,
                        path,
                        "is not known before a deployment, and decides what there is to deploy; " + type.wanted()
                                + " that is no output of a resource");
            }
            broken.addUnknown(path);
            return Optional.of(
                    type.kind() == KeyType.Kind.TEXT
                            ? unknown.value().symbol()
                            : keys.parsed(key, unknown.value().secretArn()));
        }

        private Optional<Object> ofOtherStack(KeyType type, Mapping mapping, SpecPath path) {
            if (!LateKeys.mayBeLate(key.name(), key.type())) {
                return refuse(
                        mapping,
                        path,
                        "takes no value of another stack, since it decides what there is to deploy; " + type.wanted());
            }
            Optional<String> refusal = StackOutput.refusal(mapping);
            if (refusal.isPresent()) {
                return refuse(mapping, path, refusal.get());
            }
            StackOutput output = StackOutput.of(mapping);
            Optional<Object> value;
            try {
                value = otherStacks.value(output);
            } catch (OtherStacks.UnreadableStackException e) {
                return refuse(mapping, path, String.valueOf(e.getMessage()));
            }
            if (value.isEmpty()) {
                return refuse(
                        mapping,
                        path,
                        "reads " + output + ", which has no such output; pulumi stack output -s " + output.stack()
                                + " lists those that it has");
            }
            if (value.get().equals(Given.SECRET)) {
                return refuse(
                        mapping,
                        path,
                        "reads " + output + ", which is a secret, and this key takes none: its value would be shown in"
                                + " previews; keep it in Secrets Manager, and give its ARN");
            }
            if (value.get() instanceof Given.Unknown unknown) {
                return unread(type, output, unknown, path);
            }
            boolean isList = value.get() instanceof List<?>;
            boolean fits = isList == (type.kind() == KeyType.Kind.LIST) && Given.isTexts(value.get());
            return fits
                    ? value(type, Given.node(value.get()), path)
                    : refuse(
                            mapping,
                            path,
                            "reads " + output + ", which is " + Given.kind(value.get()) + "; " + type.wanted()
                                    + (isList ? ": such as " + output.output() + "[0]" : ""));
        }

        private Optional<Object> unread(KeyType type, StackOutput output, Given.Unknown unknown, SpecPath path) {
            unread.put(path, output);
            if (type.kind() != KeyType.Kind.LIST) {
                return unknown(type, new Unknown(unknown), path);
            }
            List<Node> items = output.items().stream().<Node>map(Unknown::new).toList();
            return list(type, new Sequence(items, Optional.empty()), path);
        }

        private Optional<Object> list(KeyType type, Node node, SpecPath path) {
            if (!(node instanceof Sequence sequence)) {
                KeyType wanted = type.item().orElseThrow();
                String entry = wanted.kind() == KeyType.Kind.SPEC
                        ? " of maps: [" + EntryShape.of(keys.nested(key)) + "]"
                        : asItem(node, type);
                return refuse(node, path, "got " + got(node, type, path) + "; use a list" + entry);
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
                return refuse(node, path, "got " + got(node, type, path) + "; use a map" + byName(type, node, path));
            }
            KeyType valueType = type.item().orElseThrow();
            if (valueType.isSpec() && EntryShape.isEntry(keys.nested(key), mapping)) {
                String shape = EntryShape.of(mapping);
                return refuse(
                        node,
                        path,
                        "has the keys of one entry where each entry has a name; put a name of your own above them, such as"
                                + " main: " + shape);
            }
            Map<String, Object> entries = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> {
                value(valueType, entry.value(), path.key(key))
                        .or(() -> standIn(valueType))
                        .ifPresentOrElse(value -> entries.put(key, value), () -> broken.addLeftOut(path.key(key)));
            });
            return Optional.of(entries);
        }

        /** How a list of what has names is a map; what else is wrong with its items is told at once. */
        private String byName(KeyType type, Node node, SpecPath path) {
            if (!(node instanceof Sequence sequence)) {
                return "";
            }
            KeyType itemType = type.item().orElseThrow();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < sequence.items().size(); i++) {
                if (sequence.items().get(i) instanceof Mapping item) {
                    named(item).ifPresent(names::add);
                    if (itemType.isSpec()) {
                        spec(keys.nested(key), item, path.index(i));
                    }
                }
            }
            return names.isEmpty()
                    ? ""
                    : names.stream()
                            .limit(MAX_NAMES)
                            .map(name -> SpecPath.ROOT.key(name) + (itemType.isSpec() ? ": {...}" : ": ..."))
                            .collect(
                                    Collectors.joining(", ", " by name: {", names.size() > MAX_NAMES ? ", ...}" : "}"));
        }

        private static Optional<String> named(Mapping item) {
            return Stream.of("name", "Name")
                    .flatMap(name -> Stream.ofNullable(item.entries().get(name)))
                    .map(Entry::value)
                    .filter(Scalar.class::isInstance)
                    .map(name -> ((Scalar) name).text())
                    .findFirst();
        }

        /** What keeps the place of a broken value, so that its key can be checked, and the values beside it. */
        private Optional<Object> standIn(KeyType type) {
            return switch (type.kind()) {
                case TEXT -> Optional.of("");
                case INT -> Optional.of(0);
                case SPEC, SPEC_OR_TEXT -> Optional.of(keys.nested(key).unchecked());
                case BOOLEAN, LONG, CHOICE, PARSED, REFERENCE, LIST, MAP -> Optional.empty();
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
                    if (scalar.kind() == Kind.STRING) {
                        String hint = Nearest.hint(text, type.spellings(), type.wanted());
                        return refuse(scalar, path, "got " + got(scalar, type, path) + "; " + hint);
                    }
                }
                case TEXT, PARSED, REFERENCE, SPEC_OR_TEXT -> {
                    if (scalar.kind() != Kind.STRING) {
                        String got = got(scalar, type, path);
                        String quoted = got.equals(scalar.text()) ? ": " + Shown.text(text) : "";
                        return refuse(scalar, path, "got " + got + "; quote it" + quoted);
                    }
                    return type.kind() == KeyType.Kind.TEXT ? Optional.of(text) : parsed(scalar, type, path);
                }
                case SPEC, LIST, MAP -> {}
            }
            return refuse(scalar, path, "got " + got(scalar, type, path) + "; " + type.wanted());
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

        private Optional<Object> parsed(Scalar scalar, KeyType type, SpecPath path) {
            try {
                return Optional.of(keys.parsed(key, scalar.text()));
            } catch (IllegalArgumentException e) {
                return refuse(scalar, path, "got " + got(scalar, type, path) + "; " + e.getMessage());
            }
        }
    }

    private <T> Optional<T> refuse(Node node, SpecPath path, String message) {
        broken.add(path);
        problems.add(new Problem(path, message, node.position()));
        return Optional.empty();
    }

    /** What stands at a key, without what may be a secret. */
    private static String got(Node node, KeyType type, SpecPath path) {
        if (node instanceof Scalar scalar) {
            return type.mayHoldSecret()
                    ? Shown.reference(scalar.text())
                    : Shown.written(scalar.text(), got(scalar), path);
        }
        return got(node);
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

    private static String asItem(Node node, KeyType type) {
        if (!(node instanceof Scalar scalar)
                || (type.mayHoldSecret() && !scalar.text().startsWith("arn:"))) {
            return "";
        }
        boolean plain = bare(scalar)
                || (PLAIN_ITEM.matcher(scalar.text()).matches() && Kind.ofPlain(scalar.text()) == Kind.STRING);
        return ": [" + (plain ? scalar.text() : Shown.text(scalar.text())) + "]";
    }
}
