package dev.mullion.specgen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.mullion.specgen.Shape.Kind;
import dev.mullion.specgen.Shape.Leaf;
import dev.mullion.specgen.Shape.ListOf;
import dev.mullion.specgen.Shape.MapOf;
import dev.mullion.specgen.SpecModel.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads a spec's record, and refuses what no builder can be made for. */
final class SpecReader {
    /** As the configuration reads numbers. */
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");

    /** What JavaScript, which editors read the schema with, takes for something else. */
    private static final Pattern JAVA_ALONE =
            Pattern.compile("\\(\\?[a-zA-Z]|&&|\\\\p\\{(?!L\\}|Z\\}|N\\})|\\\\[QEAZzhG]|[*+?}]\\+");

    private final Elements elements;
    private final Types types;
    private final TextFile texts;

    SpecReader(Elements elements, Types types, TextFile texts) {
        this.elements = elements;
        this.types = types;
        this.texts = texts;
    }

    SpecModel read(TypeElement spec) throws Refusal {
        if (spec.getKind() != ElementKind.RECORD || !isSpec(spec.asType())) {
            throw new Refusal(spec, "is no spec; use @GenerateBuilder on a record that implements Spec");
        }
        ClassName builder = builder(spec);
        if (method(spec, "builder").isEmpty()) {
            throw new Refusal(
                    spec,
                    "gives its builder to nobody; add a static method builder() that returns new "
                            + builder.simpleName() + "()");
        }
        DocComment comment = comment(spec);
        List<Component> components = components(spec, comment);
        SpecModel model = new SpecModel(
                spec,
                ClassName.get(spec),
                builder,
                isPublic(spec),
                method(spec, "refusedKeys").isPresent(),
                method(spec, "harmlessValues", String.class).isPresent(),
                comment.text(),
                components,
                shorthands(spec));
        checkNames(model);
        return model;
    }

    private DocComment comment(TypeElement spec) {
        String comment = elements.getDocComment(spec);
        Optional<DocComment> compiled = comment == null ? texts.read(spec) : Optional.empty();
        return compiled.orElseGet(() -> DocComment.read(comment));
    }

    private Optional<ClassName> shorthands(TypeElement spec) throws Refusal {
        Optional<Object> named = Annotated.find(spec, Core.GENERATE_BUILDER)
                .flatMap(annotation -> Annotated.value(annotation, "shorthands"));
        if (named.isEmpty()) {
            return Optional.empty();
        }
        if (named.get() instanceof DeclaredType type && type.asElement().getKind() == ElementKind.INTERFACE) {
            return Optional.of(ClassName.get((TypeElement) type.asElement()));
        }
        throw new Refusal(spec, "has shorthands that are no interface; use an interface of default methods");
    }

    private List<Component> components(TypeElement spec, DocComment comment) throws Refusal {
        List<Component> components = new ArrayList<>();
        for (RecordComponentElement component : spec.getRecordComponents()) {
            Optional<AnnotationMirror> unwrapped = Annotated.find(component, Core.UNWRAPPED);
            components.add(
                    unwrapped.isPresent()
                            ? inner(component, unwrapped.get())
                            : new Component.Own(key(spec, component, comment)));
        }
        return components;
    }

    private Component inner(RecordComponentElement component, AnnotationMirror unwrapped) throws Refusal {
        if (!(element(component.asType()) instanceof TypeElement type)
                || Annotated.find(type, Core.GENERATE_BUILDER).isEmpty()) {
            throw new Refusal(component, "has no keys to unwrap; use a record with @GenerateBuilder");
        }
        List<Component> components = components(type, comment(type));
        Map<String, String> defaults = new LinkedHashMap<>();
        for (String text : Annotated.texts(unwrapped, "defaults")) {
            int colon = text.indexOf(": ");
            if (colon < 0) {
                throw new Refusal(component, "got the default \"" + text + "\"; use key: value");
            }
            defaults.put(text.substring(0, colon), text.substring(colon + 2));
        }
        List<Component> overridden = new ArrayList<>();
        for (Component each : components) {
            String other = each instanceof Component.Own own
                    ? defaults.remove(own.key().name())
                    : null;
            overridden.add(
                    other != null && each instanceof Component.Own own
                            ? new Component.Own(withDefault(own.key(), List.of(other), type, component))
                            : each);
        }
        if (!defaults.isEmpty()) {
            throw new Refusal(
                    component,
                    "got a default of " + String.join(", ", defaults.keySet()) + ", which is no key of "
                            + type.getSimpleName());
        }
        return new Component.Inner(component.getSimpleName().toString(), ClassName.get(type), overridden);
    }

