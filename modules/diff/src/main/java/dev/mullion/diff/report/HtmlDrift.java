package dev.mullion.diff.report;

import dev.mullion.diff.PropertyChange.Value;
import dev.mullion.diff.ResourceChange;
import java.util.List;

/** A resource that somebody changed outside of Pulumi, and in which properties. */
record HtmlDrift(HtmlLink resource, String type, HtmlList<Property> properties) {
    /**
     * A property by its name alone where its text has several lines, which stand at the resource.
     *
     * @param before what Pulumi knew
     * @param after what was found
     */
    record Property(String path, HtmlProperties.Side before, HtmlProperties.Side after) {}

    private static final int MAX_PROPERTIES = 4;

    static HtmlDrift of(HtmlLink resource, ResourceChange change) {
        List<Property> properties = change.drift().stream()
                .map(property -> {
                    ValueSpans spans = property.content() instanceof Value value
                            ? ValueSpans.of(value)
                            : new ValueSpans(List.of(), List.of());
                    return new Property(
                            property.path(),
                            HtmlProperties.Side.of(spans.before()),
                            HtmlProperties.Side.of(spans.after()));
                })
                .toList();
        return new HtmlDrift(
                resource, HtmlStack.name(Wording.type(change.type())), HtmlList.of(properties, MAX_PROPERTIES));
    }
}
