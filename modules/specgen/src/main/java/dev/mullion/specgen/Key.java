package dev.mullion.specgen;

import com.palantir.javapoet.CodeBlock;

/**
 * A component that is a key of its spec.
 *
 * @param shape what may stand there
 * @param optional whether the component is an Optional
 * @param standard the default, as an expression of the component's type
 * @param written the default as an author wrote it; empty where nobody did
 * @param singular the name of the method that adds one
 * @param text what the record says of it
 */
record Key(
        String name, Shape shape, boolean optional, CodeBlock standard, String written, String singular, String text) {
    Key withDefault(CodeBlock otherStandard, String otherWritten) {
        return new Key(name, shape, optional, otherStandard, otherWritten, singular, text);
    }
}
