package dev.mullion.istio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.ProviderArgs;
import com.pulumi.kubernetes.helm.v3.ReleaseArgs;
import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.SpecException;
import dev.mullion.kubernetes.KubernetesObjectArgs;
import dev.mullion.testkit.preview.Planned;
import dev.mullion.windows.WindowsRelease;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Meshes by whole programs. */
class AmbientMeshTest {
    private static final StackContext CONTEXT =
            new StackContext("shop", "dev", Optional.empty(), Map.of(), Path.of(""));

    @Test
    void makesTheWindowsSideBehindTheControlPlane() {
        Planned planned = planned(mesh -> mesh);

        assertThat(planned.tree()).isEqualTo("""
                mullion:istio:AmbientMesh mesh
                  pulumi:providers:kubernetes mesh-kubernetes
                  kubernetes:core/v1:NamespacePatch mesh-system-namespace
                  kubernetes:helm.sh/v3:Release mesh-istio-base
                  kubernetes:helm.sh/v3:Release mesh-istiod
                  kubernetes:helm.sh/v3:Release mesh-istio-cni
                  kubernetes:helm.sh/v3:Release mesh-ztunnel
                  kubernetes:core/v1:ConfigMap mesh-istio-cni-windows-config-config-map
                  kubernetes:core/v1:ServiceAccount mesh-istio-cni-windows-service-account
                  kubernetes:rbac.authorization.k8s.io/v1:ClusterRole mesh-istio-cni-windows-cluster-role
                  kubernetes:rbac.authorization.k8s.io/v1:ClusterRole mesh-istio-cni-windows-ambient-cluster-role
                  kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding mesh-istio-cni-windows-cluster-role-binding
                  kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding mesh-istio-cni-windows-ambient-cluster-role-binding
                  kubernetes:apps/v1:DaemonSet mesh-istio-cni-windows-node-daemon-set
                  kubernetes:core/v1:ServiceAccount mesh-ztunnel-windows-service-account
                  kubernetes:apps/v1:DaemonSet mesh-ztunnel-windows-daemon-set
                  kubernetes:security.istio.io/v1:PeerAuthentication mesh-peer-authentication
                  kubernetes:core/v1:NamespacePatch mesh-shop-namespace
                  kubernetes:gateway.networking.k8s.io/v1:Gateway mesh-shop-waypoint
                """);
        assertThat(planned.input("kubernetes mesh-kubernetes", "context")).isEqualTo("shop");
        assertThat(planned.dependencies("Release mesh-ztunnel")).containsExactly("Release mesh-istio-cni");
        assertThat(planned.dependencies("DaemonSet mesh-ztunnel-windows-daemon-set"))
                .contains("Release mesh-istiod", "DaemonSet mesh-istio-cni-windows-node-daemon-set");
        assertThat(planned.dependencies("NamespacePatch mesh-shop-namespace"))
                .contains("Release mesh-ztunnel", "DaemonSet mesh-ztunnel-windows-daemon-set");
        assertThat(planned.dependencies("Gateway mesh-shop-waypoint"))
                .containsExactlyInAnyOrder("Release mesh-istiod", "NamespacePatch mesh-shop-namespace");
    }

    @Test
    void keepsEveryChartOfTheLinuxSideOnLinuxNodes() {
        Planned planned = planned(mesh -> mesh.architectures(List.of(Architecture.ARM64, Architecture.AMD64))
                .meshConfig("accessLogFile: /dev/stdout\ndefaultConfig: {concurrency: 2}"));
        String affinity = "{nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms:"
                + " [{matchExpressions: [{key: kubernetes.io/arch, operator: In, values: [arm64, amd64]},"
                + " {key: kubernetes.io/os, operator: In, values: [linux]}]}]}}}";

        assertThat(planned.inputs("Release mesh-istiod")).isEqualTo("""
                chart: istiod
                compat: "true"
                name: istiod
                namespace: istio-system
                repositoryOpts: {repo: https://blob.istio.io/istio-release/charts}
                values: {affinity: AFFINITY, env: {CA_TRUSTED_NODE_ACCOUNTS: istio-system/ztunnel,istio-system/ztunnel-windows}, \
                global: {hub: docker.io/istio, tag: "1.31.4", variant: distroless, waypoint: {affinity: AFFINITY, \
                nodeSelector: {kubernetes.io/os: linux}}}, meshConfig: {accessLogFile: /dev/stdout, defaultConfig: {concurrency: 2}}, \
                nodeSelector: {kubernetes.io/os: linux}, profile: ambient}
                version: "1.31.4"
                """.replace("AFFINITY", affinity));
        assertThat(planned.input("Release mesh-istio-cni", "values"))
                .isEqualTo("{affinity: " + affinity
                        + ", excludeNamespaces: [istio-system, kube-system], global: {hub: docker.io/istio, tag: \"1.31.4\","
                        + " variant: distroless}, profile: ambient}");
        assertThat(planned.input("Release mesh-ztunnel", "values"))
                .isEqualTo("{affinity: " + affinity
                        + ", hub: docker.io/istio, profile: ambient, tag: \"1.31.4\", variant: distroless}");
    }

