package dev.mullion.diff.compare;

import dev.mullion.diff.ResourceChange.ReplaceReason;
import dev.mullion.diff.finding.ChangedResource;
import dev.mullion.diff.finding.Resources;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.Masker;
import dev.mullion.plan.ResourceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The resources of a comparison as findings see them; those that stay as they are get masked when they are asked for. */
final class StackResources implements Resources {
    private final Masker masker;
    private final List<Changed> all;
    private final Map<String, Changed> byUrn = new HashMap<>();
    private final Map<String, List<Changed>> dependents = new HashMap<>();

    StackResources(Masker masker, List<Changed> all) {
        this.masker = masker;
        // Nothing is said of a copy that is not in use.
        this.all = all.stream().filter(each -> !each.pair().isLeftover()).toList();
        for (Changed each : this.all) {
            byUrn.put(each.pair().urn(), each);
            Set<String> needed = new HashSet<>(each.pair().state().dependencies());
            each.pair().state().propertyDependencies().values().forEach(needed::addAll);
            needed.forEach(urn ->
                    dependents.computeIfAbsent(urn, of -> new ArrayList<>()).add(each));
        }
    }

    @Override
    public Stream<ChangedResource> changed() {
        return all.stream()
                .filter(each -> each.isShown() || optionsDiffer(each))
                .filter(each -> !each.pair().isStack())
                .map(this::resource);
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

    private static boolean optionsDiffer(Changed each) {
        return each.pair().inBoth()
                && isProtected(each.pair().before()) != isProtected(each.pair().after());
    }

    private static boolean isProtected(Optional<ResourceState> state) {
        return state.filter(known -> known.options().protect()).isPresent();
    }

    /** Not kept: together they would take more room than the comparison. */
    private ChangedResource resource(Changed changed) {
        Pair pair = changed.pair();
        String type = pair.state().type();
        boolean may = !changed.isReplaced() && changed.reasons().stream().anyMatch(reason -> !isCertain(reason));
        return new ChangedResource(
                changed.operation(),
                may,
                changed.reasons().stream()
                        .filter(StackResources::isCertain)
                        .map(ReplaceReason::path)
                        .toList(),
                pair.urn(),
                type,
                masker.mask(pair.state().name()),
                pair.before().isPresent() ? masker.fields(type, pair.oldInputs()) : MaskedValue.Fields.NONE,
                pair.after().isPresent() ? masker.fields(type, pair.newInputs()) : MaskedValue.Fields.NONE,
                flags(pair.before()),
                flags(pair.after()),
                needed(pair.state()));
    }

    /** A provider's reference is its URN and its id, which has no colon. */
    private static List<String> needed(ResourceState state) {
        List<String> needed = new ArrayList<>(state.dependencies());
        state.provider()
                .ifPresent(provider -> needed.add(provider.substring(0, Math.max(0, provider.lastIndexOf("::")))));
        return needed;
    }

    private static boolean isCertain(ReplaceReason reason) {
        return reason.certain();
    }

    private static ChangedResource.Flags flags(Optional<ResourceState> state) {
        return state.map(ResourceState::options)
                .map(options -> new ChangedResource.Flags(
                        options.protect(), options.retainOnDelete(), options.deleteBeforeReplace()))
                .orElse(ChangedResource.Flags.NONE);
    }
}
