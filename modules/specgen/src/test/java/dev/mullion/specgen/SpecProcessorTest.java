package dev.mullion.specgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records with every kind of component, compiled and used as an author of a program would. */
class SpecProcessorTest {
    private static final String RANGE = """
            package parts;

            public record Span(int from, int to) {
                public static Span parse(String text) {
                    String[] ends = text.split("-");
                    if (ends.length != 2) {
                        throw new IllegalArgumentException("use a range, such as 1-5");
                    }
                    return new Span(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
                }
            }
            """;

    private static final String COLOUR = """
            package parts;

            public enum Colour { RED, GREEN, BLUE }
            """;

    private static final String PART = """
            package parts;

            import dev.mullion.core.spec.*;
            import java.util.*;

            /**
             * A part.
             *
             * @param weightGrams how heavy, 1 to 100 g; 5 when
             *     not given, since most are
             * @param colour its {@code colour}
             * @param labels labels
             * @see <a href="https://example.com">parts</a>
             */
            @GenerateBuilder
            public record PartSpec(@Default("5") int weightGrams, @Default("GREEN") Colour colour,
                    @Singular("label") Map<String, String> labels) implements Spec {
                public static PartSpecBuilder builder() {
                    return new PartSpecBuilder();
                }

                public static PartSpec parse(String text) {
                    if (!text.equals("heavy")) {
                        throw new IllegalArgumentException("use heavy or a map");
                    }
                    return builder().weightGrams(100).unchecked();
                }

                @Override
                public void check(Problems problems) {
                    problems.at("weightGrams").range(weightGrams, 1, 100);
                    labels.forEach((name, value) -> {
                        if (value.isEmpty()) {
                            problems.at("labels").at(name).add("is empty");
                        }
                    });
                }
            }
            """;

    private static final String WHOLE = """
            package wholes;

            import dev.mullion.core.spec.*;
            import java.util.*;
            import parts.*;

            /**
             * A whole.
             *
             * @param flag a flag; true when not given
             * @param number a number
             * @param large a large number
             * @param text a text with "quotes" and a \\\\; a $ when not given
             * @param maybe perhaps a number
             * @param maybeText perhaps a text
             * @param range perhaps a range
             * @param colours colours; red and blue when not given
             * @param numbers numbers
             * @param ranges ranges
             * @param part a part
             * @param spare another
             * @param parts all parts
             * @param named parts by name
             * @param rangesByName ranges by name
             * @param portsByName numbers by name
             * @param inner whose keys stand here
             */
            @GenerateBuilder(shorthands = WholeShorthands.class)
            public record WholeSpec(
                    @Default("true") boolean flag,
                    int number,
                    @Default("-9000000000") long large,
                    @Default("$") String text,
                    Optional<Integer> maybe,
                    Optional<String> maybeText,
                    Optional<Span> range,
                    @Default({"RED", "BLUE"}) List<Colour> colours,
                    List<Integer> numbers,
                    List<Span> ranges,
                    PartSpec part,
                    Optional<PartSpec> spare,
                    @Singular("onePart") List<PartSpec> parts,
                    @Singular("namedPart") Map<String, PartSpec> named,
                    @Singular("rangeOf") Map<String, Span> rangesByName,
                    @Singular("ports") Map<String, List<Integer>> portsByName,
                    @Unwrapped(defaults = "depth: 3") InnerSpec inner)
                    implements Spec {
                public static WholeSpecBuilder builder() {
                    return new WholeSpecBuilder();
                }

                static Map<String, String> refusedKeys() {
                    return Map.of("size", "is called number here; use that");
                }

                static Set<String> harmlessValues(String key) {
                    return key.equals("size") ? Set.of("0") : Set.of();
                }

                @Override
                public void check(Problems problems) {
                    part.check(problems.at("part"));
                    spare.ifPresent(spec -> spec.check(problems.at("spare")));
                    for (int i = 0; i < parts.size(); i++) {
                        parts.get(i).check(problems.at("parts").at(i));
                    }
                    named.forEach((name, spec) -> spec.check(problems.at("named").at(name)));
                    if (number > 9) {
                        problems.at("number").refuse(number, "use 9 or less");
                    }
                    if (range.isEmpty() && number == 7) {
                        problems.at("range").add("has no value; 7 needs one");
                    }
                }
            }
            """;

