package dev.mullion.diff.compare;

import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Fields;
import dev.mullion.diff.masking.MaskedValue.Items;
import dev.mullion.diff.masking.MaskedValue.Scalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which items of two lists belong together.
 *
 * @param pairs in the order of the new list, what is gone behind; those that are equal are left out
 * @param reordered whether what both lists have comes in another order
 * @param labels what an item is called, for lists that were reordered
 */
record ItemMatch(List<Pair> pairs, boolean reordered, Map<MaskedValue, String> labels) {
    private static final int MAX_LABEL_LENGTH = 60;

    /** One item on either side, or on both. */
    record Pair(String label, Optional<MaskedValue> before, Optional<MaskedValue> after) {}

    /** The labels of a list, as its order is shown. */
    MaskedValue order(List<MaskedValue> items) {
        List<MaskedValue> order = new ArrayList<>();
        for (MaskedValue item : items) {
            boolean scalar = item instanceof Scalar;
            order.add(scalar ? item : new Scalar(MaskedValue.Kind.TEXT, unquoted(labels.getOrDefault(item, ""))));
        }
        return new Items(order);
    }

    private static String unquoted(String label) {
        return label.length() > 1 && label.startsWith("\"") && label.endsWith("\"")
                ? label.substring(1, label.length() - 1)
                : label;
    }

    static ItemMatch byLabel(Identity identity, List<MaskedValue> before, List<MaskedValue> after) {
        int[] partner = new int[after.size()];
        Arrays.fill(partner, -1);
        boolean[] taken = new boolean[before.size()];
        match(before, after, partner, taken, item -> Optional.of(Rendering.line(item)));
        for (Identity.Label stage : identity.stages()) {
            match(before, after, partner, taken, stage);
        }
        Map<MaskedValue, String> labels = new HashMap<>();
        List<Pair> pairs = new ArrayList<>();
        boolean reordered = false;
        int furthest = -1;
        for (int i = 0; i < after.size(); i++) {
            MaskedValue item = after.get(i);
            String label = label(identity, item, i);
            labels.put(item, label);
            if (partner[i] < 0) {
                pairs.add(new Pair(label, Optional.empty(), Optional.of(item)));
                continue;
            }
            reordered |= partner[i] < furthest;
            furthest = Math.max(furthest, partner[i]);
            MaskedValue old = before.get(partner[i]);
            labels.put(old, label);
            if (!old.equals(item)) {
                pairs.add(new Pair(label, Optional.of(old), Optional.of(item)));
            }
        }
        for (int i = 0; i < before.size(); i++) {
            if (!taken[i]) {
                String label = label(identity, before.get(i), i);
                labels.put(before.get(i), label);
                pairs.add(new Pair(label, Optional.of(before.get(i)), Optional.empty()));
            }
        }
        return new ItemMatch(pairs, reordered, labels);
    }

    private static String label(Identity identity, MaskedValue item, int index) {
        for (Identity.Label stage : identity.stages()) {
            Optional<String> label = stage.of(item);
            if (label.isPresent()) {
                return shortened(label.get());
            }
        }
        return String.valueOf(index);
    }

    /** A statement with twenty actions is known by the first of them. */
    private static String shortened(String label) {
        int end = label.lastIndexOf(", ", MAX_LABEL_LENGTH);
        if (label.length() <= MAX_LABEL_LENGTH || end < 0) {
            return label;
        }
        long rest = label.substring(end).chars().filter(c -> c == ',').count();
        return label.substring(0, end) + " and " + rest + " more";
    }

    private static void match(
            List<MaskedValue> before, List<MaskedValue> after, int[] partner, boolean[] taken, Identity.Label stage) {
        Map<String, Deque<Integer>> open = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            if (!taken[i]) {
                int at = i;
                stage.of(before.get(i)).ifPresent(label -> open.computeIfAbsent(label, of -> new ArrayDeque<>())
                        .add(at));
            }
        }
        for (int i = 0; i < after.size(); i++) {
            Optional<String> label = partner[i] >= 0 ? Optional.empty() : stage.of(after.get(i));
            Deque<Integer> candidates = label.map(open::get).orElse(null);
            if (candidates != null && !candidates.isEmpty()) {
                partner[i] = candidates.removeFirst();
                taken[partner[i]] = true;
            }
        }
    }

    static ItemMatch byPosition(List<MaskedValue> before, List<MaskedValue> after) {
        int[] kept = SequenceDiff.kept(before, after);
        List<Pair> pairs = new ArrayList<>();
        int removedFrom = 0;
        int addedFrom = 0;
        for (int i = 0; i <= before.size(); i++) {
            int at = i == before.size() ? after.size() : kept[i];
            if (at >= 0) {
                gap(before.subList(removedFrom, i), removedFrom, after.subList(addedFrom, at), addedFrom, pairs);
                removedFrom = i + 1;
                addedFrom = at + 1;
            }
        }
        return new ItemMatch(pairs, false, Map.of());
    }

    private static void gap(
            List<MaskedValue> before, int beforeFrom, List<MaskedValue> after, int afterFrom, List<Pair> pairs) {
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            Optional<MaskedValue> old = i < before.size() ? Optional.of(before.get(i)) : Optional.empty();
            Optional<MaskedValue> now = i < after.size() ? Optional.of(after.get(i)) : Optional.empty();
            boolean alike = old.isPresent()
                    && now.isPresent()
                    && (old.get() instanceof Fields) == (now.get() instanceof Fields);
            if (alike) {
                pairs.add(new Pair(String.valueOf(afterFrom + i), old, now));
            } else {
                String oldLabel = String.valueOf(beforeFrom + i);
                String newLabel = String.valueOf(afterFrom + i);
                old.ifPresent(item -> pairs.add(new Pair(oldLabel, Optional.of(item), Optional.empty())));
                now.ifPresent(item -> pairs.add(new Pair(newLabel, Optional.empty(), Optional.of(item))));
            }
        }
    }
}
