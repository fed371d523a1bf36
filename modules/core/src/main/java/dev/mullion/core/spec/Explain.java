package dev.mullion.core.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What {@code mullion explain} and the reference say of a key beside its text, its type and its default. */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface Explain {
    /** What AWS, Kubernetes, Windows or the program that reads it calls it; empty where only Mullion knows such a thing. */
    String api() default "";

    /** A value as a stack file writes it behind the key, on one line. */
    String example() default "";

    /** Of a number, where the end of its name does not say it. */
    String unit() default "";

    /** The first version of Mullion that has it. */
    String since() default "0.1.0";
}
