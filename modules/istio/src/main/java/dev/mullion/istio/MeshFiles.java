package dev.mullion.istio;

import dev.mullion.core.yaml.YamlWriter;
import dev.mullion.kubernetes.KubernetesObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The mesh as files for people who use kubectl, helm or istioctl, by their paths. */
final class MeshFiles {
    private static final String FOLDER = "istio/";

    private MeshFiles() {}

    static Map<String, String> of(AmbientMeshModel mesh) {
        AmbientMeshSpec spec = mesh.spec();
        Map<String, String> files = new LinkedHashMap<>();
        files.put(FOLDER + operator(spec), OperatorFile.of(mesh));
        LinuxCharts.of(spec)
                .forEach(
                        (name, chart) -> files.put(FOLDER + "values/" + name + ".yaml", YamlWriter.of(chart.values())));
        ImageBuild.files(spec).forEach((name, text) -> files.put(FOLDER + name, text));
        files.put(FOLDER + "install.txt", install(mesh));
        return files;
    }

    /** The objects beside the charts', in the order that they are applied in. */
    static Map<String, String> manifests(AmbientMeshModel mesh) {
        AmbientMeshSpec spec = mesh.spec();
        Map<String, String> manifests = new LinkedHashMap<>();
        manifests.put(FOLDER + "namespace", Enrolment.system(spec).yaml());
        Map<String, KubernetesObject> windows = mesh.windowsObjects();
        if (!windows.isEmpty()) {
            manifests.put(FOLDER + "windows", KubernetesObject.yaml(List.copyOf(windows.values())));
        }
        List<KubernetesObject> enrolment = new ArrayList<>();
        enrolment.addAll(Enrolment.peerAuthentication(spec).values());
        enrolment.addAll(Enrolment.namespaces(spec).values());
        enrolment.addAll(Enrolment.waypoints(spec).values());
        if (!enrolment.isEmpty()) {
            manifests.put(FOLDER + "enrolment", KubernetesObject.yaml(enrolment));
        }
        return manifests;
    }

    private static String operator(AmbientMeshSpec spec) {
        return spec.hasWindows() ? "ambient-windows.yaml" : "istio-operator.yaml";
    }

    /** The three ways that the files are used in. */
    private static String install(AmbientMeshModel mesh) {
        AmbientMeshSpec spec = mesh.spec();
        StringBuilder text = new StringBuilder();
        if (spec.hasWindows()) {
            text.append(
                    MeshForecast.EXPERIMENTAL
                            + " on Windows nodes: upstream says not to use it in production, and nothing here was run on one.\n\n");
        }
        text.append("pulumi up does all of this. By hand, with helm and kubectl:\n\n");
        text.append("    kubectl apply --server-side -f namespace.yaml\n");
        if (spec.waypoint()) {
            text.append("    kubectl apply --server-side -f ")
                    .append(GatewayApiSpec.RELEASE)
                    .append('\n');
        }
        LinuxCharts.of(spec)
                .forEach((name, chart) -> text.append("    helm upgrade --install " + name + " " + chart.chart()
                        + " --repo " + LinuxCharts.REPOSITORY + " --version " + spec.release() + " -n "
                        + AmbientMeshSpec.NAMESPACE + " -f values/" + name + ".yaml --wait\n"));
        Map<String, String> manifests = manifests(mesh);
        if (manifests.containsKey(FOLDER + "windows")) {
            text.append("    kubectl apply --server-side -f windows.yaml\n");
        }
        if (manifests.containsKey(FOLDER + "enrolment")) {
            text.append("    kubectl apply --server-side -f enrolment.yaml\n");
        }
        text.append("\nBy istioctl" + (spec.hasWindows() ? " of the branch" : " " + spec.release()) + ":\n\n");
        text.append("    istioctl install -f " + operator(spec) + "\n");
        if (spec.hasWindows()) {
            text.append(
                    "\nThe one line of upstream's README, where the namespace has the label of namespace.yaml:\n\n");
            text.append("    istioctl install --set profile=ambient-windows --set hub="
                    + spec.hub().orElse("")
                    + " --set tag=" + spec.tag().orElse("") + " --set values.global.variant="
                    + spec.variant().value() + "\n\nIt lacks:\n\n");
            OperatorFile.lacks(spec)
                    .forEach(line -> text.append("  - ").append(line).append('\n'));
        }
        return text.toString();
    }
}
