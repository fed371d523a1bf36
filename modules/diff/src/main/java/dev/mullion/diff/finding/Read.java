package dev.mullion.diff.finding;

import dev.mullion.diff.veil.Veiled;
import dev.mullion.diff.veil.Veiled.Document;
import dev.mullion.diff.veil.Veiled.Fields;
import dev.mullion.diff.veil.Veiled.Items;
import dev.mullion.diff.veil.Veiled.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Values out of masked inputs, through JSON in strings as if it were none. */
final class Read {
    private Read() {}

    /** Fields by name, dots between them; of a list, its first item. */
    static Optional<Veiled> at(Veiled value, String path) {
        Veiled at = value;
        for (String key : path.split("\\.", -1)) {
            at = plain(at);
            if (at instanceof Items items && items.values().size() == 1) {
                at = plain(items.values().get(0));
            }
            Veiled next = at instanceof Fields fields ? fields.values().get(key) : null;
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(plain(at));
    }

    static Veiled plain(Veiled value) {
        return value instanceof Document document ? document.root() : value;
    }

    /** A scalar; empty for anything else. */
    static String text(Veiled value, String path) {
        return at(value, path).map(Read::text).orElse("");
    }

    static String text(Veiled value) {
        if (value instanceof Scalar scalar) {
            return scalar.text();
        }
        return value instanceof Veiled.Secret secret ? secret.seal() : "";
    }

    static OptionalDouble number(Veiled value, String path) {
        String text = text(value, path);
        return text.matches("-?\\d{1,15}(?:\\.\\d{1,9})?")
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    static boolean isTrue(Veiled value, String path) {
        return text(value, path).equals("true");
    }

    /** The items of a list, or the one value that stands for a list of it. */
    static List<Veiled> list(Veiled value, String path) {
        Optional<Veiled> at = at(value, path);
        if (at.isEmpty()) {
            return List.of();
        }
        return at.get() instanceof Items items ? items.values() : List.of(at.get());
    }

    static List<String> texts(Veiled value, String path) {
        List<String> texts = new ArrayList<>();
        for (Veiled item : list(value, path)) {
            String text = text(item);
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** {@code 4}, without a fraction where there is none. */
    static String shown(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
