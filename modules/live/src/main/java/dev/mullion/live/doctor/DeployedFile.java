package dev.mullion.live.doctor;

import dev.mullion.core.json.JsonValue;
import dev.mullion.core.spec.UserException;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What a stack deployed, as Pulumi tells it. */
public final class DeployedFile {
    private DeployedFile() {}

    /**
     * Reads what {@code pulumi stack export} or {@code pulumi stack output --json} printed.
     *
     * @param name of the file, for people
     * @throws UserException when it is neither
     */
    public static Deployed read(String text, String name) {
        JsonValue root = JsonValue.read(text)
                .orElseThrow(() -> new UserException(
                        name + ": is no JSON; use what pulumi stack output --json or pulumi stack export prints"));
        Deployed deployed = Deployed.nothing();
        Optional<JsonValue> state = at(root, "deployment").or(() -> at(root, "checkpoint", "latest"));
        if (state.isPresent()) {
            items(at(state.get(), "resources")).forEach(resource -> resource(resource, deployed));
        } else if (root instanceof JsonValue.Fields outputs) {
            outputs(outputs, deployed);
        }
        if (deployed.isEmpty()) {
            throw new UserException(name + ": names no ECS cluster, EKS cluster or hosts of Mullion;"
                    + " use what pulumi stack output --json or pulumi stack export prints");
        }
        return deployed;
    }

    private static void outputs(JsonValue.Fields outputs, Deployed deployed) {
        each(outputs, "ecsClusters", (key, value) -> add(deployed.ecsClusters(), text(value, "name")));
        each(outputs, "ecsServices", (key, value) -> add(deployed.ecsServices(), text(value, "name")));
        each(outputs, "eksClusters", (key, value) -> add(deployed.eksClusters(), text(value, "name")));
        each(outputs, "hosts", (key, value) -> add(deployed.scalingGroups(), text(value, "autoScalingGroupName")));
    }

    private static void resource(JsonValue resource, Deployed deployed) {
        Optional<String> id = text(resource, "id");
        switch (text(resource, "type").orElse("")) {
            case "aws:ecs/cluster:Cluster" -> add(deployed.ecsClusters(), id.map(DeployedFile::lastName));
            case "aws:ecs/service:Service" -> {
                add(deployed.ecsServices(), text(resource, "outputs", "name"));
                add(deployed.ecsClusters(), text(resource, "outputs", "cluster").map(DeployedFile::lastName));
            }
            case "aws:ecs/capacityProvider:CapacityProvider" ->
                add(deployed.capacityProviders(), text(resource, "outputs", "name"));
            case "aws:autoscaling/group:Group" -> add(deployed.scalingGroups(), id);
            case "aws:eks/cluster:Cluster" -> add(deployed.eksClusters(), id);
            case "aws:eks/nodeGroup:NodeGroup" -> {
                add(deployed.eksClusters(), text(resource, "outputs", "clusterName"));
                add(deployed.nodeGroups(), id.map(DeployedFile::inCluster));
            }
            case "aws:eks/addon:Addon" -> add(deployed.addons(), id.map(DeployedFile::inCluster));
            case "aws:lb/targetGroup:TargetGroup" -> add(deployed.targetGroups(), id);
            default -> {}
        }
    }

    private static void each(JsonValue.Fields outputs, String key, BiConsumer<String, JsonValue> reader) {
        if (outputs.values().get(key) instanceof JsonValue.Fields fields) {
            fields.values().forEach(reader);
        }
    }

    private static void add(NavigableSet<String> names, Optional<String> name) {
        name.filter(text -> !text.isBlank()).ifPresent(names::add);
    }

    private static Optional<String> text(JsonValue value, String... path) {
        return at(value, path)
                .flatMap(at -> at instanceof JsonValue.Text text ? Optional.of(text.value()) : Optional.empty());
    }

    /** Of an ARN, {@code arn:aws:ecs:eu-west-1:123456789012:cluster/shop}. */
    static String lastName(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** Of an id of what belongs to a cluster of EKS, {@code shop-dev:vpc-cni}. */
    private static String inCluster(String id) {
        return id.replace(':', '/');
    }

    private static List<JsonValue> items(Optional<JsonValue> value) {
        return value.isPresent() && value.get() instanceof JsonValue.Items items ? items.values() : List.of();
    }

    private static Optional<JsonValue> at(JsonValue value, String... path) {
        JsonValue at = value;
        for (String key : path) {
            if (!(at instanceof JsonValue.Fields fields) || !fields.values().containsKey(key)) {
                return Optional.empty();
            }
            at = fields.values().get(key);
        }
        return Optional.of(at);
    }
}
