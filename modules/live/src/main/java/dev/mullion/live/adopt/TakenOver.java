package dev.mullion.live.adopt;

import dev.mullion.core.json.JsonText;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Step;
import dev.mullion.plan.Urns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What runs already of a plan.
 *
 * @param state as it would be once all of it was imported, the components that hold it included
 * @param imports what is imported, in the order of the plan
 * @param made what the plan makes beside it, in its order
 * @param left what runs and has no place in the plan
 */
public record TakenOver(List<ResourceState> state, List<Import> imports, List<String> made, List<String> left) {
    /** Inputs that Pulumi's provider keeps for itself: AWS has no place for them, and whoever imports says them. */
    private static final Map<String, Set<String>> OF_PROVIDER = Map.of(
            "aws:appautoscaling/target:Target",
            Set.of("tags"), // which are not asked for
            "aws:autoscaling/group:Group",
            Set.of("forceDelete", "initialLifecycleHooks", "instanceRefresh", "waitForCapacityTimeout"),
            "aws:ec2/launchTemplate:LaunchTemplate",
            Set.of("updateDefaultVersion"),
            "aws:ecs/service:Service",
            Set.of("forceNewDeployment", "triggers"),
            "aws:servicediscovery/service:Service",
            Set.of("forceDestroy"));

    private static final String DEFAULT_PROVIDER = "default_";

    /** A resource of the import file. */
    public record Import(String type, String name, String id) {}

    static TakenOver of(Plan plan, List<Existing> existing) {
        Map<String, Existing> byName = new LinkedHashMap<>();
        existing.forEach(each -> byName.put(each.type() + " " + each.name(), each));
        List<ResourceState> state = new ArrayList<>();
        List<Import> imports = new ArrayList<>();
        List<String> made = new ArrayList<>();
        for (Step step : plan.steps()) {
            ResourceState planned = step.newState();
            Optional<Existing> found = Optional.ofNullable(byName.remove(planned.type() + " " + planned.name()));
            if (!planned.custom()) {
                state.add(planned);
            } else if (found.isPresent()) {
                imports.add(
                        new Import(planned.type(), planned.name(), found.get().id()));
                state.add(state(planned, found.get()));
            } else {
                made.add(planned.type() + " " + planned.name());
            }
        }
        List<String> left = byName.values().stream()
                .map(each -> each.type() + " " + each.id())
                .toList();
        return new TakenOver(withoutEmpty(state), imports, made, left);
    }

    /** Without components that hold nothing that runs: they are made too. */
    private static List<ResourceState> withoutEmpty(List<ResourceState> state) {
        Map<String, Optional<String>> parents = new HashMap<>();
        state.forEach(each -> parents.put(each.urn(), each.parent()));
        Set<String> holding = new HashSet<>();
        state.stream().filter(ResourceState::custom).forEach(each -> {
            Optional<String> parent = each.parent();
            while (parent.isPresent() && holding.add(parent.get())) {
                parent = parents.getOrDefault(parent.get(), Optional.empty());
            }
        });
        return state.stream()
                .filter(each -> each.custom() || holding.contains(each.urn()))
                .toList();
    }

    private static ResourceState state(ResourceState planned, Existing existing) {
        SortedMap<String, PropertyValue> inputs =
                new TreeMap<>(fields(existing.inputs()).values());
        OF_PROVIDER.getOrDefault(existing.type(), Set.of()).forEach(key -> Optional.ofNullable(
                        planned.inputs().values().get(key))
                .ifPresent(value -> inputs.put(key, value)));
        Object id = existing.outputs().getOrDefault("id", existing.id());
        return new ResourceState(
                planned.urn(),
                planned.type(),
                true,
                false,
                Optional.of(id.toString()),
                new PropertyValue.Fields(inputs),
                fields(existing.outputs()),
                planned.parent(),
                planned.dependencies(),
                planned.propertyDependencies(),
                planned.provider(),
                planned.options());
    }

    /** Of the provider that the program has: without it the newest of all is taken. */
    private static Optional<String> version(ResourceState resource) {
        return resource.providerUrn()
                .map(Urns::name)
                .filter(name -> name.startsWith(DEFAULT_PROVIDER))
                .map(name -> name.substring(DEFAULT_PROVIDER.length()).replace('_', '.'));
    }

    private static PropertyValue.Fields fields(Map<String, Object> values) {
        TreeMap<String, PropertyValue> fields = new TreeMap<>();
        values.forEach((key, value) -> fields.put(key, value(value)));
        return new PropertyValue.Fields(fields);
    }

    private static PropertyValue value(Object value) {
        if (value instanceof Map<?, ?> map) {
            TreeMap<String, PropertyValue> fields = new TreeMap<>();
            map.forEach((key, each) -> fields.put((String) key, value(Objects.requireNonNull(each))));
            return new PropertyValue.Fields(fields);
        }
        if (value instanceof List<?> list) {
            return new PropertyValue.Items(list.stream().map(TakenOver::value).toList());
        }
        if (value instanceof Boolean flag) {
            return new PropertyValue.Bool(flag);
        }
        return value instanceof Number number
                ? new PropertyValue.Numeric(number.doubleValue())
                : new PropertyValue.Text(value.toString());
    }

    /**
     * The file of {@code pulumi import -f}: the resources, and the components that they are children of.
     *
     * @see <a href="https://www.pulumi.com/docs/iac/cli/commands/pulumi_import/">pulumi import</a>
     */
    public String importFile() {
        Map<String, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>();
        Map<String, String> ids = new HashMap<>();
        imports.forEach(each -> ids.put(each.type() + " " + each.name(), each.id()));
        List<Map<String, Object>> resources = new ArrayList<>();
        for (ResourceState each : state) {
            if (each.type().equals(Urns.STACK_TYPE)) {
                continue;
            }
            // A name in the file is of one resource; the name in the program stands beside it.
            String name = taken.add(each.name())
                    ? each.name()
                    : each.name() + "-" + each.type().substring(each.type().lastIndexOf(':') + 1);
            taken.add(name);
            names.put(each.urn(), name);
            Map<String, Object> resource = new LinkedHashMap<>();
            resource.put("type", each.type());
            resource.put("name", name);
            if (!name.equals(each.name())) {
                resource.put("logicalName", each.name());
            }
            if (each.custom()) {
                resource.put("id", ids.getOrDefault(each.type() + " " + each.name(), ""));
                version(each).ifPresent(version -> resource.put("version", version));
            } else {
                resource.put("component", true);
            }
            each.parent().map(names::get).ifPresent(parent -> resource.put("parent", parent));
            resources.add(resource);
        }
        return JsonText.indented(Map.of("resources", resources));
    }
}
