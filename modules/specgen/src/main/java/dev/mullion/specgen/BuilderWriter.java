package dev.mullion.specgen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.mullion.specgen.Shape.Kind;
import dev.mullion.specgen.Shape.Leaf;
import dev.mullion.specgen.Shape.ListOf;
import dev.mullion.specgen.Shape.MapOf;
import dev.mullion.specgen.SpecModel.Component;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Modifier;

/** Writes a spec's builder. */
final class BuilderWriter {
    private static final String ADDS = "\n\n<p>Adds one; they keep the order of the calls.";

    private final SpecModel spec;
    private final List<Key> keys;

    BuilderWriter(SpecModel spec) {
        this.spec = spec;
        this.keys = spec.keys();
    }

    JavaFile file() {
        TypeSpec.Builder type = TypeSpec.classBuilder(spec.builder())
                .addOriginatingElement(spec.element())
                .addJavadoc("Builds {@link $T}.\n", spec.name())
                .addAnnotation(AnnotationSpec.builder(Generated.class)
                        .addMember("value", "$S", SpecProcessor.class.getName())
                        .build())
                .addModifiers(Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(Core.SPEC_BUILDER, spec.name()));
        if (spec.isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        spec.shorthands().ifPresent(type::addSuperinterface);
        type.addField(known());
        List<Key> own = spec.ownKeys();
        own.forEach(key -> patterns(key).forEach(type::addField));
        keys.forEach(key -> type.addField(field(key)));
        type.addMethod(MethodSpec.constructorBuilder().build());
        keys.forEach(key -> methods(key).forEach(type::addMethod));
        type.addMethod(from());
        type.addMethod(unchecked());
        type.addMethod(overridden("keys")
                .returns(list(Core.SPEC_KEY))
                .addStatement("return KEYS")
                .build());
        type.addMethod(set());
        type.addMethod(currentValue());
        own.forEach(key -> checks(key).forEach(type::addMethod));
        nested().ifPresent(type::addMethod);
        parsed().ifPresent(type::addMethod);
        if (spec.refusesKeys()) {
            type.addMethod(overridden("refusedKeys")
                    .returns(ParameterizedTypeName.get(Map.class, String.class, String.class))
                    .addStatement("return $T.refusedKeys()", spec.name())
                    .build());
        }
        if (spec.takesHarmless()) {
            type.addMethod(overridden("harmlessValues")
                    .returns(ParameterizedTypeName.get(Set.class, String.class))
                    .addParameter(String.class, "key")
                    .addStatement("return $T.harmlessValues(key)", spec.name())
                    .build());
        }
        return JavaFile.builder(spec.builder().packageName(), type.build())
                .indent("    ")
                .skipJavaLangImports(true)
                .build();
    }

    private FieldSpec known() {
        List<CodeBlock> each = new ArrayList<>();
        keys.forEach(key -> each.add(CodeBlock.of(
                key.fact(Key.LATE).isPresent() ? "new $T($S, $L.late())" : "new $T($S, $L)",
                Core.SPEC_KEY,
                key.name(),
                keyType(key.shape()))));
        return FieldSpec.builder(list(Core.SPEC_KEY), "KEYS", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$T.of(\n$>$>$L$<$<)", List.class, CodeBlock.join(each, ",\n"))
                .build();
    }

    private static CodeBlock keyType(Shape shape) {
        if (shape instanceof ListOf list) {
            return CodeBlock.of("$T.list($L)", Core.KEY_TYPE, keyType(list.item()));
        }
        if (shape instanceof MapOf map) {
            return CodeBlock.of("$T.map($L)", Core.KEY_TYPE, keyType(map.item()));
        }
        Leaf leaf = shape.leaf();
        if (leaf.kind() == Kind.CHOICE) {
            return CodeBlock.of("$T.choice($T.class)", Core.KEY_TYPE, leaf.type());
        }
        if (leaf.isParsedChoice()) {
            return CodeBlock.of("$T.parsedChoice($T.class)", Core.KEY_TYPE, leaf.type());
        }
        return CodeBlock.of("$T.$L", Core.KEY_TYPE, leaf.isSpec() && leaf.parsed() ? "SPEC_OR_TEXT" : leaf.kind());
    }

    private static FieldSpec field(Key key) {
        FieldSpec.Builder field =
                FieldSpec.builder(fieldType(key), key.name(), Modifier.PRIVATE).initializer(key.standard());
        return key.shape() instanceof MapOf ? field.addModifiers(Modifier.FINAL).build() : field.build();
    }

    private static TypeName fieldType(Key key) {
        TypeName type = key.shape().type();
        return key.optional() ? ParameterizedTypeName.get(ClassName.get(Optional.class), type.box()) : type;
    }

    private List<MethodSpec> methods(Key key) {
        List<MethodSpec> methods = new ArrayList<>();
        if (key.shape() instanceof ListOf list) {
            listMethods(key, list.item(), methods);
        } else if (key.shape() instanceof MapOf map) {
            mapMethods(key, map.item(), methods);
        } else {
            leafMethods(key, key.shape().leaf(), methods);
        }
        return methods;
    }

    private void leafMethods(Key key, Leaf leaf, List<MethodSpec> methods) {
        String name = key.name();
        methods.add(setter(key, leaf.type(), "value")
                .addStatement("this.$N = given($S, value, this.$N)", name, name, name)
                .addStatement("return this")
                .build());
        if (leaf.parsed()) {
            methods.add(setter(key, ClassName.get(String.class), "text")
                    .addStatement("this.$N = read($S, text, $T.class, this.$N)", name, name, leaf.type(), name)
                    .addStatement("return this")
                    .build());
        }
        if (leaf.isSpec()) {
            methods.add(setter(key, description(leaf), "description")
                    .addStatement(
                            "this.$N = built($S, $T.builder(), description, this.$N)", name, name, leaf.type(), name)
                    .addStatement("return this")
                    .build());
        }
    }

    private void listMethods(Key key, Shape item, List<MethodSpec> methods) {
        String name = key.name();
        methods.add(setter(key, key.shape().type(), "values")
                .addStatement("this.$N = items($S, values, this.$N)", name, name, name)
                .addStatement("return this")
                .build());
        if (!(item instanceof Leaf leaf)) {
            return;
        }
        methods.add(setter(key, ArrayTypeName.of(item.type().box()), "values")
                .varargs()
                .addStatement("this.$N = items($S, values, this.$N)", name, name, name)
                .addStatement("return this")
                .build());
        if (leaf.parsed()) {
            methods.add(setter(key, ArrayTypeName.of(String.class), "texts")
                    .varargs()
                    .addStatement("this.$N = readAll($S, texts, $T.class, this.$N)", name, name, leaf.type(), name)
                    .addStatement("return this")
                    .build());
        }
        if (leaf.isSpec()) {
            methods.add(adder(key)
                    .addParameter(description(leaf), "description")
                    .addStatement(
                            "this.$N = added($S, $T.builder(), description, this.$N)", name, name, leaf.type(), name)
                    .addStatement("return this")
                    .build());
        }
    }

    private void mapMethods(Key key, Shape item, List<MethodSpec> methods) {
        String name = key.name();
        methods.add(adder(key)
                .addParameter(String.class, "key")
                .addParameter(item.type(), "value")
                .addStatement("put($S, key, value, this.$N)", name, name)
                .addStatement("return this")
                .build());
        Leaf leaf = item.leaf();
        if (item == leaf && leaf.parsed()) {
            methods.add(adder(key)
                    .addParameter(String.class, "key")
                    .addParameter(String.class, "text")
                    .addStatement("read($S, key, text, $T.class, this.$N)", name, leaf.type(), name)
                    .addStatement("return this")
                    .build());
        }
        if (item == leaf && leaf.isSpec()) {
            methods.add(adder(key)
                    .addParameter(String.class, "key")
                    .addParameter(description(leaf), "description")
                    .addStatement("put($S, key, $T.builder(), description, this.$N)", name, leaf.type(), name)
                    .addStatement("return this")
                    .build());
        }
    }

    private MethodSpec.Builder setter(Key key, TypeName type, String parameter) {
        return method(key.name(), key.text())
                .addParameter(ParameterSpec.builder(type, parameter).build());
    }

    private MethodSpec.Builder adder(Key key) {
        return method(key.singular(), key.text() + ADDS);
    }

    private MethodSpec.Builder method(String name, String text) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(spec.builder());
        return text.isEmpty() ? method : method.addJavadoc("$L\n", text);
    }

    private static TypeName description(Leaf spec) {
        ClassName name = spec.className();
        return ParameterizedTypeName.get(
                ClassName.get(Consumer.class),
                ClassName.get(name.packageName(), String.join("", name.simpleNames()) + "Builder"));
    }

    private MethodSpec unchecked() {
        return MethodSpec.methodBuilder("unchecked")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(spec.name())
                .addStatement("return $L", created(spec.name(), spec.components()))
                .build();
    }

    private MethodSpec from() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("from")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(spec.builder())
                .addJavadoc("All values of a spec, for a spec that differs from it.\n")
                .addParameter(spec.name(), "spec")
                .addStatement("startFromSpec()");
        taken(CodeBlock.of("spec"), spec.components(), method);
        return method.addStatement("return this").build();
    }

