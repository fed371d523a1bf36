package dev.mullion.eks;

import com.pulumi.aws.eks.Cluster;
import com.pulumi.aws.eks.ClusterArgs;
import com.pulumi.aws.eks.inputs.ClusterAccessConfigArgs;
import com.pulumi.aws.eks.inputs.ClusterEncryptionConfigArgs;
import com.pulumi.aws.eks.inputs.ClusterEncryptionConfigProviderArgs;
import com.pulumi.aws.eks.inputs.ClusterKubernetesNetworkConfigArgs;
import com.pulumi.aws.eks.inputs.ClusterUpgradePolicyArgs;
import com.pulumi.aws.eks.inputs.ClusterVpcConfigArgs;
import com.pulumi.aws.iam.OpenIdConnectProvider;
import com.pulumi.aws.iam.OpenIdConnectProviderArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.IamPolicy;
import dev.mullion.aws.IamStatement;
import dev.mullion.aws.RolePolicies;
import dev.mullion.aws.StackContext;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.ec2.NetworkOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The control plane of a new cluster.
 *
 * <p>Children, by the cluster's key: {@code key-role}, {@code key-AmazonEKSClusterPolicy},
 * {@code key-AmazonEKSVPCResourceController}, {@code key-cluster}, {@code key-oidc}.
 */
public final class EksNewControlPlane extends ComponentResource {
    public static final String TYPE = "mullion:eks:EksControlPlane";

    /**
     * The second lets EKS's own controller give Windows pods their addresses:
     * https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html
     */
    private static final List<String> POLICIES = List.of("AmazonEKSClusterPolicy", "AmazonEKSVPCResourceController");

    /** Whom tokens of service accounts are for, in every partition: https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html */
    static final String AUDIENCE = "sts.amazonaws.com";

    private final EksClusterModel model;
    private final EksControlPlane controlPlane;
    private final IdentityProvider identityProvider;

    EksNewControlPlane(EksClusterModel model, NetworkOutputs network, @Nullable ComponentResourceOptions options) {
        super(TYPE, model.key() + "-control-plane", options);
        this.model = model;
        StackContext context = model.context();
        Role role = new Role(
                name("role"),
                context.customized(
                                name("role"),
                                RoleArgs.builder()
                                        .description("EKS cluster " + model.name())
                                        .assumeRolePolicy(
                                                new IamPolicy(List.of(IamStatement.trust("eks.amazonaws.com")))
                                                        .shortJson())
                                        .tags(tags()))
                        .build(),
                child(List.of()));
        List<Resource> before = new ArrayList<>(network.routes());
        before.addAll(RolePolicies.give(model.key(), role.name(), POLICIES, Map.of(), context, this));
        Cluster cluster = new Cluster(
                name("cluster"),
                context.customized(name("cluster"), clusterArgs(role, network)).build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .dependsOn(before)
                        .protect(model.spec().deletionProtection())
                        .build());
        Output<String> issuer = cluster.identities()
                .applyValue(
                        identities -> identities.get(0).oidcs().get(0).issuer().orElseThrow());
        OpenIdConnectProvider provider = new OpenIdConnectProvider(
                name("oidc"),
                context.customized(
                                name("oidc"),
                                OpenIdConnectProviderArgs.builder()
                                        .url(issuer)
                                        .clientIdLists(AUDIENCE)
                                        .tags(tags()))
                        .build(),
                child(List.of()));
        List<Resource> beforeNodes = new ArrayList<>(network.routes());
        beforeNodes.add(cluster);
        controlPlane = new EksControlPlane(
                model.name(),
                cluster.endpoint(),
                cluster.certificateAuthority()
                        .applyValue(authority -> authority.data().orElseThrow()),
                Output.of(model.serviceIpv4Cidr().orElseThrow().toString()),
                Output.of(model.spec().knownVersion().orElseThrow().toString()),
                cluster.vpcConfig()
                        .applyValue(vpc -> vpc.clusterSecurityGroupId().orElseThrow()),
                subnets(network),
                issuer,
                beforeNodes);
        identityProvider = new IdentityProvider(provider.arn(), issuer);
        registerOutputs(
                Map.of("arn", cluster.arn(), "endpoint", cluster.endpoint(), "oidcProviderArn", provider.arn()));
    }

    EksControlPlane controlPlane() {
        return controlPlane;
    }

    /** What lets service accounts have roles. */
    IdentityProvider identityProvider() {
        return identityProvider;
    }

    private Output<List<String>> subnets(NetworkOutputs network) {
        return network.subnets(
                false, 2, model.key() + " needs subnets in two zones for its control plane; give its network more");
    }

    private ClusterArgs.Builder clusterArgs(Role role, NetworkOutputs network) {
        EksClusterSpec spec = model.spec();
        ClusterVpcConfigArgs.Builder vpc = ClusterVpcConfigArgs.builder()
                .subnetIds(subnets(network))
                .endpointPrivateAccess(spec.endpointPrivateAccess())
                .endpointPublicAccess(spec.endpointPublicAccess());
        if (spec.endpointPublicAccess()) {
            vpc.publicAccessCidrs(
                    spec.publicAccessCidrs().stream().map(Ipv4Cidr::toString).toList());
        }
        ClusterArgs.Builder args = ClusterArgs.builder()
                .name(model.name())
                .version(spec.knownVersion().orElseThrow().toString())
                .roleArn(role.arn())
                .vpcConfig(vpc.build())
                .kubernetesNetworkConfig(ClusterKubernetesNetworkConfigArgs.builder()
                        .ipFamily("ipv4")
                        .serviceIpv4Cidr(model.serviceIpv4Cidr().orElseThrow().toString())
                        .build())
                .accessConfig(ClusterAccessConfigArgs.builder()
                        .authenticationMode(
                                spec.knownAuthenticationMode().orElseThrow().name())
                        // Who makes the cluster makes the objects in it, too.
                        .bootstrapClusterCreatorAdminPermissions(true)
                        .build())
                // vpc-cni, kube-proxy and coredns are add-ons here; others would be in their way.
                .bootstrapSelfManagedAddons(false)
                .tags(tags());
        if (!spec.enabledClusterLogTypes().isEmpty()) {
            args.enabledClusterLogTypes(spec.enabledClusterLogTypes().stream()
                    .map(EksClusterSpec.ClusterLogType::toString)
                    .toList());
        }
        spec.encryptionKeyArn()
                .ifPresent(key -> args.encryptionConfig(ClusterEncryptionConfigArgs.builder()
                        .provider(ClusterEncryptionConfigProviderArgs.builder()
                                .keyArn(key)
                                .build())
                        .resources("secrets")
                        .build()));
        spec.upgradePolicy()
                .ifPresent(policy -> args.upgradePolicy(ClusterUpgradePolicyArgs.builder()
                        .supportType(policy.name())
                        .build()));
        return args;
    }

    private String name(String suffix) {
        return model.key() + "-" + suffix;
    }

    private Map<String, String> tags() {
        return model.context().tags(model.key());
    }

    private CustomResourceOptions child(List<Resource> before) {
        return CustomResourceOptions.builder().parent(this).dependsOn(before).build();
    }
}
