package dev.mullion.eks;

import com.pulumi.aws.eks.AccessEntry;
import com.pulumi.aws.eks.AccessEntryArgs;
import com.pulumi.aws.eks.AccessPolicyAssociation;
import com.pulumi.aws.eks.AccessPolicyAssociationArgs;
import com.pulumi.aws.eks.inputs.AccessPolicyAssociationAccessScopeArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.ProviderArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.kubernetes.KubernetesObjectArgs;
import dev.mullion.kubernetes.KubernetesResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An EKS cluster with Windows nodes, or the node pools of one that exists.
 *
 * <p>Each thing waits for what it needs: the control plane for its role's policies, the nodes for the CNI with its Windows
 * addresses, for Linux nodes and for the access entry that lets them in, add-ons for Linux nodes to run on.
 *
 * <p>Children: of a new cluster an {@link EksNewControlPlane} {@code name-control-plane}, {@code name-admin-<n>} and
 * {@code name-admin-<n>-policy}; an {@link EksLinuxNodePool} or an {@link EksWindowsNodePool} {@code name-<pool>} for each
 * pool; {@code name-addon-<add-on>}; {@code name-kubernetes} (the provider) and {@code name-<object>} where there are objects in
 * the cluster; with a shared role {@code name-node-role}, its policies and {@code name-node-access-entry}.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html">Windows support</a>
 */
public final class EksCluster extends ComponentResource {
    public static final String TYPE = "mullion:eks:EksCluster";

    private static final String ADMIN_POLICY = "eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

    private final EksClusterModel model;
    private final EksControlPlane controlPlane;
    private final Output<String> kubeconfig;
    private final List<Resource> before;
    private @Nullable Provider provider;
    private final Map<String, EksWindowsNodePool> windowsNodePools = new LinkedHashMap<>();

    /**
     * Makes what the spec describes.
     *
     * @throws dev.mullion.core.spec.SpecException with everything that is refused
     */
    public EksCluster(
            String name, EksClusterSpec spec, EksClusterInputs inputs, @Nullable ComponentResourceOptions options) {
        this(
                EksClusterModel.checked(
                        name, spec, inputs.context(), inputs.network().map(KnownNetwork::of)),
                inputs.network(),
                options);
    }

    /** Makes a cluster that was checked. */
    public EksCluster(
            EksClusterModel model, Optional<NetworkOutputs> network, @Nullable ComponentResourceOptions options) {
        super(TYPE, model.key(), options);
        this.model = model;
        EksClusterSpec spec = model.spec();
        List<Resource> addons = new ArrayList<>();
        EksControlPlane plane;
        if (spec.existing()) {
            plane = EksControlPlane.existing(
                    model.name(), spec, InvokeOptions.builder().parent(this).build());
        } else {
            EksNewControlPlane made = new EksNewControlPlane(
                    model,
                    network.orElseThrow(),
                    ComponentResourceOptions.builder().parent(this).build());
            plane = made.controlPlane();
            admins(plane);
        }
        kubeconfig = Kubeconfig.of(plane, model.context().region()).asSecret();
        before = plane.before();
        ClusterAddons clusterAddons = new ClusterAddons(model, this);
        clusterAddons.beforeNodes(plane).forEach(addons::add);
        addons.addAll(windowsIpam());
        plane = plane.behind(addons);

        Optional<NodeRole> sharedRole = sharedRole(plane);
        Output<List<String>> publicSubnets =
                network.map(NetworkOutputs::publicSubnetIds).orElse(plane.subnetIds());
        EksNodePoolInputs inputs =
                new EksNodePoolInputs(model.key(), model.context(), plane, publicSubnets, sharedRole, false);
        List<Resource> linuxNodes = new ArrayList<>();
        spec.linuxNodePools()
                .forEach((key, pool) -> linuxNodes.add(new EksLinuxNodePool(
                                name(key),
                                pool,
                                inputs,
                                ComponentResourceOptions.builder().parent(this).build())
                        .nodeGroup()));
        clusterAddons.onNodes(plane, linuxNodes);
        windowsNodePools(inputs, linuxNodes);
        objects();
        controlPlane = plane;
        registerOutputs(Map.of(
                "name", Output.of(model.name()),
                "endpoint", plane.endpoint(),
                "kubeconfig", kubeconfig));
    }

    /** The cluster's name in AWS. */
    public String name() {
        return model.name();
    }

    public EksControlPlane controlPlane() {
        return controlPlane;
    }

    /** For kubectl, which asks {@code aws eks get-token} for a token of whoever runs it. A secret. */
    public Output<String> kubeconfig() {
        return kubeconfig;
    }

    /** By their keys. */
    public Map<String, EksWindowsNodePool> windowsNodePools() {
        return java.util.Collections.unmodifiableMap(windowsNodePools);
    }

