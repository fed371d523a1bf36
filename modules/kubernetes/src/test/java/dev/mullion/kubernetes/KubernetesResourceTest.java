package dev.mullion.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import dev.mullion.testkit.preview.Planned;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KubernetesResourceTest {
    private static final KubernetesObject RUNTIME_CLASS = RuntimeClass.windows(
                    ObjectMeta.named("windows-2022"),
                    "10.0.20348",
                    List.of(new Taint("os", "windows", TaintEffect.NO_SCHEDULE).toleration()))
            .object();
    private static final KubernetesObject ACCOUNT =
            new ServiceAccount(ObjectMeta.named("web").namespace("shop")).object();

    @Test
    void hasTheTypeAndTheInputsOfPulumisOwnProvider() {
        Planned planned = Planned.of(() -> {
            new KubernetesResource(
                    "class", KubernetesObjectArgs.builder(RUNTIME_CLASS).build(), null);
            new KubernetesResource(
                    "account", KubernetesObjectArgs.builder(ACCOUNT).build(), null);
        });

        assertThat(planned.tree()).isEqualTo("""
                kubernetes:node.k8s.io/v1:RuntimeClass class
                kubernetes:core/v1:ServiceAccount account
                """);
        assertThat(planned.inputs("RuntimeClass class")).isEqualTo("""
                apiVersion: node.k8s.io/v1
                handler: runhcs-wcow-process
                kind: RuntimeClass
                metadata: {name: windows-2022}
                scheduling: {nodeSelector: {kubernetes.io/os: windows, node.kubernetes.io/windows-build: "10.0.20348"}, \
                tolerations: [{effect: NoSchedule, key: os, operator: Equal, value: windows}]}
                """);
        assertThat(planned.inputs("ServiceAccount account")).isEqualTo("""
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: web, namespace: shop}
                """);
    }

    @Test
    void takesWhatOnlyADeploymentKnows() {
        Planned planned = Planned.of(() -> {
            KubernetesResource account = new KubernetesResource(
                    "account", KubernetesObjectArgs.builder(ACCOUNT).build(), null);
            new KubernetesResource(
                    "map",
                    KubernetesObjectArgs.builder(new ConfigMap(ObjectMeta.named("map"), Map.of("a", "b")).object())
                            .field(account.id(), "data", "account")
                            .field(Map.of("deep", List.of(account.id())), "data", "list")
                            .annotation("role", account.id())
                            .build(),
                    CustomResourceOptions.Empty);
            Output<KubernetesObject> later =
                    account.id().applyValue(id -> new ConfigMap(ObjectMeta.named("later"), Map.of("id", id)).object());
            new KubernetesResource(
                    "later",
                    KubernetesObjectArgs.builder("v1", "ConfigMap", Set.of("data"), later)
                            .label("team", "web")
                            .field("y", "data", "x")
                            .build(),
                    null);
        });

        assertThat(planned.inputs("ConfigMap map")).isEqualTo("""
                apiVersion: v1
                data: {a: b, account: ${account.id}, list: {deep: [${account.id}]}}
                kind: ConfigMap
                metadata: {annotations: {role: ${account.id}}, name: map}
                """);
        assertThat(planned.dependencies("ConfigMap map")).containsExactly("ServiceAccount account");
        assertThat(planned.inputs("ConfigMap later")).isEqualTo("""
                apiVersion: v1
                data: {id: ${account.id}, x: y}
                kind: ConfigMap
                metadata: {labels: {team: web}, name: later}
                """);
    }

    @Test
    void anyFieldCanBeCustomized() {
        Planned planned = Planned.of(() -> new KubernetesResource(
                "class",
                KubernetesObjectArgs.builder(RUNTIME_CLASS)
                        .label("a", "b")
                        .annotation("c", "d")
                        .field("other", "handler")
                        .field(Map.of("podFixed", Map.of("memory", "64Mi")), "overhead")
                        .without("scheduling", "tolerations")
                        .build(),
                null));

        assertThat(planned.inputs("RuntimeClass class")).isEqualTo("""
                apiVersion: node.k8s.io/v1
                handler: other
                kind: RuntimeClass
                metadata: {annotations: {c: d}, labels: {a: b}, name: windows-2022}
                overhead: {podFixed: {memory: 64Mi}}
                scheduling: {nodeSelector: {kubernetes.io/os: windows, node.kubernetes.io/windows-build: "10.0.20348"}}
                """);
    }

    @Test
    void refusesWhatItCouldNotSend() {
        KubernetesObjectArgs.Builder args = KubernetesObjectArgs.builder(ACCOUNT);

        assertThatThrownBy(() -> args.field("Pod", "kind"))
                .hasMessage("kubernetes:core/v1:ServiceAccount: kind is part of the resource's type and can not be"
                        + " customized");
        assertThatThrownBy(() -> args.without("apiVersion"))
                .hasMessage(
                        "kubernetes:core/v1:ServiceAccount: apiVersion is part of the resource's type and can not be"
                                + " customized");
        assertThatThrownBy(() -> args.field(1, "flavour").build())
                .hasMessage(
                        "kubernetes:core/v1:ServiceAccount: got the field flavour at the top of the object; Pulumi's"
                                + " Java SDK takes spec, data and the others of Kubernetes' own kinds");
    }
}
