package dev.mullion.diff.report;

import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.report.GraphLayout.Edge;
import dev.mullion.diff.report.GraphLayout.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The resources that change, what each needs to its left; a picture that is also a list of links. */
final class HtmlGraph {
    private static final int MAX_NODES = 150;
    private static final int MARGIN = 12;
    private static final int MAX_NAME = 25;
    private static final int MAX_TYPE = 31;

    private final HtmlWriter html;
    private final HtmlStack stack;

    HtmlGraph(HtmlWriter html, HtmlStack stack) {
        this.html = html;
        this.stack = stack;
    }

    void write() throws IOException {
        int all = stack.changes.size();
        // The gravest are in front, so they are never those that are left out.
        int nodes = Math.min(all, MAX_NODES);
        if (nodes < 2) {
            return;
        }
        Set<Edge> parents = new HashSet<>();
        GraphLayout layout = new GraphLayout(nodes, edges(nodes, parents));
        html.open("details", "class", "panel graph", "open", "", "id", stack.id + "-graph")
                .line();
        html.open("summary")
                .open("h3")
                .text("What changes, and what it needs")
                .close()
                .close()
                .line();
        if (nodes < all) {
            html.element("p", "remark", "The graph shows the " + nodes + " gravest of " + all + " changes.")
                    .line();
        }
        html.element(
                "p",
                "legend",
                "An arrow leads from a resource to what needs it; a dotted one, from a parent to its child.");
        html.line();
        html.open("div", "class", "canvas", "tabindex", "0", "role", "region", "aria-label", "Graph of what changes")
                .line();
        String width = Integer.toString(layout.width() + 2 * MARGIN);
        String height = Integer.toString(layout.height() + 2 * MARGIN);
        html.open("svg", "width", width, "height", height, "viewBox", "0 0 " + width + " " + height, "role", "group")
                .line();
        arrowHead();
        for (Route route : layout.routes()) {
            html.open(
                            "path",
                            "class",
                            parents.contains(route.edge()) ? "edge parent" : "edge",
                            "d",
                            path(route),
                            "marker-end",
                            "url(#" + stack.id + "-arrow)")
                    .close()
                    .line();
        }
        for (int i = 0; i < nodes; i++) {
            node(i, layout.x(i) + MARGIN, layout.y(i) + MARGIN);
        }
        html.close().line().close().line().close().line();
    }

    private List<Edge> edges(int nodes, Set<Edge> parents) {
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            ResourceChange change = stack.changes.get(i);
            Set<String> needs = new HashSet<>();
            for (String urn : change.dependencies()) {
                Optional<Integer> from = stack.index(urn).filter(index -> index < nodes);
                if (from.isPresent() && needs.add(urn)) {
                    edges.add(new Edge(from.get(), i));
                }
            }
            Optional<Integer> parent = change.parent().flatMap(stack::index).filter(index -> index < nodes);
            if (parent.isPresent() && !needs.contains(change.parent().get())) {
                Edge edge = new Edge(parent.get(), i);
                edges.add(edge);
                parents.add(edge);
            }
        }
        return edges;
    }

    private void arrowHead() throws IOException {
        html.open("defs")
                .open(
                        "marker",
                        "id",
                        stack.id + "-arrow",
                        "class",
                        "arrow-head",
                        "viewBox",
                        "0 0 8 8",
                        "refX",
                        "7",
                        "refY",
                        "4",
                        "markerWidth",
                        "7",
                        "markerHeight",
                        "7",
                        "orient",
                        "auto");
        html.open("path", "d", "M0 0.5 8 4 0 7.5z").close().close().close().line();
    }

    /** Curves that leave and reach each layer level. */
    private static String path(Route route) {
        List<int[]> points = route.points();
        StringBuilder path = new StringBuilder();
        int x = points.get(0)[0] + MARGIN + GraphLayout.NODE_WIDTH;
        int y = points.get(0)[1] + MARGIN;
        path.append('M').append(x).append(' ').append(y);
        for (int i = 1; i < points.size(); i++) {
            int nextX = points.get(i)[0] + MARGIN;
            int nextY = points.get(i)[1] + MARGIN;
            int bend = (x + nextX) / 2;
            path.append('C')
                    .append(bend)
                    .append(' ')
                    .append(y)
                    .append(' ')
                    .append(bend)
                    .append(' ')
                    .append(nextY);
            path.append(' ').append(nextX).append(' ').append(nextY);
            x = nextX;
            y = nextY;
            if (i < points.size() - 1) {
                x += GraphLayout.NODE_WIDTH;
                path.append('H').append(x);
            }
        }
        return path.toString();
    }

    private void node(int index, int x, int y) throws IOException {
        ResourceChange change = stack.changes.get(index);
        HtmlOperation look = HtmlOperation.of(change.operation());
        String type = Wording.type(change.type());
        html.open(
                "a",
                "class",
                "node " + look.style(),
                "href",
                "#" + stack.resourceId(index),
                "aria-label",
                Wording.operation(change) + " " + change.name() + ", " + type);
        html.open("title")
                .plain(Wording.operation(change) + ": " + change.name() + "\n" + type)
                .close();
        html.open(
                        "rect",
                        "class",
                        "box",
                        "x",
                        at(x),
                        "y",
                        at(y),
                        "width",
                        at(GraphLayout.NODE_WIDTH),
                        "height",
                        at(GraphLayout.NODE_HEIGHT),
                        "rx",
                        "6")
                .close();
        html.open(
                        "rect",
                        "class",
                        "edge-of-box",
                        "x",
                        at(x + 1),
                        "y",
                        at(y + 1),
                        "width",
                        "27",
                        "height",
                        at(GraphLayout.NODE_HEIGHT - 2),
                        "rx",
                        "5")
                .close();
        html.open("text", "class", "mark", "x", at(x + 14), "y", at(y + 26), "text-anchor", "middle")
                .text(look.mark())
                .close();
        html.open("text", "class", "name", "x", at(x + 38), "y", at(y + 18))
                .plain(cut(change.name(), MAX_NAME))
                .close();
        html.open("text", "class", "type", "x", at(x + 38), "y", at(y + 33))
                .plain(cut(type, MAX_TYPE))
                .close();
        html.close().line();
    }

    private static String at(int number) {
        return Integer.toString(number);
    }

    /** The end of a name tells more than its middle. */
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int head = Visible.whole(text, most / 2);
        int tail = Visible.whole(text, text.length() - most / 2);
        return text.substring(0, head) + "\u2026" + text.substring(tail);
    }
}
