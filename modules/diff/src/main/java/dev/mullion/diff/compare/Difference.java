package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange.Kind;
import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.veil.Veiled;
import java.util.Optional;

/** What differs at one place, masked. */
record Difference(Place place, Kind kind, Noise noise, Optional<Veiled> before, Optional<Veiled> after) {
    static Difference added(Place place, Veiled after) {
        return new Difference(place, Kind.ADD, Noise.NONE, Optional.empty(), Optional.of(after));
    }

    static Difference deleted(Place place, Veiled before) {
        return new Difference(place, Kind.DELETE, Noise.NONE, Optional.of(before), Optional.empty());
    }

    static Difference updated(Place place, Noise noise, Veiled before, Veiled after) {
        return new Difference(place, Kind.UPDATE, noise, Optional.of(before), Optional.of(after));
    }
}