    @Test
    void setsLabelsOfNamespacesAndNothingElse() {
        Planned planned = planned(mesh -> mesh.revision("canary"));

        assertThat(planned.input("NamespacePatch mesh-system-namespace", "metadata"))
                .isEqualTo("{annotations: {pulumi.com/patchForce: \"true\"}, labels:"
                        + " {pod-security.kubernetes.io/enforce: privileged}, name: istio-system}");
        assertThat(planned.input("NamespacePatch mesh-shop-namespace", "metadata"))
                .isEqualTo("{annotations: {pulumi.com/patchForce: \"true\"}, labels: {istio.io/dataplane-mode: ambient,"
                        + " istio.io/rev: canary, istio.io/use-waypoint: waypoint}, name: shop}");
        assertThat(planned.input("Gateway mesh-shop-waypoint", "metadata"))
                .isEqualTo(
                        "{labels: {istio.io/rev: canary, istio.io/waypoint-for: service}, name: waypoint, namespace: shop}");
        assertThat(planned.input("PeerAuthentication mesh-peer-authentication", "spec"))
                .isEqualTo("{mtls: {mode: STRICT}}");
        assertThat(planned.input("DaemonSet mesh-ztunnel-windows-daemon-set", "spec"))
                .contains(
                        "{name: REVISION, value: canary}",
                        "{name: ALT_XDS_HOSTNAME, value: istiod-canary.istio-system.svc}");
    }

    @Test
    void enrolsBySidecarsWhereTheProfileHasThem() {
        Planned planned = planned(AmbientMeshSpec.builder()
                .profile(MeshProfile.DEMO)
                .kubeContext("shop")
                .namespaces("shop")
                .hub("registry.example.com/istio")
                .tag("1.31.4-ours")
                .variant(ImageVariant.DEFAULT));

        assertThat(planned.tree()).isEqualTo("""
                mullion:istio:AmbientMesh mesh
                  pulumi:providers:kubernetes mesh-kubernetes
                  kubernetes:core/v1:NamespacePatch mesh-system-namespace
                  kubernetes:helm.sh/v3:Release mesh-istio-base
                  kubernetes:helm.sh/v3:Release mesh-istiod
                  kubernetes:helm.sh/v3:Release mesh-istio-ingressgateway
                  kubernetes:helm.sh/v3:Release mesh-istio-egressgateway
                  kubernetes:core/v1:NamespacePatch mesh-shop-namespace
                """);
        assertThat(planned.input("NamespacePatch mesh-shop-namespace", "metadata"))
                .contains("labels: {istio-injection: enabled}");
        assertThat(planned.input("Release mesh-istiod", "values"))
                .contains("global: {hub: registry.example.com/istio, tag: 1.31.4-ours, variant: }", "profile: demo")
                .doesNotContain("CA_TRUSTED_NODE_ACCOUNTS", "waypoint");
        assertThat(planned.input("Release mesh-istio-egressgateway", "values"))
                .contains(
                        "nodeSelector: {kubernetes.io/os: linux}",
                        "values: [amd64, arm64]",
                        "service: {type: ClusterIP}");
    }

