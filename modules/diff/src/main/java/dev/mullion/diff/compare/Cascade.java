package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange.Kind;
import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import dev.mullion.diff.compare.Replacements.Effect;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.Masker;
import dev.mullion.plan.Operation;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.PropertyValue.Fields;
import dev.mullion.plan.PropertyValue.Items;
import dev.mullion.plan.PropertyValue.Text;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Signature;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What follows from a replacement: its dependents get values that nobody knows yet. In a real preview, an unknown new value
 * of a replacing input counts as replacing; two plans have the same {@code ${vpc.id}} on both sides, so it is worked out here.
 */
final class Cascade {
    /** Outputs that another version of a resource changes although the resource stays. */
    static final Map<String, Set<String>> MOVING = Map.of(
            "aws:ec2/launchTemplate:LaunchTemplate", Set.of("latestVersion", "defaultVersion"),
            "aws:s3/bucketObjectv2:BucketObjectv2", Set.of("versionId", "etag"),
            "aws:ssm/document:Document", Set.of("latestVersion", "defaultVersion", "documentVersion"));

    private final Masker masker;
    private final Map<String, List<Changed>> dependents = new HashMap<>();
    private final Deque<Changed> open = new ArrayDeque<>();
    private final Set<String> done = new HashSet<>();

    /** Of what depends on several that move, looked at once. */
    private final IdentityHashMap<Changed, Dependent> known = new IdentityHashMap<>();

    /** What moves, as far as others may depend on it. */
    private static final class Dependent {
        private final MaskedValue.Fields before;
        private final MaskedValue.Fields after;
        private final PropertyPatterns ignored;

        /** Places of differences, as they are shown. */
        private final Set<String> shown = new HashSet<>();

        /** What differed before anything was followed. */
        private final PropertyTree<Difference> own = new PropertyTree<>();

        Dependent(Masker masker, Changed changed) {
            ResourceState state = changed.pair().state();
            before = masker.fields(state.type(), changed.pair().oldInputs());
            after = masker.fields(state.type(), changed.pair().newInputs());
            ignored = Ignoring.patterns(state.options().ignoreChanges());
            for (Difference difference : changed.differences()) {
                if (difference.noise() == Noise.NONE) {
                    shown.add(difference.place().shown());
                    own.add(PropertyTree.parts(difference.place().keys()), difference);
                }
            }
        }

        /** Whether a change there is known already, or counts for nothing. */
        boolean knows(PropertyPlace place) {
            // An id that stays at another place of the list is another one all the same.
            return shown.contains(place.shown())
                    || own.covers(PropertyTree.parts(place.keys()))
                    || ignored.cover(Ignoring.segments(place.keys()));
        }
    }

    Cascade(Masker masker, List<Changed> all) {
        this.masker = masker;
        for (Changed each : all) {
            if (each.pair().inBoth()) {
                ResourceState state = each.pair().state();
                Set<String> needed = new HashSet<>(state.dependencies());
                state.propertyDependencies().values().forEach(needed::addAll);
                needed.addAll(state.options().replaceWith());
                needed.forEach(urn ->
                        dependents.computeIfAbsent(urn, of -> new ArrayList<>()).add(each));
            }
            if (each.isReplaced() || movesOutputs(each)) {
                open.add(each);
            }
        }
    }

    private static boolean movesOutputs(Changed each) {
        return each.is(Operation.UPDATE)
                && MOVING.containsKey(each.pair().state().type())
                && each.differences().stream()
                        .anyMatch(difference -> difference.noise() == Noise.NONE
                                && !difference.place().input().equals("tags"));
    }

    void run() {
        while (!open.isEmpty()) {
            Changed cause = open.removeFirst();
            if (done.add(cause.pair().urn())) {
                for (Changed dependent : dependents.getOrDefault(cause.pair().urn(), List.of())) {
                    follow(cause, dependent);
                }
            }
        }
    }

