package dev.mullion.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Names in as many lists as calls are needed for them. */
public final class Batches {
    private Batches() {}

    public static List<List<String>> of(Collection<String> names, int size) {
        List<String> all = List.copyOf(names);
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return batches;
    }
}
