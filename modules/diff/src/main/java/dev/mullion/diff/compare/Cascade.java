package dev.mullion.diff.compare;

import dev.mullion.diff.veil.Veil;
import java.util.List;

/** Stub. */
final class Cascade {
    Cascade(Veil veil, List<Changed> all) {}

    void run() {}
}
