package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.report.GraphLayout.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GraphLayoutTest {
    @Test
    void whatIsNeededStandsToTheLeft() {
        GraphLayout layout = new GraphLayout(4, List.of(new Edge(2, 0), new Edge(0, 3), new Edge(2, 1)));

        assertThat(layout.x(2)).isLessThan(layout.x(0));
        assertThat(layout.x(0)).isLessThan(layout.x(3));
        assertThat(layout.x(2)).isLessThan(layout.x(1));
    }

    @Test
    void edgesThatOthersImplyAreLeftOut() {
        GraphLayout layout = new GraphLayout(3, List.of(new Edge(0, 1), new Edge(1, 2), new Edge(0, 2)));

        assertThat(layout.edges()).containsExactly(new Edge(0, 1), new Edge(1, 2));
    }

    @Test
    void circlesAreCutOpen() {
        GraphLayout layout =
                new GraphLayout(3, List.of(new Edge(0, 1), new Edge(1, 2), new Edge(2, 0), new Edge(1, 1)));

        assertThat(layout.edges()).containsExactly(new Edge(0, 1), new Edge(1, 2));
    }

    @Test
    void nodesNeverCoverEachOtherAndStayInThePicture() {
        Random random = new Random(7);
        for (int round = 0; round < 40; round++) {
            int nodes = 1 + random.nextInt(150);
            List<Edge> edges = new ArrayList<>();
            for (int i = random.nextInt(3 * nodes); i > 0; i--) {
                edges.add(new Edge(random.nextInt(nodes), random.nextInt(nodes)));
            }
            GraphLayout layout = new GraphLayout(nodes, edges);

            for (int a = 0; a < nodes; a++) {
                assertThat(layout.x(a)).isBetween(0, layout.width() - GraphLayout.NODE_WIDTH);
                assertThat(layout.y(a)).isBetween(0, layout.height() - GraphLayout.NODE_HEIGHT);
                for (int b = 0; b < a; b++) {
                    assertThat(layout.x(a) != layout.x(b)
                                    || Math.abs(layout.y(a) - layout.y(b)) > GraphLayout.NODE_HEIGHT)
                            .isTrue();
                }
            }
            assertThat(layout.routes()).hasSameSizeAs(layout.edges());
        }
    }
}