    private static void taken(CodeBlock spec, List<Component> components, MethodSpec.Builder method) {
        for (Component component : components) {
            if (component instanceof Component.Inner inner) {
                taken(CodeBlock.of("$L.$N()", spec, inner.name()), inner.components(), method);
            } else if (component instanceof Component.Own own) {
                String name = own.key().name();
                if (own.key().shape() instanceof MapOf) {
                    method.addStatement("this.$N.clear()", name)
                            .addStatement("this.$N.putAll($L.$N())", name, spec, name);
                } else {
                    method.addStatement("this.$N = $L.$N()", name, spec, name);
                }
            }
        }
    }

    private static CodeBlock created(ClassName name, List<Component> components) {
        List<CodeBlock> arguments = new ArrayList<>();
        for (Component component : components) {
            if (component instanceof Component.Own own) {
                arguments.add(argument(own.key()));
            } else if (component instanceof Component.Inner inner) {
                arguments.add(created(inner.spec(), inner.components()));
            }
        }
        return CodeBlock.of("new $T(\n$>$>$L$<$<)", name, CodeBlock.join(arguments, ",\n"));
    }

    private static CodeBlock argument(Key key) {
        return key.shape() instanceof MapOf
                ? CodeBlock.of(
                        "$T.unmodifiableMap(new $T<>(this.$N))", Collections.class, LinkedHashMap.class, key.name())
                : CodeBlock.of("this.$N", key.name());
    }

