package dev.mullion.diff.compare;

import dev.mullion.diff.ResourceChange.ReplaceReason;
import dev.mullion.diff.finding.ChangedResource;
import dev.mullion.diff.finding.Resources;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.Masker;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Urns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The resources of a comparison as findings see them; those that stay as they are get masked when they are asked for. */
final class StackResources implements Resources {
    private static final int MAX_KEPT = 64;

    private final Masker masker;
    private final Masker shown;
    private final List<Changed> all;
    private final References references;
    private final boolean alike;
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
     * @param alike whether both sides are plans, or both states, so that both tell the same options
     */
    StackResources(Masker masker, Masker shown, List<Changed> all, boolean alike) {
        this.masker = masker;
        this.shown = shown;
        // Nothing is said of a copy that is not in use.
        this.all = all.stream().filter(each -> !each.pair().isLeftover()).toList();
        this.alike = alike;
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

    private boolean optionsDiffer(Changed each) {
        return each.pair().inBoth()
                && !flags(each.pair(), each.pair().before(), false)
                        .equals(flags(each.pair(), each.pair().after(), false));
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
                ids(pair),
                pair.before().isPresent() ? masker.fields(type, pair.oldInputs()) : MaskedValue.Fields.NONE,
                pair.after().isPresent() ? masker.fields(type, pair.newInputs()) : MaskedValue.Fields.NONE,
                flags(pair, pair.before(), false),
                flags(pair, pair.after(), pair.deletedFirst()),
                needed(pair));
    }

    private Set<String> ids(Pair pair) {
        return Stream.of(pair.before(), pair.after())
                .flatMap(Optional::stream)
                .flatMap(state -> state.id().stream())
                .map(masker::mask)
                .collect(Collectors.toSet());
    }

    private List<String> needed(Pair pair) {
        List<String> needed = new ArrayList<>(references.of(pair));
        pair.state().providerUrn().ifPresent(needed::add);
        return needed;
    }

    private static boolean isCertain(ReplaceReason reason) {
        return reason.certain();
    }

    private ChangedResource.Flags flags(Pair pair, Optional<ResourceState> side, boolean deletedFirst) {
        return side.map(state -> new ChangedResource.Flags(
                        state.options().protect(),
                        state.options().retainOnDelete(),
                        state.options().deleteBeforeReplace() || deletedFirst,
                        state.options().additionalSecretOutputs(),
                        pair.engine().isEmpty() ? others(state.options()) : new TreeMap<>(),
                        state.condition().tainted(),
                        state.condition().initErrors().stream()
                                .map(masker::mask)
                                .toList()))
                .orElse(ChangedResource.Flags.NONE);
    }

    /** Engine events have none of them, and a state of an engine before 3.2xx not all. */
    private SortedMap<String, List<String>> others(ResourceState.Options options) {
        SortedMap<String, List<String>> others = new TreeMap<>();
        others.put("additionalSecretOutputs", masked(options.additionalSecretOutputs().stream()));
        others.put("deletedWith", names(options.deletedWith().stream()));
        others.put("replaceWith", names(options.replaceWith().stream()));
        if (alike) {
            others.put("ignoreChanges", masked(options.ignoreChanges().stream()));
            others.put("replaceOnChanges", masked(options.replaceOnChanges().stream()));
        }
        return others;
    }

    /** A resource that has other parents is the same. */
    private List<String> names(Stream<String> urns) {
        return masked(urns.map(urn -> Urns.type(urn) + " " + Urns.name(urn)));
    }

    private List<String> masked(Stream<String> texts) {
        return texts.map(masker::mask).sorted().toList();
    }
}
