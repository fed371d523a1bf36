package dev.mullion.cli;

import dev.mullion.core.spec.Shown;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** One of some words, which are an enum's names in lower case; lists them for shells to complete. */
record WordConverter<E extends Enum<E>>(List<E> values) implements ITypeConverter<E>, Iterable<String> {
    /** An option that takes one of the words; without the candidates a shell would offer the constants' names. */
    static <E extends Enum<E>> OptionSpec.Builder option(String name, E[] values) {
        WordConverter<E> words = new WordConverter<>(List.of(values));
        return OptionSpec.builder(name)
                .type(values[0].getDeclaringClass())
                .converters(words)
                .completionCandidates(words);
    }

    @Override
    public E convert(String value) {
        return values.stream()
                .filter(one -> word(one).equals(value))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException("got " + Shown.text(value) + "; use " + Shown.either(words())));
    }

    @Override
    public Iterator<String> iterator() {
        return words().iterator();
    }

    List<String> words() {
        return values.stream().map(WordConverter::word).toList();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
