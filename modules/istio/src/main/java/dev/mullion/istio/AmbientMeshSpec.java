package dev.mullion.istio;

import dev.mullion.core.config.YamlDocument;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecException;
import dev.mullion.kubernetes.Names;
import dev.mullion.kubernetes.Taint;
import dev.mullion.windows.ContainerImage;
import dev.mullion.windows.WindowsRelease;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Istio in a cluster: a mesh of the profile ambient-windows, which reaches Windows nodes, or one of Istio's own profiles for
 * Linux nodes of several architectures. <strong>The Windows side is EXPERIMENTAL</strong>: it is a branch of Istio that no
 * release has, whose authors say not to use it in production.
 *
 * <pre>{@code
 * profile: ambient-windows
 * platform: eks
 * hub: registry.example.com/istio
 * tag: 1.31-windows
 * waypoint: true
 * namespaces: [shop, checkout]
 * }</pre>
 *
 * @param profile ambient-windows, ambient, default, demo or minimal
 * @param platform whose Windows nodes they are: eks, aks, kubeadm or custom; needed with ambient-windows
 * @param cni where nodes have their CNI; with {@code platform: custom} and no other
 * @param kubeContext the context of the kubeconfig, of whoever deploys, whose cluster the mesh is for
 * @param eksCluster the key of an EKS cluster of the same stack, which the mesh is for; the only one there is when neither this
 *     nor {@code kubeContext} is given
 * @param version of the charts and of the Linux images, with its patch; 1.31.4 when not given
 * @param hub the registry and folder of images: {@code <hub>/<name>:<tag>-<variant>}. With ambient-windows that of the Windows
 *     images, which nobody publishes; with other profiles that of all images, docker.io/istio when not given
 * @param tag of the images of {@code hub}, without a v; {@code version} when neither is given
 * @param variant distroless, debug or default, which has no suffix; distroless when not given
 * @param ownLinuxImages with ambient-windows: Linux components too run images of {@code hub} and {@code tag}, in place of the
 *     official ones of {@code version}; false when not given
 * @param revision the control plane's revision, for two beside each other
 * @param architectures of the Linux nodes that components may run on, all for which images exist; amd64 and arm64 when not given
 * @param windowsReleases of the Windows nodes in the mesh, 2022 or newer; those of the EKS cluster's pools, else
 *     WINDOWS_SERVER_2022_CORE when not given
 * @param windowsTaints of the Windows nodes, which the agents tolerate; those of the EKS cluster's pools when not given, and where
 *     nobody knows them all taints
 * @param waypoint a waypoint in each namespace of {@code namespaces}, on Linux nodes, which traffic to its services goes by
 * @param namespaces whose pods are in the mesh: made where they are missing, labelled where they are there, and never deleted
 * @param peerAuthentication whether pods of the whole mesh take connections without mutual TLS; Istio's own default, PERMISSIVE,
 *     when not given
 * @param clusterDnsIp the IPv4 address of the cluster's DNS, for Windows nodes; that of the EKS cluster of the same stack, else
 *     read on the node when not given
 * @param meshConfig Istio's own mesh configuration, passed through: YAML as a text
 * @param gatewayApi the custom kinds that waypoints need
 * @param hostProcessImage the image of the containers that prepare Windows nodes; they run programs of the node
 * @param upstreamForm the Windows objects as upstream has them, AKS's paths and all, for comparing; false when not given. No
 *     deployment makes it on another platform than aks
 * @see <a href="https://github.com/istio/istio/pull/57005">The charts for Windows, an open pull request</a>
 */
