package dev.mullion.diff.report;

import dev.mullion.plan.Urns;
import java.util.Optional;

/**
 * A line of the list of resources.
 *
 * @param depth below how many parents it stands; 0 in a flat list
 * @param resource empty for a parent that stays as it is
 */
record HtmlRow(int depth, String urn, Optional<HtmlResource> resource) {
    /** What lies deeper stands below the same. */
    private static final int MAX_DEPTH = 12;

    /** The class that moves it to the right. */
    String style() {
        return "depth-" + Math.min(depth, MAX_DEPTH);
    }

    String name() {
        return HtmlStack.name(Urns.name(urn));
    }

    String type() {
        return HtmlStack.name(Wording.type(Urns.type(urn)));
    }
}
