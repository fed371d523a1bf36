package dev.mullion.core.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which numbers a key takes: {@code @Range(min = 5, max = 300) int intervalSeconds}, of a list or a map each of its numbers.
 * The builder has a method {@code checkIntervalSeconds} for the spec's own check, and the schema of the stack file says the
 * same.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface Range {
    long min();

    long max();
}