    private static final String INNER = """
            package parts;

            import dev.mullion.core.spec.*;
            import java.util.*;

            /**
             * Inside.
             *
             * @param depth how deep; 1 when not given
             * @param height how high, in \\u00B5m
             */
            @GenerateBuilder
            public record InnerSpec(@Default("1") int depth, Optional<Integer> height) implements Spec {
                public static InnerSpecBuilder builder() {
                    return new InnerSpecBuilder();
                }

                @Override
                public void check(Problems problems) {}
            }
            """;

    private static final String SHORTHANDS = """
            package wholes;

            import java.util.function.Consumer;
            import parts.PartSpecBuilder;

            public interface WholeShorthands {
                WholeSpecBuilder onePart(Consumer<PartSpecBuilder> description);

                default WholeSpecBuilder weight(int grams) {
                    return onePart(part -> part.weightGrams(grams));
                }
            }
            """;

    private static Compiled compiled;

    @BeforeAll
    static void compile(@TempDir Path directory) {
        Compiled core = Compiled.core(directory.resolve("core"));
        assertThat(core.problems()).isEmpty();
        Compiled parts = Compiled.of(directory.resolve("parts"), List.of(core), RANGE, COLOUR, PART, INNER);
        assertThat(parts.problems()).isEmpty();
        compiled = Compiled.of(
                directory.resolve("wholes"),
                List.of(parts),
                WHOLE,
                SHORTHANDS,
                use("Nothing", "WholeSpec.builder().build()"),
                use("Values", """
                        WholeSpec.builder()
                                .flag(false)
                                .number(1)
                                .large(2)
                                .text("t")
                                .maybe(3)
                                .maybeText("m")
                                .range(new Span(1, 2))
                                .colours(Colour.GREEN)
                                .numbers(4, 5)
                                .ranges(new Span(3, 4))
                                .part(PartSpec.builder().label("b", "1").label("a", "2").build())
                                .parts(PartSpec.builder().build())
                                .namedPart("z", PartSpec.builder().build())
                                .rangeOf("y", new Span(5, 6))
                                .ports("x", List.of(7, 8))
                                .height(9)
                                .build()"""),
                use("Descriptions", """
                        WholeSpec.builder()
                                .range("1-2")
                                .colours(List.of(Colour.GREEN))
                                .ranges("3-4", "5-6")
                                .part("heavy")
                                .spare(part -> part.weightGrams(1))
                                .onePart(part -> part.weightGrams(2))
                                .weight(3)
                                .namedPart("z", part -> part.weightGrams(4))
                                .namedPart("a", "heavy")
                                .rangeOf("y", "7-8")
                                .depth(5)
                                .build()"""),
                use("Mistakes", """
                        WholeSpec.builder()
                                .number(10)
                                .text(null)
                                .maybeText(null)
                                .range("1")
                                .range((Span) null)
                                .colours(Colour.RED, null)
                                .ranges("1-2", "x", null)
                                .ranges((String[]) null)
                                .numbers((List<Integer>) null)
                                .part("light")
                                .spare((PartSpec) null)
                                .onePart(part -> part.weightGrams(0))
                                .onePart(part -> part.colour(null))
                                .namedPart("a", part -> part.label("l", "1").label("l", "2").label("m", null).label("n", ""))
                                .namedPart("a", part -> part.weightGrams(101))
                                .namedPart("b", (java.util.function.Consumer<PartSpecBuilder>) null)
                                .namedPart(null, "heavy")
                                .namedPart("c", "light")
                                .rangeOf("d", "1-2")
                                .rangeOf("d", "1-2")
                                .ports("e", Arrays.asList(1, null))
                                .build()"""),
                use("Follows", "WholeSpec.builder().number(7).range(\"none\").build()"),
                use("Keys", """
                        new Object() {
                            private final SpecBuilder<?> builder = WholeSpec.builder();
                            private final SpecKeys keys = SpecKeys.of(builder);

                            @Override
                            public String toString() {
                                set("rangesByName", new LinkedHashMap<>(Map.of("a", parsed("rangesByName", "1-2"))));
                                set("ranges", List.of(parsed("ranges", "3-4")));
                                set("spare", keys.nested(keys.find("spare").orElseThrow()).unchecked());
                                set("maybe", 3);
                                set("depth", 4);
                                return keys.names() + "\\n" + keys.find("flags") + ", " + keys.refusal("size").orElseThrow() + "\\n"
                                        + keys.isHarmless("size", "0") + keys.isHarmless("size", "1") + "\\n"
                                        + keys.find("portsByName").orElseThrow().type().item().orElseThrow().wanted() + "\\n"
                                        + keys.find("colours").orElseThrow().type().item().orElseThrow().wanted() + "\\n"
                                        + keys.find("part").orElseThrow().type().wanted() + "\\n"
                                        + builder.unchecked();
                            }

                            private void set(String key, Object value) {
                                keys.set(keys.find(key).orElseThrow(), value);
                            }

                            private Object parsed(String key, String text) {
                                return keys.parsed(keys.find(key).orElseThrow(), text);
                            }
                        }"""));
        assertThat(compiled.problems()).isEmpty();
    }

