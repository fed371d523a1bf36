package dev.mullion.core.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a value stands in the configuration: keys (strings) and list indices (integers) from the root, such as
 * {@code mullion:ecs.storefront.capacity.general.instanceTypes[0]}.
 *
 * <p>Segments are kept apart, so a key that holds a dot is one key; {@link #toString()} writes it as
 * {@code ["my.key"]}, as Pulumi's own config paths do. A key that no reader needs in full is cut.
 */
public record SpecPath(List<Object> segments) {
    /** The path of the value that a spec is checked from. */
    public static final SpecPath ROOT = new SpecPath(List.of());

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_:/-]{1,60}");

    public SpecPath {
        segments = List.copyOf(segments);
    }

    public SpecPath key(String key) {
        return with(key);
    }

    public SpecPath index(int index) {
        return with(index);
    }

    /** This path seen from {@code base}: base's segments first. */
    public SpecPath under(SpecPath base) {
        List<Object> all = new ArrayList<>(base.segments);
        all.addAll(segments);
        return new SpecPath(all);
    }

    public boolean startsWith(SpecPath base) {
        return segments.size() >= base.segments.size()
                && segments.subList(0, base.segments.size()).equals(base.segments);
    }

    private SpecPath with(Object segment) {
        List<Object> all = new ArrayList<>(segments);
        all.add(segment);
        return new SpecPath(all);
    }

    // Written out, since the first call of a record's own takes milliseconds, and each command calls it.
    @Override
    public boolean equals(Object other) {
        return other instanceof SpecPath path && segments.equals(path.segments);
    }

    @Override
    public int hashCode() {
        return segments.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Object segment : segments) {
            if (segment instanceof Integer) {
                text.append('[').append(segment).append(']');
            } else if (PLAIN.matcher((String) segment).matches()) {
                text.append(text.length() == 0 ? "" : ".").append(segment);
            } else {
                text.append('[').append(Shown.text((String) segment)).append(']');
            }
        }
        return text.toString();
    }
}
