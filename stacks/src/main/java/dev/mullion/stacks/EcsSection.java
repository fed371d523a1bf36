package dev.mullion.stacks;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.Validator;
import dev.mullion.core.userdata.OwnScript;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ec2.Platform;
import dev.mullion.ec2.UserDataFetch;
import dev.mullion.ecs.EcsClusterModel;
import dev.mullion.ecs.EcsPlatform;
import dev.mullion.ecs.EcsWindowsCluster;
import dev.mullion.ecs.EcsWindowsClusterSpec;
import dev.mullion.ecs.PlacementForecast;
import dev.mullion.ecs.service.ContainerSpec;
import dev.mullion.ecs.service.EcsServiceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The section {@code mullion:ecs}: one {@link EcsWindowsCluster} a key. */
final class EcsSection implements Section {
    static final String KEY = "ecs";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String invitation() {
        return "describe a cluster in mullion:ecs";
    }

    @Override
    public Optional<Platform> platform() {
        return Optional.of(EcsPlatform.ECS);
    }

    @Override
    public SpecBuilder<?> builder() {
        return EcsWindowsClusterSpec.builder();
    }

    @Override
    public SectionModel model(
            List<Component> components,
            StackContext context,
            Map<String, KnownNetwork> networks,
            Map<String, SectionModel> earlier) {
        return new Clusters(
                components.stream()
                        .map(component -> new EcsClusterModel(
                                component.key(),
                                (EcsWindowsClusterSpec) component.spec(),
                                context,
                                Optional.ofNullable(networks.get(component.network()))))
                        .toList(),
                components.stream().map(Component::network).toList());
    }

    /**
     * The clusters of a stack.
     *
     * @param networks the name of each one's network
     */
    private record Clusters(List<EcsClusterModel> clusters, List<String> networks) implements SectionModel {
        @Override
        public boolean needsNetwork() {
            return !clusters.isEmpty();
        }

        @Override
        public void validate(Problems problems) {
            clusters.forEach(cluster -> Validator.all(EcsClusterModel.VALIDATORS, cluster, problems.at(cluster.key())));
        }

        @Override
        public List<MadeName> names() {
            List<MadeName> names = new ArrayList<>();
            for (EcsClusterModel cluster : clusters) {
                SpecPath path = SpecPath.ROOT.key(KEY).key(cluster.key());
                if (cluster.spec().clusterArn().isEmpty()) {
                    names.add(new MadeName("cluster", cluster.name(), path, Optional.empty(), true));
                }
                for (String capacity : cluster.spec().capacity().keySet()) {
                    names.add(made("capacity", cluster.key(), capacity, path, Optional.of(".ps1")));
                }
                cluster.spec().services().forEach((service, spec) -> {
                    names.add(made("services", cluster.key(), service, path, scripts(spec.containers())));
                    SpecPath ofService = path.key("services").key(service);
                    spec.additionalLoadBalancers()
                            .keySet()
                            .forEach(key -> names.add(made(
                                    "additionalLoadBalancers",
                                    cluster.key() + "-" + service,
                                    key,
                                    ofService,
                                    Optional.empty())));
                });
                cluster.spec().scheduledTasks().forEach((task, spec) -> {
                    names.add(made("scheduledTasks", cluster.key(), task, path, scripts(spec.containers())));
                });
            }
            return names;
        }

        /** How the files of containers' scripts end. */
        private static Optional<String> scripts(Map<String, ContainerSpec> containers) {
            return containers.values().stream().anyMatch(ContainerSpec::taskRoleRoutes)
                    ? Optional.of(".*.ps1")
                    : Optional.empty();
        }

        private static MadeName made(String kind, String cluster, String key, SpecPath path, Optional<String> files) {
            String name = cluster + "-" + key;
            return new MadeName(kind, name, path.key(kind).key(key), files.map(name::concat), false);
        }

        @Override
        public List<MachineImage> images(SpecPath path) {
            List<MachineImage> images = new ArrayList<>();
            clusters.forEach(cluster -> cluster.spec()
                    .capacity()
                    .forEach((capacity, spec) -> images.add(MachineImage.of(
                            path.key(cluster.key()).key("capacity").key(capacity),
                            MachineImage.Platform.ECS,
                            spec.instance().operatingSystem(),
                            spec.instance().ami()))));
            return images;
        }

        @Override
        public Map<String, UserData> scripts() {
            Map<String, UserData> scripts = new LinkedHashMap<>();
            clusters.forEach(cluster -> cluster.userData()
                    .forEach((capacity, userData) -> scripts.put(cluster.key() + "-" + capacity, userData)));
            return scripts;
        }