    private Key key(TypeElement spec, RecordComponentElement component, DocComment comment) throws Refusal {
        String name = component.getSimpleName().toString();
        TypeMirror declared = component.asType();
        boolean optional =
                isClass(declared, Optional.class) && arguments(declared).size() == 1;
        Shape shape = shape(optional ? argument(declared, 0) : declared, component);
        if (optional && !(shape instanceof Leaf)) {
            throw new Refusal(component, "is an Optional of a list or a map; use the list or map, which may be empty");
        }
        String text = comment.parameters().getOrDefault(name, "");
        if (text.isEmpty() && isPublic(spec)) {
            throw new Refusal(component, "has no text; say in the record's @param " + name + " what it is");
        }
        Key key = new Key(
                name,
                shape,
                optional,
                standard(shape, optional),
                "",
                singular(component, shape),
                text,
                facts(component, shape));
        Optional<AnnotationMirror> written = Annotated.find(component, Core.DEFAULT);
        if (written.isPresent()) {
            return withDefault(key, Annotated.texts(written.get(), "value"), spec, component);
        }
        if (key.standard().isEmpty()) {
            throw new Refusal(component, "has no default; use @Default or an Optional");
        }
        return key;
    }

    /** What else annotations say of a key. */
    private SortedMap<String, String> facts(RecordComponentElement component, Shape shape) throws Refusal {
        SortedMap<String, String> facts = new TreeMap<>();
        Leaf leaf = shape.leaf();
        Optional<AnnotationMirror> range = Annotated.find(component, Core.RANGE);
        if (range.isPresent()) {
            if (leaf.kind() != Kind.INT && leaf.kind() != Kind.LONG) {
                throw new Refusal(component, "has a @Range and no number; use it on numbers");
            }
            put(facts, Key.MIN, range.get(), "min");
            put(facts, Key.MAX, range.get(), "max");
        }
        Optional<AnnotationMirror> oneOf = Annotated.find(component, Core.ONE_OF);
        if (oneOf.isPresent()) {
            if (leaf.kind() != Kind.INT && leaf.kind() != Kind.LONG) {
                throw new Refusal(component, "has a @OneOf and no number; use it on numbers");
            }
            put(facts, "oneOf", oneOf.get(), "value");
        }
        Optional<AnnotationMirror> matches = Annotated.find(component, Core.MATCHES);
        if (matches.isPresent()) {
            if (leaf.kind() != Kind.TEXT) {
                throw new Refusal(
                        component, "has a @Matches and no text; use it on text, or on the class that reads it");
            }
            facts.put(Key.PATTERN, pattern(matches.get(), component));
        } else if (leaf.parsed()) {
            TypeElement type = Objects.requireNonNull(
                    elements.getTypeElement(leaf.className().canonicalName()));
            Optional<AnnotationMirror> read = Annotated.find(type, Core.MATCHES);
            if (read.isPresent()) {
                facts.put(Key.PATTERN, pattern(read.get(), component));
            }
        }
        Optional<AnnotationMirror> keys = Annotated.find(component, Core.KEYS_MATCH);
        if (keys.isPresent()) {
            if (!(shape instanceof MapOf)) {
                throw new Refusal(component, "has a @KeysMatch and no keys; use it on a map");
            }
            facts.put(Key.KEY_PATTERN, pattern(keys.get(), component));
        }
        Optional<AnnotationMirror> entries = Annotated.find(component, Core.ENTRIES);
        if (entries.isPresent()) {
            if (shape instanceof Leaf) {
                throw new Refusal(component, "has @Entries and none can be in it; use it on a list or a map");
            }
            put(facts, "fewest", entries.get(), "min");
            put(facts, "most", entries.get(), "max");
        }
        if (Annotated.find(component, Core.LATE).isPresent()) {
            facts.put(Key.LATE, "true");
        }
        if (Annotated.find(component, Core.REQUIRED).isPresent()) {
            facts.put("required", "true");
        }
        Annotated.find(component, Core.EXPLAIN).ifPresent(explain -> {
            for (String name : List.of("api", "example", "unit", "since")) {
                put(facts, name, explain, name);
            }
        });
        return facts;
    }

    private static void put(SortedMap<String, String> facts, String fact, AnnotationMirror annotation, String name) {
        Annotated.value(annotation, name).ifPresent(value -> facts.put(fact, value.toString()));
    }

