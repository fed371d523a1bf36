package dev.mullion.testkit.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A number that has bounds: a value, how many items a list has, or how many characters a text.
 *
 * @param path whose problem it is
 * @param least the smallest that is taken; none where that is another rule's
 * @param most the largest that is taken
 * @param below what is said of one less than the smallest
 * @param above what is said of one more than the largest
 * @param alsoBelow what is said as well, wherever
 * @param alsoAbove the same of one more
 * @param item of a list, with {@code %d} for its number; empty for a number
 * @param broken the last of too many items as it can not be read; their number is too large all the same
 * @param file with the place {@code <n>}
 */
public record Range(
        String path,
        OptionalLong least,
        OptionalLong most,
        String below,
        String above,
        Optional<String> alsoBelow,
        Optional<String> alsoAbove,
        Optional<String> item,
        Optional<String> broken,
        String file) {
    private static final Set<String> WORDS =
            Set.of("range", "below", "above", "also below", "also above", "item", "broken");

    /** The ranges of a table. */
    public static Stream<Range> read(Class<?> test, String resource) {
        return Block.read(test, resource, WORDS).map(Range::of);
    }

    private static Range of(Block block) {
        Map<String, String> expected = block.expected();
        String[] words = Objects.requireNonNull(expected.get("range")).split(" ", -1);
        String[] bounds = words[1].split("\\.\\.", -1);
        String use = "got <n>; use " + bounds[0] + " to " + bounds[1];
        return new Range(
                words[0],
                bound(bounds[0]),
                bound(bounds[1]),
                expected.getOrDefault("below", use),
                expected.getOrDefault("above", use),
                Optional.ofNullable(expected.get("also below")),
                Optional.ofNullable(expected.get("also above")),
                Optional.ofNullable(expected.get("item")),
                Optional.ofNullable(expected.get("broken")),
                block.file());
    }

    private static OptionalLong bound(String text) {
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    /**
     * Fails unless both bounds are taken, and the numbers next to them are not.
     *
     * @param problems the lines that a user is told of a file, without their positions
     */
    public void isKept(Function<String, List<String>> problems) {
        least.ifPresent(bound -> {
            assertThat(problems.apply(with(bound))).as("with %d", bound).isEmpty();
            assertThat(problems.apply(with(bound - 1)))
                    .as("with %d", bound - 1)
                    .containsExactlyInAnyOrderElementsOf(told(below, alsoBelow, bound - 1));
        });
        most.ifPresent(bound -> {
            assertThat(problems.apply(with(bound))).as("with %d", bound).isEmpty();
            assertThat(problems.apply(with(bound + 1)))
                    .as("with %d", bound + 1)
                    .containsExactlyInAnyOrderElementsOf(told(above, alsoAbove, bound + 1));
        });
    }

    /** Fails unless too many items are refused although one of them can not be read, where the table has such a one. */
    public void isKeptBesideABrokenItem(Function<String, List<String>> problems) {
        broken.ifPresent(text -> {
            long most = this.most.orElseThrow();
            assertThat(problems.apply(file.replace("<n>", items(item.orElseThrow(), most) + ", " + text)))
                    .hasSize(2)
                    .containsAll(told(above, alsoAbove, most + 1));
        });
    }

    private List<String> told(String message, Optional<String> also, long number) {
        return Stream.concat(Stream.of(path + ": " + message), also.stream())
                .map(line -> line.replace("<n>", String.valueOf(number)))
                .toList();
    }

    private String with(long number) {
        return file.replace("<n>", item.map(text -> items(text, number)).orElseGet(() -> String.valueOf(number)));
    }

    /** Items with a number are a list, and others are letters of one text. */
    private static String items(String item, long count) {
        return item.contains("%")
                ? LongStream.range(0, count)
                        .mapToObj(i -> String.format(Locale.ROOT, item, i))
                        .collect(Collectors.joining(", "))
                : item.repeat((int) count);
    }

    @Override
    public String toString() {
        return path + " " + file.strip();
    }
}