        @Override
        public Map<String, UserDataFetch> fetches() {
            Map<String, UserDataFetch> fetches = new LinkedHashMap<>();
            clusters.forEach(cluster ->
                    cluster.fetches().forEach((capacity, fetch) -> fetches.put(cluster.key() + "-" + capacity, fetch)));
            return fetches;
        }

        @Override
        public Map<SpecPath, OwnScript> ownScripts(SpecPath path) {
            Map<SpecPath, OwnScript> scripts = new LinkedHashMap<>();
            clusters.forEach(cluster -> cluster.userData()
                    .forEach((capacity, userData) -> OwnScripts.put(
                            scripts,
                            path.key(cluster.key())
                                    .key("capacity")
                                    .key(capacity)
                                    .key("steps"),
                            userData.steps())));
            return scripts;
        }

        /** No key of a cluster, capacity or service holds a dot. */
        @Override
        public Map<String, String> containerScripts() {
            Map<String, String> scripts = new LinkedHashMap<>();
            clusters.forEach(cluster -> cluster.containerScripts()
                    .forEach((container, script) -> scripts.put(cluster.key() + "-" + container, script)));
            return scripts;
        }

        @Override
        public Map<String, String> manifests() {
            return Map.of();
        }

        @Override
        public List<ForecastTable> forecasts() {
            List<List<String>> rows = new ArrayList<>();
            clusters.forEach(cluster -> {
                Map<String, EcsServiceSpec> workloads = cluster.spec().workloads();
                cluster.forecasts()
                        .forEach(row -> rows.add(row(
                                cluster.key(),
                                row,
                                Objects.requireNonNull(workloads.get(row.service()))
                                        .isDaemon())));
            });
            return rows.isEmpty()
                    ? List.of()
                    : List.of(new ForecastTable(
                            "Tasks that fit",
                            List.of(
                                    "Service",
                                    "Capacity",
                                    "Instance type",
                                    "Fit on one",
                                    "Limited by",
                                    "Desired",
                                    "Fit on all"),
                            rows));
        }

        private static List<String> row(String cluster, PlacementForecast row, boolean isDaemon) {
            String fit = row.limit() == PlacementForecast.Limit.NOTHING
                    ? "any number"
                    : row.tasks().map(String::valueOf).orElse("unknown");
            return List.of(
                    cluster + "/" + row.service(),
                    row.capacity(),
                    row.instanceType(),
                    fit,
                    row.limit().toString(),
                    isDaemon ? "one each" : String.valueOf(row.desiredCount()),
                    row.most().map(String::valueOf).orElse(fit));
        }

        @Override
        public Made make(
                Map<String, NetworkOutputs> outputs, Map<String, Map<String, ComponentResource>> earlier, Context ctx) {
            Map<String, ComponentResource> made = new LinkedHashMap<>();
            Map<String, Map<String, Output<String>>> exported = new LinkedHashMap<>();
            Map<String, Map<String, Output<String>>> services = new LinkedHashMap<>();
            Map<String, Map<String, Output<String>>> scheduledTasks = new LinkedHashMap<>();
            for (int i = 0; i < clusters.size(); i++) {
                String key = clusters.get(i).key();
                NetworkOutputs network = Objects.requireNonNull(outputs.get(networks.get(i)));
                EcsWindowsCluster cluster = new EcsWindowsCluster(clusters.get(i), network, null);
                // Two outputs, not one of a map: in a preview the name is known, and the ARN is not.
                cluster.services().forEach((serviceKey, service) -> {
                    Map<String, Output<String>> ofService = new TreeMap<>(Map.of("name", service.serviceName()));
                    service.dnsName().ifPresent(dnsName -> ofService.put("dnsName", dnsName));
                    services.put(key + "-" + serviceKey, ofService);
                });
                cluster.scheduledTasks()
                        .forEach((taskKey, task) -> scheduledTasks.put(key + "-" + taskKey, task.runTask()));
                exported.put(key, new TreeMap<>(Map.of("arn", cluster.arn(), "name", cluster.name())));
                made.put(key, cluster);
            }
            Map<String, Output<?>> exports = new LinkedHashMap<>();
            if (!exported.isEmpty()) {
                exports.put("ecsClusters", Output.of(exported));
            }
            if (!services.isEmpty()) {
                exports.put("ecsServices", Output.of(services));
            }
            if (!scheduledTasks.isEmpty()) {
                exports.put("ecsScheduledTasks", Output.of(scheduledTasks));
            }
            return new Made(made, exports);
        }
    }
}
