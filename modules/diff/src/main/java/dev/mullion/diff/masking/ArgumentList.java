package dev.mullion.diff.masking;

import dev.mullion.core.text.SecretNames;
import dev.mullion.diff.masking.CommandLine.Word;
import dev.mullion.plan.PropertyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** A command as a list of its words, such as a container's: which of them are secret. */
final class ArgumentList {
    /** A command has no more words. */
    private static final int MAX_WORDS = 2000;

    private static final Pattern OPTION = Pattern.compile("(?:--?|/)[A-Za-z0-9][\\w.:-]*");

    private final List<Word> words;
    private final List<SecretSpan> spans;

    private ArgumentList(List<Word> words, List<SecretSpan> spans) {
        this.words = words;
        this.spans = spans;
    }

    /** Nothing is secret of what is no list of texts. */
    static ArgumentList of(List<PropertyValue> items) {
        List<Word> words = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (PropertyValue item : items) {
            if (!(item instanceof PropertyValue.Text word) || words.size() == MAX_WORDS) {
                return new ArgumentList(List.of(), List.of());
            }
            // Each is a word of its own, whatever it holds; a quote before it says so.
            text.append('\'');
            words.add(new Word(word.value(), text.length()));
            text.append(word.value()).append("' ");
        }
        List<SecretSpan> spans = new ArrayList<>();
        if (words.size() > 1) {
            CommandOptions.find(words, spans, text.toString());
            options(words, spans);
        }
        return new ArgumentList(words, spans);
    }

    /** {@code --db-password x}, whatever the program is. */
    private static void options(List<Word> words, List<SecretSpan> spans) {
        for (int i = 1; i < words.size(); i++) {
            String before = words.get(i - 1).text();
            Word word = words.get(i);
            boolean option = OPTION.matcher(before).matches();
            if (option && !word.text().isEmpty()) {
                SecretNames.hides(before, word.text())
                        .ifPresent(reason -> spans.add(new SecretSpan(word.start(), word.end(), reason)));
            }
        }
    }

    /** The masked word where something of it is secret, made of its text and of where. */
    Optional<MaskedValue> secret(int item, BiFunction<String, List<SecretSpan>, MaskedValue> masked) {
        if (spans.isEmpty()) {
            return Optional.empty();
        }
        Word word = words.get(item);
        List<SecretSpan> inside = new ArrayList<>();
        for (SecretSpan span : spans) {
            if (span.start() >= word.start() && span.end() <= word.end()) {
                inside.add(span.moved(-word.start()));
            }
        }
        return inside.isEmpty() ? Optional.empty() : Optional.of(masked.apply(word.text(), inside));
    }
}
