package dev.mullion.istio;

import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.ProviderArgs;
import com.pulumi.kubernetes.core.v1.NamespacePatch;
import com.pulumi.kubernetes.core.v1.NamespacePatchArgs;
import com.pulumi.kubernetes.helm.v3.Release;
import com.pulumi.kubernetes.helm.v3.ReleaseArgs;
import com.pulumi.kubernetes.helm.v3.inputs.RepositoryOptsArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaPatchArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.Problems;
import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.kubernetes.KubernetesObjectArgs;
import dev.mullion.kubernetes.KubernetesResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Istio in a cluster, with Windows nodes where the profile has them. <strong>The Windows side is EXPERIMENTAL.</strong>
 *
 * <p>Children: the Helm releases {@code name-istio-base}, {@code name-istiod}, {@code name-istio-cni}, {@code name-ztunnel} and
 * those of gateways; {@code name-system-namespace} and for each namespace in the mesh {@code name-<namespace>-namespace}, which
 * set labels and whose end leaves the namespace; the objects of Windows nodes, such as {@code name-ztunnel-windows-daemon-set};
 * {@code name-<namespace>-waypoint}, {@code name-peer-authentication} and {@code name-gateway-api-<object>} on wish; and
 * {@code name-kubernetes}, a provider, with {@code kubeContext}.
 */
public final class AmbientMesh extends ComponentResource {
    public static final String TYPE = "mullion:istio:AmbientMesh";

    private final AmbientMeshModel model;
    private final AmbientMeshInputs inputs;
    private final StackContext context;
    private final Provider provider;
    private final Map<String, Resource> charts = new LinkedHashMap<>();

    /**
     * Makes what the spec describes, in the cluster of the inputs' provider or of its {@code kubeContext}.
     *
     * @throws dev.mullion.core.spec.SpecException with everything that is refused
     */
    public AmbientMesh(
            String name, AmbientMeshSpec spec, AmbientMeshInputs inputs, @Nullable ComponentResourceOptions options) {
        this(AmbientMeshModel.checked(name, spec, inputs.context(), ofProgram(inputs)), inputs, options);
    }

    /** Makes a mesh that was checked. */
    public AmbientMesh(AmbientMeshModel model, AmbientMeshInputs inputs, @Nullable ComponentResourceOptions options) {
        super(TYPE, model.key(), options);
        this.model = model;
        this.inputs = inputs;
        this.context = model.context();
        refuseForms();
        provider = inputs.provider().orElseGet(this::contextProvider);
        AmbientMeshSpec spec = model.spec();

        Resource system = namespace(Enrolment.SYSTEM, Enrolment.system(spec), inputs.before());
        List<Resource> gatewayApi = gatewayApi();
        charts(system, gatewayApi);
        List<Resource> agents = new ArrayList<>(charts.values());
        agents.addAll(windows(system));
        List<Resource> behindIstiod = new ArrayList<>(gatewayApi);
        behindIstiod.add(chart(LinuxCharts.ISTIOD));
        Enrolment.peerAuthentication(spec).forEach((suffix, object) -> make(suffix, object, behindIstiod));
        Map<String, Resource> namespaces = new LinkedHashMap<>();
        Enrolment.namespaces(spec)
                .forEach((suffix, object) -> namespaces.put(object.name(), namespace(suffix, object, agents)));
        Enrolment.waypoints(spec).forEach((suffix, object) -> {
            List<Resource> before = new ArrayList<>(behindIstiod);
            before.add(namespaces.getOrDefault(object.namespace().orElse(""), system));
            make(suffix, object, before);
        });
        registerOutputs(Map.of(
                "profile", Output.of(spec.checkedProfile().toString()),
                "version", Output.of(spec.release().toString())));
    }

    /** A program that brings a provider has a cluster, of which nothing else is known. */
    private static Map<String, MeshCluster> ofProgram(AmbientMeshInputs inputs) {
        return inputs.provider().isPresent()
                ? Map.of("cluster", new MeshCluster("cluster", Map.of(), List.of(), "${cluster.dnsClusterIp}", false))
                : Map.of();
    }

    /** A stack refuses it before anything is made; a program of single components here. */
    private void refuseForms() {
        if (!Deployment.getInstance().isDryRun()) {
            Problems problems = new Problems();
            model.checkDeployment(problems.at(model.key()));
            problems.throwIfAny();
        }
    }

    /** The release of a chart, by its name, such as {@code istiod}. */
    private Resource chart(String name) {
        return Objects.requireNonNull(charts.get(name), name);
    }

    private Provider contextProvider() {
        ProviderArgs.Builder args = ProviderArgs.builder();
        model.spec().kubeContext().ifPresent(args::context);
        return new Provider(
                name("kubernetes"),
                context.customized(name("kubernetes"), args).build(),
                CustomResourceOptions.builder().parent(this).build());
    }

