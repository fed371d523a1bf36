package dev.mullion.eks;

import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.IamPolicy;
import dev.mullion.aws.IamStatement;
import dev.mullion.aws.StackContext;
import dev.mullion.core.template.Templates;
import dev.mullion.ec2.AmiSpec;
import dev.mullion.ec2.InstanceRole;
import dev.mullion.eks.KarpenterRequirementSpec.Operator;
import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.kubernetes.NodeLabels;
import dev.mullion.kubernetes.ObjectMeta;
import dev.mullion.kubernetes.Taint;
import dev.mullion.windows.WindowsRelease;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Windows nodes of Karpenter: EC2NodeClasses and NodePools, and the role of their nodes.
 *
 * @see <a href="https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/pkg/providers/amifamily/windows.go">What Karpenter
 *     does for Windows</a>
 */
final class Karpenter {
    private static final String GROUP = "karpenter.k8s.aws";
    private static final String NODE_CLASS = "EC2NodeClass";

    private static final String SERVICE_CIDR = "powershell/karpenter/set-service-cidr.ps1.ftl";

    private final KarpenterSpec spec;
    private final EksClusterModel cluster;
    private final StackContext context;
    private final Resource owner;
    private final String name;
    private final Output<String> roleArn;
    private final Output<String> identity;
    private final List<Resource> before = new ArrayList<>();

    /** Makes the role of the nodes, or takes the one that is named, and lets Karpenter pass it on. */
    Karpenter(KarpenterSpec spec, EksClusterModel cluster, Resource owner) {
        this.spec = spec;
        this.cluster = cluster;
        this.context = cluster.context();
        this.owner = owner;
        this.name = cluster.key() + "-karpenter";
        if (spec.nodeRoleArn().isPresent()) {
            String arn = spec.nodeRoleArn().get();
            roleArn = Output.of(arn);
            identity = Output.of(nameOf(arn));
        } else {
            InstanceRole role = new InstanceRole(
                    name,
                    "Karpenter's Windows nodes of " + cluster.name(),
                    spec.permissionsBoundary(),
                    NodeRole.POLICIES,
                    Gmsa.nodePolicies(cluster.spec()),
                    context,
                    owner);
            roleArn = role.arn();
            identity = role.instanceProfile();
            before.addAll(role.policies());
        }
        spec.controllerRoleName().ifPresent(this::passRole);
    }

    /** The role of the nodes, which the cluster lets in. */
    Output<String> nodeRoleArn() {
        return roleArn;
    }

    /** Lets the nodes in by an access entry of their role. */
    void enter(EksControlPlane plane) {
        before.add(NodeAccess.entry(name, plane, roleArn, context, owner));
    }

    /** Makes nodes come behind something else that lets them in. */
    void behind(Resource resource) {
        before.add(resource);
    }

    /**
     * Makes the classes and the pools.
     *
     * @return the pools
     */
    List<Resource> nodePools(EksControlPlane plane, ObjectMaker maker) {
        List<Resource> behind = new ArrayList<>(plane.before());
        behind.addAll(before);
        List<Resource> pools = new ArrayList<>();
        spec.nodePools().forEach((key, pool) -> {
            Resource nodeClass = maker.make(nodeClass(key), behind, object -> {
                object.field(identity, "spec", identityField(spec))
                        .field(groups(plane, pool), "spec", "securityGroupSelectorTerms")
                        .field(
                                plane.serviceIpv4Cidr().applyValue(range -> userData(range, cluster.hasEbsCsiDriver())),
                                "spec",
                                "userData");
                if (pool.subnetIds().isEmpty()) {
                    object.field(
                            plane.subnetIds()
                                    .applyValue(ids ->
                                            ids.stream().map(Karpenter::id).toList()),
                            "spec",
                            "subnetSelectorTerms");
                }
                if (cluster.spec().knownVersion().isEmpty()) {
                    object.field(
                            plane.version().applyValue(version -> images(pool, version)), "spec", "amiSelectorTerms");
                }
                return object;
            });
            pools.add(maker.make(nodePool(key), List.of(nodeClass)));
        });
        return pools;
    }

    private static List<Object> groups(EksControlPlane plane, KarpenterNodePoolSpec pool) {
        List<Object> groups = new ArrayList<>(List.of(Map.of("id", plane.securityGroupId())));
        pool.securityGroupIds().stream().map(Karpenter::id).forEach(groups::add);
        return groups;
    }

    /** Karpenter's own controller starts instances with it: https://karpenter.sh/docs/reference/cloudformation/#passnodeiamrole */
    private void passRole(String controller) {
        String child = name + "-pass-role";
        before.add(new RolePolicy(
                child,
                context.customized(
                                child,
                                RolePolicyArgs.builder().role(controller).policy(roleArn.applyValue(this::passPolicy)))
                        .build(),
                CustomResourceOptions.builder().parent(owner).build()));
    }

