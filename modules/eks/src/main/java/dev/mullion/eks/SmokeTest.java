package dev.mullion.eks;

import com.pulumi.resources.Resource;
import dev.mullion.core.template.Templates;
import dev.mullion.kubernetes.Container;
import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.kubernetes.NodeLabels;
import dev.mullion.kubernetes.ObjectMeta;
import dev.mullion.kubernetes.PodTemplate;
import dev.mullion.kubernetes.PodTemplate.Place;
import dev.mullion.kubernetes.Toleration;
import dev.mullion.kubernetes.Workload.Job;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job of each Windows release in use, which tells whether its pods have a network. */
final class SmokeTest {
    private static final String NAME = "smoke-test";
    private static final String TEMPLATE = "powershell/containers/confirm-cluster-network.ps1.ftl";

    /** The API server's service, in the only domain that EKS has. */
    private static final String SERVICE = "kubernetes.default.svc.cluster.local";

    /** A pod's network is set up beside its first seconds, and kube-proxy of a new node may still start. */
    private static final int SCRIPT_SECONDS = 180;

    private static final int RETRIES = 2;

    /** What the provider waits beyond the job's own end. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private SmokeTest() {}

    /** Its objects by suffix. */
    static Map<String, KubernetesObject> objects(EksClusterModel cluster) {
        Map<String, KubernetesObject> objects = new LinkedHashMap<>();
        cluster.spec().smokeTest().ifPresent(spec -> ReleaseInUse.of(cluster.spec())
                .forEach(release -> objects.put(suffix(release), job(spec, release, cluster.spec()))));
        return objects;
    }

    /** What its containers run, by the suffixes of the jobs. */
    static Map<String, String> scripts(EksClusterModel cluster) {
        Map<String, String> scripts = new LinkedHashMap<>();
        cluster.spec().smokeTest().ifPresent(spec -> ReleaseInUse.of(cluster.spec())
                .forEach(release -> scripts.put(suffix(release), script())));
        return scripts;
    }

    /**
     * Makes the jobs, which the deployment waits for.
     *
     * @param before nodes, add-ons and classes that they need
     */
    static void make(SmokeTestSpec spec, EksClusterModel cluster, ObjectMaker maker, List<? extends Resource> before) {
        Duration atMost = Duration.ofMinutes(spec.timeoutMinutes()).plus(GRACE);
        ReleaseInUse.of(cluster.spec()).forEach(release -> maker.make(suffix(release), before, atMost));
    }

    private static String suffix(ReleaseInUse release) {
        return NAME + "-" + release.name();
    }

    private static KubernetesObject job(SmokeTestSpec spec, ReleaseInUse release, EksClusterSpec cluster) {
        Container container = new Container(
                NAME,
                spec.image(release),
                List.of(
                        "powershell.exe",
                        "-NoLogo",
                        "-NoProfile",
                        "-NonInteractive",
                        "-ExecutionPolicy",
                        "Bypass",
                        "-Command",
                        script()),
                Map.of(),
                Map.of("cpu", "500m", "memory", "512Mi"));
        Place place = cluster.runtimeClasses()
                ? Place.of(release.name())
                : new Place(
                        Optional.empty(),
                        Map.of(
                                NodeLabels.OPERATING_SYSTEM,
                                "windows",
                                NodeLabels.WINDOWS_BUILD,
                                release.release().windowsBuild()),
                        Toleration.of(release.taints()));
        return new Job(
                        ObjectMeta.named("mullion-" + suffix(release)).namespace(spec.namespace()),
                        RETRIES,
                        (int) Duration.ofMinutes(spec.timeoutMinutes()).toSeconds(),
                        PodTemplate.windows(Map.of("app", "mullion-" + NAME), place, container))
                .object();
    }

    private static String script() {
        return Templates.bundled()
                .render(TEMPLATE, Map.of("service", SERVICE, "port", 443, "timeoutSeconds", SCRIPT_SECONDS));
    }
}
