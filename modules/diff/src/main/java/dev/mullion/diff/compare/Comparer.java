package dev.mullion.diff.compare;

import dev.mullion.core.text.MaskPattern;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.SameStack;
import dev.mullion.diff.masking.Masker;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Operation;
import dev.mullion.plan.PropertyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Says what differs between two sides of a stack, with nothing secret in it. */
public final class Comparer {
    private Comparer() {}

    /**
     * Compares two plans, two states, or a state with a plan.
     *
     * @throws dev.mullion.core.spec.SpecException when they are not two sides of one stack
     */
    public static Comparison compare(Input.Side base, Input.Side head) {
        return compare(base, head, List.of());
    }

    /**
     * The same with masks of the user's own, beside those of the base's stack file.
     *
     * @throws dev.mullion.core.spec.SpecException when they are not two sides of one stack
     * @throws dev.mullion.core.spec.UserException when a mask takes too long
     */
    public static Comparison compare(Input.Side base, Input.Side head, List<MaskPattern> masks) {
        SameStack.check(base, head);
        List<String> notes = new ArrayList<>();
        Resolution resolution = Resolution.of(base, head);
        List<Pair> pairs = Pairing.of(base, head, resolution);
        if (!head.deployed() && !pairs.stream().allMatch(pair -> pair.is(Operation.SAME))) {
            notes.add(
                    "no engine compared these with a state: what is replaced comes from a table for pulumi-aws 6.83.0");
        }
        if (resolution.assumed()) {
            notes.add("what only a deployment can know counts as unchanged, since a plan has no values for it");
        }
        if (pairs.stream().anyMatch(Comparer::holdsUntold)) {
            notes.add("secrets that both sides hide are taken as unchanged");
        }
        List<MaskPattern> taken = OwnMasks.of(masks, Optional.of(base));
        OwnMasks.note(taken, head).ifPresent(notes::add);
        return new Assembly(head, pairs, Configuration.of(base, head), taken).comparison(notes, new TreeMap<>());
    }

    private static boolean holdsUntold(Pair pair) {
        return pair.inBoth() && holdsUntold(pair.oldInputs()) && holdsUntold(pair.newInputs());
    }

    private static boolean holdsUntold(PropertyValue value) {
        if (value instanceof PropertyValue.Fields fields) {
            return fields.values().values().stream().anyMatch(Comparer::holdsUntold);
        }
        if (value instanceof PropertyValue.Items items) {
            return items.values().stream().anyMatch(Comparer::holdsUntold);
        }
        return value instanceof PropertyValue.Secret secret
                && secret.fingerprint().isEmpty();
    }

    /** What a real engine says that it would do. */
    public static Comparison compare(Input.Changes changes) {
        return compare(changes, List.of());
    }

    /**
     * The same with masks of the user's own.
     *
     * @throws dev.mullion.core.spec.UserException when a mask takes too long
     */
    public static Comparison compare(Input.Changes changes, List<MaskPattern> masks) {
        List<Pair> pairs = Pairing.of(changes);
        List<String> notes = new ArrayList<>(
                pairs.stream().filter(Pair::isLeftover).map(Comparer::leftover).toList());
        OwnMasks.note(masks, changes).ifPresent(notes::add);
        return new Assembly(changes, pairs, Configuration.of(changes), masks).comparison(notes, changes.counts());
    }

    private static String leftover(Pair pair) {
        return "the copy " + pair.state().id().orElse("") + " of "
                + pair.state().name() + " is left from an earlier replacement; the one in use stays";
    }

    /** Warnings and errors, as a preview printed them. */
    static List<String> diagnostics(List<Diagnostic> diagnostics, Masker masker) {
        List<String> told = new ArrayList<>();
        for (Diagnostic diagnostic : diagnostics) {
            String message = diagnostic.message().strip();
            if (diagnostic.severity() != Diagnostic.Severity.INFO && !message.isEmpty()) {
                String urn = diagnostic.urn().map(masker::name).orElse("");
                boolean untold = diagnostic.severity() == Diagnostic.Severity.ERROR && !message.startsWith("error");
                told.add(masker.show(masker.mask(untold ? "error: " + message : message), urn, ""));
            }
        }
        return told;
    }
}
