package dev.mullion.diff.compare;

import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.PropertyValue.Fields;
import dev.mullion.plan.PropertyValue.Items;
import dev.mullion.plan.PropertyValue.Text;
import dev.mullion.plan.ResourceState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a resource needs. Engine events leave dependencies out (StepEventStateMetadata in sdk/go/common/apitype/events.go at
 * 3.260.0): there the ids and ARNs in its inputs tell.
 */
final class References {
    private final boolean told;

    /** Id or ARN to the URN of the one resource that has it. */
    private final Map<String, String> known = new HashMap<>();

    References(List<Changed> all) {
        told = all.stream().anyMatch(each -> isTold(each.pair().state()));
        if (!told) {
            Set<String> ambiguous = new HashSet<>();
            for (Changed each : all) {
                Stream.of(each.pair().before(), each.pair().after())
                        .flatMap(Optional::stream)
                        .flatMap(References::names)
                        .distinct()
                        .forEach(name -> {
                            String other = known.putIfAbsent(name, each.pair().urn());
                            if (other != null && !other.equals(each.pair().urn())) {
                                ambiguous.add(name);
                            }
                        });
            }
            known.keySet().removeAll(ambiguous);
        }
    }

    private static boolean isTold(ResourceState state) {
        return !state.dependencies().isEmpty() || !state.propertyDependencies().isEmpty();
    }

    private static Stream<String> names(ResourceState state) {
        Optional<String> arn =
                state.outputs().values().get("arn") instanceof Text text ? Optional.of(text.value()) : Optional.empty();
        return Stream.of(state.id(), arn).flatMap(Optional::stream).filter(name -> !name.isEmpty());
    }

    /** URNs. */
    Set<String> of(Pair pair) {
        ResourceState state = pair.state();
        Set<String> needed = new LinkedHashSet<>(state.dependencies());
        state.propertyDependencies().values().forEach(needed::addAll);
        if (!told) {
            pair.before().ifPresent(old -> collect(old.inputs(), needed));
            pair.after().ifPresent(now -> collect(now.inputs(), needed));
            needed.remove(pair.urn());
        }
        return needed;
    }

    private void collect(PropertyValue value, Set<String> needed) {
        if (value instanceof Fields fields) {
            fields.values().values().forEach(field -> collect(field, needed));
        } else if (value instanceof Items items) {
            items.values().forEach(item -> collect(item, needed));
        } else if (value instanceof Text text) {
            Optional.ofNullable(known.get(text.value())).ifPresent(needed::add);
        }
    }
}