    private String passPolicy(String arn) {
        return new IamPolicy(List.of(IamStatement.allow(List.of("iam:PassRole"), List.of(arn))
                        .when(
                                "StringEquals",
                                Map.of(
                                        "iam:PassedToService",
                                        context.partition().ec2Principal()))))
                .shortJson();
    }

    /** Its objects by suffix. */
    static Map<String, KubernetesObject> objects(EksClusterModel cluster) {
        Map<String, KubernetesObject> objects = new LinkedHashMap<>();
        cluster.spec().karpenter().ifPresent(karpenter -> karpenter.nodePools().forEach((key, pool) -> {
            objects.put(nodeClass(key), nodeClass(key, pool, karpenter, cluster));
            objects.put(nodePool(key), nodePool(key, pool));
        }));
        return objects;
    }

    private static String nodeClass(String key) {
        return "karpenter-" + key + "-node-class";
    }

    private static String nodePool(String key) {
        return "karpenter-" + key + "-node-pool";
    }

    private static KubernetesObject nodeClass(
            String key, KarpenterNodePoolSpec pool, KarpenterSpec karpenter, EksClusterModel cluster) {
        ClusterValues symbols = ClusterValues.symbols(cluster);
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("amiFamily", "Windows" + pool.operatingSystem().year());
        spec.put("amiSelectorTerms", images(pool, symbols.version()));
        spec.put(
                identityField(karpenter),
                karpenter
                        .nodeRoleArn()
                        .map(Karpenter::nameOf)
                        .orElse(ClusterValues.standIn(cluster.key() + "-karpenter-instance-profile", "name")));
        spec.put(
                "subnetSelectorTerms",
                pool.subnetIds().isEmpty()
                        ? List.of(id(ClusterValues.standIn(cluster.key(), "subnetIds")))
                        : pool.subnetIds().stream().map(Karpenter::id).toList());
        spec.put(
                "securityGroupSelectorTerms",
                Stream.concat(Stream.of(ClusterValues.securityGroup(cluster)), pool.securityGroupIds().stream())
                        .map(Karpenter::id)
                        .toList());
        spec.put("userData", userData(symbols.serviceIpv4Cidr(), cluster.hasEbsCsiDriver()));
        spec.put("kubelet", pool.kubelet().fields());
        spec.put("blockDeviceMappings", List.of(rootVolume(pool)));
        spec.put("metadataOptions", metadataOptions(pool));
        spec.put("tags", cluster.context().tags(cluster.key(), cluster.name() + "-" + key));
        return KubernetesObject.of(GROUP + "/v1", NODE_CLASS, ObjectMeta.named(key))
                .with(spec, "spec");
    }

    /**
     * A role of the user by its name, for which Karpenter makes a profile; of Mullion's role the profile, for which it asks
     * IAM nothing, whose API no endpoint in a VPC has: https://karpenter.sh/docs/concepts/nodeclasses/#specinstanceprofile
     */
    private static String identityField(KarpenterSpec karpenter) {
        return karpenter.nodeRoleArn().isPresent() ? "role" : "instanceProfile";
    }

    /**
     * AWS's newest image: of Core releases by Karpenter's alias, which pins nothing and knows no Full ones; of those by name.
     *
     * @param version of Kubernetes, or a stand-in for it
     */
    private static List<Map<String, Object>> images(KarpenterNodePoolSpec pool, String version) {
        AmiSpec ami = pool.ami();
        WindowsRelease release = pool.operatingSystem();
        Map<String, Object> term = new LinkedHashMap<>();
        ami.id().ifPresent(id -> term.put("id", id));
        ami.namePrefix().ifPresent(prefix -> term.put("name", prefix + "*"));
        ami.owner().ifPresent(owner -> term.put("owner", owner));
        ami.ssmParameter().ifPresent(parameter -> term.put("ssmParameter", parameter));
        if (term.isEmpty()) {
            if (release.name().endsWith("_CORE")) {
                term.put("alias", "windows" + release.year() + "@latest");
            } else {
                term.put("name", "Windows_Server-" + release.year() + "-English-Full-EKS_Optimized-" + version + "-*");
            }
        }
        return List.of(term);
    }

    private static Map<String, Object> rootVolume(KarpenterNodePoolSpec pool) {
        Map<String, Object> ebs = new LinkedHashMap<>();
        ebs.put("volumeSize", pool.rootVolume().sizeGib() + "Gi");
        ebs.put("volumeType", "gp3");
        ebs.put("encrypted", true);
        ebs.put("deleteOnTermination", true);
        pool.rootVolume().iops().ifPresent(iops -> ebs.put("iops", iops));
        pool.rootVolume().throughputMibPerSecond().ifPresent(rate -> ebs.put("throughput", rate));
        pool.rootVolume().kmsKeyId().ifPresent(key -> ebs.put("kmsKeyID", key));
        Map<String, Object> mapping = new LinkedHashMap<>();
        mapping.put("deviceName", "/dev/sda1");
        mapping.put("ebs", ebs);
        return mapping;
    }

