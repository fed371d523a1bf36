package dev.mullion.eks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.ec2.Network;
import dev.mullion.ec2.NetworkInputs;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.testkit.preview.Planned;
import dev.mullion.windows.WindowsRelease;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class EksClusterTest {
    private static final NetworkSpec NETWORK = NetworkSpec.builder()
            .cidrBlock("10.60.0.0/16")
            .availabilityZones("eu-west-1a", "eu-west-1b")
            .build();

    private static final String CLUSTER = "Cluster shop-cluster";

    @Test
    void makesANewClusterInTheOrderThatItsNodesNeed() {
        Planned planned = planned(
                shop().windowsNodePool("own", p -> p.instanceTypes("m6i.xlarge").ownBootstrap(true)));

        assertThat(planned.dependencies(CLUSTER))
                .contains(
                        "RolePolicyAttachment shop-AmazonEKSClusterPolicy",
                        "RolePolicyAttachment shop-AmazonEKSVPCResourceController");
        assertThat(behind(planned, "Addon shop-addon-vpc-cni")).contains(CLUSTER);
        assertThat(planned.dependencies("NodeGroup shop-system-node-group"))
                .contains("Addon shop-addon-vpc-cni", "Addon shop-addon-kube-proxy");
        assertThat(planned.dependencies("Addon shop-addon-coredns")).contains("NodeGroup shop-system-node-group");
        assertThat(planned.dependencies("AccessEntry shop-own-access-entry")).contains("Role shop-own-role");
        assertThat(planned.dependencies("NodeGroup shop-own-node-group"))
                .contains(
                        "Addon shop-addon-vpc-cni",
                        "NodeGroup shop-system-node-group",
                        "RolePolicyAttachment shop-own-AmazonEKSWorkerNodePolicy",
                        "AccessEntry shop-own-access-entry",
                        "LaunchTemplate shop-own-launch-template");
        assertThat(planned.tree())
                .doesNotContain("AccessEntry shop-iis-access-entry")
                .contains("kubernetes:node.k8s.io/v1:RuntimeClass shop-runtime-class-windows-2022");
    }

    @Test
    void makesTheControlPlane() {
        assertThat(planned(shop()).inputs(CLUSTER)).isEqualTo("""
                accessConfig: {authenticationMode: API, bootstrapClusterCreatorAdminPermissions: true}
                bootstrapSelfManagedAddons: false
                kubernetesNetworkConfig: {ipFamily: ipv4, serviceIpv4Cidr: 172.20.0.0/16}
                name: shop-dev
                roleArn: ${shop-role.arn}
                tags: {mullion:component: shop, mullion:project: shop, mullion:stack: dev}
                version: "1.35"
                vpcConfig: {endpointPrivateAccess: true, endpointPublicAccess: true, \
                publicAccessCidrs: [192.0.2.0/24], subnetIds: [${network-private-eu-west-1a.id}, \
                ${network-private-eu-west-1b.id}]}
                """);
        assertThat(planned(shop()).inputs("OpenIdConnectProvider shop-oidc")).isEqualTo("""
                clientIdLists: [sts.amazonaws.com]
                tags: {mullion:component: shop, mullion:project: shop, mullion:stack: dev}
                url: ${shop-cluster.identities[0].oidcs[0].issuer}
                """);
    }

    @Test
    void takesEverythingThatAControlPlaneCanBeTold() {
        Planned planned = planned(shop().name("shop")
                .version("1.34")
                .serviceIpv4Cidr("192.168.0.0/20")
                .authenticationMode(AuthenticationMode.API_AND_CONFIG_MAP)
                .enabledClusterLogTypes(
                        EksClusterSpec.ClusterLogType.AUDIT, EksClusterSpec.ClusterLogType.CONTROLLER_MANAGER)
                .encryptionKeyArn("arn:aws:kms:eu-west-1:123456789012:key/k")
                .upgradePolicy(EksClusterSpec.UpgradePolicy.STANDARD)
                .deletionProtection(true)
                .clusterAdminArns("arn:aws:iam::123456789012:role/admin"));

        assertThat(planned.inputs(CLUSTER)).isEqualTo("""
                accessConfig: {authenticationMode: API_AND_CONFIG_MAP, bootstrapClusterCreatorAdminPermissions: true}
                bootstrapSelfManagedAddons: false
                enabledClusterLogTypes: [audit, controllerManager]
                encryptionConfig: {provider: {keyArn: arn:aws:kms:eu-west-1:123456789012:key/k}, resources: [secrets]}
                kubernetesNetworkConfig: {ipFamily: ipv4, serviceIpv4Cidr: 192.168.0.0/20}
                name: shop
                roleArn: ${shop-role.arn}
                tags: {mullion:component: shop, mullion:project: shop, mullion:stack: dev}
                upgradePolicy: {supportType: STANDARD}
                version: "1.34"
                vpcConfig: {endpointPrivateAccess: true, endpointPublicAccess: true, \
                publicAccessCidrs: [192.0.2.0/24], subnetIds: [${network-private-eu-west-1a.id}, \
                ${network-private-eu-west-1b.id}]}
                """);
        assertThat(planned.resource(CLUSTER).options().protect()).isTrue();
        assertThat(planned.inputs("AccessPolicyAssociation shop-admin-0-policy"))
                .isEqualTo("""
                accessScope: {type: cluster}
                clusterName: shop
                policyArn: arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy
                principalArn: arn:aws:iam::123456789012:role/admin
                """);
    }

    @Test
    void switchesWindowsAddressesOnByStringsAndTargetsByNumbers() {
        assertThat(planned(shop().windowsIpam(i -> i.prefixDelegation(true).warmPrefixTarget(1)))
                        .inputs("Addon shop-addon-vpc-cni"))
                .contains("""
                        configurationValues: {"enableWindowsIpam":"true","enableWindowsPrefixDelegation":"true",\
                        "warmWindowsPrefixTarget":1,"warmWindowsIPTarget":0,"minimumWindowsIPTarget":0}
                        """);
        assertThat(planned(shop().addon(
                                        "vpc-cni",
                                        a -> a.configurationValues("{\"env\": {\"A\": \"b\"}, \"n\": 1.50}")))
                        .input("Addon shop-addon-vpc-cni", "configurationValues"))
                .isEqualTo("{\"enableWindowsIpam\":\"true\",\"env\":{\"A\":\"b\"},\"n\":1.50}");
    }

    @Test
    void letsEksBootstrapAPoolThatAsksForNothingMore() {
        Planned planned = planned(bare().windowsNodePool("iis", p -> p.instanceTypes("m6i.xlarge")
                .label("workload", "iis")
                .releaseVersion("1.35-2026.04.18")
                .updateConfig(u -> u.maxUnavailablePercentage(25))));

        assertThat(planned.inputs("NodeGroup shop-iis-node-group")).isEqualTo("""
                amiType: WINDOWS_CORE_2022_x86_64
                capacityType: ON_DEMAND
                clusterName: shop-dev
                instanceTypes: [m6i.xlarge]
                labels: {workload: iis}
                launchTemplate: {id: ${shop-iis-launch-template.id}, version: (unknown)}
                nodeRoleArn: ${shop-iis-role.arn}
                releaseVersion: 1.35-2026.04.18
                scalingConfig: {desiredSize: 0, maxSize: 4, minSize: 0}
                subnetIds: [${network-private-eu-west-1a.id}, ${network-private-eu-west-1b.id}]
                tags: {mullion:component: shop-iis, mullion:project: shop, mullion:stack: dev}
                taints: [{effect: NO_SCHEDULE, key: os, value: windows}]
                updateConfig: {maxUnavailablePercentage: 25}
                version: "1.35"
                """);
        String template = planned.inputs("LaunchTemplate shop-iis-launch-template");
        assertThat(template)
                .contains("httpPutResponseHopLimit: 2", "httpTokens: required")
                .contains("deviceName: /dev/sda1", "encrypted: \"true\"", "volumeSize: 100")
                .contains("vpcSecurityGroupIds: [${shop-cluster.vpcConfig.clusterSecurityGroupId}]")
                .doesNotContain("imageId", "instanceType", "iamInstanceProfile", "userData");
    }

    @Test
    void bootstrapsAPoolByItsUserData() {
        Planned planned = planned(bare().version("1.32").windowsNodePool("iis", p -> p.instanceTypes("m5.xlarge")
                .label("a", "b")
                .label("c", "d")
                .taints("os=windows:NoSchedule", "team=web:NoExecute")
                .excludedSnatCidrs("10.8.0.0/16")
                .kubeProxyExtraArgs("--v=4")
                .kubelet(k -> k.reservedMemoryMib(3_000).extraArgs("--image-gc-high-threshold=80"))));

        assertThat(planned.inputs("NodeGroup shop-iis-node-group"))
                .doesNotContain("amiType", "\nversion:", "releaseVersion");
        String template = planned.inputs("LaunchTemplate shop-iis-launch-template");
        assertThat(template)
                .contains(
                        "imageId: ${getParameter(/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-EKS_Optimized-1.32/image_id).value}")
                .doesNotContain("instanceType", "iamInstanceProfile");
        assertThat(script(planned, "shop-iis")).contains("""
                    $parameters = @{
                        'EKSClusterName' = 'shop-dev'
                        'APIServerEndpoint' = '${shop-cluster.endpoint}'
                        'Base64ClusterCA' = '${shop-cluster.certificateAuthority.data}'
                        'ServiceCIDR' = '172.20.0.0/16'
                        'DNSClusterIP' = '172.20.0.10'
                        'KubeletExtraArgs' = '--node-labels="a=b,c=d" --register-with-taints="os=windows:NoSchedule,team=web:NoExecute" --max-pods=14 --kube-reserved="memory=750Mi,ephemeral-storage=1Gi" --system-reserved="memory=2250Mi,ephemeral-storage=1Gi" --eviction-hard="memory.available<200Mi,nodefs.available<10%" --image-gc-high-threshold=80'
                        'KubeProxyExtraArgs' = '--enable-dsr=true --feature-gates="WinDSR=true" --v=4'
                        'ExcludedSnatCIDRs' = @('10.8.0.0/16')
                    }
                """);
    }

    /** What a script shows is what a preview renders, letter by letter. */
    @Test
    void rendersWhatIsPreviewed() {
        EksClusterSpec spec = bare().windowsNodePool(
                        "iis", p -> p.instanceTypes("m5.xlarge").ownBootstrap(true))
                .build();
        EksClusterModel model = new EksClusterModel("shop", spec, context(), Optional.empty());

        assertThat(Objects.requireNonNull(model.userData().get("iis")).text())
                .isEqualTo(script(planned(spec), "shop-iis"));
        EksClusterSpec existing = existing()
                .windowsNodePool("iis", p -> p.instanceTypes("m5.xlarge").ownBootstrap(true))
                .build();
        EksClusterModel ofExisting = new EksClusterModel("shop", existing, context(), Optional.empty());
        assertThat(Objects.requireNonNull(ofExisting.userData().get("iis")).text())
                .isEqualTo(script(planned(existing), "shop-iis"))
                .contains(
                        "'ServiceCIDR' = '${getCluster(shop).kubernetesNetworkConfigs[0].serviceIpv4Cidr}'",
                        "'DNSClusterIP' = '${shop.dnsClusterIp}'");
    }

    @Test
    void makesAnAutoScalingGroupOfSelfManagedNodes() {
        Planned planned = planned(bare().windowsNodePool("iis", p -> p.instanceTypes("m5.xlarge")
                .selfManaged(true)
                .minSize(1)
                .capacityType(CapacityType.SPOT)));

        assertThat(planned.inputs("Group shop-iis-auto-scaling-group"))
                .contains(
                        "{key: kubernetes.io/cluster/shop-dev, propagateAtLaunch: true, value: owned}",
                        "{key: k8s.io/cluster-autoscaler/enabled, propagateAtLaunch: false, value: \"true\"}",
                        "{key: k8s.io/cluster-autoscaler/shop-dev, propagateAtLaunch: false, value: owned}",
                        "onDemandPercentageAboveBaseCapacity: 0")
                .doesNotContain("node-template");
        assertThat(planned.dependencies("Group shop-iis-auto-scaling-group"))
                .contains("AccessEntry shop-iis-access-entry", "NodeGroup shop-system-node-group");
        assertThat(planned.inputs("AccessEntry shop-iis-access-entry"))
                .contains("type: EC2_WINDOWS", "principalArn: ${shop-iis-role.arn}");
        assertThat(planned.inputs("LaunchTemplate shop-iis-launch-template"))
                .contains("instanceType: m5.xlarge", "iamInstanceProfile: {name: ${shop-iis-instance-profile.name}}");
    }

    @Test
    void tagsWhatCanBeEmptySoThatItScales() {
        Planned planned = planned(
                bare().windowsNodePool("iis", p -> p.instanceTypes("m5.xlarge").label("a", "b")));

        assertThat(planned.inputs("Tag shop-iis-tag-taint-os")).isEqualTo("""
                autoscalingGroupName: ${shop-iis-node-group.resources[0].autoscalingGroups[0].name}
                tag: {key: k8s.io/cluster-autoscaler/node-template/taint/os, propagateAtLaunch: false, \
                value: windows:NoSchedule}
                """);
        assertThat(planned.input("Tag shop-iis-tag-resources-vpc.amazonaws.com-PrivateIPv4Address", "tag"))
                .isEqualTo("{key: k8s.io/cluster-autoscaler/node-template/resources/"
                        + "vpc.amazonaws.com/PrivateIPv4Address, propagateAtLaunch: false, value: \"14\"}");
        assertThat(planned.input("Tag shop-iis-tag-label-node.kubernetes.io-windows-build", "tag"))
                .contains("value: \"10.0.20348\"");
        assertThat(planned.input("Tag shop-iis-tag-label-a", "tag")).contains("value: b");
        assertThat(planned(bare().windowsNodePool(
                                        "iis", p -> p.instanceTypes("m5.xlarge").minSize(1)))
                        .tree())
                .doesNotContain("autoscaling/tag");
    }

    @Test
    void makesOneEntryForPoolsOfOneRole() {
        String role = "arn:aws:iam::123456789012:role/nodes";
        Planned planned = planned(bare().windowsNodePool(
                        "one",
                        p -> p.instanceTypes("m5.xlarge").ownBootstrap(true).nodeRoleArn(role))
                .windowsNodePool(
                        "two",
                        p -> p.instanceTypes("m5.xlarge").ownBootstrap(true).nodeRoleArn(role)));

        assertThat(planned.tree())
                .contains("AccessEntry shop-one-access-entry")
                .doesNotContain("shop-two-access-entry", "Role shop-one-role");
        assertThat(planned.dependencies("NodeGroup shop-two-node-group")).contains("AccessEntry shop-one-access-entry");
    }

    @Test
    void letsASharedRoleInBeforeAnyNode() {
        Planned planned = planned(shop().sharedNodeRole(true));

        assertThat(planned.inputs("AccessEntry shop-node-access-entry"))
                .contains("principalArn: ${shop-node-role.arn}", "type: EC2_WINDOWS");
        for (String group : List.of("NodeGroup shop-system-node-group", "NodeGroup shop-iis-node-group")) {
            assertThat(planned.dependencies(group)).contains("AccessEntry shop-node-access-entry");
            assertThat(planned.input(group, "nodeRoleArn")).isEqualTo("${shop-node-role.arn}");
        }
    }

    @Test
    void startsSelfManagedNodesOfASharedRoleByOneProfile() {
        Planned planned = planned(bare().sharedNodeRole(true)
                .windowsNodePool("one", p -> p.instanceTypes("m5.xlarge").selfManaged(true))
                .windowsNodePool("two", p -> p.instanceTypes("m5.xlarge").selfManaged(true)));

        assertThat(planned.tree().lines().filter(line -> line.contains("InstanceProfile")))
                .singleElement()
                .asString()
                .endsWith("InstanceProfile shop-node-instance-profile");
        assertThat(planned.inputs("LaunchTemplate shop-two-launch-template"))
                .contains("iamInstanceProfile: {name: ${shop-node-instance-profile.name}}");
    }

    @Test
    void readsAnExistingClusterAtDeployment() {
        Planned planned = planned(existing().windowsNodePool("iis", p -> p.instanceTypes("m5.xlarge")));

        assertThat(planned.tree()).doesNotContain("aws:eks/cluster:Cluster", "aws:eks/addon:Addon");
        assertThat(planned.inputs("NodeGroup shop-iis-node-group"))
                .contains("clusterName: shop", "subnetIds: [${getCluster(shop).vpcConfig.subnetIds[*]}]")
                .contains("version: ${getCluster(shop).version}");
        assertThat(planned(existing()
                                .windowsNodePool(
                                        "iis", p -> p.instanceTypes("m5.xlarge").ownBootstrap(true))
                                .subnetIds("subnet-0123456789abcdef0"))
                        .inputs("NodeGroup shop-iis-node-group"))
                .contains("subnetIds: [subnet-0123456789abcdef0]");
    }

    @Test
    void managesTheAddressesOfAnExistingClusterInOneOfTwoWays() {
        Planned addon = planned(existing()
                .windowsIpam(i -> i.manage(WindowsIpamSpec.Manage.ADDON))
                .windowsNodePool("iis", p -> p.instanceTypes("m5.xlarge")));
        Planned configMap = planned(existing()
                .windowsIpam(i -> i.manage(WindowsIpamSpec.Manage.CONFIG_MAP).prefixDelegation(true))
                .windowsNodePool("iis", p -> p.instanceTypes("m5.xlarge")));

        assertThat(addon.input("Addon shop-addon-vpc-cni", "configurationValues"))
                .isEqualTo("{\"enableWindowsIpam\":\"true\"}");
        assertThat(addon.dependencies("NodeGroup shop-iis-node-group")).contains("Addon shop-addon-vpc-cni");
        assertThat(configMap.inputs("ConfigMapPatch shop-windows-ipam"))
                .contains("data: {enable-windows-ipam: \"true\", enable-windows-prefix-delegation: \"true\"}")
                .contains("name: amazon-vpc-cni, namespace: kube-system")
                .contains("pulumi.com/patchForce: \"true\"");
        assertThat(configMap.dependencies("NodeGroup shop-iis-node-group"))
                .contains("ConfigMapPatch shop-windows-ipam");
    }

    @Test
    void letsNodesIntoAClusterOfTheConfigMapByItsText() {
        Planned planned = planned(existing()
                .authenticationMode(AuthenticationMode.CONFIG_MAP)
                .windowsNodePool("iis", p -> p.instanceTypes("m5.xlarge").ownBootstrap(true)));

        assertThat(planned.tree()).doesNotContain("AccessEntry");
        assertThat(planned.dependencies("NodeGroup shop-iis-node-group")).contains("ConfigMapPatch shop-aws-auth");
        assertThat(planned.inputs("ConfigMapPatch shop-aws-auth")).contains("name: aws-auth, namespace: kube-system");
        assertThat(planned.resource("ConfigMapPatch shop-aws-auth").options().retainOnDelete())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = WindowsRelease.class, mode = Mode.EXCLUDE, names = "WINDOWS_SERVER_2016_FULL")
    void namesTheImageOfEachRelease(WindowsRelease release) {
        Planned planned = planned(bare().windowsNodePool("iis", p -> p.operatingSystem(release)
                .instanceTypes("m5.xlarge")
                .ownBootstrap(true)));

        Matcher parts = Pattern.compile("WINDOWS_SERVER_(\\d+)_([A-Z])([A-Z]+)").matcher(release.name());
        assertThat(parts.matches()).isTrue();
        String edition = parts.group(2) + parts.group(3).toLowerCase(java.util.Locale.ROOT);
        assertThat(planned.input("LaunchTemplate shop-iis-launch-template", "imageId"))
                .isEqualTo("${getParameter(/aws/service/ami-windows-latest/Windows_Server-" + parts.group(1)
                        + "-English-" + edition + "-EKS_Optimized-1.35/image_id).value}");
    }

    @Test
    void refusesEverythingAtOnce() {
        EksClusterSpec spec = EksClusterSpec.builder()
                .serviceIpv4Cidr("10.60.8.0/24")
                .windowsNodePool("iis", p -> p.instanceTypes("m5.xlarge").kubelet(k -> k.maxPods(99)))
                .unchecked();

        assertThatThrownBy(() -> EksClusterModel.checked(
                        "shop", spec, context(), Optional.of(KnownNetwork.of(NETWORK, SpecPath.ROOT.key("network")))))
                .isInstanceOf(SpecException.class)
                .hasMessage("""
                        shop.linuxNodePools: names no pool; a new cluster needs one: CoreDNS runs on Linux, and without it no\
                         pod finds a name, such as system: {instanceTypes: [m6i.large]}
                        shop.serviceIpv4Cidr: got "10.60.8.0/24"; use a range of its own: it overlaps the VPC's 10.60.0.0/16
                        shop.windowsNodePools.iis.kubelet.maxPods: got 99; use at most 14, the pods that the network gives a\
                         node of m5.xlarge, or windowsIpam: {prefixDelegation: true}""");
    }

    private static EksClusterSpecBuilder shop() {
        return bare().windowsNodePool("iis", p -> p.instanceTypes("m6i.xlarge"));
    }

    /** Without Windows nodes. */
    private static EksClusterSpecBuilder bare() {
        return EksClusterSpec.builder()
                .endpointPublicAccess(true)
                .publicAccessCidrs("192.0.2.0/24")
                .linuxNodePool("system", p -> p.instanceTypes("m6i.large"));
    }

    private static EksClusterSpecBuilder existing() {
        return EksClusterSpec.builder().existing(true);
    }

    private static Planned planned(EksClusterSpecBuilder spec) {
        return planned(spec.build());
    }

    private static Planned planned(EksClusterSpec spec) {
        return Planned.of(() -> {
            if (spec.existing()) {
                new EksCluster("shop", spec, new EksClusterInputs(context(), Optional.empty()), null);
            } else {
                Network network =
                        new Network("network", NETWORK, new NetworkInputs(context(), List.of(EksPlatform.EKS)), null);
                new EksCluster("shop", spec, new EksClusterInputs(context(), Optional.of(network.outputs())), null);
            }
        });
    }

    private static StackContext context() {
        return new StackContext("shop", "dev", Optional.of("eu-west-1"), Map.of(), Path.of(""));
    }

    private static String script(Planned planned, String pool) {
        String base64 = planned.input("LaunchTemplate " + pool + "-launch-template", "userData");
        return new String(Base64.getDecoder().decode(base64), US_ASCII);
    }

    /** All that a resource waits for, whatever stands between. */
    private static Set<String> behind(Planned planned, String called) {
        Set<String> all = new LinkedHashSet<>();
        Deque<String> left = new ArrayDeque<>(planned.dependencies(called));
        while (!left.isEmpty()) {
            String next = left.pop();
            if (all.add(next)) {
                left.addAll(planned.dependencies(next));
            }
        }
        return all;
    }
}
