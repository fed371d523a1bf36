package dev.mullion.diff.compare;

import dev.mullion.core.config.DiffSpec;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Finding;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import dev.mullion.diff.Run;
import dev.mullion.diff.Violation;
import dev.mullion.diff.finding.Findings;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.masking.KnownSecrets;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.Masker;
import dev.mullion.plan.Operation;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Urns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** From pairs of raw resources to a comparison. */
final class Assembly {
    private static final int MAX_PLACES = 20;

    private static final int MAX_NOTE = 1_000;

    private static final String ASSUMED = "what only a deployment can know is taken as it is deployed: ";

    private final Input head;

    /** The side that names the stack. */
    private final Input of;

    private final List<Pair> pairs;
    private final DefaultProviders defaults;
    private final boolean handedOut;
    private final Configuration configuration;
    private final boolean engine;

    /** Whether the head is what a program wants, not what is deployed. */
    private final boolean planned;

    /** Whether both sides are plans, or both states. */
    private final boolean alike;

    private final OwnIgnores ignores;
    private final Masker masker;

    /**
     * What changes mean is found with less masked: a text that only has a secret's name somewhere could else hide an ARN from
     * the rules. What they say is masked like all else.
     */
    private final Masker finder;

    /**
     * @param defaults that {@code pairs} were found with
     * @param handedOut whether one of the sides may be a plan that was handed out
     */
    Assembly(
            Input base,
            Input head,
            List<Pair> pairs,
            DefaultProviders defaults,
            Configuration configuration,
            DiffSpec rules,
            boolean handedOut) {
        this.head = head;
        // What holds no resource names no stack.
        this.of = head.project().isEmpty() ? base : head;
        this.pairs = pairs;
        this.defaults = defaults;
        this.handedOut = handedOut;
        this.configuration = configuration;
        this.engine = head instanceof Input.Changes;
        this.planned = !isDeployed(head);
        this.alike = !engine && isDeployed(base) == isDeployed(head);
        this.ignores = new OwnIgnores(rules.ignore());
        KnownSecrets.Builder secrets = new KnownSecrets.Builder();
        MarkedSecrets marked = new MarkedSecrets(secrets);
        pairs.forEach(marked::of);
        Masker search = Masker.searching(secrets, rules.mask(), handedOut);
        this.finder = search.knowing(secrets.build());
        search(search);
        this.masker = search.knowing(secrets.build());
    }

    private static boolean isDeployed(Input input) {
        return input instanceof Input.Side side && side.deployed();
    }

    /** Looks through everything that may be shown, before any of it is. */
    private void search(Masker search) {
        configuration.search(search);
        for (Pair pair : pairs) {
            if (!pair.is(Operation.SAME)) {
                search.fields(pair.state().type(), pair.oldInputs());
                search.fields(pair.state().type(), pair.newInputs());
            } else if (pair.isStack()) {
                PropertyValue.Fields old = Pairing.outputs(pair.before());
                search.fields("", old);
                search.fields("", SameTexts.left(Pairing.outputs(pair.after()), old));
            }
        }
    }

    /**
     * The comparison.
     *
     * @param assumed what was taken for deployed as it is
     * @param counted what an engine counted; empty where nobody did
     */
    Comparison comparison(List<String> notes, List<Resolution.Assumed> assumed, SortedMap<String, Integer> counted) {
        List<Changed> all = new ArrayList<>();
        for (Pair pair : pairs) {
            all.add(changed(pair));
        }
        if (!engine) {
            new Cascade(masker, all).run();
        }
        Repeated.drop(all);
        List<Finding> findings =
                new ArrayList<>(Findings.of(new StackResources(finder, masker, all, alike), finder, masker));
        findings.addAll(Renames.of(pairs, masker));
        all.forEach(ignores::mark);
        List<ResourceChange> changes = new ArrayList<>();
        for (Changed each : all) {
            if (each.isShown()) {
                changes.add(resource(each));
            }
        }
        List<String> own = new ArrayList<>(notes);
        unsaid(all).ifPresent(own::add);
        List<PropertyChange> settings = configuration.changes(masker);
        List<String> told = Comparer.diagnostics(head.diagnostics(), masker);
        return new Comparison(
                masker.name(of.project()),
                masker.name(of.stack()),
                counts(all, counted),
                findings,
                changes,
                masker.masks(),
                told,
                notes(own, assumed, unseen(all), ignores.note()),
                settings,
                head instanceof Input.Changes both ? both.run() : Run.PREVIEW,
                head instanceof Input.Changes both ? violations(both.violations()) : List.of(),
                parents(changes));
    }

