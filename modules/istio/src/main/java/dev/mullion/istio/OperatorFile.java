package dev.mullion.istio;

import dev.mullion.core.yaml.YamlWriter;
import dev.mullion.kubernetes.KubernetesObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The mesh as an IstioOperator, which no cluster knows since 1.24 and {@code istioctl install -f} takes.
 *
 * @see <a href="https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/">IstioOperator</a>
 */
final class OperatorFile {
    private OperatorFile() {}

    static String of(AmbientMeshModel mesh) {
        AmbientMeshSpec spec = mesh.spec();
        Map<String, Object> operator = new LinkedHashMap<>();
        operator.put("apiVersion", "install.istio.io/v1alpha1");
        operator.put("kind", "IstioOperator");
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", "mullion");
        metadata.put("namespace", AmbientMeshSpec.NAMESPACE);
        operator.put("metadata", metadata);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("profile", spec.checkedProfile().toString());
        body.put("hub", spec.hasWindows() ? spec.hub().orElse("") : spec.linuxHub());
        body.put("tag", spec.hasWindows() ? spec.tag().orElse("") : spec.linuxTag());
        spec.revision().ifPresent(revision -> body.put("revision", revision));
        Map<String, Object> meshConfig = spec.meshConfigValues();
        if (!meshConfig.isEmpty()) {
            body.put("meshConfig", meshConfig);
        }
        body.put("components", components(mesh));
        body.put("values", values(spec));
        operator.put("spec", body);
        return head(spec) + YamlWriter.of(operator);
    }

    private static String head(AmbientMeshSpec spec) {
        return spec.hasWindows() ? """
                  # EXPERIMENTAL on Windows nodes: upstream says not to use it in production.
                  # istioctl install -f ambient-windows.yaml, by an istioctl that is built from the branch of istio/istio pull request
                  # 57005: no released one knows the profile.
                  """ : """
                  # istioctl install -f istio-operator.yaml; the command istioctl operator and this kind in a cluster are gone since 1.24.
                  """;
    }

    private static Map<String, Object> components(AmbientMeshModel mesh) {
        AmbientMeshSpec spec = mesh.spec();
        Map<String, Object> components = new LinkedHashMap<>();
        Map<String, Object> pilot = new LinkedHashMap<>();
        pilot.put("nodeSelector", LinuxCharts.linux());
        pilot.put("affinity", LinuxCharts.affinity(spec));
        components.put("pilot", component(spec, pilot));
        Map<String, Object> affinity = Map.of("affinity", LinuxCharts.affinity(spec));
        if (spec.checkedProfile().isAmbient()) {
            components.put("cni", component(spec, affinity));
            components.put("ztunnel", component(spec, affinity));
        }
        gateways("ingressGateways", "istio-ingressgateway", spec, pilot, components);
        gateways("egressGateways", "istio-egressgateway", spec, pilot, components);
        if (spec.hasWindows() && !spec.upstreamForm()) {
            Map<String, KubernetesObject> upstream = WindowsAgents.upstream(mesh);
            Map<String, KubernetesObject> ours = WindowsAgents.corrected(mesh, mesh.clusterDnsIp());
            components.put(
                    "cni-windows",
                    overlays(List.of(
                            overlay(WindowsAgents.CNI, upstream, ours),
                            Overlays.of(
                                    object("istio-cni-windows-ambient-cluster-role", upstream),
                                    object("istio-cni-windows-ambient-cluster-role", ours),
                                    List.of(List.of("rules"))))));
            components.put("ztunnel-windows", overlays(List.of(overlay(WindowsAgents.ZTUNNEL, upstream, ours))));
        }
        return components;
    }

    private static Map<String, Object> overlay(
            String suffix, Map<String, KubernetesObject> upstream, Map<String, KubernetesObject> ours) {
        return Overlays.of(
                object(suffix, upstream),
                object(suffix, ours),
                List.of(List.of("spec", "updateStrategy"), List.of("spec", "template", "spec")));
    }

    private static KubernetesObject object(String suffix, Map<String, KubernetesObject> objects) {
        return Objects.requireNonNull(objects.get(suffix), suffix);
    }

    private static Map<String, Object> overlays(List<Map<String, Object>> overlays) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("enabled", true);
        component.put("k8s", Map.of("overlays", overlays));
        return component;
    }

    private static Map<String, Object> component(AmbientMeshSpec spec, Map<String, Object> k8s) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("enabled", true);
        if (spec.hasWindows() && !spec.ownLinuxImages()) {
            component.put("hub", spec.linuxHub());
            component.put("tag", spec.linuxTag());
        }
        component.put("k8s", k8s);
        return component;
    }

    private static void gateways(
            String key, String name, AmbientMeshSpec spec, Map<String, Object> k8s, Map<String, Object> components) {
        if (spec.checkedProfile().gateways().contains(name)) {
            Map<String, Object> gateway = new LinkedHashMap<>();
            gateway.put("name", name);
            gateway.put("enabled", true);
            gateway.put("k8s", k8s);
            components.put(key, List.of(gateway));
        }
    }

    private static Map<String, Object> values(AmbientMeshSpec spec) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Object> global = new LinkedHashMap<>();
        global.put("variant", spec.variant().value());
        if (spec.checkedProfile().isAmbient()) {
            // istioctl refuses global.waypoint.nodeSelector: operator/pkg/apis/validation/validation.go of 1.31.
            global.put("waypoint", Map.of("affinity", LinuxCharts.affinity(spec)));
        }
        if (spec.hasWindows() && !spec.ownLinuxImages()) {
            // A name with a slash stands for the whole image.
            global.put("proxy", Map.of("image", MeshForecast.linuxImage(spec, "proxyv2")));
        }
        values.put("global", global);
        if (spec.hasWindows() && !spec.upstreamForm()) {
            Map<String, Object> ambient = new LinkedHashMap<>();
            List.of("dnsCapture", "ipv6", "reconcileIptablesOnStartup").forEach(key -> ambient.put(key, false));
            Map<String, Object> repair = new LinkedHashMap<>();
            List.of("enabled", "repairPods").forEach(key -> repair.put(key, false));
            Map<String, Object> cni = new LinkedHashMap<>();
            cni.put("ambient", ambient);
            cni.put("repair", repair);
            spec.node().conflist().ifPresent(file -> cni.put("cniConfFileName", file));
            values.put("cni_windows", cni);
        }
        return values;
    }

    /** What the one line of istioctl leaves out, a line each. */
    static List<String> lacks(AmbientMeshSpec spec) {
        List<String> lacks = new ArrayList<>();
        lacks.add("an istioctl of the branch (pull request 57005): released ones do not know the profile");
        lacks.add("Linux nodes for istiod: on a cluster with Windows nodes it may be placed there and never starts");
        if (!spec.node().equals(MeshPlatform.AKS.node())) {
            lacks.add("the CNI folders: those in the charts are AKS's, and no value changes them");
            lacks.add("C:\\k: where it is missing, no new pod of the node starts");
        }
        if (spec.node().isSingle()) {
            lacks.add("the list of plug-ins: istio-cni would rename the pods' network");
        }
        lacks.add("an update that ends: maxSurge 1 starts a second ztunnel on ports that the first one has");
        lacks.add("repair off: it panics on Windows");
        return lacks;
    }
}
