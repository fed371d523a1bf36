package dev.mullion.core.template;

import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecPath;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Values as words of bash: inside single quotes nothing is anything but itself. */
final class Bash {
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

    private Bash() {}

    /**
     * The value as a word, or a list as an array.
     *
     * @param value a string, boolean or integer, or a list of them
     * @throws IllegalArgumentException when a string is not printable ASCII on one line, and for other types
     */
    static String literal(SpecPath path, Object value) {
        if (value instanceof String text) {
            if (UNPRINTABLE.matcher(text).find()) {
                throw refused(path, "got " + Shown.text(text) + "; use printable ASCII on one line");
            }
            return "'" + text.replace("'", "'\\''") + "'";
        }
        if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            return value.toString();
        }
        if (value instanceof List<?> list) {
            List<String> words = new ArrayList<>();
            for (Object element : list) {
                if (element instanceof List) {
                    throw refused(path.index(words.size()), "bash has no array in an array");
                }
                words.add(literal(path.index(words.size()), element));
            }
            return "(" + String.join(" ", words) + ")";
        }
        throw refused(path, "a " + value.getClass().getSimpleName() + " has no literal in bash");
    }

    private static IllegalArgumentException refused(SpecPath path, String message) {
        return new IllegalArgumentException(path.segments().isEmpty() ? message : path + ": " + message);
    }
}
