package dev.mullion.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.aws.SecretArn;
import dev.mullion.aws.StackContext;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.kubernetes.Taint;
import dev.mullion.testkit.Golden;
import dev.mullion.testkit.preview.Planned;
import dev.mullion.windows.WindowsRelease;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What runs in a cluster beside the workloads of its users, by whole programs. */
class InClusterTest {
    private static final StackContext CONTEXT =
            new StackContext("shop", "dev", Optional.of("eu-west-1"), Map.of(), Path.of(""));

    private static final String ISSUER = "${getCluster(shop).identities[0].oidcs[0].issuer}";

    /** Every key that something in the cluster has, of a cluster whose range of services and version are known. */
    private static final String EVERYTHING = """
            NEW
            serviceIpv4Cidr: 172.20.0.0/16
            windowsNodePools: {iis: {TYPES, minSize: 1}, old: {TYPES, operatingSystem: WINDOWS_SERVER_2019_FULL, taints: ['pool=old:NoExecute']}}
            addons: {aws-ebs-csi-driver: {}}
            fluentBit: {}
            gmsa: {webhook: {existing: true}, credentialSpecs: {joined: {ACCOUNT}, web: {ACCOUNT, dnsTreeName: example.com, SECRET, serviceAccounts: ['shop:web', 'tests:web']}}}
            smokeTest: {}
            karpenter: {nodePools: {windows-2022: {}, builds: {operatingSystem: WINDOWS_SERVER_2025_FULL, instanceFamilies: [m6i, r6i], capacityTypes: [SPOT, ON_DEMAND], requirements: [{key: karpenter.k8s.aws/instance-cpu, operator: Gt, values: ["7"]}, {key: example.com/fast, operator: Exists}], rootVolume: {sizeGib: 300, iops: 6000, throughputMibPerSecond: 700, kmsKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/0a1b'}, httpPutResponseHopLimit: 1, subnetIds: [subnet-0123456789abcdef0], securityGroupIds: [sg-0123456789abcdef0], labels: {role: builds}, taints: [{key: dedicated, value: builds}], startupTaints: [{key: ebs.csi.aws.com/agent-not-ready, value: wait, effect: NO_EXECUTE}], kubelet: {maxPods: 30, reservedMemoryMib: 4096}, disruption: {consolidationPolicy: WhenEmptyOrUnderutilized, consolidateAfter: 2h, budgets: [{nodes: "1", schedule: 0 9 * * mon-fri, duration: 8h, reasons: [Drifted]}, {nodes: 20%}]}, expireAfter: Never, terminationGracePeriod: 4h, limits: {cpu: 200, memoryGib: 800, nodes: 10}, weight: 10}, types: {instanceTypes: [m6i.2xlarge], ami: {namePrefix: golden-, owner: self}, taints: []}}}
            """;

    @Test
    void makesObjectsOfEveryKey() {
        Map<String, KubernetesObject> objects = EksFile.lines(EVERYTHING).shop(EksClusterModel::objects);

        assertThat(objects.keySet())
                .containsExactly(
                        "runtime-class-windows-2019",
                        "runtime-class-windows-2022",
                        "runtime-class-windows-2025",
                        "storage-class-ebs-ntfs",
                        "fluent-bit-namespace",
                        "fluent-bit-service-account",
                        "fluent-bit-cluster-role",
                        "fluent-bit-cluster-role-binding",
                        "fluent-bit-config-map",
                        "fluent-bit-daemon-set",
                        "gmsa-joined",
                        "gmsa-web",
                        "gmsa-web-cluster-role",
                        "gmsa-web-cluster-role-binding",
                        "karpenter-windows-2022-node-class",
                        "karpenter-windows-2022-node-pool",
                        "karpenter-builds-node-class",
                        "karpenter-builds-node-pool",
                        "karpenter-types-node-class",
                        "karpenter-types-node-pool",
                        "smoke-test-windows-2019",
                        "smoke-test-windows-2022",
                        "smoke-test-windows-2025");
        new Golden("ClusterObjects", "everything")
                .matches("objects.yaml", KubernetesObject.yaml(List.copyOf(objects.values())));
    }

