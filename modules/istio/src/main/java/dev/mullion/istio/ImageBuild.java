package dev.mullion.istio;

import dev.mullion.core.template.Templates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the images are made that nobody publishes: a script, and a workflow of GitHub's that runs it.
 *
 * @see <a href="https://github.com/istio/istio/pull/57303">The branch's README, an open pull request</a>
 */
final class ImageBuild {
    /** The tip of experimental-windows-ambient of 2026-08-14. */
    private static final String WINDOWS_ISTIO = "e245938ea6097d077c0eacd2f466c79935615909";

    /** The tip of ztunnel's branch of the same name, of 2026-03-30. */
    private static final String WINDOWS_ZTUNNEL = "c4094652e6ef5924132ae006622abbfc3c8ec324";

    /** The pull request with the charts and the profile, of 2025-08-06. */
    private static final String PROFILE = "df9f106caacb48dc9a45753ad920d269c1e93e80";

    private static final List<String> LINUX_TARGETS =
            List.of("docker.pilot", "docker.proxyv2", "docker.install-cni", "docker.ztunnel", "docker.istioctl");

    private static final List<String> WINDOWS_TARGETS = List.of("docker.install-cni-windows", "docker.ztunnel-windows");

    private ImageBuild() {}

    /** By the names of the files; none where all images are official ones. */
    static Map<String, String> files(AmbientMeshSpec spec) {
        Map<String, String> files = new LinkedHashMap<>();
        spec.hub()
                .filter(hub -> spec.hasWindows() || !hub.equals(AmbientMeshSpec.OFFICIAL_HUB))
                .ifPresent(hub -> {
                    files.put("build-images.sh", script(hub, spec));
                    files.put(
                            "build-images.workflow.yaml",
                            Templates.bundled()
                                    .render("istio/build-images.yaml.ftl", Map.of("registry", registry(hub))));
                });
        return files;
    }

    private static String script(String hub, AmbientMeshSpec spec) {
        boolean windows = spec.hasWindows();
        boolean linux = !windows || spec.ownLinuxImages();
        List<String> platforms = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        if (linux) {
            spec.architectures().forEach(architecture -> platforms.add("linux/" + architecture));
            targets.addAll(LINUX_TARGETS);
        }
        if (windows) {
            platforms.add("windows/amd64");
            targets.addAll(WINDOWS_TARGETS);
        }
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("hub", hub);
        model.put("tag", spec.tag().orElseGet(() -> spec.release().toString()));
        model.put("variants", spec.variant().toString());
        model.put("platforms", String.join(",", platforms));
        model.put("targets", String.join(" ", targets));
        model.put("istioRef", windows ? WINDOWS_ISTIO : "refs/tags/" + spec.release());
        model.put("windows", windows);
        model.put("ztunnelRef", windows ? WINDOWS_ZTUNNEL : "");
        model.put("profileRef", windows ? PROFILE : "");
        return Templates.bundled().render("istio/build-images.sh.ftl", model);
    }

    /** What Docker logs in to: a name without a dot is a folder of Docker Hub. */
    private static String registry(String hub) {
        String first = hub.split("/", 2)[0];
        return first.contains(".") || first.contains(":") ? first : "docker.io";
    }
}
