package dev.mullion.check;

import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.Masker;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a plan or a state has, and what of it refers to what. */
final class PlanResources {
    private final List<PlanResource> all = new ArrayList<>();
    private final Map<String, PlanResource> byUrn = new HashMap<>();
    private final Map<String, List<PlanResource>> byType = new HashMap<>();

    /** By type, of those that were asked for, what each is called; a stranger's plan may have any number of them. */
    private final Map<String, Map<String, PlanResource>> byName = new HashMap<>();

    PlanResources(List<ResourceState> states, Masker masker) {
        for (ResourceState state : states) {
            PlanResource resource = new PlanResource(state, said(masker.fields(state.type(), state.inputs())));
            all.add(resource);
            byUrn.put(state.urn(), resource);
            byType.computeIfAbsent(state.type(), type -> new ArrayList<>()).add(resource);
        }
    }

    /** Without fields that are null, which say as much as if they were not there. */
    private static MaskedValue.Fields said(MaskedValue.Fields fields) {
        SortedMap<String, MaskedValue> values = new TreeMap<>();
        fields.values().forEach((key, value) -> {
            boolean nothing = value instanceof MaskedValue.Scalar scalar && scalar.kind() == MaskedValue.Kind.NULL;
            if (!nothing) {
                values.put(key, said(value));
            }
        });
        return new MaskedValue.Fields(values);
    }

    private static MaskedValue said(MaskedValue value) {
        if (value instanceof MaskedValue.Fields fields) {
            return said(fields);
        }
        if (value instanceof MaskedValue.Items items) {
            return new MaskedValue.Items(
                    items.values().stream().map(PlanResources::said).toList());
        }
        return value instanceof MaskedValue.Document document ? said(document.root()) : value;
    }

    List<PlanResource> all() {
        return all;
    }

    List<PlanResource> of(String type) {
        return byType.getOrDefault(type, List.of());
    }

    /**
     * The resource of a type that a property refers to: as the program told, or by an id or a name of it.
     *
     * @param ids paths of the property where an id, an ARN or a name of it may stand
     */
    Optional<PlanResource> referred(PlanResource from, String property, String type, String... ids) {
        Optional<PlanResource> told = from.state().propertyDependencies().getOrDefault(property, List.of()).stream()
                .flatMap(urn -> Optional.ofNullable(byUrn.get(urn)).stream())
                .filter(resource -> resource.is(type))
                .findFirst();
        return told.or(() -> Stream.of(ids)
                .map(from::text)
                .filter(id -> !id.isEmpty())
                .flatMap(id -> Optional.ofNullable(
                        byName.computeIfAbsent(type, this::names).get(id))
                        .stream())
                .findFirst());
    }

    /** Of two that are called the same, the first. */
    private Map<String, PlanResource> names(String type) {
        Map<String, PlanResource> names = new HashMap<>();
        for (PlanResource resource : of(type)) {
            resource.state().id().ifPresent(id -> names.putIfAbsent(id, resource));
            names.putIfAbsent(resource.text("name"), resource);
            for (String output : List.of("arn", "id", "name")) {
                names.putIfAbsent("${" + resource.state().name() + "." + output + "}", resource);
            }
            if (resource.state().outputs().values().get("arn") instanceof PropertyValue.Text arn) {
                names.putIfAbsent(arn.value(), resource);
            }
        }
        return names;
    }
}
