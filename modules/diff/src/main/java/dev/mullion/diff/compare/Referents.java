package dev.mullion.diff.compare;

import dev.mullion.diff.input.Input;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.PropertyValue.Fields;
import dev.mullion.plan.PropertyValue.Items;
import dev.mullion.plan.PropertyValue.Text;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Signature;
import dev.mullion.plan.Urns;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What the references of two sides stand for. A plan spells one by the resource's name alone, {@code ${data.arn}}, which may be
 * of another resource on the other side, of another type; and what is unknown may be anything. What each input needs tells.
 */
final class Referents {
    /** By the URN that the head has, the one that the base has. */
    private final Map<String, String> renamed = new HashMap<>();

    /** Whether both sides are planned: a deployment has values, and {@link Resolution} puts them in. */
    private final boolean planned;

    Referents(Input.Side base, Input.Side head) {
        planned = !base.deployed() && !head.deployed();
        Set<String> old = new HashSet<>();
        base.resources().forEach(state -> old.add(state.urn()));
        for (ResourceState state : head.resources()) {
            if (!old.contains(state.urn())) {
                state.options().aliases().stream()
                        .filter(old::contains)
                        .findFirst()
                        .ifPresent(alias -> renamed.put(state.urn(), alias));
            }
        }
    }

    /**
     * The inputs of both sides, with the types of those that are another resource than on the other side.
     *
     * @param moved of an input what it needs, where no text in it has a place for that; in the order of the inputs
     */
    record Sides(Fields before, Fields after, SortedMap<String, Moved> moved) {}

    /** Types and names of resources that an input needed, and that it needs instead. */
    record Moved(String before, String after) {}

    Sides sides(ResourceState before, ResourceState after) {
        SortedMap<String, Moved> moved = new TreeMap<>();
        if (!planned) {
            return new Sides(before.inputs(), after.inputs(), moved);
        }
        SortedMap<String, PropertyValue> old = new TreeMap<>(before.inputs().values());
        SortedMap<String, PropertyValue> now = new TreeMap<>(after.inputs().values());
        before.inputs().values().forEach((input, value) -> {
            PropertyValue other = after.inputs().values().get(input);
            Optional<Needs> needs = needs(before, after, input);
            if (other != null && needs.isPresent()) {
                old.put(input, needs.get().told(value, other, false));
                now.put(input, needs.get().told(value, other, true));
                needs.get().untold(value, other).ifPresent(each -> moved.put(input, each));
            }
        });
        // Which one a program reads is no input of it.
        if (before.external()
                && after.external()
                && before.id().isPresent()
                && before.id().equals(after.id())) {
            Text id = new Text(before.id().get());
            needs(before, after, "")
                    .filter(needs -> !needs.told(id, id, false).equals(needs.told(id, id, true)))
                    .ifPresent(needs -> moved.put("id", needs.moved()));
        }
        return new Sides(new Fields(old), new Fields(now), moved);
    }

    /**
     * Whether what only a deployment can know may be of another one than what is deployed. A state may not say what an input needs,
     * as of what was imported.
     */
    boolean mayMove(ResourceState before, ResourceState after, String input) {
        return before.propertyDependencies().containsKey(input)
                && needs(before, after, input).isPresent();
    }

    /** Empty where both need the same, or where one does not say what its inputs need. */
    private Optional<Needs> needs(ResourceState before, ResourceState after, String input) {
        Optional<Map<String, SortedSet<String>>> old = byName(before, input, urn -> urn);
        Optional<Map<String, SortedSet<String>>> now = byName(after, input, urn -> renamed.getOrDefault(urn, urn));
        return old.isEmpty() || now.isEmpty() || old.equals(now)
                ? Optional.empty()
                : Optional.of(new Needs(old.get(), now.get()));
    }

    private static Optional<Map<String, SortedSet<String>>> byName(
            ResourceState state, String input, UnaryOperator<String> origin) {
        // What is read has no dependencies of its inputs.
        if (state.propertyDependencies().isEmpty() && !state.external()) {
            return Optional.empty();
        }
        List<String> urns = state.propertyDependencies().isEmpty()
                ? state.dependencies()
                : state.propertyDependencies().getOrDefault(input, List.of());
        Map<String, SortedSet<String>> names = new TreeMap<>();
        urns.forEach(urn ->
                names.computeIfAbsent(Urns.name(urn), name -> new TreeSet<>()).add(origin.apply(urn)));
        return Optional.of(names);
    }