    /**
     * Sets the labels of a namespace, which is made where it is missing. A patch and no object: what ends with the mesh is its
     * labels, never somebody's namespace.
     */
    private Resource namespace(String suffix, KubernetesObject object, List<? extends Resource> before) {
        return new NamespacePatch(
                name(suffix),
                context.customized(
                                name(suffix),
                                NamespacePatchArgs.builder()
                                        .metadata(ObjectMetaPatchArgs.builder()
                                                .name(object.name())
                                                .labels(object.labels())
                                                // Whoever made it may hold the labels.
                                                .annotations(Map.of("pulumi.com/patchForce", "true"))
                                                .build()))
                        .build(),
                options(before).build());
    }

    private List<Resource> gatewayApi() {
        List<Resource> made = new ArrayList<>();
        model.gatewayApi().objects().forEach(object -> {
            String name = name("gateway-api-"
                    + (object.kind().equals(GatewayApi.DEFINITION) ? object.name() : WindowsAgents.suffix(object)));
            made.add(new KubernetesResource(
                    name,
                    context.customized(name, KubernetesObjectArgs.builder(object))
                            .build(),
                    options(inputs.before()).retainOnDelete(true).build()));
        });
        return made;
    }

    /** Each behind the one before, which it needs; istiod also behind the kinds that it looks for when it starts. */
    private void charts(Resource system, List<Resource> gatewayApi) {
        List<Resource> before = new ArrayList<>(List.of(system));
        for (Map.Entry<String, LinuxCharts.Chart> chart :
                LinuxCharts.of(model.spec()).entrySet()) {
            String name = name(chart.getKey());
            if (chart.getKey().equals(LinuxCharts.ISTIOD)) {
                before.addAll(gatewayApi);
            }
            ReleaseArgs.Builder args = ReleaseArgs.builder()
                    .name(chart.getKey())
                    .namespace(AmbientMeshSpec.NAMESPACE)
                    .chart(chart.getValue().chart())
                    .version(model.spec().release().toString())
                    .repositoryOpts(RepositoryOptsArgs.builder()
                            .repo(LinuxCharts.REPOSITORY)
                            .build())
                    .values(chart.getValue().values());
            Release release = new Release(
                    name,
                    context.customized(name, args).build(),
                    options(before).build());
            charts.put(chart.getKey(), release);
            before = new ArrayList<>(List.of(release));
        }
    }

    /** The agents of Windows nodes: the one of CNI before ztunnel, which asks it; both behind the Service that they look for. */
    private List<Resource> windows(Resource system) {
        List<Resource> made = new ArrayList<>();
        List<Resource> before = new ArrayList<>(List.of(system));
        if (model.spec().hasWindows()) {
            before.add(chart(LinuxCharts.ISTIOD));
        }
        model.windowsObjects().forEach((suffix, object) -> {
            boolean workload = object.kind().equals("DaemonSet");
            Resource resource = make(
                    suffix,
                    object,
                    workload ? behind(before, made) : before,
                    args -> suffix.equals(WindowsAgents.ZTUNNEL) ? withDns(args) : args);
            made.add(resource);
        });
        return made;
    }

    private static List<Resource> behind(List<Resource> before, List<Resource> made) {
        List<Resource> all = new ArrayList<>(before);
        all.addAll(made);
        return all;
    }

    /** Puts the address that only the deployment knows in the place of its stand-in. */
    private KubernetesObjectArgs.Builder withDns(KubernetesObjectArgs.Builder args) {
        if (!model.waitsForDns()
                || model.spec().upstreamForm()
                || inputs.clusterDnsIp().isEmpty()) {
            return args;
        }
        String[] path = {"spec", "template", "spec", "initContainers"};
        Output<Object> containers = inputs.clusterDnsIp().get().applyValue(address -> Objects.requireNonNull(
                        WindowsAgents.corrected(model, Optional.of(address)).get(WindowsAgents.ZTUNNEL))
                .at(path)
                .orElseThrow());
        return args.field(containers, path);
    }

    private Resource make(String suffix, KubernetesObject object, List<? extends Resource> before) {
        return make(suffix, object, before, args -> args);
    }

    private Resource make(
            String suffix,
            KubernetesObject object,
            List<? extends Resource> before,
            UnaryOperator<KubernetesObjectArgs.Builder> later) {
        return new KubernetesResource(
                name(suffix),
                context.customized(name(suffix), later.apply(KubernetesObjectArgs.builder(object)))
                        .build(),
                options(before).build());
    }

    private String name(String suffix) {
        return model.key() + "-" + suffix;
    }

    private CustomResourceOptions.Builder options(List<? extends Resource> before) {
        return CustomResourceOptions.builder().parent(this).provider(provider).dependsOn(List.copyOf(before));
    }
}
