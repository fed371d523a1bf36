package dev.mullion.specgen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Map;

/** What may stand at a key. */
sealed interface Shape {
    /** The type of the component, without Optional and of primitives the primitive. */
    TypeName type();

    /** The one type in it that is no list and no map. */
    Leaf leaf();

    /**
     * What is neither a list nor a map.
     *
     * @param kind names of {@code KeyType.Kind}
     * @param parsed whether a static method {@code parse(String)} of the type reads it
     * @param choice whether the type is an enum
     */
    record Leaf(Kind kind, TypeName type, boolean parsed, boolean choice) implements Shape {
        Leaf(Kind kind, TypeName type, boolean parsed) {
            this(kind, type, parsed, false);
        }

        boolean isParsedChoice() {
            return choice && parsed;
        }

        boolean isSpec() {
            return kind == Kind.SPEC;
        }

        ClassName className() {
            return (ClassName) type;
        }

        @Override
        public Leaf leaf() {
            return this;
        }
    }

    record ListOf(Shape item) implements Shape {
        @Override
        public TypeName type() {
            return ParameterizedTypeName.get(
                    ClassName.get(List.class), item.type().box());
        }

        @Override
        public Leaf leaf() {
            return item.leaf();
        }
    }

    record MapOf(Shape item) implements Shape {
        @Override
        public TypeName type() {
            return ParameterizedTypeName.get(
                    ClassName.get(Map.class),
                    ClassName.get(String.class),
                    item.type().box());
        }

        @Override
        public Leaf leaf() {
            return item.leaf();
        }
    }

    /** Kinds of leaves. */
    enum Kind {
        BOOLEAN,
        INT,
        LONG,
        TEXT,
        CHOICE,
        PARSED,
        REFERENCE,
        SPEC
    }
}
