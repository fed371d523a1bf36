package dev.mullion.diff.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Places a small graph in layers from left to right, each node behind all that it needs. Pure arithmetic in the order of
 * the nodes: the same graph has the same picture.
 */
final class GraphLayout {
    static final int NODE_WIDTH = 228;
    static final int NODE_HEIGHT = 42;
    private static final int COLUMN = NODE_WIDTH + 56;
    private static final int ROW_GAP = 12;

    /** An edge that passes a layer has a place in it, which is thinner than a node. */
    private static final int PASSAGE_HEIGHT = 10;

    private static final int SWEEPS = 12;
    private static final int MIN_COLUMNS = 4;

    /** An arrow of the graph, from what is needed to what needs it. */
    record Edge(int from, int to) {}

    /** The way of an edge: at each layer that it passes, the x and the y of its middle. */
    record Route(Edge edge, List<int[]> points) {}

    private static final class Cell {
        final int layer;
        final int height;
        final List<Cell> left = new ArrayList<>();
        final List<Cell> right = new ArrayList<>();
        double middle;
        double wish;

        Cell(int layer, int height) {
            this.layer = layer;
            this.height = height;
        }
    }

    private final int nodes;
    private final List<Edge> edges;
    private final int[] layer;
    private final Cell[] cells;
    private final List<List<Cell>> layers = new ArrayList<>();
    private final List<List<Cell>> ways = new ArrayList<>();
    private int width;
    private int height;

    /**
     * Places the nodes.
     *
     * @param nodes how many there are
     * @param wanted edges among them; those that close a circle, and those that others imply, are left out
     */
    GraphLayout(int nodes, List<Edge> wanted) {
        this.nodes = nodes;
        this.layer = new int[nodes];
        this.cells = new Cell[nodes];
        List<List<Integer>> after = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            after.add(new ArrayList<>());
        }
        for (Edge edge : wanted) {
            if (edge.from() != edge.to() && !after.get(edge.from()).contains(edge.to())) {
                after.get(edge.from()).add(edge.to());
            }
        }
        int[] order = order(after);
        this.edges = reduced(after, order);
        layers(order);
        cells();
        sortLayers();
        placeRows();
        placeLoose();
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    List<Edge> edges() {
        return edges;
    }

    int x(int node) {
        return cells[node].layer * COLUMN;
    }

    int y(int node) {
        return (int) Math.round(cells[node].middle - NODE_HEIGHT / 2.0);
    }

