package dev.mullion.diff.compare;

import dev.mullion.diff.input.Input;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.PropertyValue.Fields;
import dev.mullion.plan.PropertyValue.Items;
import dev.mullion.plan.PropertyValue.Text;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was deployed beside what is only planned. A plan has {@code ${shop.id}} where the deployment knows the id, and lacks
 * what a provider filled in; neither is a change.
 */
final class Resolution {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^${}]{1,500})\\}");

    /** How the embedded engine spells a look-up: {@code getParameter(/aws/service/name)}. */
    private static final Pattern LOOK_UP = Pattern.compile("get[A-Z]\\w{0,80}\\(.*", Pattern.DOTALL);

    /** An id, a name, an address: what a deployment gives. Never a line of a script or a statement of a policy. */
    private static final Pattern GIVEN = Pattern.compile("[^\\s\"'`{}<>;]{1,512}");

    private static final Pattern GENERATED = Pattern.compile("-[0-9a-f]{7}$");

    private final boolean needed;
    private final Map<String, List<ResourceState>> deployed = new HashMap<>();
    private final Set<String> planned = new HashSet<>();
    private boolean assumed;

    private Resolution(boolean needed) {
        this.needed = needed;
    }

    /** Whether a value of the head was taken for the deployed one, since a plan does not hold it. */
    boolean assumed() {
        return assumed;
    }

    /** The inputs of both sides, comparable. */
    record Sides(Fields before, Fields after) {}

    static Resolution of(Input.Side base, Input.Side head) {
        Resolution resolution = new Resolution(base.deployed() && !head.deployed());
        if (resolution.needed) {
            head.resources().forEach(state -> resolution.planned.add(state.name()));
            for (ResourceState state : base.resources()) {
                resolution
                        .deployed
                        .computeIfAbsent(state.name(), name -> new ArrayList<>())
                        .add(state);
            }
        }
        return resolution;
    }

    Sides sides(ResourceState before, ResourceState after) {
        if (!needed) {
            return new Sides(before.inputs(), after.inputs());
        }
        Fields resolved = (Fields) value(before.inputs(), after.inputs());
        Fields old = (Fields) withoutDefaults(withoutName(before, resolved), resolved);
        return new Sides(old, (Fields) withoutDefaults(resolved, old));
    }

    private static Fields withoutName(ResourceState before, Fields after) {
        SortedMap<String, PropertyValue> values = new TreeMap<>(before.inputs().values());
        values.entrySet()
                .removeIf(entry -> !after.values().containsKey(entry.getKey())
                        && entry.getKey().toLowerCase(Locale.ROOT).endsWith("name")
                        && entry.getValue() instanceof Text text
                        && text.value().startsWith(before.name())
                        && GENERATED.matcher(text.value()).find());
        return new Fields(values);
    }

    private PropertyValue value(PropertyValue before, PropertyValue after) {
        if (after instanceof Text text) {
            return text(before, text);
        }
        if (before instanceof Fields old && after instanceof Fields now) {
            SortedMap<String, PropertyValue> values = new TreeMap<>();
            now.values().forEach((key, each) -> {
                PropertyValue counterpart = old.values().get(key);
                values.put(key, counterpart == null ? each : value(counterpart, each));
            });
            return new Fields(values);
        }
        if (before instanceof Items old
                && after instanceof Items now
                && old.values().size() == now.values().size()) {
            List<PropertyValue> values = new ArrayList<>();
            for (int i = 0; i < now.values().size(); i++) {
                values.add(value(old.values().get(i), now.values().get(i)));
            }
            return new Items(values);
        }
        return after;
    }

    /** A look-up's answer may have moved, and an unknown value may too: without an engine they are taken as they were. */
    private PropertyValue text(PropertyValue before, Text after) {
        if (Signature.isUnknown(after.value())) {
            assumed = true;
            return before;
        }
        if (!(before instanceof Text old) || !after.value().contains("${")) {
            return after;
        }
        Matcher reference = REFERENCE.matcher(after.value());
        StringBuilder resolved = new StringBuilder();
        boolean open = false;
        while (reference.find()) {
            Optional<String> value = output(reference.group(1));
            open |= value.isEmpty() && isStandIn(reference.group(1));
            reference.appendReplacement(resolved, Matcher.quoteReplacement(value.orElse(reference.group())));
        }
        reference.appendTail(resolved);
        if (!open) {
            return new Text(resolved.toString());
        }
        if (!fits(resolved.toString(), old.value())) {
            return after;
        }
        assumed = true;
        return before;
    }

    /** Whether the old text is the new one with something that a deployment gives in place of each stand-in. */
    private boolean fits(String pattern, String text) {
        int at = 0;
        int from = 0;
        boolean given = false;
        Matcher reference = REFERENCE.matcher(pattern);
        while (reference.find()) {
            if (!isStandIn(reference.group(1))) {
                continue; // text that looks like one
            }
            String literal = pattern.substring(from, reference.start());
            int found = given ? text.indexOf(literal, at + 1) : text.startsWith(literal) ? 0 : -1;
            if (found < 0 || (given && !isGiven(text, at, found))) {
                return false;
            }
            at = found + literal.length();
            from = reference.end();
            given = true;
        }
        int end = text.length() - (pattern.length() - from);
        return text.endsWith(pattern.substring(from)) && isGiven(text, at, end);
    }

    private static boolean isGiven(String text, int from, int to) {
        return from < to && GIVEN.matcher(text).region(from, to).matches();
    }

    /** Whether it stands for a value: of a resource that is planned, or of a look-up. */
    private boolean isStandIn(String reference) {
        if (LOOK_UP.matcher(reference).matches()) {
            return true;
        }
        for (int dot = reference.indexOf('.'); dot > 0; dot = reference.indexOf('.', dot + 1)) {
            if (planned.contains(reference.substring(0, dot))) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> output(String reference) {
        for (int dot = reference.indexOf('.'); dot > 0; dot = reference.indexOf('.', dot + 1)) {
            List<ResourceState> named = deployed.getOrDefault(reference.substring(0, dot), List.of());
            for (ResourceState state : named) {
                Optional<String> output = output(state, reference.substring(dot + 1));
                if (output.isPresent()) {
                    return output;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> output(ResourceState state, String path) {
        if (path.equals("id") && state.id().isPresent()) {
            return state.id();
        }
        PropertyValue value = state.outputs();
        for (String segment : Ignoring.segments(path)) {
            if (value instanceof Fields fields && fields.values().containsKey(segment)) {
                value = fields.values().getOrDefault(segment, new PropertyValue.Nothing());
            } else if (value instanceof Items items
                    && segment.matches("\\d{1,6}")
                    && Integer.parseInt(segment) < items.values().size()) {
                value = items.values().get(Integer.parseInt(segment));
            } else {
                return Optional.empty();
            }
        }
        return value instanceof Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /**
     * Without what a provider filled in by itself and the other side does not have: it keeps a list of it, which not every
     * file tells, and generates names as the resource's own with seven hexadecimal digits.
     */
    private static PropertyValue withoutDefaults(PropertyValue value, PropertyValue other) {
        if (value instanceof Fields fields) {
            List<String> defaults = new ArrayList<>();
            if (fields.values().get("__defaults") instanceof Items items) {
                items.values().forEach(item -> defaults.add(item instanceof Text text ? text.value() : ""));
            }
            Map<String, PropertyValue> others = other instanceof Fields there ? there.values() : Map.of();
            SortedMap<String, PropertyValue> values = new TreeMap<>();
            fields.values().forEach((key, each) -> {
                boolean filledIn = defaults.contains(key) && !others.containsKey(key);
                if (!filledIn && !Signature.isBookkeeping(key)) {
                    values.put(key, withoutDefaults(each, others.getOrDefault(key, new PropertyValue.Nothing())));
                }
            });
            return new Fields(values);
        }
        if (value instanceof Items items) {
            List<PropertyValue> others = other instanceof Items there ? there.values() : List.of();
            List<PropertyValue> values = new ArrayList<>();
            for (int i = 0; i < items.values().size(); i++) {
                values.add(withoutDefaults(
                        items.values().get(i), i < others.size() ? others.get(i) : new PropertyValue.Nothing()));
            }
            return new Items(values);
        }
        return value;
    }
}