    @Test
    void takesTheDnsThatOnlyADeploymentKnows() {
        Planned planned = Planned.of(() -> {
            Provider provider = new Provider(
                    "cluster", ProviderArgs.builder().context("other").build());
            Output<String> address = provider.urn().applyValue(urn -> "10.9.8.7");
            new AmbientMesh(
                    "mesh",
                    windows().build(),
                    new AmbientMeshInputs(CONTEXT, Optional.of(provider), List.of(provider), Optional.of(address)),
                    null);
        });

        assertThat(planned.tree()).doesNotContain("mesh-kubernetes");
        assertThat(planned.input("DaemonSet mesh-ztunnel-windows-daemon-set", "spec"))
                .contains("$address = '10.9.8.7'\n")
                .doesNotContain("dnsClusterIp");
        assertThat(planned.dependencies("NamespacePatch mesh-system-namespace")).contains("kubernetes cluster");
    }

    @Test
    void letsEveryChildBeCustomized() {
        StackContext context = CONTEXT.customize(ReleaseArgs.Builder.class, "mesh-istiod", args -> args.timeout(900))
                .customize(
                        KubernetesObjectArgs.Builder.class,
                        "mesh-ztunnel-windows-daemon-set",
                        args -> args.field(45, "spec", "minReadySeconds"));

        Planned planned = Planned.of(() -> {
            new AmbientMesh("mesh", windows().kubeContext("shop").build(), AmbientMeshInputs.of(context), null);
            context.checkCustomizations();
        });

        assertThat(planned.input("Release mesh-istiod", "timeout")).isEqualTo("900");
        assertThat(planned.input("DaemonSet mesh-ztunnel-windows-daemon-set", "spec"))
                .contains("minReadySeconds: 45");
    }

    @Test
    void makesTheKindsOfTheGatewayApiBeforeIstiodLooksForThem() {
        Planned planned = MeshFile.lines("""
                        profile: ambient
                        kubeContext: shop
                        namespaces: [shop]
                        waypoint: true
                        gatewayApi: {manifest: gateway-api.yaml}
                        """)
                .with("gateway-api.yaml", """
                        apiVersion: apiextensions.k8s.io/v1
                        kind: CustomResourceDefinition
                        metadata:
                          name: gateways.gateway.networking.k8s.io
                          annotations: {gateway.networking.k8s.io/bundle-version: v1.6.3}
                        spec: {group: gateway.networking.k8s.io}
                        ---
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: ValidatingAdmissionPolicy
                        metadata: {name: safe-upgrades.gateway.networking.k8s.io}
                        spec: {failurePolicy: Fail}
                        """)
                .mesh(mesh -> Planned.of(() -> new AmbientMesh(mesh, AmbientMeshInputs.of(CONTEXT), null)));

        assertThat(planned.dependencies("Release mesh-istiod"))
                .containsExactlyInAnyOrder(
                        "Release mesh-istio-base",
                        "CustomResourceDefinition mesh-gateway-api-gateways.gateway.networking.k8s.io",
                        "ValidatingAdmissionPolicy"
                                + " mesh-gateway-api-safe-upgrades.gateway.networking.k8s.io-validating-admission-policy");
        assertThat(planned.dependencies("Gateway mesh-shop-waypoint"))
                .contains("CustomResourceDefinition mesh-gateway-api-gateways.gateway.networking.k8s.io");
    }

    @Test
    void refusesInAProgramWhatAStackFileIsRefusedFor() {
        assertThatThrownBy(() -> new AmbientMesh(
                        "mesh",
                        AmbientMeshSpec.builder().profile(MeshProfile.AMBIENT).build(),
                        AmbientMeshInputs.of(CONTEXT),
                        null))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "mesh: has no cluster; name a context of your kubeconfig (kubeContext), or describe an EKS cluster"
                                + " in mullion:eks");
    }

    private static AmbientMeshSpecBuilder windows() {
        return AmbientMeshSpec.builder()
                .profile(MeshProfile.AMBIENT_WINDOWS)
                .platform(MeshPlatform.EKS)
                .hub("registry.example.com/istio")
                .tag("1.31-windows")
                .windowsReleases(WindowsRelease.WINDOWS_SERVER_2022_CORE);
    }

    private static Planned planned(UnaryOperator<AmbientMeshSpecBuilder> more) {
        return planned(more.apply(windows()
                .kubeContext("shop")
                .waypoint(true)
                .namespaces("shop")
                .peerAuthentication(PeerAuthenticationMode.STRICT)));
    }

    private static Planned planned(AmbientMeshSpecBuilder spec) {
        return Planned.of(() -> new AmbientMesh("mesh", spec.build(), AmbientMeshInputs.of(CONTEXT), null));
    }
}
