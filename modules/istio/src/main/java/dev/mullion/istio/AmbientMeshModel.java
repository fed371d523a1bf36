package dev.mullion.istio;

import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.Validator;
import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.kubernetes.Taint;
import dev.mullion.windows.WindowsRelease;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mesh as its stack sees it, before anything is made: its spec, and the cluster of the same stack that it is in, if there is
 * one. The component {@link AmbientMesh} makes it; {@link #VALIDATORS} say whether it may.
 */
public final class AmbientMeshModel {
    /** All that is checked of a mesh, in a stack file and in a program alike. */
    public static final List<Validator<AmbientMeshModel>> VALIDATORS = List.of(
            (mesh, problems) -> mesh.spec().check(problems),
            MeshRules::checkCluster,
            MeshRules::checkReleases,
            MeshRules::checkDns,
            (mesh, problems) -> mesh.gatewayApi()
                    .check(mesh.spec().gatewayApi(), problems.at("gatewayApi").at("manifest")));

    private final String key;
    private final AmbientMeshSpec spec;
    private final StackContext context;
    private final Map<String, MeshCluster> clusters;
    private final GatewayApi gatewayApi;

    /**
     * The mesh, with its files read; nothing is checked yet.
     *
     * @param key the component's name
     * @param clusters the EKS clusters of the same stack, by their keys
     */
    public AmbientMeshModel(String key, AmbientMeshSpec spec, StackContext context, Map<String, MeshCluster> clusters) {
        this.key = key;
        this.spec = spec;
        this.context = context;
        this.clusters = new LinkedHashMap<>(clusters);
        this.gatewayApi = GatewayApi.read(context.directory(), spec.gatewayApi());
    }

    /**
     * The mesh, after all its checks; its warnings go to the context.
     *
     * @throws dev.mullion.core.spec.SpecException with everything that is refused, by paths that start with the key
     */
    static AmbientMeshModel checked(
            String key, AmbientMeshSpec spec, StackContext context, Map<String, MeshCluster> clusters) {
        AmbientMeshModel mesh = new AmbientMeshModel(key, spec, context, clusters);
        Problems problems = new Problems();
        Validator.all(VALIDATORS, mesh, problems.at(key));
        problems.throwIfAny();
        problems.warnings().forEach(context::warn);
        return mesh;
    }

    /**
     * Refuses what a preview shows and no deployment makes.
     *
     * @param problems the view of the mesh
     */
    public void checkDeployment(Problems problems) {
        if (spec.upstreamForm()
                && spec.platform().filter(which -> which != MeshPlatform.AKS).isPresent()) {
            problems.at("upstreamForm")
                    .refuse(
                            true,
                            "leave it out to deploy: upstream's form has the paths of AKS, and on nodes of "
                                    + spec.platform().get() + " no new pod would start");
        }
    }

    public String key() {
        return key;
    }

    /** The profile's name. */
    public String profile() {
        return spec.checkedProfile().toString();
    }

    /** The release of the charts. */
    public String version() {
        return spec.release().toString();
    }

    public AmbientMeshSpec spec() {
        return spec;
    }

    public StackContext context() {
        return context;
    }

    /** The EKS clusters of the same stack. */
    Map<String, MeshCluster> clusters() {
        return clusters;
    }

    GatewayApi gatewayApi() {
        return gatewayApi;
    }

    /** The cluster of the same stack that the mesh is in; empty where a context of the kubeconfig names another. */
    public Optional<MeshCluster> cluster() {
        if (spec.kubeContext().isPresent()) {
            return Optional.empty();
        }
        return spec.eksCluster()
                .map(clusters::get)
                .or(() -> clusters.size() == 1 && spec.eksCluster().isEmpty()
                        ? Optional.of(clusters.values().iterator().next())
                        : Optional.empty());
    }

    /** How people call the cluster. */
    String shownCluster() {
        return spec.kubeContext()
                .map(name -> "the cluster of the context " + Shown.text(name))
                .or(() -> cluster().map(known -> "the EKS cluster " + known.key()))
                .orElse("the cluster");
    }

    /** The releases of the Windows nodes in the mesh. */
    List<WindowsRelease> windowsReleases() {
        if (!spec.windowsReleases().isEmpty()) {
            return spec.windowsReleases();
        }
        List<WindowsRelease> ofPools = cluster().map(MeshCluster::releases).orElse(List.of());
        return ofPools.isEmpty() ? List.of(WindowsRelease.WINDOWS_SERVER_2022_CORE) : ofPools;
    }

    /** The taints of the Windows nodes, as far as somebody knows them. */
    List<Taint> windowsTaints() {
        return spec.windowsTaints().isEmpty()
                ? cluster().map(MeshCluster::windowsTaints).orElse(List.of())
                : spec.windowsTaints();
    }

    boolean knowsTaints() {
        return !spec.windowsTaints().isEmpty()
                || cluster().filter(known -> !known.windowsPools().isEmpty()).isPresent();
    }

    /** The address of the cluster's DNS for Windows nodes, or a stand-in; empty where they read it themselves. */
    Optional<String> clusterDnsIp() {
        return spec.clusterDnsIp().or(() -> cluster().map(MeshCluster::clusterDnsIp));
    }

    /** Whether only a deployment knows that address. */
    boolean waitsForDns() {
        return spec.clusterDnsIp().isEmpty()
                && cluster().filter(known -> !known.knowsDns()).isPresent();
    }

    /** The objects in the cluster beside the charts', by the suffix of their resources' names, as far as they are known. */
    public Map<String, KubernetesObject> objects() {
        Map<String, KubernetesObject> objects = new LinkedHashMap<>();
        objects.put(Enrolment.SYSTEM, Enrolment.system(spec));
        objects.putAll(windowsObjects());
        objects.putAll(Enrolment.peerAuthentication(spec));
        objects.putAll(Enrolment.namespaces(spec));
        objects.putAll(Enrolment.waypoints(spec));
        return objects;
    }

    /** Those of them that are of Windows nodes. */
    Map<String, KubernetesObject> windowsObjects() {
        return spec.hasWindows() ? WindowsAgents.objects(this, clusterDnsIp()) : Map.of();
    }

    /** What runs where, and what is known not to work. */
    public List<MeshForecast> forecasts() {
        return MeshForecast.of(this);
    }

    /** The objects beside the charts', several a text, by the name of the file. */
    public Map<String, String> manifests() {
        return MeshFiles.manifests(this);
    }

    /** Other files for people who use helm or istioctl, by their paths. */
    public Map<String, String> files() {
        return MeshFiles.of(this);
    }

    /** What HostProcess containers run on Windows nodes, by name. */
    public Map<String, String> containerScripts() {
        Map<String, String> scripts = new LinkedHashMap<>();
        if (spec.hasWindows() && !spec.upstreamForm()) {
            scripts.put("windows-dns-config", WindowsScripts.setDns(clusterDnsIp(), spec.node()));
            scripts.put("prepare-node", WindowsScripts.prepareNode(spec.node()));
            WindowsScripts.keepConflist(spec.node()).ifPresent(script -> scripts.put("keep-conflist", script));
        }
        return scripts;
    }
}