    /**
     * What one input needs on both sides, and not the same.
     *
     * @param before URNs by the name of the resource
     * @param after likewise, by the URN of the old side where that has the resource
     */
    private record Needs(Map<String, SortedSet<String>> before, Map<String, SortedSet<String>> after) {
        private static final SortedSet<String> NONE = new TreeSet<>();

        private SortedSet<String> names() {
            SortedSet<String> names = new TreeSet<>(before.keySet());
            names.addAll(after.keySet());
            names.removeIf(name -> of(name, false).equals(of(name, true)));
            return names;
        }

        private SortedSet<String> of(String name, boolean now) {
            return (now ? after : before).getOrDefault(name, NONE);
        }

        /** One side's value, with the types where a text of both has a reference of that name. */
        PropertyValue told(PropertyValue old, PropertyValue now, boolean ofNow) {
            PropertyValue told = ofNow ? now : old;
            for (String name : names()) {
                String reference = "${" + name + ".";
                if (!of(name, ofNow).isEmpty() && refers(old, reference) && refers(now, reference)) {
                    String typed = reference + "(" + types(name, ofNow) + ").";
                    told = replaced(told, text -> text.replace(reference, typed));
                }
            }
            return told;
        }

        /** Where the same value may come of others: what is unknown, and a text that was made of one that has the reference. */
        Optional<Moved> untold(PropertyValue old, PropertyValue now) {
            boolean unknown = holdsUnknown(old) && holdsUnknown(now);
            boolean made = old.equals(now)
                    && names().stream()
                            .anyMatch(name -> !of(name, false).isEmpty()
                                    && !of(name, true).isEmpty()
                                    && !refers(old, "${" + name + "."));
            return unknown || made ? Optional.of(moved()) : Optional.empty();
        }

        Moved moved() {
            return new Moved(listed(false), listed(true));
        }

        private String listed(boolean now) {
            return names().stream()
                    .filter(name -> !of(name, now).isEmpty())
                    .map(name -> types(name, now) + " " + name)
                    .collect(Collectors.joining(", "));
        }

        /** The last word of each type, or all of it and of its parents' where that is no other than on the other side. */
        private String types(String name, boolean now) {
            String words = types(name, now, urn -> Urns.type(urn).replaceFirst(".*:", ""));
            return words.equals(types(name, !now, urn -> Urns.type(urn).replaceFirst(".*:", "")))
                    ? types(name, now, Urns::typeChain)
                    : words;
        }

        private String types(String name, boolean now, UnaryOperator<String> type) {
            return of(name, now).stream().map(type).collect(Collectors.joining(", "));
        }
    }

    private static boolean refers(PropertyValue value, String reference) {
        return holds(value, text -> plain(text).contains(reference));
    }

    private static boolean holdsUnknown(PropertyValue value) {
        return holds(value, Signature::isUnknown);
    }

    private static boolean holds(PropertyValue value, Predicate<String> what) {
        if (value instanceof Fields fields) {
            return fields.values().values().stream().anyMatch(each -> holds(each, what));
        }
        if (value instanceof Items items) {
            return items.values().stream().anyMatch(each -> holds(each, what));
        }
        return value instanceof Text text && what.test(text.value());
    }

    private static PropertyValue replaced(PropertyValue value, UnaryOperator<String> change) {
        if (value instanceof Fields fields) {
            SortedMap<String, PropertyValue> values = new TreeMap<>(fields.values());
            values.replaceAll((key, each) -> replaced(each, change));
            return new Fields(values);
        }
        if (value instanceof Items items) {
            return new Items(
                    items.values().stream().map(each -> replaced(each, change)).toList());
        }
        if (!(value instanceof Text text)) {
            return value;
        }
        String plain = plain(text.value());
        String changed = change.apply(plain);
        if (changed.equals(plain)) {
            return value;
        }
        byte[] bytes = changed.getBytes(StandardCharsets.UTF_8);
        return new Text(
                plain.equals(text.value()) ? changed : Base64.getEncoder().encodeToString(bytes));
    }

    /** Of user data what it encodes. */
    private static String plain(String text) {
        return Resolution.decoded(text).orElse(text);
    }
}
