package dev.mullion.testkit.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One case of a table: lines that say what is expected, and what a stack file holds. Empty lines stand between blocks; a
 * block of comments is none.
 *
 * @param expected by the words before the colon
 * @param file the other lines
 */
record Block(Map<String, String> expected, String file) {
    static Stream<Block> read(Class<?> test, String resource, Set<String> words) {
        try (InputStream in = test.getResourceAsStream(resource)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.strip().split("\n\n+"))
                    .filter(Predicate.not(block -> block.startsWith("#")))
                    .map(block -> of(block, words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Block of(String block, Set<String> words) {
        Map<String, String> expected = new LinkedHashMap<>();
        String file = block.lines()
                .filter(line -> {
                    String word = line.substring(0, Math.max(0, line.indexOf(": ")));
                    if (words.contains(word)) {
                        expected.put(word, line.substring(word.length() + 2));
                    }
                    return !words.contains(word);
                })
                .collect(Collectors.joining("\n", "", "\n"));
        return new Block(expected, file);
    }
}
