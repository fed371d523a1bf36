package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.input.Input.EngineStep;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.Masker;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** An update without a changed input: the program says what it said, and what is deployed moved away from it. */
final class Drift {
    private Drift() {}

    /** Inputs that the engine names, with what the state has for them; properties that are no input are not changes. */
    static List<Difference> of(Masker masker, Pair pair) {
        EngineStep step = pair.engine().orElseThrow();
        TreeSet<String> names = new TreeSet<>(step.diffReasons());
        step.detailedDiff().ifPresent(diffs -> diffs.keySet().forEach(path -> {
            List<String> segments = Ignoring.segments(path);
            if (!segments.isEmpty()) {
                names.add(segments.get(0));
            }
        }));
        String type = pair.state().type();
        if (names.isEmpty()) {
            return found(masker, pair);
        }
        MaskedValue.Fields deployed =
                masker.fields(type, pair.before().map(ResourceState::outputs).orElseThrow());
        MaskedValue.Fields wanted = masker.fields(type, pair.newInputs());
        List<Difference> drift = new ArrayList<>();
        for (String name : names) {
            MaskedValue before = deployed.values().get(name);
            MaskedValue after = wanted.values().get(name);
            // Two secrets of a preview look the same; the engine has seen that they are not.
            boolean secret = before instanceof MaskedValue.Secret && after instanceof MaskedValue.Secret;
            if (before != null && after != null && (secret || !before.equals(after))) {
                drift.add(Difference.updated(PropertyPlace.ROOT.field(name), Noise.NONE, before, after));
            }
        }
        return drift;
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
