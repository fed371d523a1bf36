package dev.mullion.diff.compare;

import dev.mullion.diff.ResourceChange.ReplaceReason;
import dev.mullion.diff.finding.ChangedResource;
import dev.mullion.diff.finding.Resources;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.Masker;
import dev.mullion.plan.ResourceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The resources of a comparison as findings see them; those that stay as they are get masked when they are asked for. */
final class StackResources implements Resources {
    private static final int MAX_KEPT = 64;

    private final Masker masker;
    private final Masker shown;
    private final List<Changed> all;
    private final References references;
    private final Map<String, List<ChangedResource>> byType = new HashMap<>();
    private final Map<String, Changed> byUrn = new HashMap<>();
    private final Map<String, List<Changed>> dependents = new HashMap<>();

    /** Those that were asked for last, since many may belong to one; all together would take more room than the comparison. */
    private final Map<Changed, ChangedResource> looked = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Changed, ChangedResource> eldest) {
            return size() > MAX_KEPT;
        }
    };

    /** Id to that of its successor, masked. */
    private final Map<String, String> successors = new HashMap<>();

    /**
     * The resources of a comparison.
     *
     * @param masker of what rules look at
     * @param shown of what was found out so far
     */
    StackResources(Masker masker, Masker shown, List<Changed> all) {
        this.masker = masker;
        this.shown = shown;
        // Nothing is said of a copy that is not in use.
        this.all = all.stream().filter(each -> !each.pair().isLeftover()).toList();
        this.references = new References(this.all);
        for (Changed each : this.all) {
            byUrn.put(each.pair().urn(), each);
            successor(each.pair());
            references.of(each.pair()).forEach(urn -> dependents
                    .computeIfAbsent(urn, of -> new ArrayList<>())
                    .add(each));
        }
    }

    @Override
    public Stream<ChangedResource> changed() {
        return shown().map(this::resource);
    }

    @Override
    public List<ChangedResource> changed(String type) {
        return byType.computeIfAbsent(type, wanted -> shown().filter(
                        each -> each.pair().state().type().equals(wanted))
                .map(this::resource)
                .toList());
    }

    private Stream<Changed> shown() {
        return all.stream()
                .filter(each -> each.isShown() || optionsDiffer(each))
                .filter(each -> !each.pair().isStack());
    }

    @Override
    public List<ChangedResource> dependents(String key) {
        return dependents.getOrDefault(key, List.of()).stream()
                .map(this::resource)
                .toList();
    }

    @Override
    public Optional<ChangedResource> find(String key) {
        return Optional.ofNullable(byUrn.get(key)).map(this::resource);
    }

    @Override
    public Optional<String> successor(String id) {
        return Optional.ofNullable(successors.get(id));
    }

    private void successor(Pair pair) {
        Optional<String> before = pair.before().flatMap(ResourceState::id);
        Optional<String> after = pair.after().flatMap(ResourceState::id);
        if (before.isPresent() && after.isPresent() && !before.equals(after)) {
            successors.put(masker.mask(before.get()), masker.mask(after.get()));
        }
    }

    private static boolean optionsDiffer(Changed each) {
        return each.pair().inBoth()
                && !flags(each.pair().before(), false).equals(flags(each.pair().after(), false));
    }

    private ChangedResource resource(Changed changed) {
        ChangedResource kept = looked.get(changed);
        if (kept == null) {
            kept = made(changed);
            looked.put(changed, kept);
        }
        return kept;
    }

    private ChangedResource made(Changed changed) {
        Pair pair = changed.pair();
        String type = pair.state().type();
        boolean may = !changed.isReplaced() && changed.reasons().stream().anyMatch(reason -> !isCertain(reason));
        return new ChangedResource(
                changed.operation(),
                may,
                changed.reasons().stream()
                        .filter(StackResources::isCertain)
                        .map(reason -> shown.path(reason.path(), shown.name(pair.urn())))
                        .toList(),
                pair.urn(),
                type,
                masker.mask(pair.state().name()),
                pair.before().isPresent() ? masker.fields(type, pair.oldInputs()) : MaskedValue.Fields.NONE,
                pair.after().isPresent() ? masker.fields(type, pair.newInputs()) : MaskedValue.Fields.NONE,
                flags(pair.before(), false),
                flags(pair.after(), pair.deletedFirst()),
                needed(pair));
    }

    private List<String> needed(Pair pair) {
        List<String> needed = new ArrayList<>(references.of(pair));
        pair.state().providerUrn().ifPresent(needed::add);
        return needed;
    }

    private static boolean isCertain(ReplaceReason reason) {
        return reason.certain();
    }

    private static ChangedResource.Flags flags(Optional<ResourceState> state, boolean deletedFirst) {
        return state.map(ResourceState::options)
                .map(options -> new ChangedResource.Flags(
                        options.protect(),
                        options.retainOnDelete(),
                        options.deleteBeforeReplace() || deletedFirst,
                        options.additionalSecretOutputs()))
                .orElse(ChangedResource.Flags.NONE);
    }
}