    private void follow(Changed cause, Changed dependent) {
        ResourceState state = dependent.pair().state();
        boolean before = hasPerhaps(dependent);
        if (state.options().replaceWith().contains(cause.pair().urn()) && cause.isReplaced()) {
            dependent.reasons().add(new ReplaceReason("replaceWith", true, "replaceWith"));
            dependent.settle();
        }
        state.inputs().values().forEach((key, value) -> {
            List<String> needs = state.propertyDependencies().get(key);
            if (needs == null || needs.contains(cause.pair().urn())) {
                places(cause, () -> PropertyPlace.ROOT.field(masker.mask(key)), value, dependent);
            }
        });
        dependent.settle();
        // Only what a row says is replaced goes on: a type without rows would take everything behind it along.
        if (dependent.isReplaced() || (!before && hasPerhaps(dependent))) {
            open.add(dependent);
        }
    }

    private static boolean hasPerhaps(Changed changed) {
        return changed.reasons().stream()
                .anyMatch(reason -> !reason.certain() && !reason.source().equals(Replacements.NOT_LISTED));
    }

    /** Most of them do not move: only of those that do a place is made. */
    private void places(Changed cause, Supplier<PropertyPlace> place, PropertyValue value, Changed dependent) {
        if (value instanceof Fields fields) {
            fields.values()
                    .forEach(
                            (key, field) -> places(cause, () -> place.get().field(masker.mask(key)), field, dependent));
        } else if (value instanceof Items items) {
            for (int i = 0; i < items.values().size(); i++) {
                String item = String.valueOf(i);
                places(cause, () -> place.get().item(item), items.values().get(i), dependent);
            }
        } else if (value instanceof Text text) {
            moving(cause, text.value()).ifPresent(before -> changed(place.get(), before, dependent));
        }
    }

    /** The part of a text that the cause's change changes: a reference to it, and no more of the text. */
    private Optional<MaskedValue> moving(Changed cause, String text) {
        if (Signature.isUnknown(text)) {
            return Optional.of(new MaskedValue.Unknown());
        }
        ResourceState state = cause.pair().state();
        boolean replaced = cause.isReplaced() || hasPerhaps(cause);
        String prefix = "${" + state.name() + ".";
        for (int at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at + 1)) {
            int end = text.indexOf('}', at);
            String property = end < 0 ? "" : text.substring(at + prefix.length(), end);
            boolean moved = replaced
                    ? !isKept(cause, property)
                    : MOVING.getOrDefault(state.type(), Set.of()).contains(property);
            if (moved && end > 0) {
                return Optional.of(
                        new MaskedValue.Scalar(MaskedValue.Kind.TEXT, masker.mask(text.substring(at, end + 1))));
            }
        }
        return Optional.empty();
    }

    /** A property that is an input too, and the same on both sides, is known whatever happens to the resource. */
    private static boolean isKept(Changed cause, String property) {
        PropertyValue before = cause.pair().oldInputs().values().get(property);
        PropertyValue after = cause.pair().newInputs().values().get(property);
        return before != null && before.equals(after);
    }

    private void changed(PropertyPlace place, MaskedValue before, Changed dependent) {
        Dependent sides = known.computeIfAbsent(dependent, of -> new Dependent(masker, of));
        if (sides.knows(place)) {
            return;
        }
        String type = dependent.pair().state().type();
        Difference difference = new Difference(
                place, Kind.UPDATE, Noise.NONE, Optional.of(before), Optional.of(new MaskedValue.Unknown()));
        Effect effect = dependent.pair().state().custom()
                ? Replacements.of(type, difference, sides.before, sides.after)
                : Effect.UPDATES;
        Replaces replaces = effect.replaces() == Replaces.NO ? Replaces.NO : Replaces.MAY;
        while (dependent.replaces().size() < dependent.differences().size()) {
            dependent.replaces().add(Replaces.NO);
        }
        sides.shown.add(place.shown());
        dependent.differences().add(difference);
        dependent.replaces().add(replaces);
        if (replaces == Replaces.MAY) {
            dependent.reasons().add(new ReplaceReason(place.shown(), false, effect.source()));
        }
    }
}
