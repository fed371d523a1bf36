package dev.mullion.diff.compare;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.input.Input;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.PropertyValue.Fields;
import dev.mullion.plan.PropertyValue.Items;
import dev.mullion.plan.ResourceState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One side of a made-up stack, for tests; in the shape of a first preview. */
public final class Stack {
    private final List<ResourceState> resources = new ArrayList<>();
    private Map<String, Object> outputs = Map.of();
    private boolean deployed;

    /** {@code name, value, name, value ...}; values are strings, numbers, booleans, lists, maps or property values. */
    public Stack with(String type, String name, Object... inputs) {
        return add(type, name, options -> options, List.of(), inputs);
    }

    public Stack with(String type, String name, UnaryOperator<Options> options, Object... inputs) {
        return add(type, name, options, List.of(), inputs);
    }

    /** One that needs others, by their URNs. */
    public Stack needing(List<String> dependencies, String type, String name, Object... inputs) {
        return add(type, name, options -> options, dependencies, inputs);
    }

    /** The same with options. */
    Stack needing(
            List<String> dependencies, String type, String name, UnaryOperator<Options> options, Object... inputs) {
        return add(type, name, options, dependencies, inputs);
    }

    Stack exporting(Map<String, Object> exports) {
        outputs = exports;
        return this;
    }

    Stack deployed() {
        deployed = true;
        return this;
    }

    /** Another one, to which more can be added. */
    Stack copy() {
        Stack copy = new Stack();
        copy.resources.addAll(resources);
        copy.outputs = outputs;
        copy.deployed = deployed;
        return copy;
    }

    /** Has a provider make the last one. */
    Stack by(String provider) {
        return last(last -> last.provider = Optional.of(provider + "::id"));
    }

    /** Puts the last one below a component of a type. */
    Stack below(String type) {
        return last(last -> last.urn = last.urn.replace("::" + last.type + "::", "::" + type + "$" + last.type + "::"));
    }

    /** Has an input of the last one need others, as a program's reference to them does. */
    public Stack referring(String input, String... urns) {
        return last(last -> last.propertyDependencies.put(input, List.of(urns)));
    }

    /** Takes the last one's parent, as providers have none that Pulumi makes by itself. */
    Stack orphan() {
        return last(last -> last.parent = Optional.empty());
    }

    /** Adds to the last one what a deployment made of it. */
    Stack having(String id, Object... made) {
        return last(last -> {
            last.id = Optional.of(id);
            last.outputs = fields(made);
        });
    }

    private Stack last(Consumer<Draft> change) {
        Draft draft = new Draft(resources.remove(resources.size() - 1));
        change.accept(draft);
        resources.add(draft.state());
        return this;
    }

    /** A resource of which something is still to change. */
    private static final class Draft {
        private final ResourceState of;
        private final String type;
        private final SortedMap<String, List<String>> propertyDependencies;
        private String urn;
        private Optional<String> id;
        private Fields outputs;
        private Optional<String> parent;
        private Optional<String> provider;

        Draft(ResourceState of) {
            this.of = of;
            type = of.type();
            propertyDependencies = new TreeMap<>(of.propertyDependencies());
            urn = of.urn();
            id = of.id();
            outputs = of.outputs();
            parent = of.parent();
            provider = of.provider();
        }

        ResourceState state() {
            return new ResourceState(
                    urn,
                    type,
                    of.custom(),
                    of.external(),
                    id,
                    of.inputs(),
                    outputs,
                    parent,
                    of.dependencies(),
                    propertyDependencies,
                    provider,
                    of.options(),
                    of.condition());
        }
    }

    private Stack add(
            String type, String name, UnaryOperator<Options> change, List<String> dependencies, Object... inputs) {
        Options options = change.apply(new Options());
        resources.add(new ResourceState(
                urn(type, name),
                type,
                !type.startsWith("mullion:"),
                options.external,
                Optional.empty(),
                fields(inputs),
                Fields.NONE,
                Optional.of(urn("pulumi:pulumi:Stack", "shop-dev")),
                dependencies,
                new TreeMap<>(),
                Optional.empty(),
                options.state(),
                new ResourceState.Condition(options.tainted, false, options.errors)));
        return this;
    }

    public static String urn(String type, String name) {
        return "urn:pulumi:dev::shop::" + type + "::" + name;
    }

