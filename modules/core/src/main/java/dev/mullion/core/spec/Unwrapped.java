package dev.mullion.core.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A component that is a spec whose keys stand directly among those of the record. */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface Unwrapped {
    /** Defaults that differ here, as in {@code "httpPutResponseHopLimit: 2"}. */
    String[] defaults() default {};
}
