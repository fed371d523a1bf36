package dev.mullion.specgen;

import com.palantir.javapoet.CodeBlock;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A component that is a key of its spec.
 *
 * @param shape what may stand there
 * @param optional whether the component is an Optional
 * @param standard the default, as an expression of the component's type
 * @param written the default as an author wrote it; empty where nobody did
 * @param singular the name of the method that adds one
 * @param text what the record says of it
 * @param facts what annotations say of it, by the ends of their names in the {@link TextFile}
 */
record Key(
        String name,
        Shape shape,
        boolean optional,
        CodeBlock standard,
        String written,
        String singular,
        String text,
        SortedMap<String, String> facts) {
    static final String MIN = "min";
    static final String MAX = "max";
    static final String PATTERN = "pattern";
    static final String KEY_PATTERN = "keyPattern";
    static final String LATE = "late";

    Key withDefault(CodeBlock otherStandard, String otherWritten) {
        return new Key(name, shape, optional, otherStandard, otherWritten, singular, text, facts);
    }

    Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }
}