    Input.Side side(String file) {
        List<ResourceState> all = new ArrayList<>();
        SortedMap<String, PropertyValue> exports = new TreeMap<>();
        outputs.forEach((key, value) -> exports.put(key, value(value)));
        all.add(new ResourceState(
                urn("pulumi:pulumi:Stack", "shop-dev"),
                "pulumi:pulumi:Stack",
                false,
                false,
                Optional.empty(),
                Fields.NONE,
                new Fields(exports),
                Optional.empty(),
                List.of(),
                new TreeMap<>(),
                Optional.empty(),
                ResourceState.Options.NONE));
        all.addAll(resources);
        return new Input.Side(file, "shop", "dev", deployed, new TreeMap<>(), all, List.<Diagnostic>of());
    }

    static Comparison compare(Stack before, Stack after) {
        return Comparer.compare(before.side("before.json"), after.side("after.json"));
    }

    /** One resource with other inputs. */
    static ResourceChange change(String type, Map<String, Object> before, Map<String, Object> after) {
        Comparison comparison =
                compare(new Stack().with(type, "it", flat(before)), new Stack().with(type, "it", flat(after)));
        return comparison.changes().get(0);
    }

    private static Object[] flat(Map<String, Object> inputs) {
        List<Object> flat = new ArrayList<>();
        inputs.forEach((key, value) -> flat.addAll(Arrays.asList(key, value)));
        return flat.toArray();
    }

    /** {@code kind path: before => after}, one a line. */
    static List<String> lines(ResourceChange change) {
        return lines(change.properties());
    }

    static List<String> lines(List<PropertyChange> properties) {
        return properties.stream().map(Stack::line).toList();
    }

    static String line(PropertyChange property) {
        String content = property.content() instanceof PropertyChange.Value value
                ? value.before().orElse("-") + " => " + value.after().orElse("-")
                : "text";
        String noise = property.noise() == PropertyChange.Noise.NONE ? "" : " " + property.noise();
        return property.kind() + " " + property.path() + ": " + content + noise;
    }

    static Fields fields(Object... pairs) {
        SortedMap<String, PropertyValue> fields = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i].toString(), value(pairs[i + 1]));
        }
        return new Fields(fields);
    }

    static PropertyValue value(@Nullable Object value) {
        if (value instanceof PropertyValue own) {
            return own;
        }
        if (value instanceof String text) {
            return new PropertyValue.Text(text);
        }
        if (value instanceof Number number) {
            return new PropertyValue.Numeric(number.doubleValue());
        }
        if (value instanceof Boolean bool) {
            return new PropertyValue.Bool(bool);
        }
        if (value instanceof List<?> list) {
            return new Items(list.stream().map(Stack::value).toList());
        }
        if (value instanceof Map<?, ?> map) {
            SortedMap<String, PropertyValue> fields = new TreeMap<>();
            map.forEach((key, each) -> fields.put(key.toString(), value(each)));
            return new Fields(fields);
        }
        return new PropertyValue.Nothing();
    }

    /** The options that a test sets. */
    public static final class Options {
        private boolean isProtected;
        private boolean external;
        private boolean retained;
        private boolean deletedFirst;
        private List<String> secretOutputs = List.of();
        private List<String> aliases = List.of();
        private List<String> ignored = List.of();
        private List<String> replacing = List.of();
        private List<String> replaceWith = List.of();
        private Optional<PropertyValue> trigger = Optional.empty();
        private Optional<String> importId = Optional.empty();
        private boolean tainted;
        private List<String> errors = List.of();

        public Options isProtected() {
            isProtected = true;
            return this;
        }

        public Options external() {
            external = true;
            return this;
        }

        public Options retained() {
            retained = true;
            return this;
        }

        public Options deletedFirst() {
            deletedFirst = true;
            return this;
        }

        Options withSecrets(String... outputs) {
            secretOutputs = List.of(outputs);
            return this;
        }

        Options alias(String urn) {
            aliases = List.of(urn);
            return this;
        }

        Options ignoring(String... paths) {
            ignored = List.of(paths);
            return this;
        }

        Options replacing(String... paths) {
            replacing = List.of(paths);
            return this;
        }

        Options replacedWith(String urn) {
            replaceWith = List.of(urn);
            return this;
        }

        public Options trigger(String value) {
            trigger = Optional.of(new PropertyValue.Text(value));
            return this;
        }

        Options tainted() {
            tainted = true;
            return this;
        }

        Options failed(String... messages) {
            errors = List.of(messages);
            return this;
        }

        Options imported(String id) {
            importId = Optional.of(id);
            return this;
        }

        private ResourceState.Options state() {
            return new ResourceState.Options(
                    isProtected,
                    retained,
                    deletedFirst,
                    ignored,
                    List.of(),
                    replacing,
                    replaceWith,
                    trigger,
                    secretOutputs,
                    aliases,
                    new TreeMap<>(),
                    importId,
                    Optional.empty(),
                    Optional.empty());
        }
    }
}
