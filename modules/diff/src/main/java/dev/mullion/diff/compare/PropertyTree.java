package dev.mullion.diff.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Something at paths of properties, looked up without a walk over all of them: a file that a stranger wrote may name as many
 * as it likes, and as many properties that differ.
 */
final class PropertyTree<T> {
    private final Node<T> root = new Node<>();

    private static final class Node<T> {
        private final Map<String, Node<T>> below = new HashMap<>(2);
        private final List<T> here = new ArrayList<>(1);
    }

    /** The parts of names with dots between them. */
    static List<String> parts(String keys) {
        return List.of(keys.split("\\.", -1));
    }

    void add(List<String> path, T value) {
        Node<T> node = root;
        for (String part : path) {
            node = node.below.computeIfAbsent(part, of -> new Node<>());
        }
        node.here.add(value);
    }

    /** Whether something is at a path or above it. */
    boolean covers(List<String> path) {
        return look(path, false);
    }

    /** Whether something is at a path, above it or below it. */
    boolean meets(List<String> path) {
        return look(path, true);
    }

    private boolean look(List<String> path, boolean below) {
        Node<T> node = root;
        for (String part : path) {
            if (!node.here.isEmpty()) {
                return true;
            }
            node = node.below.get(part);
            if (node == null) {
                return false;
            }
        }
        return !node.here.isEmpty() || (below && !node.below.isEmpty());
    }

    /** What is at a path, above it or below it. */
    List<T> around(List<String> path) {
        List<T> around = new ArrayList<>();
        Node<T> node = root;
        for (String part : path) {
            around.addAll(node.here);
            node = node.below.get(part);
            if (node == null) {
                return around;
            }
        }
        List<Node<T>> open = new ArrayList<>(List.of(node));
        while (!open.isEmpty()) {
            Node<T> next = open.remove(open.size() - 1);
            around.addAll(next.here);
            open.addAll(next.below.values());
        }
        return around;
    }
}
