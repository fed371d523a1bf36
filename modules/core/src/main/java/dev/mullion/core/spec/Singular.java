package dev.mullion.core.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of the builder's method that adds one entry to a map or one spec to a list: {@code @Singular("service")
 * Map<String, EcsServiceSpec> services}. Without it the method is named as the key.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface Singular {
    String value();
}