    /** Of what stays, on the way from each change up to the stack. */
    private SortedMap<String, String> parents(List<ResourceChange> changes) {
        Map<String, String> above = new HashMap<>();
        for (Pair pair : pairs) {
            pair.state().parent().ifPresent(parent -> above.put(masker.name(pair.urn()), masker.name(parent)));
        }
        SortedMap<String, String> parents = new TreeMap<>();
        for (ResourceChange change : changes) {
            Optional<String> urn = change.parent();
            while (urn.isPresent() && above.containsKey(urn.get()) && !parents.containsKey(urn.get())) {
                String parent = above.get(urn.get());
                parents.put(urn.get(), parent);
                urn = Optional.of(parent);
            }
        }
        changes.forEach(change -> parents.remove(change.urn()));
        return parents;
    }

    private List<Violation> violations(List<Violation> raw) {
        return raw.stream()
                .sorted(Comparator.comparing(each -> !each.isMandatory()))
                .map(each -> new Violation(
                        masker.name(each.pack()),
                        masker.name(each.version()),
                        masker.name(each.rule()),
                        masker.name(each.level()),
                        masker.name(each.severity()),
                        each.urn().map(masker::name),
                        inOneLine(masker.show(
                                masker.mask(each.message()),
                                each.urn().map(masker::name).orElse(""),
                                ""))))
                .toList();
    }

