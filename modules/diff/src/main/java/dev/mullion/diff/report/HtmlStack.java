package dev.mullion.diff.report;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.ResourceChange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stack's changes with the ids that the file gives to their elements: counted, so that no name can make one. */
final class HtmlStack {
    final String id;
    final Comparison comparison;

    /** In the order in which they are shown. */
    final List<ResourceChange> changes;

    private final int first;
    private final Map<String, Integer> numbers = new HashMap<>();

    /**
     * Numbers the resources.
     *
     * @param first the number of the first resource: the ids of all stacks are in one file
     */
    HtmlStack(String id, int first, Comparison comparison) {
        this.id = id;
        this.first = first;
        this.comparison = comparison;
        this.changes = Wording.ordered(comparison);
        int number = first;
        for (ResourceChange change : changes) {
            numbers.putIfAbsent(change.urn(), number++);
        }
    }

    /** The id of the resource's element, {@code r12}. */
    String resourceId(int index) {
        return "r" + (first + index);
    }

    /** The place of a resource among the changes; empty for one that stays as it is. */
    Optional<Integer> index(String urn) {
        return Optional.ofNullable(numbers.get(urn)).map(number -> number - first);
    }

    /** Writes a resource's name, as a link where the resource changes. */
    void link(HtmlWriter html, String urn) throws IOException {
        Optional<Integer> index = index(urn);
        if (index.isPresent()) {
            html.open("a", "class", "to", "href", "#" + resourceId(index.get()));
            html.name(Wording.name(urn)).close();
        } else {
            html.open("span", "class", "to").name(Wording.name(urn)).close();
        }
    }
}
