package dev.mullion.diff.compare;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Finding;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import dev.mullion.diff.finding.Findings;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.masking.KnownSecrets;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.Masker;
import dev.mullion.plan.Operation;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** From pairs of raw resources to a comparison. */
final class Assembly {
    private final Input head;
    private final List<Pair> pairs;
    private final Configuration configuration;
    private final boolean engine;
    private final Masker masker;

    Assembly(Input head, List<Pair> pairs, Configuration configuration) {
        this.head = head;
        this.pairs = pairs;
        this.configuration = configuration;
        this.engine = head instanceof Input.Changes;
        this.masker = masker(pairs, configuration);
    }

    /** Looks through everything that may be shown, before any of it is. */
    private static Masker masker(List<Pair> pairs, Configuration configuration) {
        KnownSecrets.Builder secrets = new KnownSecrets.Builder();
        MarkedSecrets marked = new MarkedSecrets(secrets);
        pairs.forEach(marked::of);
        Masker search = Masker.searching(secrets);
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
        return new Masker(secrets.build());
    }

    /** @param counted what an engine counted; empty where nobody did */
    Comparison comparison(List<String> notes, SortedMap<String, Integer> counted) {
        List<Changed> all = new ArrayList<>();
        for (Pair pair : pairs) {
            all.add(changed(pair));
        }
        if (!engine) {
            new Cascade(masker, all).run();
        }
        Repeated.drop(all);
        List<ResourceChange> changes = new ArrayList<>();
        for (Changed each : all) {
            if (each.isShown()) {
                changes.add(resource(each));
            }
        }
        List<Finding> findings = new ArrayList<>(Findings.of(new StackResources(masker, all), masker));
        Renames.of(pairs, masker).ifPresent(findings::add);
        List<PropertyChange> settings = configuration.changes(masker);
        List<String> told = Comparer.diagnostics(head.diagnostics(), masker);
        return new Comparison(
                masker.name(head.project()),
                masker.name(head.stack()),
                counts(all, counted),
                findings,
                changes,
                masker.masks(),
                told,
                notes,
                settings);
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
        List<Difference> differences = PropertyDiff.of(masker, PropertyPlace.ROOT, before, after);
        changed.differences()
                .addAll(TagNoise.marked(
                        type, differences, pair.state().options().replaceOnChanges()));
        if (pair.engine().isPresent()) {
            EngineDiff told =
                    new EngineDiff(pair.is(Operation.REPLACE), pair.engine().get());
            if (differences.isEmpty() && pair.inBoth()) {
                changed.differences().addAll(Drift.of(masker, pair));
            }
            changed.differences().forEach(difference -> changed.replaces().add(told.replaces(difference)));
            changed.reasons().addAll(told.reasons(changed.differences(), masker));
        } else if (pair.inBoth() && pair.state().custom()) {
            effects(changed, before, after);
        }
        return changed;
    }

    private void effects(Changed changed, MaskedValue.Fields before, MaskedValue.Fields after) {
        ResourceState.Options options = changed.pair().state().options();
        for (Difference difference : changed.differences()) {
            Replacements.Effect effect = difference.noise() == Noise.NONE
                            && ReplaceOnChanges.matches(options.replaceOnChanges(), difference.place())
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
        if (!told
                && Pairing.isAnother(
                        changed.pair().before().orElseThrow(), changed.pair().state())) {
            changed.reasons().add(new ReplaceReason("id", true, "another one in the new state"));
        }
        ResourceState old = changed.pair().before().orElseThrow();
        if (Pairing.isElsewhere(old, changed.pair().state())) {
            changed.reasons().add(new ReplaceReason("provider", false, "another provider makes it"));
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
                properties);
    }
}
