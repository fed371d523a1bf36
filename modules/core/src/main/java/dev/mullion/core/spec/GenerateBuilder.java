package dev.mullion.core.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes the builder of a spec when it is compiled: {@code XSpecBuilder} beside the record {@code XSpec}, which gives it
 * out.
 *
 * <pre>{@code
 * @GenerateBuilder
 * public record HealthCheckSpec(List<String> command, @Default("30") int intervalSeconds) implements Spec {
 *     public static HealthCheckSpecBuilder builder() {
 *         return new HealthCheckSpecBuilder();
 *     }
 *     ...
 * }
 * }</pre>
 *
 * <p>Each component is a key. The text of its {@code @param} becomes the Javadoc of the builder's methods and, with its
 * default, a line of {@code XSpec.properties} beside the class. A key that says nothing of its {@link Default} is empty
 * (Optional, List, Map, text), 0, false, or the spec of its type with all its defaults. A record with a static method
 * {@code Map<String, String> refusedKeys()} says there which keys a user may know and does not find, and one with a static
 * method {@code Set<String> harmlessValues(String key)} with which values they may stand there all the same.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface GenerateBuilder {
    /**
     * An interface of default methods for Java alone, which the builder implements: short ways to say what its keys say.
     */
    Class<?> shorthands() default void.class;
}
