package dev.mullion.core.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which texts a key takes, as a regular expression for the whole of one: {@code @Matches("d-[0-9a-f]{10}") Optional<String>
 * directoryId}, of a list or a map each of its texts. The builder has a method {@code matchesDirectoryId} for the spec's own
 * check, and the schema of the stack file says the same. At a class with a {@code parse(String)} it says which texts that
 * may read, for all keys of the type.
 *
 * <p>What Java and JavaScript read alike: no flags, no class in another one, no POSIX names.
 */
@Documented
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Matches {
    String value();
}
