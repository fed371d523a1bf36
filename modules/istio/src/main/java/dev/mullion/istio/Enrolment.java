package dev.mullion.istio;

import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.kubernetes.Namespace;
import dev.mullion.kubernetes.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What takes namespaces into the mesh, and the mesh's own settings as objects. */
final class Enrolment {
    static final String SYSTEM = "system-namespace";
    static final String PEER_AUTHENTICATION = "peer-authentication";

    private static final String WAYPOINT = "waypoint";

    /** https://gateway-api.sigs.k8s.io/: it is there in all of 1.x. */
    private static final String GATEWAY_VERSION = "gateway.networking.k8s.io/v1";

    private static final int HBONE_PORT = 15008;

    private Enrolment() {}

    /** Istio's own namespace: its agents are privileged on Linux, and HostProcess on Windows. */
    static KubernetesObject system(AmbientMeshSpec spec) {
        ObjectMeta named = ObjectMeta.named(AmbientMeshSpec.NAMESPACE);
        if (spec.checkedProfile().isAmbient()) {
            // https://kubernetes.io/docs/concepts/security/pod-security-standards/
            named = named.label("pod-security.kubernetes.io/enforce", "privileged");
        }
        if (spec.namespaces().contains(AmbientMeshSpec.NAMESPACE)) {
            for (Map.Entry<String, String> label : labels(spec).entrySet()) {
                named = named.label(label.getKey(), label.getValue());
            }
        }
        return new Namespace(named).object();
    }

    /** The namespaces of pods in the mesh, by suffix. */
    static Map<String, KubernetesObject> namespaces(AmbientMeshSpec spec) {
        Map<String, KubernetesObject> objects = new LinkedHashMap<>();
        spec.namespaces().stream()
                .filter(name -> !name.equals(AmbientMeshSpec.NAMESPACE))
                .forEach(name -> objects.put(
                        name + "-namespace",
                        new Namespace(new ObjectMeta(name, Optional.empty(), labels(spec), Map.of())).object()));
        return objects;
    }

    /** https://istio.io/latest/docs/ambient/usage/add-workloads/ */
    private static Map<String, String> labels(AmbientMeshSpec spec) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (spec.checkedProfile().isAmbient()) {
            labels.put("istio.io/dataplane-mode", "ambient");
            if (spec.waypoint()) {
                labels.put("istio.io/use-waypoint", WAYPOINT);
            }
            spec.revision().ifPresent(revision -> labels.put("istio.io/rev", revision));
        } else {
            spec.revision()
                    .ifPresentOrElse(
                            revision -> labels.put("istio.io/rev", revision),
                            () -> labels.put("istio-injection", "enabled"));
        }
        return labels;
    }

    /** A waypoint a namespace, by suffix; its pods go where {@code global.waypoint} of istiod's chart says. */
    static Map<String, KubernetesObject> waypoints(AmbientMeshSpec spec) {
        Map<String, KubernetesObject> objects = new LinkedHashMap<>();
        if (spec.waypoint()) {
            spec.namespaces().forEach(name -> objects.put(name + "-" + WAYPOINT, waypoint(name, spec)));
        }
        return objects;
    }

    private static KubernetesObject waypoint(String namespace, AmbientMeshSpec spec) {
        ObjectMeta named = ObjectMeta.named(WAYPOINT).namespace(namespace).label("istio.io/waypoint-for", "service");
        for (String revision : spec.revision().stream().toList()) {
            named = named.label("istio.io/rev", revision);
        }
        Map<String, Object> listener = new LinkedHashMap<>();
        listener.put("name", "mesh");
        listener.put("port", HBONE_PORT);
        listener.put("protocol", "HBONE");
        return KubernetesObject.of(GATEWAY_VERSION, "Gateway", named)
                .with("istio-waypoint", "spec", "gatewayClassName")
                .with(List.of(listener), "spec", "listeners");
    }

    /** Of the whole mesh, since it stands in Istio's own namespace; none where nobody says it. */
    static Map<String, KubernetesObject> peerAuthentication(AmbientMeshSpec spec) {
        Map<String, KubernetesObject> objects = new LinkedHashMap<>();
        spec.peerAuthentication()
                .ifPresent(mode -> objects.put(
                        PEER_AUTHENTICATION,
                        KubernetesObject.of(
                                        "security.istio.io/v1",
                                        "PeerAuthentication",
                                        ObjectMeta.named("default").namespace(AmbientMeshSpec.NAMESPACE))
                                .with(mode.name(), "spec", "mtls", "mode")));
        return objects;
    }
}
