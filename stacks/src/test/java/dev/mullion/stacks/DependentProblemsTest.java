package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules that read another value than the one they refuse. Where that value can not be read, a default stands in for it,
 * and what follows from the default is no news; a value that a rule does not read hides nothing.
 */
class DependentProblemsTest {
    @ParameterizedTest
    @MethodSource("rules")
    void isNoNewsWhereTheOtherValueIsBroken(Rule rule) {
        assertThat(rule.problems(rule.key, rule.there))
                .singleElement()
                .asString()
                .startsWith(rule.problem);

        assertThat(rule.problems(rule.broken, rule.there))
                .singleElement()
                .asString()
                .contains(": got ");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isSaidWhereAnotherValueIsBroken(Rule rule) {
        List<String> problems = rule.problems(rule.key, rule.elsewhere);

        assertThat(problems).hasSize(2).anyMatch(line -> line.startsWith(rule.problem));
    }

    /**
     * A rule and a value that it depends on.
     *
     * @param problem where and with which words it refuses
     * @param key the other key as the rule needs it; empty where it needs that one left out
     * @param broken the same key with a value of another type
     * @param there the same key of another entry, where that needs one
     * @param elsewhere a broken key of another entry
     * @param file a stack file with the places {@code <here>} and {@code <there>}
     */
    record Rule(String problem, String key, String broken, String there, String elsewhere, String file) {
        static Rule of(String block) {
            Map<String, String> head = new LinkedHashMap<>();
            Map<String, String> sections = new LinkedHashMap<>();
            sections.put("aws:region", "eu-west-1");
            sections.put("mullion:network", "{availabilityZones: [eu-west-1a, eu-west-1b]}");
            StringBuilder cluster = new StringBuilder();
            block.lines().forEach(line -> {
                String key = line.replaceFirst(": .*", "");
                String value = line.replaceFirst(".*?: ", "");
                if (List.of("problem", "key", "broken", "there", "elsewhere").contains(key)) {
                    head.put(key, value);
                } else if (key.contains(":")) {
                    sections.put(key, value);
                } else {
                    cluster.append(cluster.isEmpty() ? "" : ", ").append(line);
                }
            });
            sections.putIfAbsent("mullion:ecs", "{shop: {" + cluster + "}}");
            StringBuilder file = new StringBuilder("config:\n");
            sections.forEach((key, value) ->
                    file.append("  ").append(key).append(": ").append(value).append('\n'));
            String broken = Objects.requireNonNull(head.get("broken"));
            return new Rule(
                    Objects.requireNonNull(head.get("problem")),
                    head.getOrDefault("key", ""),
                    broken,
                    head.getOrDefault("there", ""),
                    head.getOrDefault("elsewhere", broken),
                    file.toString()
                            .replace("TYPES", "instanceTypes: [m6i.large]")
                            .replace("APP", "image: 'r/app:3', cpu: 256, memoryMib: 512"));
        }

        List<String> problems(String here, String there) {
            String text = filled(filled(file, "<here>", here), "<there>", there);
            return StackFile.of(text).problems().stream()
                    .map(line -> line.replaceFirst("^Pulumi\\.dev\\.yaml:\\d+:\\d+: mullion:(ecs\\.)?(shop\\.)?", ""))
                    .toList();
        }

        private static String filled(String text, String place, String keys) {
            return keys.isEmpty()
                    ? text.replace(", " + place, "").replace(place + ", ", "").replace(place, "")
                    : text.replace(place, keys);
        }

        @Override
        public String toString() {
            return problem + " (" + broken + ")";
        }
    }

    static Stream<Rule> rules() {
        try (InputStream in = DependentProblemsTest.class.getResourceAsStream("/dependent-problems.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.strip().split("\n\n+"))
                    .filter(block -> !block.startsWith("#"))
                    .map(Rule::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
