package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange.Kind;
import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.masking.MaskedValue;
import java.util.Optional;

/** What differs at one place, masked. */
record Difference(
        PropertyPlace place, Kind kind, Noise noise, Optional<MaskedValue> before, Optional<MaskedValue> after) {
    static Difference added(PropertyPlace place, MaskedValue after) {
        return new Difference(place, Kind.ADD, Noise.NONE, Optional.empty(), Optional.of(after));
    }

    static Difference deleted(PropertyPlace place, MaskedValue before) {
        return new Difference(place, Kind.DELETE, Noise.NONE, Optional.of(before), Optional.empty());
    }

    /** The same, marked. */
    Difference as(Noise mark) {
        return new Difference(place, kind, mark, before, after);
    }

    static Difference updated(PropertyPlace place, Noise noise, MaskedValue before, MaskedValue after) {
        return new Difference(place, Kind.UPDATE, noise, Optional.of(before), Optional.of(after));
    }
}
