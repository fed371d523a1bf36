package dev.mullion.diff.report;

import java.util.List;

/** A list of which a reader in a hurry sees the beginning: the rest is in a fold. */
record HtmlList<T>(List<T> shown, List<T> more) {
    private static final int MAX_SHOWN = 40;

    /** A fold of fewer takes more of a reader's time than it spares. */
    private static final int MIN_FOLDED = 6;

    static <T> HtmlList<T> of(List<T> items) {
        int shown = items.size() < MAX_SHOWN + MIN_FOLDED ? items.size() : MAX_SHOWN;
        return new HtmlList<>(items.subList(0, shown), items.subList(shown, items.size()));
    }

    boolean isEmpty() {
        return shown.isEmpty();
    }

    boolean folds() {
        return !more.isEmpty();
    }

    /** What the fold holds, as a list of its own. */
    HtmlList<T> folded() {
        return new HtmlList<>(more, List.of());
    }
}
