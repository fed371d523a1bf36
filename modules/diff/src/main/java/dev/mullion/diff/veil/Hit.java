package dev.mullion.diff.veil;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A place in a text that may not be shown, from {@code start} to before {@code end}. */
record Hit(int start, int end, String reason) {
    /** In order, those that touch or overlap made one with the reason of the first. */
    static List<Hit> merged(List<Hit> hits) {
        List<Hit> sorted = new ArrayList<>(hits);
        sorted.sort(Comparator.comparingInt(Hit::start)
                .thenComparing(Comparator.comparingInt(Hit::end).reversed()));
        List<Hit> merged = new ArrayList<>();
        for (Hit hit : sorted) {
            int last = merged.size() - 1;
            if (last >= 0 && hit.start() <= merged.get(last).end()) {
                Hit before = merged.get(last);
                boolean vague = before.reason().equals(KnownSecrets.REASON);
                merged.set(
                        last,
                        new Hit(
                                before.start(),
                                Math.max(before.end(), hit.end()),
                                vague ? hit.reason() : before.reason()));
            } else {
                merged.add(hit);
            }
        }
        return merged;
    }
}
