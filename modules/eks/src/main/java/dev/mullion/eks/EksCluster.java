package dev.mullion.eks;

import com.pulumi.aws.eks.AccessEntry;
import com.pulumi.aws.eks.AccessEntryArgs;
import com.pulumi.aws.eks.AccessPolicyAssociation;
import com.pulumi.aws.eks.AccessPolicyAssociationArgs;
import com.pulumi.aws.eks.Addon;
import com.pulumi.aws.eks.inputs.AccessPolicyAssociationAccessScopeArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.ProviderArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.Problems;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.ec2.NetworkOutputs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An EKS cluster with Windows nodes, or the node pools of one that exists.
 *
 * <p>Each thing waits for what it needs: the control plane for its role's policies, the nodes for the CNI with its Windows
 * addresses, for Linux nodes and for the access entry that lets them in, add-ons for Linux nodes to run on.
 *
 * <p>Children: of a new cluster an {@link EksNewControlPlane} {@code name-control-plane}, {@code name-admin-<n>} and
 * {@code name-admin-<n>-policy}; an {@link EksLinuxNodePool} or an {@link EksWindowsNodePool} {@code name-<pool>} for each
 * pool; {@code name-addon-<add-on>}, of those that call AWS with {@code name-addon-<add-on>-role} and
 * {@code name-addon-<add-on>-<policy>}; with a shared role {@code name-node-role}, its policies and
 * {@code name-node-access-entry}; in a cluster of CONFIG_MAP {@code name-aws-auth}, and {@code name-windows-ipam} where its
 * CNI is no add-on.
 *
 * <p>With {@code fluentBit} {@code name-fluent-bit-logs}, {@code name-fluent-bit-role} and
 * {@code name-fluent-bit-logs-policy}; with {@code gmsa} {@code name-gmsa-webhook}; with {@code karpenter}
 * {@code name-karpenter-role}, {@code name-karpenter-<policy>}, {@code name-karpenter-instance-profile},
 * {@code name-karpenter-pass-role} and {@code name-karpenter-access-entry}.
 *
 * <p>{@code name-kubernetes} (the provider) and, in the cluster: {@code name-runtime-class-windows-<year>},
 * {@code name-storage-class-ebs-ntfs}, {@code name-fluent-bit-<namespace, service-account, cluster-role,
 * cluster-role-binding, config-map, daemon-set>}, {@code name-gmsa-<spec>} with {@code -cluster-role} and
 * {@code -cluster-role-binding}, {@code name-karpenter-<pool>-node-class} and {@code name-karpenter-<pool>-node-pool},
 * {@code name-smoke-test-windows-<year>}.
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
    private final List<Resource> nodes = new ArrayList<>();
    private @Nullable Provider provider;
    private @Nullable IdentityProvider identityProvider;
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
        refuseUnknownHashes();
        List<Resource> addons = new ArrayList<>();
        EksControlPlane plane;
        Supplier<IdentityProvider> identities;
        if (spec.existing()) {
            InvokeOptions asked = InvokeOptions.builder().parent(this).build();
            EksControlPlane existing = EksControlPlane.existing(model.name(), spec, asked);
            plane = existing;
            // Asked where something needs it: a cluster may have none in IAM.
            identities = () -> identityProvider(existing, asked);
        } else {
            EksNewControlPlane made = new EksNewControlPlane(
                    model,
                    network.orElseThrow(),
                    ComponentResourceOptions.builder().parent(this).build());
            plane = made.controlPlane();
            identities = made::identityProvider;
            admins(plane);
        }
        kubeconfig = Kubeconfig.of(plane, model.context().region()).asSecret();
        before = plane.before();
        ClusterAddons clusterAddons = new ClusterAddons(model, identities, this);
        clusterAddons.beforeNodes(plane).forEach(addons::add);
        addons.addAll(windowsIpam());
        plane = plane.behind(addons);

        Optional<NodeRole> sharedRole = sharedRole(plane);
        Output<List<String>> publicSubnets =
                network.map(NetworkOutputs::publicSubnetIds).orElse(plane.subnetIds());
        EksNodePoolInputs inputs = new EksNodePoolInputs(
                model.key(), model.context(), plane, publicSubnets, sharedRole, Gmsa.nodePolicies(spec), false);
        List<Resource> linuxNodes = new ArrayList<>();
        spec.linuxNodePools()
                .forEach((key, pool) -> linuxNodes.add(new EksLinuxNodePool(
                                name(key),
                                pool,
                                inputs,
                                ComponentResourceOptions.builder().parent(this).build())
                        .nodeGroup()));
        Map<String, Addon> addonsOnNodes = clusterAddons.onNodes(plane, linuxNodes);
        Optional<Karpenter> karpenter = spec.karpenter().map(pools -> new Karpenter(pools, model, this));
        windowsNodePools(inputs, linuxNodes, karpenter);
        objects(plane, linuxNodes, addonsOnNodes, karpenter, identities);
        nodes.addAll(plane.before());
        nodes.addAll(linuxNodes);
        nodes.addAll(addonsOnNodes.values());
        windowsNodePools.values().forEach(pool -> nodes.add(pool.group()));
        controlPlane = plane;
        registerOutputs(Map.of(
                "name", Output.of(model.name()),
                "endpoint", plane.endpoint(),
                "kubeconfig", kubeconfig));
    }

    /** A stack refuses it before anything is made; a program of single components here. */
    private void refuseUnknownHashes() {
        if (!Deployment.getInstance().isDryRun()) {
            Problems problems = new Problems();
            model.checkDeployment(problems.at(model.key()));
            problems.throwIfAny();
        }
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

    /** What pods need to be there: nodes, and the add-ons on them. */
    public List<Resource> nodes() {
        return List.copyOf(nodes);
    }

    /** The address of the cluster's DNS. */
    public Output<String> dnsClusterIp() {
        return controlPlane.serviceIpv4Cidr().applyValue(range -> ClusterValues.dnsClusterIp(range, model.key()));
    }

    /** By their keys. */
    public Map<String, EksWindowsNodePool> windowsNodePools() {
        return Collections.unmodifiableMap(windowsNodePools);
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
    public Provider provider() {
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

    private IdentityProvider identityProvider(EksControlPlane existing, InvokeOptions options) {
        if (identityProvider == null) {
            identityProvider = IdentityProvider.existing(existing.issuer(), options);
        }
        return identityProvider;
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
        NodeRole role = NodeRole.made(
                name,
                "Nodes of " + context.name(model.key()),
                Optional.empty(),
                Gmsa.nodePolicies(model.spec()),
                context,
                this);
        List<Resource> before = new ArrayList<>(role.before());
        if (hasAccessEntries()) {
            before.add(NodeAccess.entry(name, plane, role.arn(), context, this));
        }
        return Optional.of(new NodeRole(role.arn(), role.name(), role.instanceProfile(), before));
    }

    /**
     * The pools' roles, then what lets them in, then their nodes. Pools of one role have one access entry, which the first of
     * them makes.
     */
    private void windowsNodePools(EksNodePoolInputs inputs, List<Resource> linuxNodes, Optional<Karpenter> karpenter) {
        Set<String> entered = new HashSet<>();
        List<Resource> entries = new ArrayList<>();
        model.spec().windowsNodePools().forEach((key, spec) -> {
            boolean entry = spec.needsAccessEntry()
                    && inputs.sharedRole().isEmpty()
                    && hasAccessEntries()
                    && spec.nodeRoleArn().map(entered::add).orElse(true);
            EksWindowsNodePool pool = new EksWindowsNodePool(
                    name(key),
                    spec,
                    inputs.behind(linuxNodes, entry),
                    ComponentResourceOptions.builder().parent(this).build());
            windowsNodePools.put(key, pool);
            if (entry && spec.nodeRoleArn().isPresent()) {
                entries.add(pool.accessEntry());
            }
        });
        if (hasAccessEntries()) {
            karpenter.ifPresent(nodes -> nodes.enter(inputs.cluster()));
        } else {
            awsAuth(karpenter).ifPresent(entries::add);
        }
        windowsNodePools.forEach((key, pool) -> pool.start(
                Objects.requireNonNull(model.scripts().get(key)),
                Objects.requireNonNull(model.densities().get(key)),
                entries));
    }

    /** For a node group with an image of its own EKS enters its role itself, and wrong, where it is not entered before. */
    private Optional<Resource> awsAuth(Optional<Karpenter> karpenter) {
        List<Output<String>> roles = new ArrayList<>();
        windowsNodePools.forEach((key, pool) -> {
            if (pool.needsAccessEntry()) {
                roles.add(pool.nodeRoleArn());
            }
        });
        karpenter.ifPresent(nodes -> roles.add(nodes.nodeRoleArn()));
        if (roles.isEmpty()) {
            return Optional.empty();
        }
        Resource entries = AwsAuth.patch(name("aws-auth"), roles, model.context(), provider(), this);
        karpenter.ifPresent(nodes -> nodes.behind(entries));
        return Optional.of(entries);
    }

    private boolean hasAccessEntries() {
        return model.spec()
                .knownAuthenticationMode()
                .filter(mode -> mode == AuthenticationMode.CONFIG_MAP)
                .isEmpty();
    }

    /** What is in the cluster: each thing behind what it needs. */
    private void objects(
            EksControlPlane plane,
            List<Resource> linuxNodes,
            Map<String, Addon> addons,
            Optional<Karpenter> karpenter,
            Supplier<IdentityProvider> identities) {
        EksClusterSpec spec = model.spec();
        ObjectMaker maker = new ObjectMaker(model, this::provider, this);
        List<Resource> beforePods = new ArrayList<>();
        ClusterObjects.runtimeClasses(spec).keySet().forEach(suffix -> beforePods.add(maker.make(suffix, before)));
        if (ClusterObjects.hasStorageClass(model)) {
            maker.make(
                    ClusterObjects.STORAGE_CLASS, List.of(Objects.requireNonNull(addons.get(EksAddon.EBS_CSI_DRIVER))));
        }
        spec.fluentBit()
                .ifPresent(fluentBit -> FluentBit.make(fluentBit, model, identities.get(), maker, before, this));
        List<Resource> behindAddons = new ArrayList<>(linuxNodes);
        behindAddons.addAll(addons.values());
        spec.gmsa().ifPresent(gmsa -> Gmsa.make(gmsa, model, plane, maker, behindAddons, this));
        karpenter.ifPresent(windows -> beforePods.addAll(windows.nodePools(plane, maker)));
        beforePods.addAll(plane.before());
        beforePods.addAll(behindAddons);
        windowsNodePools.values().forEach(pool -> beforePods.add(pool.group()));
        spec.smokeTest().ifPresent(smokeTest -> SmokeTest.make(smokeTest, model, maker, beforePods));
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
