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
import java.util.ArrayList;
import java.util.Base64;
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
 * names that a provider generated; neither is a change.
 */
final class Resolution {
    static final Pattern REFERENCE = Pattern.compile("\\$\\{([^${}]{1,500})\\}");

    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/]{16,}={0,2}");

    private static final Pattern GENERATED = Pattern.compile("-[0-9a-f]{7}$");

    /** Of a longer text a note has the look-ups alone. */
    private static final int MAX_SHOWN = 200;

    /** In one text; each takes some of Java's stack. */
    private static final int MAX_LOOK_UPS = 100;

    private final boolean needed;
    private final Referents referents;

    /** By the URN that the head has: a name may be that of several, of a type each. */
    private final Map<String, ResourceState> byUrn = new HashMap<>();

    /** URN to what a provider says that it filled in. */
    private final Map<String, Set<String>> filled = new HashMap<>();

    /** Packages whose providers say so. */
    private final Set<String> telling = new HashSet<>();

    private final List<Assumed> assumed = new ArrayList<>();

    /** What was taken for the answer to a look-up, which has one for all who ask. */
    private final Map<String, String> answers = new HashMap<>();

    private Resolution(boolean needed, Referents referents) {
        this.needed = needed;
        this.referents = referents;
    }

    /**
     * A value of the head that was taken for the deployed one, since a plan does not hold it.
     *
     * @param path the property, raw
     * @param value what the plan has in its place, of a long text the look-ups in it or the line; empty for what it only knows to
     *     be unknown
     */
    record Assumed(ResourceState resource, String path, Optional<Quote> value) {}

    /** In the order of the head. */
    List<Assumed> assumed() {
        return assumed;
    }

    /** The inputs of both sides, comparable. */
    record Sides(Fields before, Fields after) {}

    static Resolution of(Input.Side base, Input.Side head, Referents referents) {
        Resolution resolution = new Resolution(base.deployed() && !head.deployed(), referents);
        if (resolution.needed) {
            resolution.filled.putAll(base.filled());
            base.filled().keySet().forEach(urn -> resolution.telling.add(packageOf(Urns.type(urn))));
            for (ResourceState state : base.resources()) {
                resolution.byUrn.put(state.urn(), state);
            }
            // What is renamed is asked for by its new name.
            for (ResourceState state : head.resources()) {
                for (String alias : state.options().aliases()) {
                    ResourceState old = resolution.byUrn.get(alias);
                    if (old != null) {
                        resolution.byUrn.putIfAbsent(state.urn(), old);
                    }
                }
            }
        }
        return resolution;
    }

    Sides sides(ResourceState before, ResourceState after, Referents.Sides named) {
        if (!needed) {
            return new Sides(named.before(), named.after());
        }
        Fields resolved = new Walk(before, after).inputs(before.inputs(), after.inputs());
        return new Sides(withoutName(before, resolved), resolved);
    }

    /** A provider generates names as the resource's own with seven hexadecimal digits, and most tell which they generated. */
    private Fields withoutName(ResourceState before, Fields after) {
        Optional<Set<String>> told = Optional.ofNullable(filled.get(before.urn()));
        boolean untold = told.isEmpty() && !telling.contains(packageOf(before.type()));
        SortedMap<String, PropertyValue> values = new TreeMap<>(before.inputs().values());
        values.entrySet()
                .removeIf(entry -> !after.values().containsKey(entry.getKey())
                        && entry.getKey().toLowerCase(Locale.ROOT).endsWith("name")
                        && (untold
                                || told.filter(names -> names.contains(entry.getKey()))
                                        .isPresent())
                        && entry.getValue() instanceof Text text
                        && text.value().startsWith(before.name())
                        && GENERATED.matcher(text.value()).find());
        return new Fields(values);
    }

    private static String packageOf(String type) {
        return type.substring(0, Math.max(0, type.indexOf(':')));
    }

    /** Through the inputs of one resource. */
    private final class Walk {
        private final ResourceState deployed;
        private final ResourceState resource;

        /** By the input the URNs of those that it needs. */
        private final Map<String, Map<String, List<String>>> needs = new HashMap<>();

        private String input = "";

        Walk(ResourceState deployed, ResourceState resource) {
            this.deployed = deployed;
            this.resource = resource;
        }

        Fields inputs(Fields before, Fields after) {
            SortedMap<String, PropertyValue> values = new TreeMap<>(after.values());
            before.values().forEach((key, old) -> {
                input = key;
                values.computeIfPresent(key, (same, now) -> value(key, old, now));
            });
            return new Fields(values);
        }

        private PropertyValue value(String path, PropertyValue before, PropertyValue after) {
            if (after instanceof Text text) {
                return text(path, before, text);
            }
            if (before instanceof Fields old && after instanceof Fields now) {
                SortedMap<String, PropertyValue> values = new TreeMap<>();
                now.values().forEach((key, each) -> {
                    PropertyValue counterpart = old.values().get(key);
                    values.put(key, counterpart == null ? each : value(path + "." + key, counterpart, each));
                });
                return new Fields(values);
            }
            if (before instanceof Items old
                    && after instanceof Items now
                    && old.values().size() == now.values().size()) {
                List<PropertyValue> values = new ArrayList<>();
                for (int i = 0; i < now.values().size(); i++) {
                    values.add(value(
                            path + "[" + i + "]",
                            old.values().get(i),
                            now.values().get(i)));
                }
                return new Items(values);
            }
            return after;
        }

        /** A look-up's answer may have moved, and an unknown value may too: without an engine they are taken as they were,
         * where they are of the same resources. */
        private PropertyValue text(String path, PropertyValue before, Text after) {
            if (Signature.isUnknown(after.value())) {
                if (referents.mayMove(deployed, resource, input)) {
                    return after;
                }
                assumed.add(new Assumed(resource, path, Optional.empty()));
                return before;
            }
            if (!(before instanceof Text old)) {
                return after;
            }
            Optional<String> inner = decoded(after.value()).filter(script -> script.contains("${"));
            if (inner.isPresent()) {
                String resolved = resolved(path, decoded(old.value()).orElse(""), inner.get());
                byte[] bytes = resolved.getBytes(StandardCharsets.UTF_8);
                return new Text(Base64.getEncoder().encodeToString(bytes));
            }
            return after.value().contains("${") ? new Text(resolved(path, old.value(), after.value())) : after;
        }

        /**
         * What is deployed of a resource that this property needs: a program that refers to another one depends on it, and text
         * that only looks like a reference does not.
         */
        private Optional<String> output(String reference) {
            Map<String, List<String>> needed = needs.computeIfAbsent(input, of -> {
                Map<String, List<String>> names = new HashMap<>();
                resource.propertyDependencies().getOrDefault(of, List.of()).forEach(urn -> names.computeIfAbsent(
                                Urns.name(urn), name -> new ArrayList<>())
                        .add(urn));
                return names;
            });
            for (int dot = reference.indexOf('.'); dot > 0; dot = reference.indexOf('.', dot + 1)) {
                String name = reference.substring(0, dot);
                if (needed.containsKey(name)) {
                    String path = reference.substring(dot + 1);
                    Optional<String> output = needed.getOrDefault(name, List.of()).stream()
                            .flatMap(urn -> Optional.ofNullable(byUrn.get(urn)).stream())
                            .flatMap(state -> Resolution.output(state, path).stream())
                            .findFirst();
                    if (output.isPresent()) {
                        return output;
                    }
                }
            }
            return Optional.empty();
        }

        /** With what is deployed in place of each reference to it, and the old text where look-ups account for the rest. */
        private String resolved(String path, String before, String after) {
            Matcher reference = REFERENCE.matcher(after);
            Standing standing = new Standing(path, after);
            int told = 0;
            StringBuilder resolved = new StringBuilder();
            StringBuilder pattern = new StringBuilder();
            int from = 0;
            List<String> lookUps = new ArrayList<>();
            while (reference.find()) {
                Standing.Place place = standing.at(reference.start(), reference.end());
                boolean taken = place.taken() && (!place.told() || told < MAX_LOOK_UPS);
                Optional<String> known = taken ? output(reference.group(1)) : Optional.empty();
                if (known.isPresent() && place.told()) {
                    told++;
                    assumed.add(new Assumed(resource, path, Optional.of(standing.quote(place))));
                }
                Optional<String> answer = known.isPresent() ? Optional.empty() : LookUps.answer(reference.group(1));
                String literal = after.substring(from, reference.start());
                String value = known.orElse(reference.group());
                resolved.append(literal).append(value);
                pattern.append(Pattern.quote(literal))
                        .append(answer.map(of -> "(" + of + ")").orElse(Pattern.quote(value)));
                answer.ifPresent(of -> lookUps.add(reference.group()));
                from = reference.end();
            }
            resolved.append(after.substring(from));
            pattern.append(Pattern.quote(after.substring(from)));
            if (lookUps.isEmpty()
                    || lookUps.size() > MAX_LOOK_UPS
                    || !isAnswered(lookUps, pattern.toString(), before)) {
                return resolved.toString();
            }
            assumed.add(new Assumed(resource, path, Optional.of(quote(after, lookUps))));
            return before;
        }

        private static Quote quote(String text, List<String> lookUps) {
            List<String> asked = lookUps.stream().distinct().toList();
            if (text.length() > MAX_SHOWN) {
                String all = String.join(", ", asked);
                return new Quote(all, 0, all.length(), false, false, asked);
            }
            return new Quote(text, 0, text.length(), false, false, asked);
        }

        /** Whether the old text has answers to all of them, none another one than elsewhere. */
        private boolean isAnswered(List<String> lookUps, String pattern, String before) {
            Matcher answered = Pattern.compile(pattern).matcher(before);
            if (!answered.matches()) {
                return false;
            }
            Map<String, String> own = new HashMap<>();
            for (int i = 0; i < lookUps.size(); i++) {
                String lookUp = lookUps.get(i);
                String answer = answered.group(i + 1);
                String other = answers.getOrDefault(lookUp, own.getOrDefault(lookUp, answer));
                if (!answer.equals(other)) {
                    return false;
                }
                own.put(lookUp, answer);
            }
            answers.putAll(own);
            return true;
        }
    }

    /** The text of user data; empty of anything else. */
    static Optional<String> decoded(String text) {
        if (!ENCODED.matcher(text).matches() || text.length() % 4 != 0) {
            return Optional.empty();
        }
        String plain = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        boolean exact = Base64.getEncoder()
                .encodeToString(plain.getBytes(StandardCharsets.UTF_8))
                .equals(text);
        return exact ? Optional.of(plain) : Optional.empty();
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
}