    @Test
    void makesNothingThatNobodyAskedFor() {
        String lines = """
                NEW
                windowsNodePools: {iis: {TYPES}}
                addons: {aws-ebs-csi-driver: {}}
                runtimeClasses: false
                storageClasses: false
                """;

        assertThat(EksFile.lines(lines).shop(EksClusterModel::objects)).isEmpty();
        assertThat(EksFile.lines(lines).shop(EksClusterModel::containerScripts)).isEmpty();
    }

    @Test
    void placesASmokeTestByItselfWhereThereIsNoRuntimeClass() {
        KubernetesObject job = EksFile.lines("""
                        NEW
                        windowsNodePools: {iis: {TYPES, minSize: 1}}
                        runtimeClasses: false
                        smokeTest: {image: 'registry.example.com/tests:3', namespace: tests, timeoutMinutes: 5}
                        """)
                .shop(cluster -> Objects.requireNonNull(cluster.objects().get("smoke-test-windows-2022")));

        assertThat(job.namespace()).contains("tests");
        assertThat(job.at("spec", "activeDeadlineSeconds")).contains(300);
        assertThat(job.at("spec", "template", "spec", "nodeSelector"))
                .contains(Map.of("kubernetes.io/os", "windows", "node.kubernetes.io/windows-build", "10.0.20348"));
        assertThat(job.at("spec", "template", "spec", "tolerations"))
                .contains(
                        List.of(Map.of("key", "os", "operator", "Equal", "value", "windows", "effect", "NoSchedule")));
        assertThat(job.yaml()).contains("image: registry.example.com/tests:3\n");
    }

    @Test
    void runsTheScriptThatIsShown() {
        Map<String, String> scripts = EksFile.lines("NEW\nwindowsNodePools: {iis: {TYPES, minSize: 1}}\nsmokeTest: {}")
                .shop(EksClusterModel::containerScripts);
        KubernetesObject job = EksFile.lines("NEW\nwindowsNodePools: {iis: {TYPES, minSize: 1}}\nsmokeTest: {}")
                .shop(cluster -> Objects.requireNonNull(cluster.objects().get("smoke-test-windows-2022")));

        assertThat(scripts.keySet()).containsExactly("smoke-test-windows-2022");
        assertThat(job.fields().toString()).contains(Objects.requireNonNull(scripts.get("smoke-test-windows-2022")));
        new Golden("ClusterObjects", "smoke-test")
                .matches("script.ps1", Objects.requireNonNull(scripts.get("smoke-test-windows-2022")));
    }

    @Test
    void tellsAwsBootstrapTheRangeOfServicesAsOneInertLiteral() {
        assertThat(Karpenter.userData("${shop'; Stop-Computer}", false)).isEqualTo("""
                $serviceIpv4Cidr = '${shop''; Stop-Computer}'

                [Environment]::SetEnvironmentVariable('SERVICE_IPV4_CIDR', $serviceIpv4Cidr, 'Machine')
                """);
        new Golden("ClusterObjects", "karpenter-user-data")
                .matches("script.ps1", Karpenter.userData("10.100.0.0/16", true));
    }

