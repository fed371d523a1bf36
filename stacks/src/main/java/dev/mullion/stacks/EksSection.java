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
import dev.mullion.eks.EksCluster;
import dev.mullion.eks.EksClusterModel;
import dev.mullion.eks.EksClusterSpec;
import dev.mullion.eks.EksPlatform;
import dev.mullion.eks.NodePoolForecast;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The section {@code mullion:eks}: one {@link EksCluster} a key. */
final class EksSection implements Section {
    static final String KEY = "eks";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String invitation() {
        return "in mullion:eks";
    }

    @Override
    public Optional<Platform> platform() {
        return Optional.of(EksPlatform.EKS);
    }

    @Override
    public SpecBuilder<?> builder() {
        return EksClusterSpec.builder();
    }

    @Override
    public SectionModel model(
            List<Component> components,
            StackContext context,
            Map<String, KnownNetwork> networks,
            Map<String, SectionModel> earlier) {
        return new Clusters(
                components.stream()
                        .map(component -> new EksClusterModel(
                                component.key(),
                                (EksClusterSpec) component.spec(),
                                context,
                                Optional.ofNullable(networks.get(component.network()))))
                        .toList(),
                components.stream().map(Component::network).toList());
    }

    /**
     * The clusters of a stack.
     *
     * @param networks the name of each one's network, which an existing cluster has none of
     */
    record Clusters(List<EksClusterModel> clusters, List<String> networks) implements SectionModel {
        @Override
        public boolean needsNetwork() {
            return clusters.stream().anyMatch(cluster -> !cluster.spec().existing());
        }

        @Override
        public void validate(Problems problems) {
            clusters.forEach(cluster -> Validator.all(EksClusterModel.VALIDATORS, cluster, problems.at(cluster.key())));
        }

        @Override
        public void validateDeployment(Problems problems) {
            clusters.forEach(cluster -> cluster.checkDeployment(problems.at(cluster.key())));
        }

        @Override
        public List<MadeName> names() {
            List<MadeName> names = new ArrayList<>();
            for (EksClusterModel cluster : clusters) {
                SpecPath path = SpecPath.ROOT.key(KEY).key(cluster.key());
                names.add(new MadeName("EKS cluster", cluster.name(), path, Optional.empty(), true));
                cluster.spec()
                        .windowsNodePools()
                        .keySet()
                        .forEach(pool -> names.add(made("windowsNodePools", cluster.key(), pool, path)));
                cluster.spec()
                        .linuxNodePools()
                        .keySet()
                        .forEach(pool -> names.add(made("linuxNodePools", cluster.key(), pool, path)));
            }
            return names;
        }

        private static MadeName made(String kind, String cluster, String key, SpecPath path) {
            String name = cluster + "-" + key;
            return new MadeName("EKS node pool", name, path.key(kind).key(key), Optional.of(name + ".ps1"), false);
        }

        @Override
        public List<MachineImage> images(SpecPath path) {
            List<MachineImage> images = new ArrayList<>();
            for (EksClusterModel cluster : clusters) {
                SpecPath ofCluster = path.key(cluster.key());
                cluster.spec()
                        .windowsNodePools()
                        .forEach((pool, spec) -> images.add(new MachineImage(
                                ofCluster.key("windowsNodePools").key(pool),
                                MachineImage.Platform.EKS,
                                spec.instance().operatingSystem(),
                                cluster.spec().knownVersion(),
                                spec.instance().ami(),
                                spec.releaseVersion(),
                                !spec.setsUpItself())));
                cluster.spec()
                        .karpenterNodePools()
                        .forEach((pool, spec) -> images.add(new MachineImage(
                                ofCluster.key("karpenter").key("nodePools").key(pool),
                                MachineImage.Platform.EKS,
                                spec.operatingSystem(),
                                cluster.spec().knownVersion(),
                                spec.ami(),
                                Optional.empty(),
                                false)));
            }
            return images;
        }

