package dev.mullion.diff.report;

import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import java.util.ArrayList;
import java.util.List;

/**
 * A property that forces a replacement.
 *
 * @param before the words that lead to it
 * @param source who says so; may be empty
 */
record HtmlReason(String before, String path, String source) {
    static List<HtmlReason> of(ResourceChange change) {
        List<HtmlReason> reasons = new ArrayList<>();
        String before = Wording.mayBeReplaced(change) ? " replaced for " : " forced by ";
        for (ReplaceReason reason : change.replacedBy()) {
            reasons.add(new HtmlReason(before, HtmlStack.name(reason.path()), HtmlStack.name(reason.source())));
            before = ", ";
        }
        return reasons;
    }
}
