package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.input.Input.EngineStep;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.Masker;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is deployed and is no longer as Pulumi left it, as an engine tells. */
final class Drift {
    private Drift() {}

    /**
     * Inputs that the engine names although the program says what it said: from what is wanted to what was found. Properties
     * that are no input are not changes. Of a provider that compares nothing itself, what a refresh found.
     *
     * @param changed what the program changes
     */
    static List<Difference> of(Masker masker, Pair pair, List<Difference> changed) {
        EngineStep step = pair.engine().orElseThrow();
        TreeSet<String> paths = new TreeSet<>();
        step.detailedDiff()
                .ifPresent(diffs -> diffs.forEach((path, diff) -> {
                    if (!diff.inputDiff() || changed.isEmpty()) {
                        paths.add(path);
                    }
                }));
        if (changed.isEmpty()) {
            paths.addAll(step.diffReasons());
        }
        if (paths.isEmpty()) {
            return changed.isEmpty() ? found(masker, pair) : List.of();
        }
        String type = pair.state().type();
        MaskedValue.Fields deployed =
                masker.fields(type, pair.before().map(ResourceState::outputs).orElseThrow());
        MaskedValue.Fields wanted = masker.fields(type, pair.newInputs());
        // What a provider never tells again, such as a password, is among the inputs alone.
        MaskedValue.Fields asked = masker.fields(type, pair.oldInputs());
        PropertyTree<Difference> told = new PropertyTree<>();
        changed.forEach(each -> told.add(Ignoring.segments(each.place().keys()), each));
        Set<Difference> drift = new LinkedHashSet<>();
        Set<List<String>> looked = new HashSet<>(); // a path can be spelled in many ways
        Set<String> whole = new HashSet<>();
        for (String path : paths) {
            List<String> segments = Ignoring.segments(path);
            if (!segments.isEmpty() && looked.add(segments) && !told.meets(named(segments))) {
                at(masker, deployed, wanted, segments)
                        .or(() -> whole.add(segments.get(0))
                                ? at(masker, deployed, wanted, segments.subList(0, 1))
                                : Optional.empty())
                        .or(() -> at(masker, asked, wanted, segments).filter(Drift::isSecret))
                        .ifPresent(drift::add);
            }
        }
        return List.copyOf(drift);
    }

    /** Two secrets of a preview look the same; that the engine names them says that the program has another one. */
    static boolean isSecret(Difference difference) {
        return difference.before().filter(MaskedValue.Secret.class::isInstance).isPresent()
                && difference
                        .after()
                        .filter(MaskedValue.Secret.class::isInstance)
                        .isPresent();
    }

    /** As far as a path names fields. */
    private static List<String> named(List<String> segments) {
        return segments.stream().filter(segment -> !isIndex(segment)).toList();
    }

    private static boolean isIndex(String segment) {
        return segment.length() < 7 && segment.chars().allMatch(Character::isDigit);
    }

    private static Optional<Difference> at(
            Masker masker, MaskedValue.Fields deployed, MaskedValue.Fields wanted, List<String> segments) {
        PropertyPlace place = PropertyPlace.ROOT;
        MaskedValue before = deployed;
        MaskedValue after = wanted;
        for (String segment : segments) {
            if (before instanceof MaskedValue.Fields old && after instanceof MaskedValue.Fields now) {
                place = place.field(masker.mask(segment));
                before = old.values().get(segment);
                after = now.values().get(segment);
            } else if (before instanceof MaskedValue.Items old
                    && after instanceof MaskedValue.Items now
                    && isIndex(segment)
                    && Integer.parseInt(segment)
                            < Math.min(old.values().size(), now.values().size())) {
                place = place.item(segment);
                before = old.values().get(Integer.parseInt(segment));
                after = now.values().get(Integer.parseInt(segment));
            } else {
                return Optional.empty();
            }
            if (before == null || after == null) {
                return Optional.empty();
            }
        }
        // Two secrets of a preview look the same; the engine has seen that they are not.
        boolean secret = before instanceof MaskedValue.Secret && after instanceof MaskedValue.Secret;
        return secret || !before.equals(after)
                ? Optional.of(Difference.updated(place, Noise.NONE, /* before= */ after, /* after= */ before))
                : Optional.empty();
    }

    /** What a refresh found, where the provider compares nothing itself. */
    private static List<Difference> found(Masker masker, Pair pair) {
        String type = pair.state().type();
        PropertyValue.Fields known = pair.before().orElseThrow().outputs();
        PropertyValue.Fields found = pair.after().orElseThrow().outputs();
        return known.values().isEmpty() || found.values().isEmpty()
                ? List.of()
                : PropertyDiff.of(masker, PropertyPlace.ROOT, masker.fields(type, known), masker.fields(type, found));
    }
}
