package dev.mullion.ecs.service;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecPath;
import java.util.Collection;
import java.util.List;

/** Free text in a task definition: it travels as JSON, so that any Unicode text is safe, and ends in a Windows API. */
final class Texts {
    private Texts() {}

    /** A key that a user made up, as a message shows it. */
    static String shown(String key) {
        return SpecPath.ROOT.key(key).toString();
    }

    /** The first ten, and how many more there are. */
    static String shown(Collection<String> keys) {
        return Shown.list(keys, Texts::shown);
    }

    static void check(List<String> values, Problems problems) {
        for (int i = 0; i < values.size(); i++) {
            check(values.get(i), problems.at(i));
        }
    }

    static void check(String value, Problems problems) {
        if (value.indexOf('\0') >= 0) {
            problems.refuse(value, "leave out the NUL character, which ends a text in Windows");
        } else if (value.codePoints()
                .anyMatch(each -> each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE)) {
            problems.refuse(value, "leave out half a surrogate pair, which is no Unicode character");
        }
    }
}