    private static String pattern(AnnotationMirror annotation, Element at) throws Refusal {
        String pattern = (String) Annotated.value(annotation, "value").orElseThrow();
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new Refusal(at, "got \"" + pattern + "\"; use a regular expression: " + e.getDescription());
        }
        if (JAVA_ALONE.matcher(pattern).find()) {
            throw new Refusal(
                    at,
                    "got \"" + pattern
                            + "\"; use what JavaScript reads alike: no flags, no class in another, no POSIX names");
        }
        return pattern;
    }

    private static String singular(RecordComponentElement component, Shape shape) throws Refusal {
        String name = component.getSimpleName().toString();
        Optional<AnnotationMirror> singular = Annotated.find(component, Core.SINGULAR);
        if (singular.isEmpty()) {
            return name;
        }
        if (!(shape instanceof MapOf)
                && !(shape instanceof ListOf list && list.item() instanceof Leaf leaf && leaf.isSpec())) {
            throw new Refusal(component, "has a @Singular and nothing to add; use it on a map or a list of specs");
        }
        String given = (String) Annotated.value(singular.get(), "value").orElseThrow();
        if (!SourceVersion.isIdentifier(given) || SourceVersion.isKeyword(given)) {
            throw new Refusal(component, "got the @Singular \"" + given + "\"; use the name of a method");
        }
        return given;
    }

    /** What stands where nobody says anything; empty when there is nothing that could. */
    private static CodeBlock standard(Shape shape, boolean optional) {
        if (optional) {
            return CodeBlock.of("$T.empty()", Optional.class);
        }
        if (shape instanceof ListOf) {
            return CodeBlock.of("$T.of()", List.class);
        }
        if (shape instanceof MapOf) {
            return CodeBlock.of("new $T<>()", LinkedHashMap.class);
        }
        Leaf leaf = shape.leaf();
        return switch (leaf.kind()) {
            case BOOLEAN -> CodeBlock.of("false");
            case INT -> CodeBlock.of("0");
            case LONG -> CodeBlock.of("0L");
            case TEXT -> CodeBlock.of("$S", "");
            case SPEC -> CodeBlock.of("$T.builder().unchecked()", leaf.type());
            case CHOICE, PARSED, REFERENCE -> CodeBlock.of("");
        };
    }

    /**
     * The key with the default that an author wrote.
     *
     * @param spec where the type's constants and the default are from
     * @param at what to point at when it is refused
     */
    private Key withDefault(Key key, List<String> written, TypeElement spec, Element at) throws Refusal {
        Shape shape = key.shape();
        String shown = String.join(", ", written);
        if (key.optional()) {
            throw new Refusal(at, "got the default " + shown + " of " + key.name() + "; an Optional has none");
        }
        if (shape instanceof ListOf list && list.item() instanceof Leaf leaf) {
            List<CodeBlock> items = new ArrayList<>();
            for (String each : written) {
                items.add(literal(key, leaf, each, spec, at));
            }
            return key.withDefault(CodeBlock.of("$T.of($L)", List.class, CodeBlock.join(items, ", ")), shown);
        }
        if (!(shape instanceof Leaf leaf) || written.size() != 1) {
            throw new Refusal(
                    at, "got the default " + shown + " of " + key.name() + "; use one value, or a list's items");
        }
        return key.withDefault(literal(key, leaf, written.get(0), spec, at), shown);
    }

    private CodeBlock literal(Key key, Leaf leaf, String written, TypeElement spec, Element at) throws Refusal {
        String got = "got the default " + written + " of " + key.name() + "; ";
        switch (leaf.kind()) {
            case BOOLEAN -> {
                if (written.equals("true") || written.equals("false")) {
                    return CodeBlock.of(written);
                }
                throw new Refusal(at, got + "use true or false");
            }
            case INT, LONG -> {
                boolean isLong = leaf.kind() == Kind.LONG;
                try {
                    if (WHOLE.matcher(written).matches()) {
                        long number = isLong ? Long.parseLong(written) : Integer.parseInt(written);
                        return CodeBlock.of(isLong ? "$LL" : "$L", number);
                    }
                } catch (NumberFormatException e) {
                    // Does not fit.
                }
                throw new Refusal(at, got + "use a whole number of " + (isLong ? 64 : 32) + " bits");
            }
            case TEXT -> {
                return CodeBlock.of("$S", written);
            }
            case CHOICE, PARSED, REFERENCE -> {
                List<String> constants = constants(key, leaf, spec);
                if (constants.contains(written)) {
                    return CodeBlock.of("$T.$L", leaf.type(), written);
                }
                throw new Refusal(
                        at,
                        got
                                + (constants.isEmpty()
                                        ? "what reads text has none; use an Optional"
                                        : "use one of " + String.join(", ", constants)));
            }
            case SPEC -> {
                if (leaf.parsed()) {
                    return CodeBlock.of("$T.parse($S)", leaf.type(), written);
                }
                throw new Refusal(at, got + "a spec has those of its own keys");
            }
        }
        throw new IllegalStateException(leaf.kind().toString());
    }

    private List<String> constants(Key key, Leaf leaf, TypeElement spec) {
        TypeElement type = elements.getTypeElement(leaf.className().canonicalName());
        if (type == null) {
            throw new IllegalStateException(spec + "." + key.name() + " has the unknown type " + leaf.type());
        }
        return type.getEnclosedElements().stream()
                .filter(each -> each.getKind() == ElementKind.ENUM_CONSTANT)
                .map(each -> each.getSimpleName().toString())
                .toList();
    }

    private Shape shape(TypeMirror type, RecordComponentElement component) throws Refusal {
        if (isClass(type, List.class) && arguments(type).size() == 1) {
            return new ListOf(shape(argument(type, 0), component));
        }
        if (isClass(type, Map.class) && arguments(type).size() == 2 && isClass(argument(type, 0), String.class)) {
            Shape item = shape(argument(type, 1), component);
            if (!(item instanceof MapOf)) {
                return new MapOf(item);
            }
        }
        if (type.getKind() == TypeKind.BOOLEAN || isClass(type, Boolean.class)) {
            return new Leaf(Kind.BOOLEAN, TypeName.BOOLEAN, false);
        }
        if (type.getKind() == TypeKind.INT || isClass(type, Integer.class)) {
            return new Leaf(Kind.INT, TypeName.INT, false);
        }
        if (type.getKind() == TypeKind.LONG || isClass(type, Long.class)) {
            return new Leaf(Kind.LONG, TypeName.LONG, false);
        }
        if (isClass(type, String.class)) {
            return new Leaf(Kind.TEXT, TypeName.get(String.class), false);
        }
        if (element(type) instanceof TypeElement element
                && element.getTypeParameters().isEmpty()) {
            boolean parsed = method(element, "parse", String.class)
                    .filter(parse -> types.isSameType(parse.getReturnType(), element.asType()))
                    .isPresent();
            if (isSpec(type) && method(element, "builder").isPresent()) {
                return new Leaf(Kind.SPEC, ClassName.get(element), parsed);
            }
            if (parsed) {
                boolean unshown = Annotated.find(element, Core.UNSHOWN).isPresent();
                return new Leaf(
                        unshown ? Kind.REFERENCE : Kind.PARSED,
                        ClassName.get(element),
                        true,
                        element.getKind() == ElementKind.ENUM);
            }
            if (element.getKind() == ElementKind.ENUM) {
                return new Leaf(Kind.CHOICE, ClassName.get(element), false, true);
            }
        }
        throw new Refusal(
                component,
                "has a type that no key can have: " + type
                        + "; use a boolean, int, long, String, an enum, a spec with a"
                        + " builder, a class with a static method parse(String), or an Optional, a List or a Map<String,"
                        + " ...> of one");
    }

    /** No two methods that a caller could not tell apart. */
    private static void checkNames(SpecModel model) throws Refusal {
        Set<String> names = new HashSet<>();
        for (Key key : model.keys()) {
            if (!names.add(key.name())) {
                throw new Refusal(model.element(), "has the key " + key.name() + " twice");
            }
        }
        Map<String, String> singulars = new HashMap<>();
        for (Key key : model.keys()) {
            boolean adds = !key.singular().equals(key.name());
            String other = adds ? singulars.putIfAbsent(key.singular(), key.name()) : null;
            if (adds && (other != null || names.contains(key.singular()))) {
                throw new Refusal(
                        model.element(),
                        "has the @Singular \"" + key.singular() + "\" of " + key.name() + ", which is "
                                + (other == null ? "a key" : "that of " + other + " too"));
            }
        }
    }

    private static ClassName builder(TypeElement spec) {
        ClassName name = ClassName.get(spec);
        return ClassName.get(name.packageName(), String.join("", name.simpleNames()) + "Builder");
    }

    private static boolean isPublic(TypeElement spec) {
        for (Element each = spec; each instanceof TypeElement; each = each.getEnclosingElement()) {
            if (!each.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }

    /** A static method that generated code can call. */
    private Optional<ExecutableElement> method(TypeElement type, String name, Class<?>... parameters) {
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (method.getSimpleName().contentEquals(name)
                    && method.getModifiers().contains(Modifier.STATIC)
                    && !method.getModifiers().contains(Modifier.PRIVATE)
                    && method.getParameters().size() == parameters.length
                    && (parameters.length == 0
                            || isClass(method.getParameters().get(0).asType(), parameters[0]))) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    private boolean isSpec(TypeMirror type) {
        TypeElement spec = elements.getTypeElement(Core.SPEC.canonicalName());
        return spec != null && types.isAssignable(type, spec.asType());
    }

    private static boolean isClass(TypeMirror type, Class<?> wanted) {
        return element(type) instanceof TypeElement element
                && element.getQualifiedName().contentEquals(wanted.getName());
    }

    private static TypeMirror argument(TypeMirror type, int index) {
        return arguments(type).get(index);
    }

    private static List<? extends TypeMirror> arguments(TypeMirror type) {
        return ((DeclaredType) type).getTypeArguments();
    }

    private static @Nullable Element element(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED ? ((DeclaredType) type).asElement() : null;
    }
}
