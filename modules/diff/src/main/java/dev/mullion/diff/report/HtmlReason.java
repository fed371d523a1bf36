package dev.mullion.diff.report;

import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A property that forces a replacement, or may.
 *
 * @param before the words that lead to it
 * @param source who says so; empty where the next one says the same
 */
record HtmlReason(String before, String path, String source) {
    /** Those that are certain first. */
    static List<HtmlReason> of(ResourceChange change) {
        List<ReplaceReason> sorted = change.replacedBy().stream()
                .sorted(Comparator.comparing(reason -> !reason.certain()))
                .toList();
        List<HtmlReason> reasons = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            ReplaceReason reason = sorted.get(i);
            boolean begins = i == 0 || sorted.get(i - 1).certain() != reason.certain();
            boolean said = i + 1 < sorted.size() && sorted.get(i + 1).source().equals(reason.source());
            String words = reason.certain() ? " forced by " : " perhaps for ";
            reasons.add(new HtmlReason(
                    begins ? (i == 0 ? "" : ",") + words : ", ",
                    HtmlStack.name(reason.path()),
                    said ? "" : HtmlStack.name(reason.source())));
        }
        return reasons;
    }
}
