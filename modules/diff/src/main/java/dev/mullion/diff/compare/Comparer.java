package dev.mullion.diff.compare;

import dev.mullion.core.config.DiffSpec;
import dev.mullion.core.config.MaskPattern;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Outcome;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.SameStack;
import dev.mullion.diff.masking.Masker;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Operation;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.Urns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Says what differs between two sides of a stack, with nothing secret in it. */
public final class Comparer {
    private static final String IN_JSON = "\"" + PropertyValue.SECRET.value() + "\"";

    private Comparer() {}

    /**
     * Compares two plans, two states, or a state with a plan.
     *
     * @throws dev.mullion.core.spec.SpecException when they are not two sides of one stack
     */
    public static Comparison compare(Input.Side base, Input.Side head) {
        return compare(base, head, DiffSpec.NONE);
    }

    /**
     * The same with rules of the user's own, beside those of the base's stack file.
     *
     * @throws dev.mullion.core.spec.SpecException when they are not two sides of one stack
     * @throws dev.mullion.core.spec.UserException when a mask takes too long
     */
    public static Comparison compare(Input.Side base, Input.Side head, DiffSpec given) {
        return compare(base, head, given, true);
    }

    /**
     * The same of sides of which is known who made them.
     *
     * @param handedOut whether one of them may be a plan that was handed out, which has {@code [secret]} for what it hides; where
     *     none is, that is a text, and another one than before is a change
     * @throws dev.mullion.core.spec.SpecException when they are not two sides of one stack
     * @throws dev.mullion.core.spec.UserException when a mask takes too long
     */
    public static Comparison compare(Input.Side base, Input.Side head, DiffSpec given, boolean handedOut) {
        SameStack.check(base, head);
        List<String> notes = new ArrayList<>();
        Referents referents = new Referents(base, head);
        Resolution resolution = Resolution.of(base, head, referents);
        DefaultProviders defaults = new DefaultProviders();
        List<Pair> pairs = Pairing.of(base, head, referents, resolution, defaults);
        if (!head.deployed() && !pairs.stream().allMatch(pair -> pair.is(Operation.SAME))) {
            notes.add(
                    pairs.stream().anyMatch(pair -> pair.state().type().startsWith("aws:"))
                            ? "no engine compared these with a state: what is replaced comes from a table for pulumi-aws 6.83.0"
                            : "no engine compared these with a state, which alone would say for certain what is replaced");
        }
        if (pairs.stream().anyMatch(pair -> holdsUntold(pair) || (handedOut && hidesInDocuments(pair)))) {
            notes.add("secrets that both sides hide are taken as unchanged");
        }
        if (!base.deployed() && !head.deployed() && pairs.stream().anyMatch(Comparer::ignoresMore)) {
            notes.add(
                    "ignoreChanges that only the new side has leaves nothing out here, since a change could hide itself"
                            + " with it; of what is deployed Pulumi leaves it as it is");
        }
        List<MaskPattern> taken = OwnMasks.of(given.mask(), Optional.of(base));
        OwnMasks.note(taken, head).ifPresent(notes::add);
        DiffSpec rules = new DiffSpec(taken, OwnIgnores.of(given.ignore(), base));
        return new Assembly(base, head, pairs, defaults, Configuration.of(base, head), rules, handedOut)
                .comparison(notes, resolution.assumed(), new TreeMap<>());
    }

    private static boolean ignoresMore(Pair pair) {
        return pair.is(Operation.UPDATE)
                && !pair.before()
                        .map(state -> state.options().ignoreChanges())
                        .orElse(List.of())
                        .containsAll(pair.state().options().ignoreChanges());
    }

    private static boolean holdsUntold(Pair pair) {
        Predicate<PropertyValue> untold = value -> value instanceof PropertyValue.Secret secret
                && secret.fingerprint().isEmpty();
        return pair.inBoth() && holds(pair.oldInputs(), untold) && holds(pair.newInputs(), untold);
    }

    /** Whether a document of one side has {@code [secret]} somewhere, as in a plan that was handed out. */
    static boolean hidesInDocuments(Pair pair) {
        Predicate<PropertyValue> hides = value ->
                value instanceof PropertyValue.Text text && text.value().contains(IN_JSON);
        return pair.inBoth() && (holds(pair.oldInputs(), hides) || holds(pair.newInputs(), hides));
    }

    private static boolean holds(PropertyValue value, Predicate<PropertyValue> what) {
        if (value instanceof PropertyValue.Fields fields) {
            return fields.values().values().stream().anyMatch(each -> holds(each, what));
        }
        if (value instanceof PropertyValue.Items items) {
            return items.values().stream().anyMatch(each -> holds(each, what));
        }
        return what.test(value);
    }

    /** What a real engine says that it would do. */
    public static Comparison compare(Input.Changes changes) {
        return compare(changes, DiffSpec.NONE);
    }

    /**
     * The same with rules of the user's own.
     *
     * @throws dev.mullion.core.spec.UserException when a mask takes too long
     */
    public static Comparison compare(Input.Changes changes, DiffSpec given) {
        DefaultProviders defaults = new DefaultProviders();
        List<Pair> pairs = Pairing.of(changes, defaults);
        List<String> notes = new ArrayList<>(
                pairs.stream().filter(Pair::isLeftover).map(Comparer::leftover).toList());
        if (pairs.stream().anyMatch(pair -> pair.outcome().compareTo(Outcome.DONE) > 0)) {
            notes.add("the run failed: what it did not reach is not in its log");
        }
        OwnMasks.note(given.mask(), changes).ifPresent(notes::add);
        OwnIgnores.note(given.ignore(), changes).ifPresent(notes::add);
        return new Assembly(changes, changes, pairs, defaults, Configuration.of(changes), given, false)
                .comparison(notes, List.of(), changes.counts());
    }

    private static String leftover(Pair pair) {
        return "the copy " + pair.state().id().orElse("") + " of "
                + pair.state().name() + " is left from an earlier replacement; the one in use stays";
    }

    /** {@code error: orders: ...}; Pulumi's own display has the resource above its messages. */
    private static String named(String message, String resource) {
        int word = message.indexOf(": ");
        boolean severe = message.startsWith("error: ") || message.startsWith("warning: ");
        if (!severe) {
            return message.startsWith("error") ? message : resource + ": " + message;
        }
        return message.substring(0, word + 2) + resource + ": " + message.substring(word + 2);
    }

    /** Warnings and errors, each once, as a preview printed them, and of which resource. */
    static List<String> diagnostics(List<Diagnostic> diagnostics, Masker masker) {
        Set<String> told = new LinkedHashSet<>();
        for (Diagnostic diagnostic : diagnostics) {
            String message = diagnostic.message().strip();
            if (diagnostic.severity() != Diagnostic.Severity.INFO && !message.isEmpty()) {
                String urn = diagnostic.urn().map(masker::name).orElse("");
                boolean untold = diagnostic.severity() == Diagnostic.Severity.ERROR && !message.startsWith("error");
                String whole = masker.show(masker.mask(untold ? "error: " + message : message), urn, "");
                told.add(
                        diagnostic.urn().isEmpty()
                                ? whole
                                : named(
                                        whole,
                                        masker.name(Urns.name(diagnostic.urn().get()))));
            }
        }
        return List.copyOf(told);
    }
}
