package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.Masker;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.PropertyValue.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The configuration of both sides, raw: keys such as {@code aws:region}, structured values as JSON. */
record Configuration(Fields before, Fields after, boolean comparable) {
    /** A state holds none, and of a stack that only one side has all would be new or gone. */
    static Configuration of(Input.Side base, Input.Side head) {
        boolean comparable = !base.deployed()
                && !head.deployed()
                && !base.resources().isEmpty()
                && !head.resources().isEmpty();
        return new Configuration(fields(base.config()), fields(head.config()), comparable);
    }

    /** A plan with a diff inside tells of the new one alone. */
    static Configuration of(Input.Changes changes) {
        return new Configuration(Fields.NONE, fields(changes.config()), false);
    }

    private static Fields fields(SortedMap<String, String> config) {
        SortedMap<String, PropertyValue> fields = new TreeMap<>();
        config.forEach((key, value) -> fields.put(key, new PropertyValue.Text(value)));
        return new Fields(fields);
    }

    /** Lets it find what is secret. */
    void search(Masker masker) {
        masker.ofConfiguration().fields("", before);
        masker.ofConfiguration().fields("", after);
    }

    /** What differs, by key; noise behind. */
    List<PropertyChange> changes(Masker masker) {
        if (!comparable || before.equals(after)) {
            return List.of();
        }
        MaskedValue.Fields old = masker.ofConfiguration().fields("", before);
        MaskedValue.Fields now = masker.ofConfiguration().fields("", after);
        TreeSet<String> keys = new TreeSet<>(old.values().keySet());
        keys.addAll(now.values().keySet());
        List<PropertyChange> changes = new ArrayList<>();
        Contents contents = new Contents(masker, "");
        for (String key : keys) {
            List<Difference> differences = PropertyDiff.of(
                    masker,
                    PropertyPlace.key(key),
                    Optional.ofNullable(old.values().get(key)),
                    Optional.ofNullable(now.values().get(key)));
            differences.forEach(difference -> changes.add(contents.of(ordered(difference), Replaces.NO)));
        }
        changes.sort(Comparator.comparing(change -> change.noise() != Noise.NONE));
        return changes;
    }

    /** What a list's order means, only the program knows. */
    private static Difference ordered(Difference difference) {
        return difference.noise() == Noise.SPELLING
                ? difference
                : new Difference(
                        difference.place(), difference.kind(), Noise.NONE, difference.before(), difference.after());
    }
}
