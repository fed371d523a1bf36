package dev.mullion.diff.report;

import java.util.List;

/** A list of which a reader in a hurry sees the beginning: the rest is in a fold. */
record HtmlList<T>(List<T> shown, List<T> more) {
    private static final int MAX_SHOWN = 8;

    static <T> HtmlList<T> of(List<T> items) {
        return of(items, MAX_SHOWN);
    }

    /**
     * With another number of items.
     *
     * @param maxShown a fold takes a line itself, hence of one more all are shown
     */
    static <T> HtmlList<T> of(List<T> items, int maxShown) {
        int shown = items.size() <= maxShown + 1 ? items.size() : maxShown;
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
