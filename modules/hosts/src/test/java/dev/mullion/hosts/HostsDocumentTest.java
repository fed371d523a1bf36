package dev.mullion.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of docs/hosts.md are those of the code. */
class HostsDocumentTest {
    private static final Pattern STEP = Pattern.compile("`([A-Z][a-z]+-[A-Z][A-Za-z]+)`");
    private static final Pattern KEY = Pattern.compile("`([a-z][A-Za-z0-9]*)`");

    /** Specs whose keys stand among those of the spec that holds them. */
    private static final Set<String> UNWRAPPED = Set.of("instance", "autoScaling", "tool");

    private final List<String> rows;

    HostsDocumentTest() throws IOException {
        rows = Files.readString(Path.of("../../docs/hosts.md"))
                .lines()
                .filter(line -> line.startsWith("| "))
                .toList();
    }

    @Test
    void everyLineOfTheGuidesHasAStepThatDoesItOrAReason() {
        List<String> promises =
                rows.stream().filter(row -> row.matches("\\| [BC]\\d+ \\|.*")).toList();

        assertThat(promises.stream().map(row -> row.split(" ", 3)[1]))
                .containsExactlyElementsOf(Stream.concat(
                                IntStream.rangeClosed(1, 22).mapToObj(line -> "B" + line),
                                IntStream.rangeClosed(1, 11).mapToObj(line -> "C" + line))
                        .toList());
        Set<String> steps =
                Arrays.stream(HostBootStep.values()).map(HostBootStep::stepName).collect(Collectors.toSet());
        for (String promise : promises) {
            String done = promise.split(" \\| ", 3)[2];
            List<String> named =
                    STEP.matcher(done).results().map(found -> found.group(1)).toList();
            assertThat(steps).as(promise).containsAll(named);
            assertThat(!named.isEmpty() || done.startsWith("not done: "))
                    .as(promise)
                    .isTrue();
        }
    }

    @Test
    void everyStepHasItsRow() {
        assertThat(rows.stream()
                        .filter(row -> row.matches("\\| [789]\\d \\| `.*"))
                        .map(row -> row.split(" \\| ", 3))
                        .map(cells -> cells[0].substring(2) + " " + cells[1].replace("`", "")))
                .containsExactlyElementsOf(Arrays.stream(HostBootStep.values())
                        .sorted((one, other) -> one.exitCode() - other.exitCode())
                        .map(step -> step.exitCode() + " " + step.stepName())
                        .toList());
    }

    @Test
    void everyKeyHasItsRow() {
        Set<String> documented = rows.stream()
                .map(row -> row.split(" \\| ", 2)[0])
                .flatMap(cell -> KEY.matcher(cell).results().map((MatchResult found) -> found.group(1)))
                .collect(Collectors.toSet());

        assertThat(documented)
                .containsAll(keys(WindowsContainerHostsSpec.class).toList())
                .containsAll(keys(ContainerNetworkSpec.class).toList())
                .containsAll(keys(BuildkitSpec.class).toList())
                .containsAll(keys(BuildkitEndpointSpec.class).toList());
        String all = String.join("\n", rows);
        Stream.of(
                        ToolSpec.class,
                        ProxySpec.class,
                        PrePullSpec.class,
                        HostLogsSpec.class,
                        BuildkitGroupSpec.class,
                        BuildkitGcSpec.class,
                        BuildkitHistorySpec.class,
                        BuildkitTlsSpec.class,
                        S3CacheSpec.class)
                .flatMap(HostsDocumentTest::keys)
                .forEach(key -> assertThat(all).as(key).containsPattern("\\b" + key + "\\b"));
    }

    private static Stream<String> keys(Class<?> spec) {
        return Arrays.stream(spec.getRecordComponents())
                .flatMap((RecordComponent component) -> UNWRAPPED.contains(component.getName())
                        ? keys(component.getType())
                        : Stream.of(component.getName()));
    }
}
