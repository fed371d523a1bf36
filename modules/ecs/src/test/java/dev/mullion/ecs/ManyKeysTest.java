package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nobody reads the names of a thousand keys, and a stranger's file has a message with them for each of thousands of values. */
class ManyKeysTest {
    @Test
    void ofACircleTheFirstTenAreTold() {
        assertThat(problems(service("containers: "
                        + map(12, i -> container("dependsOn: [{container: c" + (i + 1) % 12 + "}, {container: c0}]")))))
                .filteredOn(line -> line.contains("c9 -> 2 more"))
                .hasSize(2)
                .allMatch(line -> line.endsWith(
                        "c0.dependsOn: waits in a circle (c0 -> c1 -> c2 -> c3 -> c4 -> c5 -> c6 -> c7 -> c8 -> c9 -> 2 more"
                                + " -> c0); leave out one of the waits"));
    }

    @Test
    void ofManyCapacitiesTheFirstTenAreTold() {
        assertThat(problems("capacity: " + map(30, i -> "{instanceTypes: [m6i.large]}")
                        + "\nservices: {web: {capacity: x, containers: {app: " + container("cpu: 64") + "}}}"))
                .anyMatch(line -> line.endsWith(
                        "services.web.capacity: got \"x\"; use a key of capacity: c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 and 20"
                                + " more"));
    }

    private static String container(String more) {
        return "{image: 'r/app:ltsc2022', memoryMib: 512, " + more + "}";
    }

    private static String map(int count, IntFunction<String> value) {
        return IntStream.range(0, count)
                .mapToObj(i -> "c" + i + ": " + value.apply(i))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String service(String keys) {
        return "capacity: {general: {instanceTypes: [m6i.large]}}\nservices:\n  web:\n    capacity: general\n"
                + keys.indent(4);
    }

    private static List<String> problems(String cluster) {
        return EcsFile.clusters("shop:\n" + cluster.indent(2)).problems();
    }
}