    /** A rule may say what it wants in several. */
    private static String inOneLine(String message) {
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private List<String> notes(
            List<String> notes, List<Resolution.Assumed> assumed, Set<String> unseen, Optional<String> ignored) {
        List<String> all = new ArrayList<>(notes);
        ignored.ifPresent(all::add);
        for (DefaultProviders.Version version : defaults.versions()) {
            all.add("the default provider of " + masker.name(packageOf(version.type())) + " goes from version "
                    + masker.name(version.before()) + " to " + masker.name(version.after()));
        }
        all.addAll(assumed(assumed));
        if (!unseen.isEmpty()) {
            all.add("the engine says that these differ, and neither side holds a value of them: " + some(unseen));
        }
        return all;
    }

    /** Where an engine sees what no state has, as a default that a newer provider brings. */
    private Set<String> unseen(List<Changed> all) {
        Set<String> places = new LinkedHashSet<>();
        for (Changed each : all) {
            each.pair().engine().filter(step -> isBare(each)).ifPresent(step -> {
                Set<String> paths = paths(step);
                String urn = masker.name(each.pair().urn());
                paths.forEach(path -> places.add(masker.path(masker.mask(path), urn) + " of "
                        + masker.name(each.pair().state().name())));
            });
        }
        return places;
    }

    /** Which an engine updates for nothing that it names, as of a provider that compares for itself. */
    private Optional<String> unsaid(List<Changed> all) {
        Set<String> names = new LinkedHashSet<>();
        for (Changed each : all) {
            boolean due = each.pair()
                    .before()
                    .filter(state -> !state.condition().equals(ResourceState.Condition.NONE))
                    .isPresent();
            each.pair()
                    .engine()
                    .filter(step -> isBare(each) && each.pair().state().custom() && !due)
                    .filter(step -> paths(step).isEmpty())
                    .ifPresent(step -> names.add(masker.name(each.pair().state().name())));
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "the engine does not say what differs, and both sides show the same, so it is what they hide or do"
                                + " not have: " + some(names));
    }

    private static boolean isBare(Changed each) {
        return each.is(Operation.UPDATE)
                && each.differences().isEmpty()
                && each.drift().isEmpty()
                && each.reasons().isEmpty();
    }

    private static Set<String> paths(Input.EngineStep step) {
        Set<String> paths = new TreeSet<>(step.diffReasons());
        step.detailedDiff().ifPresent(diffs -> paths.addAll(diffs.keySet()));
        return paths;
    }

    private static String packageOf(String type) {
        return type.substring(type.lastIndexOf(':') + 1);
    }

    /** Several where one would be long. What was taken for deployed is in them all; where, of the same text, a part. */
    private List<String> assumed(List<Resolution.Assumed> assumed) {
        Map<String, Set<String>> places = new LinkedHashMap<>();
        Map<String, MaskedValue.Fields> inputs = new HashMap<>();
        for (Resolution.Assumed each : assumed) {
            ResourceState state = each.resource();
            String urn = masker.name(state.urn());
            MaskedValue.Fields masked =
                    inputs.computeIfAbsent(state.urn(), first -> masker.fields(state.type(), state.inputs()));
            String value = each.value()
                    .map(quote -> " (" + masker.show(quote.masked(masker, masked, each.path()), urn, "") + ")")
                    .orElse("");
            places.computeIfAbsent(value, first -> new LinkedHashSet<>())
                    .add(masker.path(masker.mask(each.path()), urn) + " of "
                            + masker.name(each.resource().name()));
        }
        List<String> notes = new ArrayList<>();
        places.forEach((value, all) -> {
            int last = notes.size() - 1;
            String told = some(all) + value;
            if (last >= 0 && notes.get(last).length() + told.length() <= MAX_NOTE) {
                notes.set(last, notes.get(last) + "; " + told);
            } else {
                notes.add(ASSUMED + told);
            }
        });
        return notes;
    }

    private static String some(Set<String> places) {
        int more = places.size() - MAX_PLACES;
        return places.stream().limit(MAX_PLACES).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** What the list holds, so that both say the same; of what stays, an engine may list none, and knows how many there are. */
    private SortedMap<String, Integer> counts(List<Changed> all, SortedMap<String, Integer> counted) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (Changed each : all) {
            // A look-up changes nothing, and no summary of Pulumi's counts it.
            if (!each.is(Operation.READ)) {
                boolean same = each.is(Operation.REFRESH) && !each.isShown();
                String operation = same ? Operation.SAME.word() : each.operation();
                counts.merge(masker.name(operation), 1, Integer::sum);
            }
        }
        if (!counted.isEmpty()) {
            counts.remove(Operation.SAME.word());
            int same = counted.getOrDefault(Operation.SAME.word(), 0);
            if (same > 0) {
                counts.put(Operation.SAME.word(), same);
            }
        }
        return counts;
    }

    private Changed changed(Pair pair) {
        Changed changed = new Changed(pair);
        if (pair.isStack()) {
            changed.differences().addAll(outputs(pair));
        }
        if (pair.is(Operation.SAME)) {
            return changed;
        }
        String type = pair.state().type();
        MaskedValue.Fields before = masker.fields(type, pair.oldInputs());
        MaskedValue.Fields after = masker.fields(type, pair.newInputs());
        List<Difference> differences = PropertyDiff.of(masker, PropertyPlace.of(type), before, after);
        if (!pair.inBoth()) {
            differences.removeIf(difference -> NoiseMarks.isInternal(type, difference.place()));
        }
        pair.moved()
                .forEach((input, needs) -> differences.add(Difference.updated(
                        PropertyPlace.ROOT.field(masker.mask(input)).field("references"),
                        Noise.NONE,
                        text(Optional.of(needs.before())),
                        text(Optional.of(needs.after())))));
        if (pair.engine().isEmpty()
                && differences.isEmpty()
                && handedOut
                && Comparer.hidesInDocuments(pair)
                && !isOtherwiseUpdated(pair)) {
            changed.leaveOut();
        }
        if (pair.engine().isPresent()) {
            told(
                    changed,
                    new EngineDiff(pair.is(Operation.REPLACE), pair.engine().get()),
                    differences);
        } else {
            ReplaceOnChanges own = new ReplaceOnChanges(pair.state().options().replaceOnChanges());
            changed.differences()
                    .addAll(NoiseMarks.marked(type, differences, difference -> own.matches(difference.place())));
        }
        if (pair.engine().isEmpty()
                && pair.inBoth()
                && Pairing.isTainted(pair.before().orElseThrow(), pair.state(), planned)) {
            changed.reasons().add(new ReplaceReason("taint", true, "tainted in the old state"));
            changed.settle();
        }
        if (pair.engine().isEmpty()
                && pair.inBoth()
                && (pair.state().custom() || pair.before().orElseThrow().custom())) {
            effects(changed, before, after);
        }
        return changed;
    }

    private boolean isOtherwiseUpdated(Pair pair) {
        ResourceState before = pair.before().orElseThrow();
        return !before.condition().equals(ResourceState.Condition.NONE)
                || Pairing.isForced(before, pair.state())
                || defaults.isElsewhere(before, pair.state());
    }

    /** By an engine, which knows what was deployed, too. */
    private void told(Changed changed, EngineDiff told, List<Difference> differences) {
        Pair pair = changed.pair();
        String type = pair.state().type();
        changed.differences()
                .addAll(NoiseMarks.marked(type, differences, difference -> told.replaces(difference) == Replaces.YES));
        if (pair.inBoth()) {
            if (differences.isEmpty() && defaults.isElsewhere(pair.before().orElseThrow(), pair.state())) {
                changed.differences().add(provider(pair));
            }
            for (Difference found : Drift.of(masker, pair, differences)) {
                (Drift.isSecret(found) ? changed.differences() : changed.drift()).add(found);
            }
        }
        List<Difference> all = new ArrayList<>(changed.differences());
        all.addAll(changed.drift());
        changed.differences().forEach(difference -> changed.replaces().add(told.replaces(difference)));
        changed.reasons().addAll(told.reasons(all, masker));
    }

    /** Which one a program reads. */
    private Difference id(Pair pair) {
        return Difference.updated(
                PropertyPlace.ROOT.field("id"),
                Noise.NONE,
                text(pair.before().orElseThrow().id()),
                text(pair.state().id()));
    }

    private Difference provider(Pair pair) {
        return Difference.updated(
                PropertyPlace.ROOT.field("provider"),
                Noise.NONE,
                provider(pair.before().orElseThrow()),
                provider(pair.state()));
    }

    private MaskedValue provider(ResourceState state) {
        return text(state.providerUrn().map(Urns::name));
    }

    private MaskedValue text(Optional<String> text) {
        return new MaskedValue.Scalar(MaskedValue.Kind.TEXT, masker.mask(text.orElse("")));
    }

    private void effects(Changed changed, MaskedValue.Fields before, MaskedValue.Fields after) {
        ReplaceOnChanges own =
                new ReplaceOnChanges(changed.pair().state().options().replaceOnChanges());
        for (Difference difference : changed.differences()) {
            Replacements.Effect effect = difference.noise() == Noise.NONE && own.matches(difference.place())
                    ? new Replacements.Effect(Replaces.YES, "replaceOnChanges")
                    : Replacements.of(changed.pair().state().type(), difference, before, after);
            changed.replaces().add(effect.replaces());
            if (effect.replaces() != Replaces.NO) {
                changed.reasons()
                        .add(new ReplaceReason(
                                difference.place().shown(), effect.replaces() == Replaces.YES, effect.source()));
            }
        }
        boolean triggered = changed.pair()
                .before()
                .filter(old -> Pairing.isTriggered(old, changed.pair().state()))
                .isPresent();
        if (triggered) {
            changed.reasons().add(new ReplaceReason("replacementTrigger", true, "replacementTrigger"));
        }
        boolean told = changed.reasons().stream().anyMatch(ReplaceReason::certain);
        ResourceState old = changed.pair().before().orElseThrow();
        if (Pairing.isAnother(old, changed.pair().state())) {
            if (old.external() && changed.pair().state().external()) {
                changed.differences().add(id(changed.pair()));
                changed.replaces().add(Replaces.NO);
            } else if (!told) {
                changed.reasons().add(new ReplaceReason("id", true, "another one in the new state"));
            }
        }
        if (Pairing.isImported(old, changed.pair().state())) {
            changed.reasons()
                    .add(new ReplaceReason(
                            "import", Pairing.imported(old).isPresent(), "Pulumi imports another one in its place"));
        }
        if (defaults.isElsewhere(old, changed.pair().state())) {
            changed.differences().add(provider(changed.pair()));
            changed.replaces().add(Replaces.MAY);
            changed.reasons().add(new ReplaceReason("provider", false, "another provider makes it"));
        }
        if (Pairing.isOfAnotherType(old, changed.pair().state())) {
            changed.reasons().add(new ReplaceReason("type", false, "an alias of another type"));
        }
        if (old.custom() != changed.pair().state().custom()) {
            changed.reasons().add(new ReplaceReason("custom", false, "no provider makes one of them"));
        }
        if (old.external() != changed.pair().state().external()) {
            changed.reasons().add(new ReplaceReason("external", false, "only one side owns it"));
        }
        changed.settle();
    }

    /** The stack's exports. */
    private List<Difference> outputs(Pair pair) {
        PropertyValue.Fields old = Pairing.outputs(pair.before());
        PropertyValue.Fields now = Pairing.outputs(pair.after());
        // An engine's preview of an existing stack does not say what it will export.
        boolean untold = engine && now.values().isEmpty();
        if (old.equals(now) || untold || !pair.inBoth()) {
            return List.of();
        }
        MaskedValue.Fields before = masker.fields("", SameTexts.left(old, now));
        MaskedValue.Fields after = masker.fields("", SameTexts.left(now, old));
        return PropertyDiff.of(masker, PropertyPlace.ROOT.field("outputs"), before, after);
    }

    private ResourceChange resource(Changed changed) {
        ResourceState state = changed.pair().state();
        String urn = masker.name(state.urn());
        Contents contents = new Contents(masker, urn);
        List<PropertyChange> properties = new ArrayList<>();
        List<PropertyChange> noise = new ArrayList<>();
        for (int i = 0; i < changed.differences().size(); i++) {
            Difference difference = changed.differences().get(i);
            Replaces replaces =
                    i < changed.replaces().size() ? changed.replaces().get(i) : Replaces.NO;
            (difference.noise() == Noise.NONE ? properties : noise).add(contents.of(difference, replaces));
        }
        properties.addAll(noise);
        List<ReplaceReason> reasons = changed.reasons().stream()
                .map(reason -> new ReplaceReason(masker.path(reason.path(), urn), reason.certain(), reason.source()))
                .distinct()
                .toList();
        Optional<String> parent = state.parent().map(masker::name);
        return new ResourceChange(
                masker.name(changed.operation()),
                urn,
                masker.name(state.type()),
                masker.name(state.name()),
                parent,
                state.dependencies().stream()
                        .filter(dependency -> !state.parent().equals(Optional.of(dependency)))
                        .map(masker::name)
                        .sorted()
                        .toList(),
                reasons,
                properties,
                changed.drift().stream()
                        .map(difference -> contents.of(difference, Replaces.NO))
                        .toList(),
                changed.pair().outcome());
    }
}