    private static Map<String, Object> metadataOptions(KarpenterNodePoolSpec pool) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("httpEndpoint", "enabled");
        options.put("httpProtocolIPv6", "disabled");
        options.put("httpPutResponseHopLimit", pool.httpPutResponseHopLimit());
        options.put("httpTokens", "required");
        return options;
    }

    /**
     * What comes in front of Karpenter's call of AWS's bootstrap, without a tag.
     *
     * @param serviceIpv4Cidr the range of services, or a stand-in for it
     */
    static String userData(String serviceIpv4Cidr, boolean csiFolder) {
        String text = Templates.bundled().render(SERVICE_CIDR, Map.of("serviceIpv4Cidr", serviceIpv4Cidr));
        return csiFolder
                ? text + Templates.bundled().render(EksBootStep.NEW_CSI_PLUGIN_FOLDER.template(), Map.of())
                : text;
    }

    private static KubernetesObject nodePool(String key, KarpenterNodePoolSpec pool) {
        Map<String, Object> nodeClass = new LinkedHashMap<>();
        nodeClass.put("group", GROUP);
        nodeClass.put("kind", NODE_CLASS);
        nodeClass.put("name", key);
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("nodeClassRef", nodeClass);
        node.put("requirements", requirements(pool));
        if (!pool.taints().isEmpty()) {
            node.put("taints", pool.taints().stream().map(Taint::fields).toList());
        }
        if (!pool.startupTaints().isEmpty()) {
            node.put(
                    "startupTaints",
                    pool.startupTaints().stream().map(Taint::fields).toList());
        }
        node.put("expireAfter", pool.expireAfter());
        pool.terminationGracePeriod().ifPresent(period -> node.put("terminationGracePeriod", period));
        KubernetesObject object = KubernetesObject.of("karpenter.sh/v1", "NodePool", ObjectMeta.named(key));
        if (!pool.labels().isEmpty()) {
            object = object.with(pool.labels(), "spec", "template", "metadata", "labels");
        }
        object = object.with(node, "spec", "template", "spec")
                .with(pool.disruption().fields(), "spec", "disruption");
        Map<String, Object> limits = pool.limits().fields();
        if (!limits.isEmpty()) {
            object = object.with(limits, "spec", "limits");
        }
        Optional<Integer> weight = pool.weight();
        return weight.isPresent() ? object.with(weight.get(), "spec", "weight") : object;
    }

    /** Karpenter takes more types for fit to run Windows than are: karpenter-provider-aws issue 7985. */
    private static List<Map<String, Object>> requirements(KarpenterNodePoolSpec pool) {
        List<Map<String, Object>> requirements = new ArrayList<>();
        requirements.add(in(NodeLabels.OPERATING_SYSTEM, List.of("windows")));
        requirements.add(in("kubernetes.io/arch", List.of("amd64")));
        requirements.add(in(
                "karpenter.sh/capacity-type",
                pool.capacityTypes().stream()
                        .map(type -> type.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList()));
        if (!pool.instanceTypes().isEmpty()) {
            requirements.add(in("node.kubernetes.io/instance-type", pool.instanceTypes()));
        } else {
            if (!pool.instanceFamilies().isEmpty()) {
                requirements.add(in(GROUP + "/instance-family", pool.instanceFamilies()));
            } else {
                requirements.add(in(GROUP + "/instance-category", pool.instanceCategories()));
                requirements.add(above(GROUP + "/instance-generation", pool.minInstanceGeneration()));
            }
            requirements.add(above(GROUP + "/instance-memory", pool.minInstanceMemoryMib()));
            requirements.add(in(GROUP + "/instance-hypervisor", List.of("nitro")));
        }
        pool.requirements().stream().map(KarpenterRequirementSpec::fields).forEach(requirements::add);
        return requirements;
    }

    private static Map<String, Object> in(String key, List<String> values) {
        return KarpenterRequirementSpec.fields(key, Operator.IN, values);
    }

    /** That number or more; older releases of Karpenter know Gt alone. */
    private static Map<String, Object> above(String key, int least) {
        return KarpenterRequirementSpec.fields(key, Operator.GREATER_THAN, List.of(String.valueOf(least - 1)));
    }

    private static Map<String, Object> id(String id) {
        return Map.of("id", id);
    }

    /** A symbol stands for the name, too. */
    private static String nameOf(String roleArn) {
        return roleArn.startsWith("${") ? roleArn : roleArn.substring(roleArn.lastIndexOf('/') + 1);
    }
}
