package dev.mullion.core.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which numbers a key takes, where they are no range: {@code @OneOf("1, 3, 5") int days}. The spec's check asks itself. */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface OneOf {
    /** Whole numbers with commas between them. */
    String value();
}
