package dev.mullion.istio;

import dev.mullion.core.json.JsonText;
import dev.mullion.core.template.Templates;
import dev.mullion.core.text.Sha256;
import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.kubernetes.ManifestCheck;
import dev.mullion.kubernetes.Toleration;
import dev.mullion.windows.WindowsRelease;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of the Windows side: ztunnel and the CNI agent, from templates in {@code templates/istio}. What istioctl could
 * be told of them is too little: https://github.com/istio/istio/pull/57005.
 */
final class WindowsAgents {
    static final String ZTUNNEL = "ztunnel-windows-daemon-set";
    static final String ZTUNNEL_IMAGE = "ztunnel-windows";
    static final String CNI = "istio-cni-windows-node-daemon-set";
    static final String CNI_IMAGE = "install-cni-windows";

    private static final String DEFAULT_REVISION = "default";

    private WindowsAgents() {}

    /**
     * The objects by suffix, as the spec has them.
     *
     * @param dns the address of the cluster's DNS, or a stand-in; none where nodes say it
     */
    static Map<String, KubernetesObject> objects(AmbientMeshModel mesh, Optional<String> dns) {
        return mesh.spec().upstreamForm() ? upstream(mesh) : corrected(mesh, dns);
    }

    /** The objects as upstream has them. */
    static Map<String, KubernetesObject> upstream(AmbientMeshModel mesh) {
        AmbientMeshSpec spec = mesh.spec();
        Map<String, Object> ztunnel = new LinkedHashMap<>(revision(spec));
        ztunnel.put("image", spec.windowsImage(ZTUNNEL_IMAGE));
        ztunnel.put("setDns", WindowsScripts.upstreamDns());
        String revision = spec.revision().orElse(DEFAULT_REVISION);
        Map<String, KubernetesObject> objects = new LinkedHashMap<>();
        put(
                "upstream/istio-cni-windows-config",
                Map.of("revision", revision, "tag", spec.tag().orElse("")),
                objects);
        put("upstream/istio-cni-windows", Map.of("revision", revision, "image", spec.windowsImage(CNI_IMAGE)), objects);
        put("upstream/ztunnel-windows", ztunnel, objects);
        return objects;
    }

    /** The objects with upstream's faults corrected. */
    static Map<String, KubernetesObject> corrected(AmbientMeshModel mesh, Optional<String> dns) {
        AmbientMeshSpec spec = mesh.spec();
        MeshPlatform.Node node = spec.node();
        Map<String, Object> shared = new LinkedHashMap<>();
        shared.put("hostProcessImage", spec.hostProcessImage());
        shared.put(
                "windowsBuilds",
                mesh.windowsReleases().stream()
                        .map(WindowsRelease::windowsBuild)
                        .distinct()
                        .toList());
        shared.put("tolerations", tolerations(mesh));
        String revision = spec.revision().orElse(DEFAULT_REVISION);

        Map<String, KubernetesObject> objects = new LinkedHashMap<>();
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("revision", revision);
        config.put("tag", spec.tag().orElse(""));
        config.put("hasConfFile", node.confFile().isPresent());
        config.put("confFile", node.conflist().orElse(""));
        put("istio-cni-windows-config", config, objects);

        Map<String, Object> cni = new LinkedHashMap<>(shared);
        cni.put("revision", revision);
        cni.put("image", spec.windowsImage(CNI_IMAGE));
        cni.put("configuration", configuration(objects));
        cni.put("confDir", node.confDir());
        cni.put("binDir", node.binDir());
        cni.put("prepareNode", WindowsScripts.command(WindowsScripts.prepareNode(node)));
        Optional<String> keep = WindowsScripts.keepConflist(node);
        cni.put("keepsConflist", keep.isPresent());
        cni.put("keepConflist", keep.map(WindowsScripts::command).orElse(List.of()));
        put("istio-cni-windows", cni, objects);

        Map<String, Object> ztunnel = new LinkedHashMap<>(shared);
        ztunnel.putAll(revision(spec));
        ztunnel.put("image", spec.windowsImage(ZTUNNEL_IMAGE));
        ztunnel.put("istiod", spec.revision().map(name -> "istiod-" + name).orElse("istiod") + ".istio-system.svc");
        ztunnel.put("setDns", WindowsScripts.command(WindowsScripts.setDns(dns, node)));
        put("ztunnel-windows", ztunnel, objects);
        return objects;
    }

    private static Map<String, Object> revision(AmbientMeshSpec spec) {
        return Map.of(
                "hasRevision",
                spec.revision().isPresent(),
                "revision",
                spec.revision().orElse(""));
    }

    /** Pods read it once, from their environment; another text is another template, by which they are replaced. */
    private static String configuration(Map<String, KubernetesObject> objects) {
        return Sha256.hex(
                JsonText.of(objects.values().iterator().next().at("data").orElseThrow()));
    }

    /** Onto every node where nobody knows the taints: a node without the agents has pods that the mesh does not protect. */
    private static List<Map<String, Object>> tolerations(AmbientMeshModel mesh) {
        List<Toleration> all = new ArrayList<>(Toleration.of(mesh.windowsTaints()));
        if (!mesh.knowsTaints()) {
            all.add(Toleration.EVERYTHING);
        }
        return all.stream().map(Toleration::fields).toList();
    }

    private static void put(String template, Map<String, ?> model, Map<String, KubernetesObject> objects) {
        ManifestCheck.bundled()
                .render(Templates.bundled(), "istio/" + template + ".yaml.ftl", model)
                .forEach(object -> objects.put(suffix(object), object));
    }

    /** The suffix of its resource's name: {@code istio-cni-windows-service-account}. */
    static String suffix(KubernetesObject object) {
        String kind = object.kind().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return object.name() + "-" + kind;
    }
}