    private MethodSpec set() {
        CodeBlock.Builder cases = CodeBlock.builder().beginControlFlow("switch (key)");
        boolean generic = false;
        for (Key key : keys) {
            TypeName type = key.shape().type();
            generic |= type instanceof ParameterizedTypeName;
            CodeBlock value = CodeBlock.of("($T) value", type.box());
            if (key.shape() instanceof MapOf) {
                cases.beginControlFlow("case $S ->", key.name())
                        .addStatement("this.$N.clear()", key.name())
                        .addStatement("this.$N.putAll($L)", key.name(), value)
                        .endControlFlow();
            } else if (key.shape() instanceof ListOf) {
                cases.addStatement("case $S -> this.$N = $T.copyOf($L)", key.name(), key.name(), List.class, value);
            } else if (key.optional()) {
                cases.addStatement("case $S -> this.$N = $T.of($L)", key.name(), key.name(), Optional.class, value);
            } else {
                cases.addStatement("case $S -> this.$N = $L", key.name(), key.name(), value);
            }
        }
        cases.addStatement("default -> throw new $T(key)", IllegalArgumentException.class);
        MethodSpec.Builder method = overridden("set")
                .addParameter(String.class, "key")
                .addParameter(Object.class, "value")
                .addCode(cases.endControlFlow().build());
        if (generic) {
            method.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "$S", "unchecked")
                    .build());
        }
        return method.build();
    }

    private MethodSpec currentValue() {
        CodeBlock.Builder cases = CodeBlock.builder().add("return switch (key) {\n$>");
        for (Key key : keys) {
            cases.add("case $S -> this.$N;\n", key.name(), key.name());
        }
        return overridden("currentValue")
                .returns(Object.class)
                .addParameter(String.class, "key")
                .addCode(cases.add("default -> throw new $T(key);\n$<};\n", IllegalArgumentException.class)
                        .build())
                .build();
    }

    /** The regular expressions of a key, read once. */
    private static List<FieldSpec> patterns(Key key) {
        List<FieldSpec> fields = new ArrayList<>();
        ownPattern(key).ifPresent(pattern -> fields.add(pattern(constant(key.name()), pattern)));
        key.fact(Key.KEY_PATTERN).ifPresent(pattern -> fields.add(pattern(constant(key.name()) + "_KEY", pattern)));
        return fields;
    }

    private static FieldSpec pattern(String name, String pattern) {
        return FieldSpec.builder(Pattern.class, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$T.compile($S)", Pattern.class, pattern)
                .build();
    }

    /** Of a class that reads texts, its own methods know what they read. */
    private static Optional<String> ownPattern(Key key) {
        return key.shape().leaf().parsed() ? Optional.empty() : key.fact(Key.PATTERN);
    }

    /** What the spec's check asks of a key's values. */
    private static List<MethodSpec> checks(Key key) {
        List<MethodSpec> methods = new ArrayList<>();
        String name = Character.toUpperCase(key.name().charAt(0)) + key.name().substring(1);
        key.fact(Key.MIN)
                .ifPresent(min -> methods.add(MethodSpec.methodBuilder("check" + name)
                        .addJavadoc(
                                "Refuses what is not $L to $L.\n\n@param problems the view of the spec\n",
                                min,
                                key.facts().get(Key.MAX))
                        .addModifiers(Modifier.STATIC)
                        .addParameter(long.class, "value")
                        .addParameter(Core.PROBLEMS, "problems")
                        .addStatement(
                                "problems.at($S).range(value, $LL, $LL)",
                                key.name(),
                                min,
                                key.facts().get(Key.MAX))
                        .build()));
        ownPattern(key).ifPresent(pattern -> methods.add(matches("matches" + name, "text", constant(key.name()))));
        key.fact(Key.KEY_PATTERN)
                .ifPresent(
                        pattern -> methods.add(matches("matchesKeyOf" + name, "key", constant(key.name()) + "_KEY")));
        return methods;
    }

    private static MethodSpec matches(String name, String parameter, String pattern) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.STATIC)
                .returns(boolean.class)
                .addParameter(String.class, parameter)
                .addStatement("return $N.matcher($N).matches()", pattern, parameter)
                .build();
    }

    private static String constant(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    private Optional<MethodSpec> nested() {
        TypeName any = ParameterizedTypeName.get(Core.SPEC_BUILDER, WildcardTypeName.subtypeOf(Object.class));
        return choose(
                "nested",
                any,
                List.of(),
                leaf -> leaf.isSpec() ? Optional.of(CodeBlock.of("$T.builder()", leaf.type())) : Optional.empty());
    }

    private Optional<MethodSpec> parsed() {
        return choose(
                "parsed",
                ClassName.get(Object.class),
                List.of("text"),
                leaf -> leaf.parsed() ? Optional.of(CodeBlock.of("$T.parse(text)", leaf.type())) : Optional.empty());
    }

    /** A method that answers for those keys that have an answer. */
    private Optional<MethodSpec> choose(
            String name, TypeName returned, List<String> parameters, Function<Leaf, Optional<CodeBlock>> answer) {
        CodeBlock.Builder cases = CodeBlock.builder().add("return switch (key) {\n$>");
        boolean any = false;
        for (Key key : keys) {
            Optional<CodeBlock> given = answer.apply(key.shape().leaf());
            any |= given.isPresent();
            given.ifPresent(code -> cases.add("case $S -> $L;\n", key.name(), code));
        }
        List<String> all = new ArrayList<>(List.of("key"));
        all.addAll(parameters);
        MethodSpec.Builder method = overridden(name)
                .returns(returned)
                .addCode(cases.add("default -> super.$N($L);\n$<};\n", name, String.join(", ", all))
                        .build());
        all.forEach(each -> method.addParameter(String.class, each));
        return any ? Optional.of(method.build()) : Optional.empty();
    }

    private static MethodSpec.Builder overridden(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PROTECTED);
    }

    private static TypeName list(TypeName item) {
        return ParameterizedTypeName.get(ClassName.get(List.class), item);
    }
}
