package dev.mullion.core.reference;

import dev.mullion.core.spec.Spec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** What a spec's record says of itself and of its keys: the file that was written beside its class when it was compiled. */
final class SpecFile {
    private final Properties properties = new Properties();

    SpecFile(Class<? extends Spec> spec) {
        String name = spec.getName().substring(spec.getPackageName().length() + 1) + ".properties";
        try (InputStream file = spec.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("no file " + name + " beside " + spec.getName());
            }
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the record's comment says. */
    DocText text() {
        return DocText.of(properties.getProperty("text", ""));
    }

    DocText text(String key) {
        return DocText.of(properties.getProperty(key + ".text", ""));
    }

    Optional<String> fact(String key, String name) {
        return Optional.ofNullable(properties.getProperty(key + "." + name)).filter(text -> !text.isEmpty());
    }

    /** Numbers with commas between them. */
    List<Long> numbers(String key, String name) {
        return fact(key, name).stream()
                .flatMap(text -> Stream.of(text.split(",\\s*")))
                .map(Long::valueOf)
                .toList();
    }

    Optional<Long> number(String key, String name) {
        return fact(key, name).map(Long::valueOf);
    }
}
