package dev.mullion.diff.report;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.ResourceChange;
import dev.mullion.plan.Urns;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The resources that change below their parents; the stack, which is the parent of all, is not among them. */
final class ResourceTree {
    /**
     * A line of the tree.
     *
     * @param depth 0 right below the stack
     * @param change empty for a parent that stays as it is
     */
    record Row(int depth, String urn, Optional<ResourceChange> change) {}

    private final Comparison comparison;
    private final Map<String, List<ResourceChange>> changes = new LinkedHashMap<>();
    private final Map<String, Set<String>> children = new LinkedHashMap<>();

    private ResourceTree(Comparison comparison) {
        this.comparison = comparison;
        for (ResourceChange change : Wording.ordered(comparison)) {
            changes.computeIfAbsent(change.urn(), urn -> new ArrayList<>()).add(change);
        }
        changes.keySet().forEach(this::hang);
    }

    /** The gravest first among those with one parent. */
    static List<Row> rows(Comparison comparison) {
        return new ResourceTree(comparison).rows();
    }

    /** Puts a resource below its parent, that one below its own, and so on up to the stack. */
    private void hang(String urn) {
        Set<String> way = new HashSet<>();
        String child = urn;
        Optional<String> parent = parent(child);
        // In a circle, which no engine makes, the last one stands for itself.
        while (way.add(child) && parent.isPresent() && !way.contains(parent.get())) {
            if (!children(parent.get()).add(child)) {
                return;
            }
            child = parent.get();
            parent = parent(child);
        }
        children("").add(child);
    }

    private Set<String> children(String urn) {
        return children.computeIfAbsent(urn, parent -> new LinkedHashSet<>());
    }

    private Optional<String> parent(String urn) {
        List<ResourceChange> changed = changes.get(urn);
        Optional<String> parent = changed == null
                ? Optional.ofNullable(comparison.parents().get(urn))
                : changed.get(0).parent();
        return parent.filter(of -> changes.containsKey(of) || !isStack(of));
    }

    private static boolean isStack(String urn) {
        return Urns.type(urn).equals(Urns.STACK_TYPE);
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        Deque<Row> open = new ArrayDeque<>();
        push(open, "", 0);
        while (!open.isEmpty()) {
            Row row = open.pop();
            if (!placed.add(row.urn())) {
                continue;
            }
            List<ResourceChange> changed = changes.getOrDefault(row.urn(), List.of());
            if (changed.isEmpty()) {
                rows.add(row);
            }
            changed.forEach(change -> rows.add(new Row(row.depth(), row.urn(), Optional.of(change))));
            push(open, row.urn(), row.depth() + 1);
        }
        return rows;
    }

    private void push(Deque<Row> open, String parent, int depth) {
        List<String> below = new ArrayList<>(children.getOrDefault(parent, Set.of()));
        for (int i = below.size() - 1; i >= 0; i--) {
            open.push(new Row(depth, below.get(i), Optional.empty()));
        }
    }
}
