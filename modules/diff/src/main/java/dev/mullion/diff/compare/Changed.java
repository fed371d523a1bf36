package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import java.util.ArrayList;
import java.util.List;

/** A pair and what is found out about it, step by step. */
final class Changed {
    private final Pair pair;
    private final List<Difference> differences = new ArrayList<>();
    private final List<Replaces> replaces = new ArrayList<>();
    private final List<ReplaceReason> reasons = new ArrayList<>();
    private String operation;

    Changed(Pair pair) {
        this.pair = pair;
        this.operation = pair.operation();
    }

    Pair pair() {
        return pair;
    }

    String operation() {
        return operation;
    }

    List<Difference> differences() {
        return differences;
    }

    /** One of each difference, or none at all where nothing is replaced. */
    List<Replaces> replaces() {
        return replaces;
    }

    List<ReplaceReason> reasons() {
        return reasons;
    }

    /** After the last reason: what is replaced for certain is a replacement. */
    void settle() {
        if (reasons.stream().anyMatch(ReplaceReason::certain)) {
            operation = Pairing.REPLACE;
        } else if (!differences.isEmpty() && operation.equals(Pairing.SAME) && !pair.isStack()) {
            operation = Pairing.UPDATE;
        }
    }

    boolean isReplaced() {
        return operation.equals(Pairing.REPLACE);
    }

    /** A stack stays the same when its exports change, and that is worth reading all the same. */
    boolean isShown() {
        boolean lookedUpAgain = (operation.equals("read") || operation.equals("refresh")) && pair.inBoth();
        return !(operation.equals(Pairing.SAME) || lookedUpAgain) || !differences.isEmpty();
    }
}
