package dev.mullion.diff.masking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A place in a text that may not be shown, from {@code start} to before {@code end}. */
record SecretSpan(int start, int end, String reason) {
    /** The same place in a text in which this one begins at {@code by}, or which begins there in this one where it is negative. */
    SecretSpan moved(int by) {
        return new SecretSpan(start + by, end + by, reason);
    }

    /** In order, those that touch or overlap made one with the reason of the first. */
    static List<SecretSpan> merged(List<SecretSpan> spans) {
        if (spans.isEmpty()) {
            return List.of();
        }
        List<SecretSpan> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingInt(SecretSpan::start)
                .thenComparing(Comparator.comparingInt(SecretSpan::end).reversed()));
        List<SecretSpan> merged = new ArrayList<>();
        for (SecretSpan span : sorted) {
            int last = merged.size() - 1;
            if (last >= 0 && span.start() <= merged.get(last).end()) {
                SecretSpan before = merged.get(last);
                boolean vague = before.reason().equals(KnownSecrets.REASON);
                merged.set(
                        last,
                        new SecretSpan(
                                before.start(),
                                Math.max(before.end(), span.end()),
                                vague ? span.reason() : before.reason()));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }
}