    private void admins(EksControlPlane plane) {
        StackContext context = model.context();
        List<String> arns = model.spec().clusterAdminArns();
        for (int i = 0; i < arns.size(); i++) {
            String suffix = "admin-" + i;
            AccessEntry entry = new AccessEntry(
                    name(suffix),
                    context.customized(
                                    name(suffix),
                                    AccessEntryArgs.builder()
                                            .clusterName(plane.name())
                                            .principalArn(arns.get(i))
                                            .type("STANDARD")
                                            .tags(context.tags(model.key())))
                            .build(),
                    child(plane.before()));
            new AccessPolicyAssociation(
                    name(suffix + "-policy"),
                    context.customized(
                                    name(suffix + "-policy"),
                                    AccessPolicyAssociationArgs.builder()
                                            .clusterName(plane.name())
                                            .principalArn(arns.get(i))
                                            .policyArn(context.partition().arn(ADMIN_POLICY))
                                            .accessScope(AccessPolicyAssociationAccessScopeArgs.builder()
                                                    .type("cluster")
                                                    .build()))
                            .build(),
                    child(List.of(entry)));
        }
    }

    /** What makes objects in the cluster; made for the first of them. */
    private Provider provider() {
        if (provider == null) {
            provider = new Provider(
                    name("kubernetes"),
                    model.context()
                            .customized(
                                    name("kubernetes"), ProviderArgs.builder().kubeconfig(kubeconfig))
                            .build(),
                    child(before));
        }
        return provider;
    }

    /** The settings of an existing cluster whose CNI is no add-on. */
    private List<Resource> windowsIpam() {
        return model
                .spec()
                .windowsIpam()
                .manage()
                .filter(manage -> manage == WindowsIpamSpec.Manage.CONFIG_MAP)
                .map(manage -> (Resource) CniConfigMap.patch(
                        name("windows-ipam"), model.spec().windowsIpam(), model.context(), provider(), this))
                .stream()
                .toList();
    }

    private Optional<NodeRole> sharedRole(EksControlPlane plane) {
        if (!model.spec().sharedNodeRole()) {
            return Optional.empty();
        }
        StackContext context = model.context();
        String name = name("node");
        NodeRole role =
                NodeRole.made(name, "Nodes of " + context.name(model.key()), Optional.empty(), Map.of(), context, this);
        List<Resource> before = new ArrayList<>(role.before());
        if (hasAccessEntries()) {
            before.add(NodeAccess.entry(name, plane, role.arn(), context, this));
        }
        return Optional.of(new NodeRole(role.arn(), role.instanceProfile(), before));
    }

    /** Pools of one role have one access entry, which the first of them makes. */
    private void windowsNodePools(EksNodePoolInputs inputs, List<Resource> linuxNodes) {
        Set<String> entered = new HashSet<>();
        List<Resource> behind = new ArrayList<>(linuxNodes);
        model.spec().windowsNodePools().forEach((key, spec) -> {
            boolean entry = spec.needsAccessEntry()
                    && inputs.sharedRole().isEmpty()
                    && hasAccessEntries()
                    && spec.nodeRoleArn().map(entered::add).orElse(true);
            EksWindowsNodePool pool = new EksWindowsNodePool(
                    name(key),
                    spec,
                    Objects.requireNonNull(model.scripts().get(key)),
                    Objects.requireNonNull(model.densities().get(key)),
                    inputs.behind(behind, entry),
                    ComponentResourceOptions.builder().parent(this).build());
            windowsNodePools.put(key, pool);
            if (entry && spec.nodeRoleArn().isPresent()) {
                behind.add(pool.accessEntry());
            }
        });
        if (!hasAccessEntries()) {
            List<Output<String>> roles = model.spec().windowsNodePools().entrySet().stream()
                    .filter(pool -> pool.getValue().needsAccessEntry())
                    .map(pool -> Objects.requireNonNull(windowsNodePools.get(pool.getKey()))
                            .nodeRoleArn())
                    .toList();
            if (!roles.isEmpty()) {
                AwsAuth.patch(name("aws-auth"), roles, model.context(), provider(), this);
            }
        }
    }

    private boolean hasAccessEntries() {
        return model.spec()
                .knownAuthenticationMode()
                .filter(mode -> mode == AuthenticationMode.CONFIG_MAP)
                .isEmpty();
    }

    private void objects() {
        model.objects()
                .forEach((suffix, object) -> new KubernetesResource(
                        name(suffix),
                        model.context()
                                .customized(name(suffix), KubernetesObjectArgs.builder(object))
                                .build(),
                        CustomResourceOptions.builder()
                                .parent(this)
                                .provider(provider())
                                .build()));
    }

    private String name(String suffix) {
        return model.key() + "-" + suffix;
    }

    private CustomResourceOptions child(List<? extends Resource> before) {
        return CustomResourceOptions.builder()
                .parent(this)
                .dependsOn(List.copyOf(before))
                .build();
    }
}
