package dev.mullion.check;

import dev.mullion.diff.input.Input;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Urns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The plans of {@code src/test/resources/cases}: for each rule resources that break it, and resources that look like them and
 * do not. A resource has what its plan would say, and these words of ours: {@code type}, which may be short, {@code name},
 * {@code script} for user data before base64, {@code encoding} of it, {@code repeat} to make it so many bytes long, {@code
 * containers} for a task definition's JSON, {@code fargate} for inputs beside those that each task of Windows there has,
 * {@code pod} for the template of a deployment, {@code refers} from a property to the name of the resource that it is of.
 */
final class Cases {
    private static final Urns URNS = new Urns("shop", "dev");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("launchTemplate", "aws:ec2/launchTemplate:LaunchTemplate"),
            Map.entry("instance", "aws:ec2/instance:Instance"),
            Map.entry("nodeClass", "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass"),
            Map.entry("nodeGroup", "aws:eks/nodeGroup:NodeGroup"),
            Map.entry("group", "aws:autoscaling/group:Group"),
            Map.entry("capacityProvider", "aws:ecs/capacityProvider:CapacityProvider"),
            Map.entry("accessEntry", "aws:eks/accessEntry:AccessEntry"),
            Map.entry("configMap", "kubernetes:core/v1:ConfigMap"),
            Map.entry("cluster", "aws:eks/cluster:Cluster"),
            Map.entry("attachment", "aws:iam/rolePolicyAttachment:RolePolicyAttachment"),
            Map.entry("addon", "aws:eks/addon:Addon"),
            Map.entry("task", "aws:ecs/taskDefinition:TaskDefinition"),
            Map.entry("service", "aws:ecs/service:Service"),
            Map.entry("deployment", "kubernetes:apps/v1:Deployment"));

    private Cases() {}

    /** The plan of a rule, by its id and the word {@code wrong} or {@code right}. */
    static SortedMap<String, Map<String, Input>> all() {
        SortedMap<String, Map<String, Input>> cases = new TreeMap<>();
        for (String file : List.of("user-data", "bootstrap", "machines", "clusters", "tasks", "pods")) {
            Map<?, ?> rules = map(read(Path.of("src/test/resources/cases", file + ".yaml")));
            rules.forEach((id, sides) -> {
                Map<String, Input> plans = new TreeMap<>();
                map(sides).forEach((side, resources) -> plans.put(side.toString(), plan((List<?>) resources)));
                if (cases.put(id.toString(), plans) != null) {
                    throw new IllegalStateException(id + " has two cases");
                }
            });
        }
        return cases;
    }

    private static Object read(Path file) {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    private static Input plan(List<?> resources) {
        Map<String, String> types = new TreeMap<>();
        resources.forEach(resource -> types.put(name(map(resource)), type(map(resource))));
        List<ResourceState> states = new ArrayList<>();
        resources.forEach(resource -> states.add(state(map(resource), types)));
        return new Input.Side("plan", "shop", "dev", false, new TreeMap<>(), states, List.of());
    }

    private static String name(Map<?, ?> resource) {
        return text(resource, "name", "it");
    }

    private static String type(Map<?, ?> resource) {
        String type = text(resource, "type", "");
        return TYPES.getOrDefault(type, type);
    }

    private static String text(Map<?, ?> resource, String key, String otherwise) {
        Object text = resource.get(key);
        return text == null ? otherwise : text.toString();
    }

    private static ResourceState state(Map<?, ?> resource, Map<String, String> types) {
        SortedMap<String, PropertyValue> inputs = new TreeMap<>(
                ((PropertyValue.Fields) value(resource.containsKey("inputs") ? resource.get("inputs") : Map.of()))
                        .values());
        if (resource.containsKey("fargate")) {
            inputs.put("requiresCompatibilities", value(List.of("FARGATE")));
            inputs.put("networkMode", value("awsvpc"));
            inputs.put("runtimePlatform", value(Map.of("operatingSystemFamily", "WINDOWS_SERVER_2022_CORE")));
            inputs.putAll(((PropertyValue.Fields) value(resource.get("fargate"))).values());
        }
        if (resource.containsKey("containers")) {
            inputs.put("containerDefinitions", value(json(resource.get("containers"))));
        }
        if (resource.containsKey("pod")) {
            inputs.put("spec", value(Map.of("template", Map.of("spec", resource.get("pod")))));
        }
        if (resource.containsKey("script")) {
            inputs.put("userData", value(encoded(resource)));
            // What is not about metadata is silent about it.
            inputs.putIfAbsent("metadataOptions", value(Map.of("httpTokens", "required")));
        }
        SortedMap<String, List<String>> refers = new TreeMap<>();
        if (resource.containsKey("refers")) {
            map(resource.get("refers"))
                    .forEach((property, name) -> refers.put(
                            property.toString(),
                            List.of(URNS.urn(
                                    "", Objects.requireNonNull(types.get(name.toString())), name.toString()))));
        }
        String type = type(resource);
        return new ResourceState(
                URNS.urn("", type, name(resource)),
                type,
                true,
                false,
                Optional.empty(),
                new PropertyValue.Fields(inputs),
                PropertyValue.Fields.NONE,
                Optional.empty(),
                List.of(),
                refers,
                Optional.empty(),
                ResourceState.Options.NONE);
    }

    private static String encoded(Map<?, ?> resource) {
        String script = text(resource, "script", "");
        if (resource.containsKey("repeat")) {
            int length = Integer.parseInt(text(resource, "repeat", ""));
            script = script.replace("{}", "x".repeat(length - script.length() + 2));
        }
        byte[] bytes = script.getBytes(Charset.forName(text(resource, "encoding", "UTF-8")));
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String json(@Nullable Object value) {
        if (value instanceof List<?> items) {
            return items.stream().map(Cases::json).toList().toString();
        }
        if (value instanceof Map<?, ?> fields) {
            List<String> entries = new ArrayList<>();
            fields.forEach((key, field) -> entries.add(json(key) + ":" + json(field)));
            return "{" + String.join(",", entries) + "}";
        }
        return value instanceof String text
                ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : String.valueOf(value);
    }

    static PropertyValue value(@Nullable Object value) {
        if (value instanceof Map<?, ?> fields) {
            SortedMap<String, PropertyValue> values = new TreeMap<>();
            fields.forEach((key, field) -> values.put(key.toString(), value(field)));
            return new PropertyValue.Fields(values);
        }
        if (value instanceof List<?> items) {
            return new PropertyValue.Items(
                    items.stream().<PropertyValue>map(Cases::value).toList());
        }
        if (value instanceof Boolean flag) {
            return new PropertyValue.Bool(flag);
        }
        if (value instanceof Number number) {
            return new PropertyValue.Numeric(number.doubleValue());
        }
        return value == null ? new PropertyValue.Nothing() : new PropertyValue.Text(value.toString());
    }
}
