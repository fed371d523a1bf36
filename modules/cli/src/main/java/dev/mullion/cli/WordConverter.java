package dev.mullion.cli;

import dev.mullion.core.spec.Shown;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One of some words, which are an enum's names in lower case; lists them for shells to complete. */
record WordConverter<E extends Enum<E>>(List<E> values) implements ITypeConverter<E>, Iterable<String> {
    @Override
    public E convert(String value) {
        return values.stream()
                .filter(one -> word(one).equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("got " + Shown.text(value) + "; use " + all()));
    }

    @Override
    public Iterator<String> iterator() {
        return values.stream().map(WordConverter::word).iterator();
    }

    private String all() {
        int last = values.size() - 1;
        String words = values.subList(0, last).stream().map(WordConverter::word).collect(Collectors.joining(", "));
        return words + " or " + word(values.get(last));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
