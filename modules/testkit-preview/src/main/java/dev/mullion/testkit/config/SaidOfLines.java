package dev.mullion.testkit.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A case of a table: lines of one component, what they are refused for and what they are warned of. Empty lines stand between
 * cases; a block of comments is none.
 *
 * @param problems what they are refused for, in any order
 * @param warnings what they are warned of, in any order
 * @param lines of the component, and whole sections beside it
 */
public record SaidOfLines(List<String> problems, List<String> warnings, String lines) {
    private static final String PROBLEM = "problem: ";
    private static final String WARNING = "warning: ";

    /** The cases of a table. */
    public static Stream<SaidOfLines> read(Class<?> test, String resource) {
        try (InputStream in = test.getResourceAsStream(resource)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.strip().split("\n\n+"))
                    .filter(block -> !block.startsWith("#"))
                    .map(SaidOfLines::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SaidOfLines of(String block) {
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : block.split("\n", -1)) {
            if (line.startsWith(PROBLEM)) {
                problems.add(line.substring(PROBLEM.length()));
            } else if (line.startsWith(WARNING)) {
                warnings.add(line.substring(WARNING.length()));
            } else {
                lines.add(line);
            }
        }
        return new SaidOfLines(problems, warnings, String.join("\n", lines));
    }

    /**
     * Fails unless that is said, word by word.
     *
     * @param saidProblems what lines are refused for, by paths that start at the component
     * @param saidWarnings what lines are warned of
     */
    public void isSaid(Function<String, List<String>> saidProblems, Function<String, List<String>> saidWarnings) {
        assertThat(saidProblems.apply(lines)).containsExactlyInAnyOrderElementsOf(problems);
        if (problems.isEmpty()) {
            assertThat(saidWarnings.apply(lines)).containsExactlyInAnyOrderElementsOf(warnings);
        }
    }

    /**
     * A stack file of such lines.
     *
     * @param component the section and the component's key, such as {@code mullion:eks: shop}
     * @param network the section of the network, where the lines have none
     */
    public static String file(String lines, String component, String network) {
        Map<Boolean, List<String>> parts = lines.lines()
                .filter(Predicate.not(String::isBlank))
                .collect(Collectors.partitioningBy(line -> line.startsWith("mullion:")));
        List<String> sections = new ArrayList<>(Objects.requireNonNull(parts.get(true)));
        sections.add("aws:region: eu-west-1");
        int end = component.lastIndexOf(' ');
        sections.add(component.substring(0, end) + " {" + component.substring(end + 1) + ": {"
                + String.join(", ", Objects.requireNonNull(parts.get(false))) + "}}");
        if (!lines.contains("mullion:network: ")) {
            sections.add("mullion:network: " + network);
        }
        return "config:\n" + String.join("\n", sections).indent(2);
    }

    /** What is said, without its position, from the component on. */
    public static List<String> shown(List<String> said, String section, String component) {
        return said.stream()
                .map(line -> line.replaceFirst(
                        "^Pulumi\\.dev\\.yaml:\\d+:\\d+: (warning )?((?:[A-Z0-9]{3}\\d{3}: )?)mullion:(?:" + section
                                + "\\." + component + "[.:] ?)?",
                        "$2"))
                .toList();
    }

    @Override
    public String toString() {
        return lines.replace('\n', ' ');
    }
}