    private static String use(String name, String expression) {
        return """
                package wholes;

                import dev.mullion.core.spec.*;
                import java.util.*;
                import parts.*;

                public class %s implements java.util.concurrent.Callable<String> {
                    @Override
                    public String call() {
                        try {
                            return (%s).toString();
                        } catch (SpecException e) {
                            return e.getMessage();
                        }
                    }
                }
                """.formatted(name, expression);
    }

    @Test
    void whatNobodyGaveIsItsDefault() {
        assertThat(compiled.call("wholes.Nothing"))
                .isEqualTo("WholeSpec[flag=true, number=0, large=-9000000000, "
                        + "text=$, maybe=Optional.empty, maybeText=Optional.empty, "
                        + "range=Optional.empty, "
                        + "colours=[RED, BLUE], numbers=[], ranges=[], "
                        + "part=PartSpec[weightGrams=5, colour=GREEN, labels={}], "
                        + "spare=Optional.empty, "
                        + "parts=[], "
                        + "named={}, "
                        + "rangesByName={}, "
                        + "portsByName={}, "
                        + "inner=InnerSpec[depth=3, height=Optional.empty]]");
    }

    @Test
    void valuesArriveAtTheirComponents() {
        assertThat(compiled.call("wholes.Values"))
                .isEqualTo("WholeSpec[flag=false, number=1, large=2, "
                        + "text=t, maybe=Optional[3], maybeText=Optional[m], "
                        + "range=Optional[Span[from=1, to=2]], "
                        + "colours=[GREEN], numbers=[4, 5], ranges=[Span[from=3, to=4]], "
                        + "part=PartSpec[weightGrams=5, colour=GREEN, labels={b=1, a=2}], "
                        + "spare=Optional.empty, "
                        + "parts=[PartSpec[weightGrams=5, colour=GREEN, labels={}]], "
                        + "named={z=PartSpec[weightGrams=5, colour=GREEN, labels={}]}, "
                        + "rangesByName={y=Span[from=5, to=6]}, "
                        + "portsByName={x=[7, 8]}, "
                        + "inner=InnerSpec[depth=3, height=Optional[9]]]");
    }

    @Test
    void textsAndDescriptionsBecomeValues() {
        assertThat(compiled.call("wholes.Descriptions"))
                .isEqualTo("WholeSpec[flag=true, number=0, large=-9000000000, "
                        + "text=$, maybe=Optional.empty, maybeText=Optional.empty, "
                        + "range=Optional[Span[from=1, to=2]], "
                        + "colours=[GREEN], numbers=[], ranges=[Span[from=3, to=4], Span[from=5, to=6]], "
                        + "part=PartSpec[weightGrams=100, colour=GREEN, labels={}], "
                        + "spare=Optional[PartSpec[weightGrams=1, colour=GREEN, labels={}]], "
                        + "parts=[PartSpec[weightGrams=2, colour=GREEN, labels={}], PartSpec[weightGrams=3, colour=GREEN, labels={}]], "
                        + "named={z=PartSpec[weightGrams=4, colour=GREEN, labels={}], a=PartSpec[weightGrams=100, colour=GREEN, labels={}]}, "
                        + "rangesByName={y=Span[from=7, to=8]}, "
                        + "portsByName={}, "
                        + "inner=InnerSpec[depth=5, height=Optional.empty]]");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThat(compiled.call("wholes.Mistakes")).isEqualTo("""
                        colours[1]: has no value; use RED, GREEN or BLUE, or leave it out
                        maybeText: has no value; use text, or leave it out
                        named: has an entry whose key is null; use text
                        named.a: duplicate key "a"; use another
                        named.a.labels.l: duplicate key "l"; use another
                        named.a.labels.m: has no value; use text, or leave it out
                        named.a.labels.n: is empty
                        named.b: has no value; use a map, or leave it out
                        named.c: got "light"; use heavy or a map
                        number: got 10; use 9 or less
                        numbers: has no value; use a list, or leave it out
                        part: got "light"; use heavy or a map
                        parts[0].weightGrams: got 0; use 1 to 100
                        parts[1].colour: has no value; use RED, GREEN or BLUE, or leave it out
                        portsByName.e[1]: has no value; use a whole number, or leave it out
                        range: got "1"; use a range, such as 1-5
                        range: has no value; use text, or leave it out
                        ranges: has no value; use a list, or leave it out
                        rangesByName.d: duplicate key "d"; use another
                        ranges[1]: got "x"; use a range, such as 1-5
                        ranges[2]: has no value; use text, or leave it out
                        spare: has no value; use text or a map, or leave it out
                        text: has no value; use text, or leave it out""");
    }