        @Override
        public Map<String, UserData> scripts() {
            Map<String, UserData> scripts = new LinkedHashMap<>();
            clusters.forEach(cluster ->
                    cluster.userData().forEach((pool, userData) -> scripts.put(cluster.key() + "-" + pool, userData)));
            return scripts;
        }

        @Override
        public Map<String, UserDataFetch> fetches() {
            Map<String, UserDataFetch> fetches = new LinkedHashMap<>();
            clusters.forEach(cluster ->
                    cluster.fetches().forEach((pool, fetch) -> fetches.put(cluster.key() + "-" + pool, fetch)));
            return fetches;
        }

        @Override
        public Map<SpecPath, OwnScript> ownScripts(SpecPath path) {
            Map<SpecPath, OwnScript> scripts = new LinkedHashMap<>();
            clusters.forEach(cluster -> cluster.userData()
                    .forEach((pool, userData) -> OwnScripts.put(
                            scripts,
                            path.key(cluster.key())
                                    .key("windowsNodePools")
                                    .key(pool)
                                    .key("steps"),
                            userData.steps())));
            return scripts;
        }

        @Override
        public Map<String, String> containerScripts() {
            Map<String, String> scripts = new LinkedHashMap<>();
            clusters.forEach(cluster -> cluster.containerScripts()
                    .forEach((suffix, script) -> scripts.put(cluster.key() + "-" + suffix, script)));
            return scripts;
        }

        @Override
        public Map<String, String> manifests() {
            Map<String, String> manifests = new LinkedHashMap<>();
            clusters.forEach(cluster -> cluster.objects()
                    .forEach((suffix, object) -> manifests.put(cluster.key() + "-" + suffix, object.yaml())));
            return manifests;
        }

        @Override
        public List<ForecastTable> forecasts() {
            List<List<String>> nodes = new ArrayList<>();
            List<List<String>> pods = new ArrayList<>();
            clusters.forEach(cluster -> cluster.forecasts().forEach(row -> {
                nodes.add(List.of(row.pool(), row.group(), row.bootstrap()));
                NodePoolForecast.Density density = row.density();
                pods.add(List.of(
                        row.pool(),
                        density.instanceType(),
                        density.pods(),
                        density.limit(),
                        density.memory(),
                        String.valueOf(row.maxSize()),
                        density.podsOnAll()));
            }));
            return nodes.isEmpty()
                    ? List.of()
                    : List.of(
                            new ForecastTable("Windows nodes", List.of("Pool", "Nodes", "Bootstrap"), nodes),
                            new ForecastTable(
                                    "Windows pods that fit",
                                    List.of(
                                            "Pool",
                                            "Instance type",
                                            "Fit on one",
                                            "Limited by",
                                            "Memory for pods",
                                            "Most nodes",
                                            "Fit on all"),
                                    pods));
        }

        @Override
        public Made make(
                Map<String, NetworkOutputs> outputs, Map<String, Map<String, ComponentResource>> earlier, Context ctx) {
            Map<String, ComponentResource> made = new LinkedHashMap<>();
            Map<String, Map<String, Output<String>>> exported = new LinkedHashMap<>();
            Map<String, Output<String>> kubeconfigs = new LinkedHashMap<>();
            for (int i = 0; i < clusters.size(); i++) {
                EksClusterModel model = clusters.get(i);
                EksCluster cluster = new EksCluster(
                        model,
                        model.spec().existing() ? Optional.empty() : Optional.ofNullable(outputs.get(networks.get(i))),
                        null);
                exported.put(
                        model.key(),
                        new TreeMap<>(Map.of(
                                "name",
                                Output.of(cluster.name()),
                                "endpoint",
                                cluster.controlPlane().endpoint())));
                kubeconfigs.put(model.key(), cluster.kubeconfig());
                made.put(model.key(), cluster);
            }
            Map<String, Output<?>> exports = new LinkedHashMap<>();
            if (!exported.isEmpty()) {
                exports.put("eksClusters", Output.of(exported));
                exports.put("kubeconfigs", Output.of(kubeconfigs));
            }
            return new Made(made, exports);
        }
    }
}
