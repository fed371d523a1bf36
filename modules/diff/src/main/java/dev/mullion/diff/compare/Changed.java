package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import dev.mullion.plan.Operation;
import java.util.ArrayList;
import java.util.List;

/** A pair and what is found out about it, step by step. */
final class Changed {
    private final Pair pair;
    private final List<Difference> differences = new ArrayList<>();
    private final List<Difference> drift = new ArrayList<>();
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

    boolean is(Operation which) {
        return which.is(operation);
    }

    List<Difference> differences() {
        return differences;
    }

    /** What others changed. */
    List<Difference> drift() {
        return drift;
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
            operation = Operation.REPLACE.word();
        } else if (!differences.isEmpty() && is(Operation.SAME) && !pair.isStack()) {
            operation = Operation.UPDATE.word();
        }
    }

    /** Of all that differs, nobody has to read anything. */
    void leaveOut() {
        operation = Operation.SAME.word();
        differences.clear();
    }

    boolean isReplaced() {
        return is(Operation.REPLACE);
    }

    /** A stack stays the same when its exports change, and that is worth reading all the same. */
    boolean isShown() {
        boolean lookedUpAgain = is(Operation.REFRESH) || (is(Operation.READ) && pair.inBoth());
        return !(is(Operation.SAME) || lookedUpAgain) || !differences.isEmpty() || !drift.isEmpty();
    }
}
