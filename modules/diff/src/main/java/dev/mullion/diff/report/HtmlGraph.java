package dev.mullion.diff.report;

import dev.mullion.core.text.Visible;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.report.GraphLayout.Edge;
import dev.mullion.diff.report.GraphLayout.Route;
import dev.mullion.plan.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The resources that change, what each needs to its left; a picture that is also a list of links. */
final class HtmlGraph {
    private static final int MAX_NODES = 150;
    private static final int MAX_OPEN = 30;
    private static final int MARGIN = 12;

    final HtmlStack stack;

    /** How many resources are in the picture. */
    final int size;

    private final Set<Edge> parents = new HashSet<>();
    private final GraphLayout layout;

    HtmlGraph(HtmlStack stack) {
        this.stack = stack;
        // The gravest are in front, so they are never those that are left out.
        this.size = Math.min(stack.changes.size(), MAX_NODES);
        this.layout = new GraphLayout(size, edges());
    }

    /** An arrow. */
    record Arrow(String path, boolean toChild) {}

    /**
     * A resource.
     *
     * @param state what happens to it
     * @param x of the upper left corner
     */
    record Node(String id, HtmlOperation operation, String state, String fullName, String fullType, int x, int y) {
        private static final int MAX_NAME = 25;
        private static final int MAX_TYPE = 25;

        String title() {
            return state + ": " + fullName + "\n" + fullType;
        }

        String name() {
            return cut(fullName, MAX_NAME);
        }

        String type() {
            return cut(fullType, MAX_TYPE);
        }

        /** The end of a name tells more than its middle. */
        private static String cut(String text, int maxLength) {
            if (text.length() <= maxLength) {
                return text;
            }
            int head = Visible.whole(text, maxLength / 2);
            int tail = Visible.whole(text, text.length() - maxLength / 2);
            return text.substring(0, head) + "\u2026" + text.substring(tail);
        }
    }

    /** Whether there is something that connects. */
    boolean drawn() {
        return !layout.edges().isEmpty();
    }

    /** Whether it is shown from the start: of what is all new, or all gone, the list tells as much, and a large one is for a second look. */
    boolean open() {
        return size <= MAX_OPEN && !all(Operation.CREATE) && !all(Operation.DELETE);
    }

    private boolean all(Operation operation) {
        return stack.changes.stream().allMatch(change -> change.is(operation));
    }

    int width() {
        return layout.width() + 2 * MARGIN;
    }

    int height() {
        return layout.height() + 2 * MARGIN;
    }

    List<Arrow> arrows() {
        return layout.routes().stream()
                .map(route -> new Arrow(path(route), parents.contains(route.edge())))
                .toList();
    }

    List<Node> nodes() {
        return IntStream.range(0, size).mapToObj(this::node).toList();
    }

    private Node node(int index) {
        ResourceChange change = stack.changes.get(index);
        return new Node(
                stack.resourceId(index),
                HtmlOperation.of(change.operation()),
                Wording.operation(change),
                change.name(),
                Wording.type(change.type()),
                layout.x(index) + MARGIN,
                layout.y(index) + MARGIN);
    }

    private List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            ResourceChange change = stack.changes.get(i);
            Set<String> needs = new HashSet<>();
            for (String urn : change.dependencies()) {
                Optional<Integer> from = node(urn);
                if (from.isPresent() && needs.add(urn)) {
                    edges.add(new Edge(from.get(), i));
                }
            }
            Optional<Integer> parent =
                    change.parent().filter(urn -> !needs.contains(urn)).flatMap(this::node);
            if (parent.isPresent()) {
                Edge edge = new Edge(parent.get(), i);
                edges.add(edge);
                parents.add(edge);
            }
        }
        return edges;
    }

    private Optional<Integer> node(String urn) {
        return stack.index(urn).filter(index -> index < size);
    }

    /** Curves that leave and reach each layer level. */
    private static String path(Route route) {
        List<int[]> points = route.points();
        int x = points.get(0)[0] + MARGIN + GraphLayout.NODE_WIDTH;
        int y = points.get(0)[1] + MARGIN;
        StringBuilder path = new StringBuilder("M" + x + " " + y);
        for (int i = 1; i < points.size(); i++) {
            int nextX = points.get(i)[0] + MARGIN;
            int nextY = points.get(i)[1] + MARGIN;
            int bend = (x + nextX) / 2;
            path.append("C" + bend + " " + y + " " + bend + " " + nextY + " " + nextX + " " + nextY);
            x = nextX;
            y = nextY;
            if (i < points.size() - 1) {
                x += GraphLayout.NODE_WIDTH;
                path.append("H" + x);
            }
        }
        return path.toString();
    }
}