    /** The routes of the edges, in their order; each starts at the right of its first node and ends at the left of its last. */
    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            List<int[]> points = new ArrayList<>();
            for (Cell cell : ways.get(i)) {
                points.add(new int[] {cell.layer * COLUMN, (int) Math.round(cell.middle)});
            }
            routes.add(new Route(edges.get(i), points));
        }
        return routes;
    }

    /** Sources first. What leads back to a node on the way is taken out of {@code after}. */
    private int[] order(List<List<Integer>> after) {
        int[] state = new int[nodes];
        int[] order = new int[nodes];
        int[] end = {nodes};
        for (int i = 0; i < nodes; i++) {
            visit(i, after, state, order, end);
        }
        return order;
    }

    private static void visit(int node, List<List<Integer>> after, int[] state, int[] order, int[] end) {
        if (state[node] != 0) {
            return;
        }
        state[node] = 1;
        after.get(node).removeIf(next -> {
            if (state[next] == 1) {
                return true;
            }
            visit(next, after, state, order, end);
            return false;
        });
        state[node] = 2;
        order[--end[0]] = node;
    }

    /** The edges without those that a longer way implies. */
    private static List<Edge> reduced(List<List<Integer>> after, int[] order) {
        int[] rank = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            rank[order[i]] = i;
        }
        BitSet[] reach = new BitSet[order.length];
        List<Edge> kept = new ArrayList<>();
        for (int i = order.length - 1; i >= 0; i--) {
            int from = order[i];
            BitSet reached = new BitSet(order.length);
            List<Integer> nearest = new ArrayList<>(after.get(from));
            nearest.sort(Comparator.comparingInt(to -> rank[to]));
            for (int to : nearest) {
                if (!reached.get(to)) {
                    kept.add(new Edge(from, to));
                    reached.set(to);
                    reached.or(reach[to]);
                }
            }
            reach[from] = reached;
        }
        kept.sort(Comparator.comparingInt(Edge::from).thenComparingInt(Edge::to));
        return kept;
    }

    /** As far left as what a node needs allows; then sources as far right as what needs them allows. */
    private void layers(int[] order) {
        int[][] after = new int[nodes][];
        boolean[] needs = new boolean[nodes];
        for (int i = 0; i < nodes; i++) {
            int from = i;
            after[i] = edges.stream()
                    .filter(edge -> edge.from() == from)
                    .mapToInt(Edge::to)
                    .toArray();
        }
        for (int node : order) {
            for (int to : after[node]) {
                layer[to] = Math.max(layer[to], layer[node] + 1);
                needs[to] = true;
            }
        }
        for (int node = 0; node < nodes; node++) {
            if (!needs[node] && after[node].length > 0) {
                layer[node] =
                        Arrays.stream(after[node]).map(to -> layer[to]).min().getAsInt() - 1;
            }
        }
    }

    private void cells() {
        boolean[] tied = new boolean[nodes];
        for (Edge edge : edges) {
            tied[edge.from()] = true;
            tied[edge.to()] = true;
        }
        for (int i = 0; i < nodes; i++) {
            cells[i] = new Cell(layer[i], NODE_HEIGHT);
            if (tied[i]) {
                row(layer[i]).add(cells[i]);
            }
        }
        for (Edge edge : edges) {
            List<Cell> way = new ArrayList<>(List.of(cells[edge.from()]));
            for (int i = layer[edge.from()] + 1; i < layer[edge.to()]; i++) {
                Cell passage = new Cell(i, PASSAGE_HEIGHT);
                row(i).add(passage);
                way.add(passage);
            }
            way.add(cells[edge.to()]);
            for (int i = 1; i < way.size(); i++) {
                way.get(i - 1).right.add(way.get(i));
                way.get(i).left.add(way.get(i - 1));
            }
            ways.add(way);
        }
    }

    private List<Cell> row(int index) {
        while (layers.size() <= index) {
            layers.add(new ArrayList<>());
        }
        return layers.get(index);
    }

    /** Each cell near the middle of its neighbours, to and fro, so that few edges cross. */
    private void sortLayers() {
        layers.forEach(GraphLayout::number);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean rightwards = sweep % 2 == 0;
            for (int i = 0; i < layers.size(); i++) {
                List<Cell> cells = layers.get(rightwards ? i : layers.size() - 1 - i);
                for (Cell cell : cells) {
                    cell.wish = average(rightwards ? cell.left : cell.right, cell.middle);
                }
                cells.sort(Comparator.comparingDouble(cell -> cell.wish));
                number(cells);
            }
        }
    }

    private static void number(List<Cell> cells) {
        for (int i = 0; i < cells.size(); i++) {
            cells.get(i).middle = i;
        }
    }

    private static double average(List<Cell> neighbours, double otherwise) {
        return neighbours.stream().mapToDouble(cell -> cell.middle).average().orElse(otherwise);
    }

    private void placeRows() {
        for (List<Cell> cells : layers) {
            cells.forEach(cell -> cell.wish = 0);
            settle(cells);
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean rightwards = sweep % 2 == 0;
            for (int i = 0; i < layers.size(); i++) {
                List<Cell> cells = layers.get(rightwards ? i : layers.size() - 1 - i);
                for (Cell cell : cells) {
                    cell.wish = average(rightwards ? cell.left : cell.right, cell.middle);
                }
                settle(cells);
            }
        }
        double top = layers.stream()
                .flatMap(List::stream)
                .mapToDouble(cell -> cell.middle - cell.height / 2.0)
                .min()
                .orElse(0);
        layers.stream().flatMap(List::stream).forEach(cell -> cell.middle -= top);
        height = (int) Math.ceil(layers.stream()
                .flatMap(List::stream)
                .mapToDouble(cell -> cell.middle + cell.height / 2.0)
                .max()
                .orElse(0));
        width = layers.isEmpty() ? 0 : (layers.size() - 1) * COLUMN + NODE_WIDTH;
    }

    /** Near their wishes in their order: half-way between where they come pushed down and where they come pushed up. */
    private static void settle(List<Cell> cells) {
        double[] down = new double[cells.size()];
        double[] up = new double[cells.size()];
        for (int i = 0; i < cells.size(); i++) {
            double wish = cells.get(i).wish;
            down[i] = i == 0 ? wish : Math.max(wish, down[i - 1] + apart(cells.get(i - 1), cells.get(i)));
        }
        for (int i = cells.size() - 1; i >= 0; i--) {
            double wish = cells.get(i).wish;
            up[i] = i == cells.size() - 1 ? wish : Math.min(wish, up[i + 1] - apart(cells.get(i), cells.get(i + 1)));
        }
        for (int i = 0; i < cells.size(); i++) {
            cells.get(i).middle = (down[i] + up[i]) / 2;
        }
    }

    private static double apart(Cell above, Cell below) {
        return (above.height + below.height) / 2.0 + ROW_GAP;
    }

    /** What nothing ties stands in rows below the rest. */
    private void placeLoose() {
        boolean[] tied = new boolean[nodes];
        edges.forEach(edge -> {
            tied[edge.from()] = true;
            tied[edge.to()] = true;
        });
        int columns = Math.max(layers.size(), MIN_COLUMNS);
        int top = height == 0 ? 0 : height + 2 * ROW_GAP;
        int loose = 0;
        for (int i = 0; i < nodes; i++) {
            if (!tied[i]) {
                cells[i] = new Cell(loose % columns, NODE_HEIGHT);
                cells[i].middle = top + (loose / columns) * (NODE_HEIGHT + ROW_GAP) + NODE_HEIGHT / 2.0;
                loose++;
                width = Math.max(width, cells[i].layer * COLUMN + NODE_WIDTH);
                height = Math.max(height, (int) Math.ceil(cells[i].middle + NODE_HEIGHT / 2.0));
            }
        }
    }
}
