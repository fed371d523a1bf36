package dev.mullion.diff.compare;

import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.PropertyValue.Fields;
import dev.mullion.plan.PropertyValue.Items;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Paths as options of resources have them, {@code *} for any key: all of them together, so that each place is looked at once. */
final class PropertyPatterns {
    private static final String ANY = "*";

    private final Node root = new Node();

    private static final class Node {
        private final Map<String, Node> below = new HashMap<>(2);
        private boolean ends;

        /** Those that a key leads to. */
        List<Node> at(String key) {
            List<Node> at = new ArrayList<>(2);
            Node own = below.get(key);
            Node any = below.get(ANY);
            if (own != null) {
                at.add(own);
            }
            if (any != null && any != own) {
                at.add(any);
            }
            return at;
        }
    }

    void add(List<String> path) {
        Node node = root;
        for (String segment : path) {
            node = node.below.computeIfAbsent(segment, of -> new Node());
        }
        node.ends = true;
    }

    /** Whether a path is at a place or above it. */
    boolean cover(List<String> place) {
        return look(place, false);
    }

    /** Whether a path is at a place, above it or below it. */
    boolean meet(List<String> place) {
        return look(place, true);
    }

    private boolean look(List<String> place, boolean below) {
        Set<Node> at = Set.of(root);
        for (String key : place) {
            if (at.stream().anyMatch(node -> node.ends)) {
                return true;
            }
            Set<Node> next = new HashSet<>();
            at.forEach(node -> next.addAll(node.at(key)));
            at = next;
        }
        return at.stream().anyMatch(node -> node.ends || (below && !node.below.isEmpty()));
    }

    /** The new fields with what was there before at these paths. */
    Fields keep(Fields before, Fields after) {
        return (Fields) kept(root, before, after);
    }

    private static PropertyValue kept(Node node, PropertyValue before, PropertyValue after) {
        if (node.ends) {
            return before;
        }
        if (before instanceof Fields old && after instanceof Fields now) {
            SortedMap<String, PropertyValue> values = new TreeMap<>(now.values());
            node.below.forEach((segment, below) -> {
                for (String key : segment.equals(ANY) ? keys(old, now) : List.of(segment)) {
                    field(key, below, old.values(), values);
                }
            });
            return new Fields(values);
        }
        if (before instanceof Items old && after instanceof Items now) {
            List<PropertyValue> values = new ArrayList<>(now.values());
            for (int i = 0; i < Math.min(values.size(), old.values().size()); i++) {
                for (Node below : node.at(String.valueOf(i))) {
                    values.set(i, kept(below, old.values().get(i), values.get(i)));
                }
            }
            return new Items(values);
        }
        return after;
    }

    private static List<String> keys(Fields old, Fields now) {
        SortedMap<String, PropertyValue> all = new TreeMap<>(old.values());
        all.putAll(now.values());
        return List.copyOf(all.keySet());
    }

    private static void field(
            String key, Node node, Map<String, PropertyValue> old, SortedMap<String, PropertyValue> values) {
        PropertyValue before = old.get(key);
        PropertyValue after = values.get(key);
        if (before != null && after != null) {
            values.put(key, kept(node, before, after));
        } else if (node.ends && before != null) {
            values.put(key, before);
        } else if (node.ends) {
            values.remove(key);
        }
    }
}
