package dev.mullion.core.reference;

import dev.mullion.core.config.LateKeys;
import dev.mullion.core.spec.KeyType;
import dev.mullion.core.yaml.YamlScalar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One key of a spec, as a user reads of it.
 *
 * @param text what it is
 * @param standard what it is where nobody gives it, as a stack file would write it; empty where a deployment decides, or
 *     nothing stands for it
 * @param least of a number, or of each in a list or map
 * @param oneOf the numbers that may stand there, where they are no range
 * @param pattern what the text matches as a whole, or each in a list or map
 * @param keyPattern what the keys of a map match
 * @param fewest entries of a list or map
 * @param api what AWS, Kubernetes or Windows calls it
 * @param example a value on one line
 * @param since the first version of Mullion that has it
 * @param spec what stands there, or at each entry, where that is a map of keys
 */
public record KeyReference(
        String name,
        KeyType type,
        DocText text,
        Optional<Object> standard,
        Optional<Long> least,
        Optional<Long> most,
        List<Long> oneOf,
        Optional<String> pattern,
        Optional<String> keyPattern,
        Optional<Long> fewest,
        Optional<Long> greatest,
        boolean required,
        Optional<String> api,
        Optional<String> example,
        Optional<String> givenUnit,
        String since,
        Optional<SpecReference> spec) {
    /** Ends of names, the longest first. */
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("mibpersecond", "MiB a second"),
            Map.entry("seconds", "seconds"),
            Map.entry("minutes", "minutes"),
            Map.entry("hours", "hours"),
            Map.entry("days", "days"),
            Map.entry("mib", "MiB"),
            Map.entry("gib", "GiB"),
            Map.entry("percent", "percent"),
            Map.entry("percentage", "percent"));

    /** What a text says of who gives nothing: {@code 80, and 443 with a certificate, when not given}. */
    private static final Pattern WHEN_NOT_GIVEN =
            Pattern.compile("(?:^|[;.] |\\()((?:\\([^()]*\\)|(?!; |[.] [A-Z])[^()])*?)"
                    + ",? when (?:not given|neither is given|neither this nor \\w+ is given)\\b");

    /** What a number counts. */
    public Optional<String> unit() {
        String lower = name.toLowerCase(Locale.ROOT);
        return givenUnit.or(() -> isNumber()
                ? UNITS.entrySet().stream()
                        .filter(unit -> lower.endsWith(unit.getKey()))
                        .max(Map.Entry.comparingByKey((one, other) -> Integer.compare(one.length(), other.length())))
                        .map(Map.Entry::getValue)
                : Optional.empty());
    }

    /** Whether a value of another stack may stand there, or at each entry. */
    public boolean takesStackOutput() {
        return LateKeys.mayBeLate(name, type);
    }

    /** The example as a line of a stack file. */
    Optional<String> exampleLine() {
        return example.map(value -> name + ": " + value);
    }

    /** What may stand there: {@code whole number}, {@code list of text}, {@code map of your own keys to text}. */
    public String kind() {
        return kind(type);
    }

    static String kind(KeyType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "true or false";
            case INT, LONG -> "whole number";
            case CHOICE -> "one of " + String.join(", ", type.spellings());
            case PARSED -> type.spellings().isEmpty() ? "text" : "one of " + String.join(", ", type.spellings());
            case TEXT -> "text";
            case REFERENCE -> "text, where a secret lies";
            case SPEC -> "map of the keys below";
            case SPEC_OR_TEXT -> "text, or map of the keys below";
            case LIST -> "list of " + many(type.item().orElseThrow());
            case MAP -> "map of names of yours, each to " + one(type.item().orElseThrow());
        };
    }

    private static String many(KeyType type) {
        return switch (type.kind()) {
            case INT, LONG -> "whole numbers";
            case TEXT, PARSED -> type.spellings().isEmpty() ? "texts" : kind(type);
            case SPEC -> "maps of the keys below";
            case SPEC_OR_TEXT -> "texts, or maps of the keys below";
            default -> kind(type);
        };
    }

    private static String one(KeyType type) {
        return switch (type.kind()) {
            case INT, LONG -> "a whole number";
            case TEXT, REFERENCE -> "a " + kind(type);
            case PARSED -> (type.spellings().isEmpty() ? "a " : "") + kind(type);
            case SPEC -> "a map of the keys below";
            case SPEC_OR_TEXT -> "a text, or a map of the keys below";
            case LIST -> "a " + kind(type);
            default -> kind(type);
        };
    }

    private boolean isNumber() {
        KeyType.Kind leaf = type.leaf().kind();
        return leaf == KeyType.Kind.INT || leaf == KeyType.Kind.LONG;
    }

    /** Which values and how many, where that is not said by the kind. */
    public Optional<String> range() {
        Optional<String> numbers = least.map(min ->
                        most.orElseThrow() == Integer.MAX_VALUE ? min + " or more" : min + " to " + most.orElseThrow())
                .or(() -> Optional.of(oneOf)
                        .filter(all -> !all.isEmpty())
                        .map(all ->
                                "one of " + all.stream().map(String::valueOf).collect(Collectors.joining(", "))));
        Optional<String> entries = entries();
        Optional<String> texts = type.spellings().isEmpty()
                ? pattern.map(
                        regex -> (type.kind() == KeyType.Kind.SPEC_OR_TEXT ? "a text matches " : "matches ") + regex)
                : Optional.empty();
        List<String> all =
                Stream.of(numbers, entries, texts).flatMap(Optional::stream).toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all));
    }

    private Optional<String> entries() {
        long min = fewest.orElse(0L);
        boolean open = greatest.isEmpty() || greatest.get() == Integer.MAX_VALUE;
        if (open) {
            return min == 0 ? Optional.empty() : Optional.of(min + (min == 1 ? " entry or more" : " entries or more"));
        }
        return Optional.of((min == 0 ? "at most " : min + " to ") + greatest.get() + " entries");
    }

    /** What it is where nobody gives it. */
    public String standardText() {
        if (required) {
            return "none: it must be given";
        }
        if (standard.isPresent()) {
            return YamlScalar.flow(standard.get());
        }
        return whenNotGiven().orElse("none");
    }

    /** What the text says of who gives nothing. */
    public Optional<String> whenNotGiven() {
        Matcher said = WHEN_NOT_GIVEN.matcher(text.plain());
        Optional<String> found = Optional.empty();
        while (said.find()) {
            found = Optional.of(said.group(1));
        }
        return found;
    }
}
