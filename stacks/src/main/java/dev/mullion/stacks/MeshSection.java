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
import dev.mullion.istio.AmbientMesh;
import dev.mullion.istio.AmbientMeshInputs;
import dev.mullion.istio.AmbientMeshModel;
import dev.mullion.istio.AmbientMeshSpec;
import dev.mullion.istio.MeshCluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The section {@code mullion:mesh}: one {@link AmbientMesh}, in an EKS cluster of the same stack or in one that is there. */
final class MeshSection implements Section {
    static final String KEY = "mesh";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String invitation() {
        return "describe a mesh in mullion:mesh";
    }

    @Override
    public Optional<Platform> platform() {
        return Optional.empty();
    }

    @Override
    public boolean isSingle() {
        return true;
    }

    @Override
    public SpecBuilder<?> builder() {
        return AmbientMeshSpec.builder();
    }

    @Override
    public SectionModel model(
            List<Component> components,
            StackContext context,
            Map<String, KnownNetwork> networks,
            Map<String, SectionModel> earlier) {
        Map<String, MeshCluster> clusters = new LinkedHashMap<>();
        if (earlier.get(EksSection.KEY) instanceof EksSection.Clusters eks) {
            eks.clusters().forEach(cluster -> clusters.put(cluster.key(), seen(cluster)));
        }
        return new Meshes(components.stream()
                .map(component ->
                        new AmbientMeshModel(component.key(), (AmbientMeshSpec) component.spec(), context, clusters))
                .toList());
    }

    private static MeshCluster seen(EksClusterModel cluster) {
        return new MeshCluster(
                cluster.key(),
                cluster.windowsReleases(),
                cluster.windowsTaints(),
                cluster.dnsClusterIp(),
                cluster.knowsDnsClusterIp());
    }

    /** The mesh of a stack, or none. */
    private record Meshes(List<AmbientMeshModel> meshes) implements SectionModel {
        @Override
        public boolean needsNetwork() {
            return false;
        }

        @Override
        public void validate(Problems problems) {
            meshes.forEach(mesh -> Validator.all(AmbientMeshModel.VALIDATORS, mesh, problems));
        }

        @Override
        public void validateDeployment(Problems problems) {
            meshes.forEach(mesh -> mesh.checkDeployment(problems));
        }

        @Override
        public List<MadeName> names() {
            return List.of();
        }

        @Override
        public Map<String, UserData> scripts() {
            return Map.of();
        }

        @Override
        public Map<String, UserDataFetch> fetches() {
            return Map.of();
        }

        @Override
        public Map<SpecPath, OwnScript> ownScripts(SpecPath path) {
            return Map.of();
        }

        @Override
        public Map<String, String> containerScripts() {
            Map<String, String> scripts = new LinkedHashMap<>();
            meshes.forEach(mesh -> mesh.containerScripts()
                    .forEach((suffix, script) -> scripts.put(mesh.key() + "-" + suffix, script)));
            return scripts;
        }

        @Override
        public Map<String, String> manifests() {
            Map<String, String> manifests = new LinkedHashMap<>();
            meshes.forEach(mesh -> manifests.putAll(mesh.manifests()));
            return manifests;
        }

        @Override
        public Map<String, String> files() {
            Map<String, String> files = new LinkedHashMap<>();
            meshes.forEach(mesh -> files.putAll(mesh.files()));
            return files;
        }

        @Override
        public List<ForecastTable> forecasts() {
            return meshes.stream()
                    .flatMap(mesh -> mesh.forecasts().stream())
                    .map(table -> new ForecastTable(table.title(), table.head(), table.rows()))
                    .toList();
        }

        @Override
        public Made make(
                Map<String, NetworkOutputs> networks,
                Map<String, Map<String, ComponentResource>> earlier,
                Context ctx) {
            Map<String, ComponentResource> made = new LinkedHashMap<>();
            Map<String, Output<?>> exports = new LinkedHashMap<>();
            for (AmbientMeshModel mesh : meshes) {
                made.put(mesh.key(), new AmbientMesh(mesh, inputs(mesh, earlier), null));
                exports.put(
                        KEY,
                        Output.of(new TreeMap<>(Map.of(
                                "profile", mesh.profile(),
                                "version", mesh.version()))));
            }
            return new Made(made, exports);
        }

        private static AmbientMeshInputs inputs(
                AmbientMeshModel mesh, Map<String, Map<String, ComponentResource>> earlier) {
            return mesh.cluster()
                    .map(cluster -> (EksCluster) Objects.requireNonNull(
                            earlier.getOrDefault(EksSection.KEY, Map.of()).get(cluster.key())))
                    .map(cluster -> new AmbientMeshInputs(
                            mesh.context(),
                            Optional.of(cluster.provider()),
                            cluster.nodes(),
                            Optional.of(cluster.dnsClusterIp())))
                    .orElseGet(() -> AmbientMeshInputs.of(mesh.context()));
        }
    }
}
