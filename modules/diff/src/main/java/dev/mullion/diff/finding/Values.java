package dev.mullion.diff.finding;

import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Document;
import dev.mullion.diff.masking.MaskedValue.Fields;
import dev.mullion.diff.masking.MaskedValue.Items;
import dev.mullion.diff.masking.MaskedValue.Scalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Values out of masked inputs, through JSON in strings as if it were none. */
public final class Values {
    /** No sentence is read to the end of more. */
    private static final int MAX_LISTED = 50;

    private Values() {}

    /** Fields by name, dots between them; a list of one item is taken for the item. */
    public static Optional<MaskedValue> at(MaskedValue value, String path) {
        MaskedValue at = value;
        for (String key : path.split("\\.", -1)) {
            at = plain(at);
            if (at instanceof Items items && items.values().size() == 1) {
                at = plain(items.values().get(0));
            }
            MaskedValue next = at instanceof Fields fields ? fields.values().get(key) : null;
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(plain(at));
    }

    public static MaskedValue plain(MaskedValue value) {
        return value instanceof Document document ? document.root() : value;
    }

    /** A scalar; empty for anything else. */
    public static String text(MaskedValue value, String path) {
        return at(value, path).map(Values::text).orElse("");
    }

    public static String text(MaskedValue value) {
        if (value instanceof Scalar scalar) {
            return scalar.text();
        }
        return value instanceof MaskedValue.Secret secret ? secret.placeholder() : "";
    }

    /** Whether a value asks for something: not what is empty, {@code false} or {@code null}. */
    public static boolean says(MaskedValue value) {
        MaskedValue plain = plain(value);
        if (plain instanceof Scalar scalar) {
            return scalar.kind() != MaskedValue.Kind.NULL
                    && !scalar.text().isEmpty()
                    && !scalar.text().equals("false");
        }
        if (plain instanceof Items items) {
            return !items.values().isEmpty();
        }
        return !(plain instanceof Fields fields) || !fields.values().isEmpty();
    }

    public static OptionalDouble number(MaskedValue value, String path) {
        String text = text(value, path);
        return text.matches("-?\\d{1,15}(?:\\.\\d{1,9})?")
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    public static boolean isTrue(MaskedValue value, String path) {
        return text(value, path).equals("true");
    }

    /** Whether it is true in any item of the lists on the way. */
    public static boolean isAnyTrue(MaskedValue value, String path) {
        int dot = path.indexOf('.');
        return dot < 0
                ? isTrue(value, path)
                : list(value, path.substring(0, dot)).stream()
                        .anyMatch(item -> isAnyTrue(item, path.substring(dot + 1)));
    }

    /** The items of a list, or the one value that stands for a list of it. */
    public static List<MaskedValue> list(MaskedValue value, String path) {
        Optional<MaskedValue> at = at(value, path);
        if (at.isEmpty()) {
            return List.of();
        }
        return at.get() instanceof Items items ? items.values() : List.of(at.get());
    }

    public static List<String> texts(MaskedValue value, String path) {
        return texts(list(value, path));
    }

    /** Of a list its scalars, or the one that stands for a list of it. */
    public static List<String> texts(MaskedValue value) {
        return texts(plain(value) instanceof Items items ? items.values() : List.of(value));
    }

    private static List<String> texts(List<MaskedValue> items) {
        List<String> texts = new ArrayList<>();
        for (MaskedValue item : items) {
            String text = text(item);
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** Those that are not among the others, in their order. */
    static List<String> without(List<String> texts, Collection<String> others) {
        Set<String> known = new HashSet<>(others);
        return texts.stream().filter(text -> !known.contains(text)).toList();
    }

    /** What stands behind the last slash. A symbol has slashes of its own: what stands behind them is nobody's name. */
    static String lastName(String arn) {
        int symbol = arn.lastIndexOf("${");
        boolean isLast = symbol >= 0 && arn.indexOf('}', symbol) > arn.lastIndexOf('/');
        return arn.substring(arn.lastIndexOf('/', isLast ? symbol : arn.length()) + 1);
    }

    /** The first of them, and how many more there are. */
    static String listed(List<String> texts) {
        int rest = texts.size() - MAX_LISTED;
        return rest <= 0
                ? String.join(", ", texts)
                : String.join(", ", texts.subList(0, MAX_LISTED)) + " and " + rest + " more";
    }

    /** {@code 4}, without a fraction where there is none. */
    public static String shown(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