    @Test
    void whatOnlyFollowsFromARefusedValueIsNotTold() {
        assertThat(compiled.call("wholes.Follows")).isEqualTo("""
                        range: got "none"; use a range, such as 1-5""");
    }

    @Test
    void keysAreFoundByTheirNames() {
        assertThat(compiled.call("wholes.Keys")).isEqualTo("""
                        [flag, number, large, text, maybe, maybeText, range, colours, numbers, ranges, part, spare, parts, named, rangesByName, portsByName, depth, height]
                        Optional.empty, is called number here; use that
                        truefalse
                        use a list
                        use RED, GREEN or BLUE
                        use text or a map
                        WholeSpec[flag=true, number=0, large=-9000000000, text=$, maybe=Optional[3], maybeText=Optional.empty, range=Optional.empty, colours=[RED, BLUE], numbers=[], ranges=[Span[from=3, to=4]], part=PartSpec[weightGrams=5, colour=GREEN, labels={}], spare=Optional[PartSpec[weightGrams=5, colour=GREEN, labels={}]], parts=[], named={}, rangesByName={a=Span[from=1, to=2]}, portsByName={}, inner=InnerSpec[depth=4, height=Optional.empty]]""");
    }

    @Test
    void textsAndDefaultsAreKeptBesideTheClass() {
        assertThat(compiled.text("wholes/WholeSpec.properties")).isEqualTo("""
                        text=A whole.
                        flag.text=a flag; true when not given
                        flag.default=true
                        number.text=a number
                        large.text=a large number
                        large.default=-9000000000
                        text.text=a text with "quotes" and a \\\\\\\\; a $ when not given
                        text.default=$
                        maybe.text=perhaps a number
                        maybeText.text=perhaps a text
                        range.text=perhaps a range
                        colours.text=colours; red and blue when not given
                        colours.default=RED, BLUE
                        numbers.text=numbers
                        ranges.text=ranges
                        part.text=a part
                        spare.text=another
                        parts.text=all parts
                        named.text=parts by name
                        rangesByName.text=ranges by name
                        portsByName.text=numbers by name
                        depth.text=how deep; 1 when not given
                        depth.default=3
                        height.text=how high, in \\u00B5m
                        """);
    }

    /** The record's own, and that of a record that was compiled before. */
    @Test
    void methodsSayWhatTheRecordSays() {
        assertThat(compiled.comments("parts.PartSpecBuilder", "weightGrams"))
                .containsExactly("how heavy, 1 to 100 g; 5 when\nnot given, since most are");
        assertThat(compiled.comments("parts.PartSpecBuilder", "label"))
                .containsExactly("labels\n\n<p>Adds one; they keep the order of the calls.");
        assertThat(compiled.comments("wholes.WholeSpecBuilder", "spare"))
                .containsExactly("another", "another", "another");
        assertThat(compiled.comments("wholes.WholeSpecBuilder", "height")).containsExactly("how high, in \u00B5m");
        assertThat(compiled.comments("wholes.WholeSpecBuilder", "text"))
                .containsExactly("a text with \"quotes\" and a \\\\; a $ when not given");
    }
}
