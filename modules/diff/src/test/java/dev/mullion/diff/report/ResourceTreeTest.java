package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.diff.ResourceChange;
import dev.mullion.plan.Urns;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResourceTreeTest {
    @Test
    void parentsThatStayStandOnTheWayOnce() {
        Comparison comparison = (Comparison) SampleReports.below().stacks().get(0);

        assertThat(lines(comparison))
                .containsExactly(
                        "0 delete old", "0 shop", "1 web", "2 update logs", "3 create logs-policy", "0 update tagged");
    }

    @Test
    void statesTellOfAllParents() throws IOException {
        Report report = Objects.requireNonNull(RealReports.all().get("ecs-export-before.json ecs-export-after.json"));

        assertThat(lines((Comparison) report.stacks().get(0)))
                .containsExactly(
                        "0 storefront",
                        "1 storefront-general",
                        "2 storefront-general",
                        "3 update storefront-general-launch-template",
                        "2 update storefront-general-auto-scaling-group");
    }

    @Test
    void circleOfParentsEnds() {
        assertThat(lines(of(child("a", "b"), child("b", "a"), child("c", "c"))))
                .containsExactly("0 update b", "1 update a", "0 update c");
    }

    @Test
    void twoChangesOfOneUrnStandTogether() {
        assertThat(lines(of(child("a", "p"), child("p", "q"), child("p", "q"))))
                .containsExactly("0 q", "1 update p", "1 update p", "2 update a");
    }

    @Test
    void deepTreeIsReadWithoutRecursion() {
        ResourceChange[] chain = IntStream.range(0, 20_000)
                .mapToObj(i -> child("n" + i, "n" + (i + 1)))
                .toArray(ResourceChange[]::new);

        assertThat(lines(of(chain))).hasSize(20_001).last().isEqualTo("20000 update n0");
    }

    private static ResourceChange child(String name, String parent) {
        return new ResourceChange(
                "update",
                SampleReports.urn("a:b:C", name),
                "a:b:C",
                name,
                Optional.of(SampleReports.urn("a:b:C", parent)),
                List.of(),
                List.of(),
                List.of(SampleReports.update("a", "1", "2")));
    }

    private static Comparison of(ResourceChange... changes) {
        return new Comparison(
                "shop",
                "dev",
                new TreeMap<>(Map.of("update", changes.length)),
                List.of(),
                List.of(changes),
                List.of(),
                List.of(),
                List.of());
    }

    private static List<String> lines(Comparison comparison) {
        return ResourceTree.rows(comparison).stream()
                .map(row -> row.depth() + " "
                        + row.change().map(change -> change.operation() + " ").orElse("") + Urns.name(row.urn()))
                .toList();
    }
}