    @Test
    void givesAnAddonARoleForItsServiceAccountAlone() {
        Planned planned = planned(cluster().addon("aws-ebs-csi-driver", addon -> addon.version("v1.56.0-eksbuild.1")
                .configurationValues("{\"node\": {\"logLevel\": 4}}")));
        String role = "Role shop-addon-aws-ebs-csi-driver-role";

        assertThat(planned.input(role, "assumeRolePolicy"))
                .isEqualTo(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":"
                                + "\"${getOpenIdConnectProvider(" + ISSUER
                                + ").arn}\"},\"Action\":\"sts:AssumeRoleWithWebIdentity\","
                                + "\"Condition\":{\"StringEquals\":{\"" + ISSUER + ":aud\":\"sts.amazonaws.com\",\""
                                + ISSUER
                                + ":sub\":\"system:serviceaccount:kube-system:ebs-csi-controller-sa\"}}}]}");
        assertThat(planned.input(
                        "RolePolicyAttachment shop-addon-aws-ebs-csi-driver-AmazonEBSCSIDriverPolicy", "policyArn"))
                .isEqualTo("arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy");
        String addon = "Addon shop-addon-aws-ebs-csi-driver";
        assertThat(planned.input(addon, "serviceAccountRoleArn"))
                .isEqualTo("${shop-addon-aws-ebs-csi-driver-role.arn}");
        assertThat(planned.input(addon, "configurationValues"))
                .isEqualTo("{\"node\":{\"enableWindows\":true,\"tolerations\":["
                        + "{\"operator\":\"Exists\",\"effect\":\"NoExecute\",\"tolerationSeconds\":300},"
                        + "{\"key\":\"os\",\"operator\":\"Equal\",\"value\":\"windows\",\"effect\":\"NoSchedule\"}],"
                        + "\"logLevel\":4}}");
        assertThat(planned.dependencies(addon))
                .contains("RolePolicyAttachment shop-addon-aws-ebs-csi-driver-AmazonEBSCSIDriverPolicy");
        assertThat(planned.dependencies("StorageClass shop-storage-class-ebs-ntfs"))
                .contains(addon);
    }

    @Test
    void takesTheRoleThatAnAddonIsGiven() {
        Planned planned = planned(cluster()
                .addon(
                        "amazon-cloudwatch-observability",
                        addon -> addon.serviceAccountRoleArn("arn:aws:iam::123456789012:role/agent")));

        assertThat(planned.input("Addon shop-addon-amazon-cloudwatch-observability", "serviceAccountRoleArn"))
                .isEqualTo("arn:aws:iam::123456789012:role/agent");
        assertThat(planned.tree()).doesNotContain("observability-role");
    }

    @Test
    void letsAddonsIntoLinuxPoolsThatAreTaintedThroughout() {
        Planned planned = planned(cluster()
                .linuxNodePool(
                        "system", pool -> pool.instanceTypes("m6i.large").taints(Taint.parse("for=system:NoExecute")))
                .addon("aws-ebs-csi-driver", addon -> {})
                .gmsa(gmsa -> gmsa.webhook(webhook -> webhook.certificateSecretName("gmsa-tls"))));
        String toleration = "{\"key\":\"for\",\"operator\":\"Equal\",\"value\":\"system\",\"effect\":\"NoExecute\"}";

        assertThat(planned.input("Addon shop-addon-aws-ebs-csi-driver", "configurationValues"))
                .endsWith("\"controller\":{\"tolerations\":[{\"key\":\"CriticalAddonsOnly\",\"operator\":\"Exists\"},"
                        + "{\"operator\":\"Exists\",\"effect\":\"NoExecute\",\"tolerationSeconds\":300}," + toleration
                        + "]}}");
        assertThat(planned.input("Release shop-gmsa-webhook", "values"))
                .isEqualTo("{certificates: {caBundle: ${getCluster(shop).certificateAuthorities[0].data},"
                        + " certManager: {enabled: false}, certReload: {enabled: true}, secretName: gmsa-tls}, replicaCount: 2,"
                        + " tolerations: [{effect: NoExecute, key: for, operator: Equal, value: system}]}");
    }