@GenerateBuilder
public record AmbientMeshSpec(
        @Required @Explain(api = "profile of Istio", example = "ambient")
        Optional<MeshProfile> profile,

        @Explain(api = "global.platform of the charts", example = "eks")
        Optional<MeshPlatform> platform,

        @Explain(
                api = "cni.cniBinDir and cni.cniConfDir of the charts",
                example = "{binDir: 'C:\\cni\\bin', confDir: 'C:\\cni\\conf', confFile: nat.conflist}")
        Optional<NodeCniSpec> cni,

        @Explain(api = "context of a kubeconfig", example = "shop") @Matches(AmbientMeshSpec.CONTEXT)
        Optional<String> kubeContext,

        @Explain(example = "shop") Optional<String> eksCluster,

        @Explain(api = "version of the charts", example = "1.31.4")
        Optional<IstioVersion> version,

        @Explain(api = "global.hub of the charts", example = "registry.example.com/istio") @Matches(AmbientMeshSpec.HUB)
        Optional<String> hub,

        @Explain(api = "global.tag of the charts", example = "1.31.4") @Matches(AmbientMeshSpec.TAG)
        Optional<String> tag,

        @Explain(api = "global.variant of the charts", example = "debug") @Default("DISTROLESS")
        ImageVariant variant,

        @Explain(example = "true") boolean ownLinuxImages,

        @Explain(api = "revision of the charts", example = "canary") @Matches(AmbientMeshSpec.REVISION)
        Optional<String> revision,

        @Explain(api = "kubernetes.io/arch of node affinities", example = "[amd64]") @Default({"AMD64", "ARM64"})
        List<Architecture> architectures,

        @Explain(api = "node.kubernetes.io/windows-build of node affinities", example = "[WINDOWS_SERVER_2022_CORE]")
        List<WindowsRelease> windowsReleases,

        @Explain(api = "tolerations of the agents", example = "[os=windows:NoSchedule]")
        List<Taint> windowsTaints,

        @Explain(api = "Gateway of class istio-waypoint", example = "true")
        boolean waypoint,

        @Explain(api = "Namespace with istio.io/dataplane-mode", example = "[shop]") @Matches(Names.LABEL_NAME)
        List<String> namespaces,

        @Explain(api = "PeerAuthentication spec.mtls.mode", example = "STRICT")
        Optional<PeerAuthenticationMode> peerAuthentication,

        @Explain(api = "spec.clusterIP of the Service kube-dns", example = "10.100.0.10")
        Optional<String> clusterDnsIp,

        @Explain(api = "meshConfig of the chart istiod", example = "'accessLogFile: /dev/stdout'")
        Optional<String> meshConfig,

        @Explain(
                api = "CustomResourceDefinitions of gateway.networking.k8s.io",
                example = "{manifest: gateway-api.yaml}")
        GatewayApiSpec gatewayApi,

        @Explain(api = "image of the HostProcess containers", example = "registry.example.com/host-process:v1.0.0")
        @Matches(ContainerImage.NAME)
        @Default("mcr.microsoft.com/oss/kubernetes/windows-host-process-containers-base-image:v1.0.0")
        String hostProcessImage,

        @Explain(example = "true") boolean upstreamForm)
        implements Spec {
    /** Where Istio runs. */
    static final String NAMESPACE = "istio-system";

    /** Where the images of releases are since nothing is published elsewhere: notes of 1.31. */
    static final String OFFICIAL_HUB = "docker.io/istio";

    private static final IstioVersion DEFAULT_VERSION = new IstioVersion(31, 4);

    /** What the first release has that the Windows agents work on: microsoft/hcnproxyctrl, README. */
    private static final int FIRST_WINDOWS = 2022;

    /** Of 255 characters, as an image's name is with its registry: https://github.com/distribution/reference/blob/v0.6.0/reference.go. */
    static final String HUB = "(?=.{1,255}$)[a-z0-9][a-z0-9.-]*(:\\d{1,5})?(/[a-z0-9][a-z0-9._-]*)*";

    private static final Pattern OFFICIAL = Pattern.compile(
            "(docker\\.io/)?istio|gcr\\.io/istio-(release|testing)|registry\\.istio\\.io/.*|ghcr\\.io/istio(/.*)?");
    static final String TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,116}";
    static final String REVISION = "[a-z0-9]([a-z0-9-]{0,54}[a-z0-9])?";
    static final String CONTEXT = "[!-~]([ -~]{0,251}[!-~])?";

    public static AmbientMeshSpecBuilder builder() {
        return new AmbientMeshSpecBuilder();
    }

    /** Keys that a user may know from Istio. */
    static Map<String, String> refusedKeys() {
        return Map.of(
                "ipv6",
                "is off on Windows: its redirection knows IPv4 alone; leave it out",
                "dnsCapture",
                "is off on Windows: ztunnel does not get DNS there, and nothing answers at 15053; leave it out",
                "operator",
                "is gone: istioctl has no operator command since 1.24, and no cluster the kind IstioOperator; leave it out, and"
                        + " see the files of mullion render, which istioctl install -f takes",
                "cniConfDir",
                "stands in cni as confDir",
                "cniBinDir",
                "stands in cni as binDir");
    }

    @Override
    public void check(Problems problems) {
        if (profile.isEmpty()) {
            problems.add("has no profile; use "
                    + Shown.either(Arrays.stream(MeshProfile.values())
                            .map(MeshProfile::toString)
                            .toList()));
        }
        checkPlatform(problems);
        checkTarget(problems);
        release().check(hasWindows(), problems.at("version"));
        checkImages(problems);
        checkNodes(problems);
        checkEnrolment(problems);
        revision.filter(name -> !AmbientMeshSpecBuilder.matchesRevision(name)).ifPresent(name -> problems.at("revision")
                .refuse(name, "use up to 56 lower-case letters, digits and dashes, such as 1-31-4"));
        clusterDnsIp.filter(address -> !isIpv4(address)).ifPresent(address -> problems.at("clusterDnsIp")
                .refuse(
                        address,
                        "use an IPv4 address, such as 172.20.0.10"
                                + (address.contains(":") ? ": IPv6 is off on Windows" : "")));
        checkMeshConfig(problems.at("meshConfig"));
        gatewayApi.check(problems.at("gatewayApi"));
        if (!hasWindows() && profile.isPresent()) {
            checkLinuxOnly(problems.given("profile"));
        }
    }

    private void checkPlatform(Problems problems) {
        if (hasWindows() && platform.isEmpty()) {
            problems.add("has no platform; use "
                    + Shown.either(Arrays.stream(MeshPlatform.values())
                            .map(MeshPlatform::toString)
                            .toList())
                    + ": Windows nodes of each have their CNI elsewhere");
        }
        boolean custom = platform.filter(which -> which == MeshPlatform.CUSTOM).isPresent();
        if (custom && cni.isEmpty()) {
            problems.add(
                    "has no cni; name binDir, confDir and confFile of the Windows nodes, which no table has for the"
                            + " platform custom");
        }
        cni.ifPresent(nodes -> {
            nodes.check(problems.at("cni"));
            if (!custom && platform.isPresent()) {
                problems.given("platform")
                        .at("cni")
                        .add("belongs to the platform custom: those of " + platform.get()
                                + " are known; leave it out, or use platform: custom");
            }
        });
        if (hasWindows() && platform.filter(which -> which == MeshPlatform.AKS).isPresent()) {
            problems.at("platform")
                    .warn("MSH005", "node pools with Cilium are untested with these agents (AgentBaker issue 7778)");
        }
        if (hasWindows()) {
            problems.at("profile")
                    .warn(
                            "MSH001",
                            "EXPERIMENTAL: ambient-windows is a branch that no release of Istio has; upstream says not to use"
                                    + " it in production");
        }
    }

    private void checkTarget(Problems problems) {
        kubeContext
                .filter(name -> !AmbientMeshSpecBuilder.matchesKubeContext(name))
                .ifPresent(name ->
                        problems.at("kubeContext").refuse(name, "use the name of a context, in printable ASCII"));
        if (kubeContext.isPresent() && eksCluster.isPresent()) {
            problems.at("eksCluster")
                    .refuse(eksCluster.get(), "leave out this or kubeContext: a mesh is for one cluster");
        }
    }

    private void checkImages(Problems problems) {
        hub.ifPresent(text -> {
            Problems here = problems.at("hub");
            if (text.startsWith("ghcr.io/resf/")) {
                here.refuse(
                        text,
                        "leave it out: resf/istio ended with 1.14.5 in 2022; official images are for amd64 and arm64 since"
                                + " 1.15.0, and istioctl operator is gone since 1.24");
            } else if (!AmbientMeshSpecBuilder.matchesHub(text)) {
                here.refuse(
                        text,
                        "use a registry and a folder, such as registry.example.com/istio, without https:// and"
                                + " without a tag");
            } else if (hasWindows() && OFFICIAL.matcher(text).matches()) {
                here.refuse(
                        text,
                        "use a registry of your own: Istio publishes no images for Windows; you build them from its branch");
            }
        });
        tag.ifPresent(text -> checkTag(text, problems.at("tag")));
        if (hasWindows() && hub.isEmpty()) {
            problems.add(
                    "has no hub; name the registry that you pushed the Windows images to, since Istio publishes none");
        }
        if (tag.isEmpty() && (hasWindows() || hub.isPresent())) {
            problems.add("has no tag; name the one that your images have: without it nodes pull latest");
        }
        if (hasWindows() && variant == ImageVariant.DEBUG) {
            problems.given("profile")
                    .at("variant")
                    .refuse(
                            variant.toString(),
                            "use distroless or default: the Windows images are built in these, by DOCKER_BUILD_VARIANTS");
        }
        if (!AmbientMeshSpecBuilder.matchesHostProcessImage(hostProcessImage)) {
            problems.at("hostProcessImage").refuse(hostProcessImage, "use an image's name with its tag");
        }
    }

    private static void checkTag(String text, Problems problems) {
        if (text.matches("v\\d.*")) {
            problems.refuse(text, "leave out the v: tags of Istio's images have none, such as 1.31.4");
        } else if (text.endsWith("-distroless") || text.endsWith("-debug")) {
            problems.refuse(text, "leave out what stands behind the last dash: it is the variant");
        } else if (!AmbientMeshSpecBuilder.matchesTag(text)) {
            problems.refuse(text, "use letters, digits, dots, dashes and underscores, such as 1.31.4");
        }
    }

    private void checkNodes(Problems problems) {
        if (architectures.isEmpty()) {
            problems.at("architectures").add("is empty; use amd64, arm64 or both, or leave it out");
        } else if (hasWindows() && !architectures.contains(Architecture.AMD64)) {
            problems.given("profile")
                    .at("architectures")
                    .refuse(
                            String.join(", ", names(architectures)),
                            "add amd64: Windows nodes are of amd64, and so are the images of the branch");
        }
        for (int i = 0; i < windowsReleases.size(); i++) {
            WindowsRelease release = windowsReleases.get(i);
            if (!isSupported(release)) {
                problems.at("windowsReleases")
                        .at(i)
                        .refuse(
                                release.name(),
                                "use 2022 or 2025: the redirection needs HNS 13.2, which older releases do not have");
            }
        }
        Taint.check(windowsTaints, problems.at("windowsTaints"));
    }

    private void checkEnrolment(Problems problems) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < namespaces.size(); i++) {
            String name = namespaces.get(i);
            Problems here = problems.at("namespaces").at(i);
            Names.checkLabelName(name, here);
            if (!seen.add(name)) {
                here.refuse(name, "use each namespace once");
            } else if (name.equals(NAMESPACE)) {
                here.warn(
                        "MSH006",
                        "the namespace of Istio itself is enrolled; its agents stay out of the mesh, and istiod would be"
                                + " reached through what it configures");
            }
        }
        boolean ambient = profile.map(MeshProfile::isAmbient).orElse(true);
        if (waypoint && !ambient) {
            problems.given("profile")
                    .at("waypoint")
                    .refuse(
                            true,
                            "leave it out: " + profile.orElseThrow()
                                    + " has sidecars; waypoints are of ambient and ambient-windows");
        } else if (waypoint && namespaces.isEmpty()) {
            problems.at("waypoint").refuse(true, "name namespaces too: there is one waypoint a namespace");
        }
        if (waypoint && ambient && gatewayApi.manifest().isEmpty()) {
            problems.at("waypoint")
                    .warn(
                            "MSH007",
                            "waypoints are of kinds that no chart of Istio brings: the Gateway API "
                                    + GatewayApiSpec.VERSION
                                    + " has to be in the cluster, or gatewayApi.manifest names its file ("
                                    + GatewayApiSpec.RELEASE + ")");
        }
        if (hasWindows()
                && peerAuthentication
                        .filter(mode -> mode == PeerAuthenticationMode.STRICT)
                        .isPresent()) {
            problems.at("peerAuthentication")
                    .warn(
                            "MSH008",
                            "with STRICT, HTTP and TCP probes of pods on Windows nodes fail: kubelet has no certificate, and"
                                    + " nothing exempts it there; use exec probes");
        }
    }

    private void checkMeshConfig(Problems problems) {
        meshConfig.ifPresent(text -> {
            try {
                if (YamlDocument.read("meshConfig", text).size() != 1) {
                    problems.refuse(text, "use one YAML map, such as 'accessLogFile: /dev/stdout'");
                }
            } catch (SpecException e) {
                Problem first = e.problems().get(0);
                String line =
                        first.position().map(at -> "line " + at.line() + ": ").orElse("");
                problems.add(line + first.message());
            }
        });
    }

    /** Keys of Windows nodes where the profile has none. */
    private void checkLinuxOnly(Problems problems) {
        refuseOnLinux("cni", cni.isPresent(), problems);
        refuseOnLinux("ownLinuxImages", ownLinuxImages, problems);
        refuseOnLinux("windowsReleases", !windowsReleases.isEmpty(), problems);
        refuseOnLinux("windowsTaints", !windowsTaints.isEmpty(), problems);
        refuseOnLinux("clusterDnsIp", clusterDnsIp.isPresent(), problems);
        refuseOnLinux("upstreamForm", upstreamForm, problems);
    }

    private void refuseOnLinux(String key, boolean given, Problems problems) {
        if (given) {
            problems.at(key)
                    .add("is of Windows nodes, and the profile " + profile.orElseThrow()
                            + " has none; leave it out, or use ambient-windows");
        }
    }

    private static boolean isIpv4(String text) {
        try {
            return Ipv4Cidr.parse(text + "/32").toString().equals(text + "/32");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the agents run on it. */
    static boolean isSupported(WindowsRelease release) {
        return release.year() >= FIRST_WINDOWS;
    }

    static List<String> names(List<Architecture> architectures) {
        return architectures.stream().map(Architecture::toString).distinct().toList();
    }

    boolean hasWindows() {
        return profile.filter(MeshProfile::hasWindows).isPresent();
    }

    /** The profile of a mesh that was checked. */
    MeshProfile checkedProfile() {
        return profile.orElse(MeshProfile.MINIMAL);
    }

    IstioVersion release() {
        return version.orElse(DEFAULT_VERSION);
    }

    /** Where CNI is on Windows nodes. */
    MeshPlatform.Node node() {
        return cni.filter(own ->
                        platform.filter(which -> which == MeshPlatform.CUSTOM).isPresent())
                .map(NodeCniSpec::node)
                .orElseGet(() -> platform.orElse(MeshPlatform.CUSTOM).node());
    }

    /** The hub of Linux images. */
    String linuxHub() {
        return hasWindows() && !ownLinuxImages ? OFFICIAL_HUB : hub.orElse(OFFICIAL_HUB);
    }

    /** The tag of Linux images, without the variant. */
    String linuxTag() {
        return hasWindows() && !ownLinuxImages
                ? release().toString()
                : tag.orElse(release().toString());
    }

    /** An image of a Windows agent. */
    String windowsImage(String name) {
        return hub.orElse("") + "/" + name + ":" + variant.of(tag.orElse(""));
    }

    /** What Istio's own mesh configuration has from the user. */
    Map<String, Object> meshConfigValues() {
        return meshConfig
                .map(text -> YamlDocument.read("meshConfig", text).get(0).values())
                .orElse(Map.of());
    }
}
