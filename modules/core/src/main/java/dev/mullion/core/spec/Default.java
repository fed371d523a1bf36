package dev.mullion.core.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a key is that nobody gave: {@code @Default("30") int intervalSeconds}. Compared with the key's type when compiled. */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface Default {
    /** A number, true or false, text, or the name of an enum's constant; any number of them for a list. */
    String[] value();
}