    @Test
    void makesALogGroupAndARoleForFluentBit() {
        Planned planned = planned(cluster()
                .fluentBit(logs -> logs.retentionDays(90).kmsKeyId("arn:aws:kms:eu-west-1:123456789012:key/0a1b")));

        assertThat(planned.inputs("LogGroup shop-fluent-bit-logs")).isEqualTo("""
                kmsKeyId: arn:aws:kms:eu-west-1:123456789012:key/0a1b
                name: /aws/eks/shop/windows
                retentionInDays: 90
                tags: {mullion:component: shop, mullion:project: shop, mullion:stack: dev}
                """);
        assertThat(planned.input("RolePolicy shop-fluent-bit-logs-policy", "policy"))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                        + "[\"logs:CreateLogStream\",\"logs:DescribeLogStreams\",\"logs:PutLogEvents\"],\"Resource\":"
                        + "[\"${shop-fluent-bit-logs.arn}\",\"${shop-fluent-bit-logs.arn}:*\"]}]}");
        assertThat(planned.input("Role shop-fluent-bit-role", "assumeRolePolicy"))
                .contains("\"system:serviceaccount:fluent-bit:fluent-bit\"");
        assertThat(planned.input("ServiceAccount shop-fluent-bit-service-account", "metadata"))
                .contains("{eks.amazonaws.com/role-arn: ${shop-fluent-bit-role.arn}}");
        assertThat(planned.dependencies("DaemonSet shop-fluent-bit-daemon-set"))
                .containsExactlyInAnyOrder(
                        "RolePolicy shop-fluent-bit-logs-policy",
                        "LogGroup shop-fluent-bit-logs",
                        "ServiceAccount shop-fluent-bit-service-account",
                        "ClusterRole shop-fluent-bit-cluster-role",
                        "ClusterRoleBinding shop-fluent-bit-cluster-role-binding",
                        "ConfigMap shop-fluent-bit-config-map");
        assertThat(planned.dependencies("ConfigMap shop-fluent-bit-config-map"))
                .containsExactly("Namespace shop-fluent-bit-namespace");
    }

    @Test
    void installsTheWebhookBeforeWhatItBringsAlong() {
        Planned planned = planned(cluster()
                .linuxNodePool("system", pool -> pool.instanceTypes("m6i.large"))
                .addon("cert-manager", addon -> {})
                .gmsa(gmsa -> gmsa.credentialSpec("web", InClusterTest::account)));

        assertThat(planned.inputs("Release shop-gmsa-webhook")).isEqualTo("""
                chart: gmsa
                compat: "true"
                createNamespace: true
                name: gmsa-webhook
                namespace: kube-system
                repositoryOpts: {repo: https://raw.githubusercontent.com/kubernetes-sigs/windows-gmsa/master/charts/repo}
                values: {certificates: {certManager: {enabled: true}, certReload: {enabled: true}}, replicaCount: 2}
                version: "0.13.0"
                """);
        assertThat(planned.dependencies("Release shop-gmsa-webhook"))
                .contains("Addon shop-addon-cert-manager", "NodeGroup shop-system-node-group");
        assertThat(planned.dependencies("GMSACredentialSpec shop-gmsa-web")).contains("Release shop-gmsa-webhook");
    }

    @Test
    void letsEveryNodeReadTheSecretsOfDomainlessAccounts() {
        Planned planned = planned(cluster()
                .gmsa(gmsa -> gmsa.webhook(webhook -> webhook.existing(true))
                        .credentialSpec("web", InClusterTest::account)
                        .kmsKeyArns("arn:aws:kms:eu-west-1:123456789012:key/0a1b"))
                .karpenter(karpenter -> karpenter.nodePool("windows-2022", pool -> {})));
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Action\":\"secretsmanager:GetSecretValue\","
                + "\"Resource\":\"arn:aws:secretsmanager:eu-west-1:123456789012:secret:gmsa-web-AbCdEf\"},"
                + "{\"Effect\":\"Allow\",\"Action\":\"kms:Decrypt\","
                + "\"Resource\":\"arn:aws:kms:eu-west-1:123456789012:key/0a1b\",\"Condition\":{\"StringEquals\":"
                + "{\"kms:ViaService\":\"secretsmanager.eu-west-1.amazonaws.com\"}}}]}";

        assertThat(planned.input("RolePolicy shop-iis-gmsa", "policy")).isEqualTo(policy);
        assertThat(planned.input("RolePolicy shop-karpenter-gmsa", "policy")).isEqualTo(policy);
        assertThat(planned.tree()).doesNotContain("gmsa-webhook");
        Planned shared =
                planned(cluster().sharedNodeRole(true).gmsa(gmsa -> gmsa.webhook(webhook -> webhook.existing(true))
                        .credentialSpec("web", InClusterTest::account)));
        assertThat(shared.input("RolePolicy shop-node-gmsa", "policy")).contains("secretsmanager:GetSecretValue");
    }

    @Test
    void makesKarpentersNodesARoleAndAnEntryBeforeTheirClass() {
        Planned planned = planned(cluster().karpenter(karpenter -> karpenter
                .controllerRoleName("karpenter-controller")
                .permissionsBoundary("arn:aws:iam::123456789012:policy/boundary")
                .nodePool("windows-2022", pool -> pool.securityGroupIds("sg-0123456789abcdef0"))
                .nodePool("full", pool -> pool.operatingSystem(WindowsRelease.WINDOWS_SERVER_2022_FULL)
                        .subnetIds("subnet-0123456789abcdef0"))));

        assertThat(planned.input("Role shop-karpenter-role", "permissionsBoundary"))
                .isEqualTo("arn:aws:iam::123456789012:policy/boundary");
        assertThat(planned.input("AccessEntry shop-karpenter-access-entry", "type"))
                .isEqualTo("EC2_WINDOWS");
        assertThat(planned.input("AccessEntry shop-karpenter-access-entry", "principalArn"))
                .isEqualTo("${shop-karpenter-role.arn}");
        assertThat(planned.input("RolePolicy shop-karpenter-pass-role", "role")).isEqualTo("karpenter-controller");
        assertThat(planned.input("RolePolicy shop-karpenter-pass-role", "policy"))
                .isEqualTo(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"iam:PassRole\","
                                + "\"Resource\":\"${shop-karpenter-role.arn}\",\"Condition\":{\"StringEquals\":"
                                + "{\"iam:PassedToService\":\"ec2.amazonaws.com\"}}}]}");
        assertThat(planned.input("EC2NodeClass shop-karpenter-windows-2022-node-class", "spec"))
                .contains("amiSelectorTerms: [{alias: windows2022@latest}]")
                .contains("instanceProfile: ${shop-karpenter-instance-profile.name}")
                .contains("securityGroupSelectorTerms: [{id: ${getCluster(shop).vpcConfig.clusterSecurityGroupId}},"
                        + " {id: sg-0123456789abcdef0}]")
                .contains("subnetSelectorTerms: [{id: ${getCluster(shop).vpcConfig.subnetIds[*]}}]")
                .contains("userData: $serviceIpv4Cidr = '10.100.0.0/16'\n");
        assertThat(planned.input("EC2NodeClass shop-karpenter-full-node-class", "spec"))
                .contains("amiSelectorTerms: [{name: Windows_Server-2022-English-Full-EKS_Optimized-1.35-*}]")
                .contains("subnetSelectorTerms: [{id: subnet-0123456789abcdef0}]");
        assertThat(planned.dependencies("EC2NodeClass shop-karpenter-full-node-class"))
                .contains(
                        "AccessEntry shop-karpenter-access-entry",
                        "RolePolicy shop-karpenter-pass-role",
                        "RolePolicyAttachment shop-karpenter-AmazonEKSWorkerNodePolicy");
        assertThat(planned.dependencies("NodePool shop-karpenter-full-node-pool"))
                .containsExactly("EC2NodeClass shop-karpenter-full-node-class");
    }

    @Test
    void takesAnExistingRoleForKarpentersNodesAndReadsWhatIsNotSaid() {
        Planned planned = planned(EksClusterSpec.builder()
                .existing(true)
                .authenticationMode(AuthenticationMode.API)
                .karpenter(karpenter -> karpenter
                        .nodeRoleArn("arn:aws:iam::123456789012:role/nodes/karpenter-windows")
                        .nodePool("full", pool -> pool.operatingSystem(WindowsRelease.WINDOWS_SERVER_2019_FULL))));

        assertThat(planned.tree()).doesNotContain("Role shop-karpenter");
        assertThat(planned.input("AccessEntry shop-karpenter-access-entry", "principalArn"))
                .isEqualTo("arn:aws:iam::123456789012:role/nodes/karpenter-windows");
        assertThat(planned.input("EC2NodeClass shop-karpenter-full-node-class", "spec"))
                .contains("role: karpenter-windows")
                .contains("{name: Windows_Server-2019-English-Full-EKS_Optimized-${getCluster(shop).version}-*}")
                .contains("'${getCluster(shop).kubernetesNetworkConfigs[0].serviceIpv4Cidr}'");
    }

    @Test
    void letsKarpentersNodesInByAwsAuthWhereThereAreNoEntries() {
        Planned planned = planned(cluster()
                .authenticationMode(AuthenticationMode.CONFIG_MAP)
                .karpenter(karpenter -> karpenter.nodePool("windows-2022", pool -> {})));

        assertThat(planned.tree()).doesNotContain("AccessEntry");
        assertThat(planned.dependencies("EC2NodeClass shop-karpenter-windows-2022-node-class"))
                .contains("ConfigMapPatch shop-aws-auth");
        assertThat(planned.dependencies("ConfigMapPatch shop-aws-auth")).contains("Role shop-karpenter-role");
    }

    @Test
    void testsBehindEverythingThatAPodNeeds() {
        Planned planned = planned(cluster()
                .windowsIpam(ipam -> ipam.manage(WindowsIpamSpec.Manage.ADDON))
                .linuxNodePool("system", pool -> pool.instanceTypes("m6i.large"))
                .addon("coredns", addon -> {})
                .karpenter(karpenter -> karpenter.nodePool(
                        "windows-2025", pool -> pool.operatingSystem(WindowsRelease.WINDOWS_SERVER_2025_CORE)))
                .smokeTest(test -> {}));

        assertThat(planned.dependencies("Job shop-smoke-test-windows-2022"))
                .containsExactlyInAnyOrder(
                        "RuntimeClass shop-runtime-class-windows-2022",
                        "RuntimeClass shop-runtime-class-windows-2025",
                        "NodePool shop-karpenter-windows-2025-node-pool",
                        "Addon shop-addon-vpc-cni",
                        "Addon shop-addon-coredns",
                        "NodeGroup shop-system-node-group",
                        "NodeGroup shop-iis-node-group");
        assertThat(planned.tree()).contains("kubernetes:batch/v1:Job shop-smoke-test-windows-2025");
    }

    private static GmsaAccountSpecBuilder account(GmsaAccountSpecBuilder account) {
        return account.accountName("WebApp01")
                .sid("S-1-5-21-4066351383-705263209-1606769140")
                .guid("ac822f13-583e-49f7-aa7b-284f9a8c97b6")
                .dnsName("corp.example.com")
                .netBiosName("CORP")
                .credentialArn(SecretArn.parse("arn:aws:secretsmanager:eu-west-1:123456789012:secret:gmsa-web-AbCdEf"))
                .serviceAccounts(new ServiceAccountName("shop", "web"));
    }

    private static EksClusterSpecBuilder cluster() {
        return EksClusterSpec.builder()
                .existing(true)
                .version(new KubernetesVersion(35))
                .serviceIpv4Cidr(Ipv4Cidr.parse("10.100.0.0/16"))
                .authenticationMode(AuthenticationMode.API)
                .windowsNodePool(
                        "iis", pool -> pool.instanceTypes("m6i.2xlarge").minSize(1));
    }

    private static Planned planned(EksClusterSpecBuilder spec) {
        return Planned.of(
                () -> new EksCluster("shop", spec.build(), new EksClusterInputs(CONTEXT, Optional.empty()), null));
    }
}
