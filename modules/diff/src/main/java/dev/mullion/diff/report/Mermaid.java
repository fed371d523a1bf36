package dev.mullion.diff.report;

import dev.mullion.core.text.Visible;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.ResourceChange;
import dev.mullion.plan.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The changed resources as a Mermaid flowchart, which GitHub and GitLab draw. */
final class Mermaid {
    /** More can not be read. */
    private static final int MAX_NODES = 30;

    private static final int MAX_EDGES = 90;

    private static final int LABEL = 50;

    private static final Map<String, String> CLASSES = Map.of(
            Operation.REPLACE.word(), "fill:#fbefff,stroke:#8250df,stroke-width:3px,color:#1f2328",
            Operation.DELETE.word(), "fill:#ffebe9,stroke:#cf222e,stroke-width:3px,color:#1f2328",
            Operation.UPDATE.word(), "fill:#fff8c5,stroke:#9a6700,color:#1f2328",
            Operation.CREATE.word(), "fill:#dafbe1,stroke:#1a7f37,color:#1f2328");

    private Mermaid() {}

    /** The lines of the flowchart; none where there is nothing to draw, or too much to read. */
    static List<String> lines(Comparison comparison) {
        Map<String, ResourceChange> changes = new LinkedHashMap<>();
        for (ResourceChange change : comparison.changes()) {
            if (drawn(change) && !Wording.isOutputs(change)) {
                changes.putIfAbsent(change.urn(), change);
            }
        }
        if (changes.size() < 2 || changes.size() > MAX_NODES) {
            return List.of();
        }
        Map<String, String> ids = new LinkedHashMap<>();
        changes.keySet().forEach(urn -> ids.put(urn, "n" + (ids.size() + 1)));
        List<String> edges = edges(changes, ids);
        if (edges.isEmpty() || edges.size() > MAX_EDGES) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("flowchart LR"));
        changes.forEach((urn, change) -> lines.add("  " + ids.get(urn) + "[\"" + label(change) + "\"]"));
        lines.addAll(edges);
        lines.addAll(classes(changes, ids));
        return lines;
    }

    /** A component has no properties, and still is the parent that comes or goes. */
    private static boolean drawn(ResourceChange change) {
        return !Wording.withoutDetails(change) || Wording.goes(change) || change.is(Operation.CREATE);
    }

    private static List<String> edges(Map<String, ResourceChange> changes, Map<String, String> ids) {
        Set<String> edges = new LinkedHashSet<>();
        changes.forEach((urn, change) -> {
            String id = ids.get(urn);
            change.parent()
                    .filter(parent -> ids.containsKey(parent) && !parent.equals(urn))
                    .ifPresent(parent -> edges.add("  " + ids.get(parent) + " --- " + id));
            change.dependencies().stream()
                    .filter(dependency -> ids.containsKey(dependency) && !dependency.equals(urn))
                    .forEach(dependency -> edges.add("  " + ids.get(dependency) + " --> " + id));
        });
        return List.copyOf(edges);
    }

    private static List<String> classes(Map<String, ResourceChange> changes, Map<String, String> ids) {
        Map<String, List<String>> members = new TreeMap<>();
        changes.forEach((urn, change) -> {
            if (CLASSES.containsKey(change.operation())) {
                members.computeIfAbsent(change.operation(), of -> new ArrayList<>())
                        .add(String.valueOf(ids.get(urn)));
            }
        });
        List<String> lines = new ArrayList<>();
        members.forEach((operation, nodes) -> {
            lines.add("  classDef " + operation + " " + CLASSES.get(operation));
            lines.add("  class " + String.join(",", nodes) + " " + operation);
        });
        return lines;
    }

    private static String label(ResourceChange change) {
        return escaped(Wording.operation(change)) + "<br/>" + escaped(change.name()) + "<br/>"
                + escaped(Wording.type(change.type()));
    }

    /** All that is not a letter, a digit, a blank, a hyphen or a full stop as Mermaid's entity code. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        Visible.brief(text, LABEL).codePoints().forEach(codePoint -> {
            if (Character.isLetterOrDigit(codePoint) || codePoint == ' ' || codePoint == '-' || codePoint == '.') {
                escaped.appendCodePoint(codePoint);
            } else {
                escaped.append(String.format(Locale.ROOT, "#%d;", codePoint));
            }
        });
        return escaped.toString();
    }
}
