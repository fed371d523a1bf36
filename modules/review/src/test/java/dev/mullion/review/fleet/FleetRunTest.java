package dev.mullion.review.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.spec.UserException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("adversary")
class FleetRunTest {
    /** Java's patterns take some stack for each repeat of a choice. */
    private static final Pattern CHOICES = Pattern.compile("(?:a|b)*");

    private static final int LONG = 1_000_000;

    /** Whatever the data of one stack brings our code to. */
    private static FleetRow work(FleetStack stack) throws IOException {
        switch (stack.stack()) {
            case "deep" ->
                assertThat(CHOICES.matcher("a".repeat(LONG)).matches()).isTrue();
            case "defect" -> throw new IllegalStateException("hunter2");
            case "large" -> assertThat(new long[Integer.MAX_VALUE]).isEmpty();
            case "gone" -> throw new NoSuchFileException("Pulumi.gone.yaml");
            case "refused" -> throw new UserException("a\nb");
            default -> {}
        }
        return FleetRow.well(stack, List.of());
    }

    @Test
    void whateverEndsTheWorkOnOneStackIsToldOfItAlone() throws IOException {
        List<FleetStack> stacks = Stream.of("deep", "defect", "dev", "gone", "large", "refused")
                .map(name -> new FleetStack(Path.of("shop"), "shop", name))
                .toList();
        Fleet fleet = new Fleet(stacks, new StackReferences(List.of()), List.of());

        List<FleetRow> rows = new ArrayList<>();
        boolean whole = FleetRun.over(fleet, FleetRunTest::work, rows::add);

        assertThat(whole).isFalse();
        assertThat(rows)
                .extracting(row -> row.stack().stack())
                .containsExactlyElementsOf(
                        stacks.stream().map(FleetStack::stack).toList());
        assertThat(rows.get(0).problems())
                .containsExactly("mullion: what it was given is nested, or goes on, deeper than Java's stack reaches");
        // With no message of an exception, which may quote a secret.
        assertThat(rows.get(1).problems())
                .singleElement()
                .satisfies(
                        line -> assertThat(line)
                                .matches(
                                        "mullion: a defect, please report it: java\\.lang\\.IllegalStateException at "
                                                + "(?:app//)?dev\\.mullion\\.review\\.fleet\\.FleetRunTest\\.work\\(FleetRunTest\\.java:\\d+\\)"));
        assertThat(rows.get(2).problems()).isEmpty();
        assertThat(rows.get(3).problems()).containsExactly("mullion: Pulumi.gone.yaml: no such file or directory");
        assertThat(rows.get(4).problems()).singleElement().satisfies(line -> assertThat(line)
                .matches("mullion: takes more memory than the \\d+ MiB that Java has here"));
        assertThat(rows.get(5).problems()).containsExactly("a", "b");
    }
}
