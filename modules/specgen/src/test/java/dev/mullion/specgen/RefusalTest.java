package dev.mullion.specgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalTest {
    /** Components of a record, and what the processor says of them. */
    private static final Map<String, String> COMPONENTS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "@Default(\"030\") int count", "count got the default 030 of count; use a whole number of 32 bits"),
            Map.entry(
                    "@Default(\"2147483648\") int count",
                    "count got the default 2147483648 of count; use a whole number of 32 bits"),
            Map.entry(
                    "@Default(\"many\") long count",
                    "count got the default many of count; use a whole number of 64 bits"),
            Map.entry("@Default(\"yes\") boolean flag", "flag got the default yes of flag; use true or false"),
            Map.entry("@Default(\"red\") Colour colour", "colour got the default red of colour; use one of RED, BLUE"),
            Map.entry(
                    "@Default({\"RED\", \"PINK\"}) List<Colour> colours",
                    "colours got the default PINK of colours; use one of RED, BLUE"),
            Map.entry(
                    "@Default({\"1\", \"2\"}) int count",
                    "count got the default 1, 2 of count; use one value, or a list's items"),
            Map.entry(
                    "@Default(\"1\") Map<String, Integer> counts",
                    "counts got the default 1 of counts; use one value, or a list's items"),
            Map.entry(
                    "@Default(\"1\") Optional<Integer> count",
                    "count got the default 1 of count; an Optional has none"),
            Map.entry(
                    "@Default(\"x\") PartSpec part",
                    "part got the default x of part; a spec has those of its own keys"),
            Map.entry(
                    "@Default(\"x\") Parsed text",
                    "text got the default x of text; what reads text has none; use an Optional"),
            Map.entry("Colour colour", "colour has no default; use @Default or an Optional"),
            Map.entry("Parsed text", "text has no default; use @Default or an Optional"),
            Map.entry(
                    "Optional<List<String>> words",
                    "words is an Optional of a list or a map; use the list or map, which may be empty"),
            Map.entry("@Range(min = 1, max = 2) String word", "word has a @Range and no number; use it on numbers"),
            Map.entry("@OneOf(\"1, 2\") String word", "word has a @OneOf and no number; use it on numbers"),
            Map.entry(
                    "@Matches(\"a+\") int count",
                    "count has a @Matches and no text; use it on text, or on the class that reads it"),
            Map.entry(
                    "@Matches(\"(?i)a\") String word",
                    "word got \"(?i)a\"; use what JavaScript reads alike: no flags, no class in another, no POSIX names"),
            Map.entry("@KeysMatch(\"a+\") List<String> words", "words has a @KeysMatch and no keys; use it on a map"),
            Map.entry(
                    "@Entries(max = 2) String word",
                    "word has @Entries and none can be in it; use it on a list or a map"),
            Map.entry("double size", unfit("size", "double")),
            Map.entry("Object any", unfit("any", "java.lang.Object")),
            Map.entry("List list", unfit("list", "java.util.List")),
            Map.entry("List<?> list", unfit("list", "?")),
            Map.entry("Map<Integer, String> map", unfit("map", "java.util.Map<java.lang.Integer,java.lang.String>")),
            Map.entry(
                    "Map<String, Map<String, String>> map",
                    unfit("map", "java.util.Map<java.lang.String,java.util.Map<java.lang.String,java.lang.String>>")),
            Map.entry("Unbuilt part", unfit("part", "sample.Unbuilt")),
            Map.entry(
                    "@Singular(\"count\") int counts",
                    "counts has a @Singular and nothing to add; use it on a map or a list of specs"),
            Map.entry(
                    "@Singular(\"word\") List<String> words",
                    "words has a @Singular and nothing to add; use it on a map or a list of specs"),
            Map.entry(
                    "@Singular(\"a part\") List<PartSpec> parts",
                    "parts got the @Singular \"a part\"; use the name of a method"),
            Map.entry(
                    "@Singular(\"part\") List<PartSpec> parts, PartSpec part",
                    "sample.%s has the @Singular \"part\" of parts, which is a key"),
            Map.entry(
                    "@Singular(\"part\") List<PartSpec> parts, @Singular(\"part\") List<PartSpec> others",
                    "sample.%s has the @Singular \"part\" of others, which is that of parts too"),
            Map.entry("int weight, @Unwrapped PartSpec part", "sample.%s has the key weight twice"),
            Map.entry("@Unwrapped Unbuilt part", "part has no keys to unwrap; use a record with @GenerateBuilder"),
            Map.entry("@Unwrapped int part", "part has no keys to unwrap; use a record with @GenerateBuilder"),
            Map.entry(
                    "@Unwrapped(defaults = \"weight=1\") PartSpec part",
                    "part got the default \"weight=1\"; use key: value"),
            Map.entry(
                    "@Unwrapped(defaults = \"height: 1\") PartSpec part",
                    "part got a default of height, which is no key of PartSpec"),
            Map.entry(
                    "@Unwrapped(defaults = \"weight: a\") PartSpec part",
                    "part got the default a of weight; use a whole number of 32 bits")));

    private static String unfit(String name, String type) {
        return name + " has a type that no key can have: " + type
                + "; use a boolean, int, long, String, an enum, a spec with a builder, a class with a static method"
                + " parse(String), or an Optional, a List or a Map<String, ...> of one";
    }

    private static String spec(String name, String header, String body) {
        return """
                package sample;

                import dev.mullion.core.spec.*;
                import java.util.*;

                %s {
                    %s
                    %s
                }
                """.formatted(header, body, name.isEmpty() ? "" : "@Override public void check(Problems problems) {}");
    }

    private static String record(String name, String components) {
        return spec(
                name,
                "@GenerateBuilder record " + name + "(" + components + ") implements Spec",
                "static %sBuilder builder() { return new %sBuilder(); }".formatted(name, name));
    }

    private static final List<String> TYPES = List.of(
            "package sample; enum Colour { RED, BLUE }",
            "package sample; record Parsed(String text) { static Parsed parse(String text) { return new Parsed(text); } }",
            record("PartSpec", "int weight"),
            spec("Unbuilt", "record Unbuilt() implements Spec", ""));

    @Test
    void componentsThatNoBuilderCanHaveAreRefused(@TempDir Path directory) {
        Compiled core = Compiled.core(directory.resolve("core"));
        List<String> sources = new ArrayList<>(TYPES);
        COMPONENTS.keySet().forEach(each -> sources.add(record(name(each), each)));

        Compiled compiled = Compiled.of(directory.resolve("sample"), List.of(core), sources.toArray(String[]::new));

        Map<String, List<String>> refusals = new TreeMap<>();
        Map<String, List<String>> expected = new TreeMap<>();
        COMPONENTS.forEach((components, message) -> {
            refusals.put(components, compiled.refusals(name(components)));
            expected.put(components, List.of(message.formatted(name(components))));
        });
        assertThat(refusals).isEqualTo(expected);
    }

    private static String name(String components) {
        return "Spec" + new ArrayList<>(COMPONENTS.keySet()).indexOf(components);
    }

    @Test
    void recordsThatNoBuilderCanMakeAreRefused(@TempDir Path directory) {
        Compiled core = Compiled.core(directory.resolve("core"));

        Compiled compiled = Compiled.of(
                directory.resolve("sample"),
                List.of(core),
                spec("", "@GenerateBuilder record NoSpec()", ""),
                spec("NoRecord", "@GenerateBuilder final class NoRecord implements Spec", ""),
                spec("NoBuilder", "@GenerateBuilder record NoBuilder() implements Spec", ""),
                spec(
                        "Shorthands",
                        "@GenerateBuilder(shorthands = String.class) record Shorthands() implements Spec",
                        "static ShorthandsBuilder builder() { return new ShorthandsBuilder(); }"),
                """
                package sample;

                import dev.mullion.core.spec.*;

                /**
                 * A public spec.
                 *
                 * @param told what it is
                 */
                @GenerateBuilder
                public record Untold(int told, int untold) implements Spec {
                    public static UntoldBuilder builder() { return new UntoldBuilder(); }
                    @Override public void check(Problems problems) {}
                }
                """);

        String noSpec = " is no spec; use @GenerateBuilder on a record that implements Spec";
        assertThat(compiled.refusals("NoSpec")).containsExactly("sample.NoSpec" + noSpec);
        assertThat(compiled.refusals("NoRecord")).containsExactly("sample.NoRecord" + noSpec);
        assertThat(compiled.refusals("NoBuilder"))
                .containsExactly("sample.NoBuilder gives its builder to nobody; add a static method builder() that"
                        + " returns new NoBuilderBuilder()");
        assertThat(compiled.refusals("Shorthands"))
                .containsExactly("sample.Shorthands has shorthands that are no interface; use an interface of default"
                        + " methods");
        assertThat(compiled.refusals("Untold"))
                .containsExactly("untold has no text; say in the record's @param untold what it is");
    }
}
