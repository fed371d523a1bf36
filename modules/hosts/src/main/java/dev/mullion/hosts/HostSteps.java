package dev.mullion.hosts;

import dev.mullion.aws.SecretArn;
import dev.mullion.core.userdata.BootStep;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a container host does at each boot, in order. Each step looks at what is there and changes what is not right. */
public final class HostSteps {
    /** Where BuildKit on a node keeps its own network, apart from the node's: EKS's lies in its own folders. */
    private static final String NODE_CNI = "C:\\ProgramData\\buildkitd\\cni";

    private static final String CONTAINERD_LOG = "C:\\ProgramData\\containerd\\containerd.log";
    private static final String BUILDKITD_LOG = "C:\\ProgramData\\buildkitd\\buildkitd.log";
    private static final long LOG_BYTES = 50L << 20;
    private static final int LOGS = 5;

    /** From the services' start; HNS and a cold disk take their time at a first boot. */
    private static final int START_SECONDS = 180;

    /** Systems Manager installs the agent beside us, once the instance is known to it. */
    private static final int CLOUDWATCH_SECONDS = 900;

    /** The clip of 2 MiB ended builds for good. */
    private static final List<String> STEP_LOG =
            List.of("BUILDKIT_STEP_LOG_MAX_SIZE=-1", "BUILDKIT_STEP_LOG_MAX_SPEED=-1");

    private HostSteps() {}

    /** All steps of a host. */
    public static List<BootStep.Step> of(ContainerHost host) {
        return Stream.of(first(host), rest(host)).flatMap(List::stream).toList();
    }

    /** Those that come before anything of a user: they refuse the machine, or restart it. */
    static List<BootStep.Step> first(ContainerHost host) {
        return List.of(
                HostBootStep.CONFIRM_CONTAINER_HOST.with(Map.of("unchecked", unchecked(host.archives()))),
                HostBootStep.INSTALL_CONTAINER_FEATURES.with(Map.of(
                        "features",
                        host.hyperV() ? List.of("Containers", "Microsoft-Hyper-V") : List.of("Containers"))));
    }

    /** Those behind them. */
    static List<BootStep.Step> rest(ContainerHost host) {
        List<BootStep.Step> steps = new ArrayList<>(host(host));
        host.buildkit().ifPresent(buildkit -> {
            secret(buildkit)
                    .ifPresent(arn -> steps.add(HostBootStep.SET_BUILDKIT_CERTIFICATES.with(
                            ordered("secretArn", arn.text(), "region", arn.region()))));
            steps.addAll(service(buildkit, host.network(), host.proxy(), true));
        });
        host.logGroup()
                .ifPresent(group -> steps.add(HostBootStep.START_CLOUD_WATCH_AGENT.with(ordered(
                        "configuration",
                        HostFiles.cloudWatch(group, host.buildkit().isPresent()),
                        "timeoutSeconds",
                        CLOUDWATCH_SECONDS))));
        return steps;
    }

    /** The steps of a machine that is not AWS's, which starts its own script at each start. */
    static List<BootStep.Step> standalone(ContainerHost host, String taskName) {
        List<BootStep.Step> steps = new ArrayList<>(first(host));
        // The script is worth a copy once the machine is one that it can serve, and before the first restart.
        steps.add(1, HostBootStep.REGISTER_STARTUP_TASK.with(Map.of("taskName", taskName)));
        steps.addAll(host(host));
        host.buildkit().ifPresent(buildkit -> {
            buildkit.spec()
                    .endpoint()
                    .ifPresent(endpoint -> steps.add(
                            HostBootStep.CONFIRM_BUILDKIT_CERTIFICATES.with(Map.of("port", endpoint.port()))));
            steps.addAll(service(buildkit, host.network(), host.proxy(), false));
        });
        return steps;
    }

    /**
     * BuildKit beside the containerd of a Kubernetes node, with a network of its own: nothing that the node's containerd reads
     * is touched.
     *
     * @param cniPlugins what the plug-in is installed from
     * @param network of the builds; its folders are BuildKit's own, whatever it says
     * @param proxy how the node reaches the internet
     */
    public static List<BootStep.Step> buildkit(
            BuildkitHost buildkit, ToolArchive cniPlugins, NatNetwork network, Optional<ProxySpec> proxy) {
        NatNetwork own = new NatNetwork(
                network.subnet(),
                network.gateway(),
                network.nameservers(),
                network.cniVersion(),
                NODE_CNI + "\\bin",
                NODE_CNI + "\\conf");
        List<BootStep.Step> steps = new ArrayList<>();
        steps.add(HostBootStep.CONFIRM_NODE_CONTAINERD.with(ordered(
                "unchecked", unchecked(List.of(cniPlugins, buildkit.archive())), "timeoutSeconds", START_SECONDS)));
        steps.add(cniPlugins(cniPlugins, own, proxy));
        steps.add(HostBootStep.INSTALL_BUILDKIT.with(Map.of("archive", archive(buildkit.archive(), proxy))));
        steps.add(exclusions(List.of("C:\\Program Files\\buildkit\\buildkitd.exe"), List.of()));
        steps.addAll(network(own, Map.of()));
        steps.add(logs(List.of(BUILDKITD_LOG)));
        secret(buildkit)
                .ifPresent(arn -> steps.add(HostBootStep.SET_BUILDKIT_CERTIFICATES.with(
                        ordered("secretArn", arn.text(), "region", arn.region()))));
        steps.addAll(service(buildkit, own, proxy, true));
        return steps;
    }

    /** From the proxy to the images, and a container as proof. */
    private static List<BootStep.Step> host(ContainerHost host) {
        boolean builds = host.buildkit().isPresent();
        List<BootStep.Step> steps = new ArrayList<>();
        steps.add(HostBootStep.SET_MACHINE_PROXY.with(Map.of("proxy", HostFiles.proxy(host.proxy()))));
        steps.add(HostBootStep.INSTALL_CONTAINERD.with(Map.of("archive", archive(host.containerd(), host.proxy()))));
        steps.add(HostBootStep.INSTALL_NERDCTL.with(Map.of("archive", archive(host.nerdctl(), host.proxy()))));
        steps.add(cniPlugins(host.cniPlugins(), host.network(), host.proxy()));
        host.buildkit()
                .ifPresent(buildkit -> steps.add(HostBootStep.INSTALL_BUILDKIT.with(
                        Map.of("archive", archive(buildkit.archive(), host.proxy())))));
        steps.add(exclusions(processes(builds), host.defenderPathExclusions() ? folders(builds) : List.of()));
        steps.addAll(network(host.network(), folders(host.network())));
        steps.add(startContainerd(host));
        steps.add(logs(builds ? List.of(CONTAINERD_LOG, BUILDKITD_LOG) : List.of(CONTAINERD_LOG)));
        if (!host.prePull().isEmpty()) {
            steps.add(HostBootStep.RECEIVE_IMAGES.with(Map.of(
                    "images",
                    host.prePull().stream()
                            .map(pull -> ordered("namespace", pull.namespace().orElse("default"), "name", pull.image()))
                            .toList())));
        }
        steps.add(HostBootStep.CONFIRM_CONTAINER_RUN.with(
                confirmed(host.network().gateway(), host.proxy(), host.testImage())));
        return steps;
    }

    private static BootStep.Step startContainerd(ContainerHost host) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("configuration", HostFiles.containerd());
        model.put("dropIn", HostFiles.containerdDropIn(host.network()));
        model.put("environment", HostFiles.environment(host.proxy()));
        model.put("timeoutSeconds", START_SECONDS);
        return HostBootStep.START_CONTAINERD.with(model);
    }

    /** BuildKit as a service, and proof that it builds with a network. */
    private static List<BootStep.Step> service(
            BuildkitHost buildkit, NatNetwork network, Optional<ProxySpec> proxy, boolean onAws) {
        BuildkitSpec spec = buildkit.spec();
        List<BootStep.Step> steps = new ArrayList<>();
        if (!spec.groups().isEmpty()) {
            steps.add(HostBootStep.SET_BUILDKIT_GROUPS.with(Map.of(
                    "groups",
                    spec.groups().stream()
                            .map(group -> ordered("name", group.name(), "members", group.members()))
                            .toList())));
        }
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("configuration", HostFiles.buildkitd(buildkit, network));
        model.put("groups", spec.groups().stream().map(BuildkitGroupSpec::name).toList());
        model.put(
                "environment",
                Stream.concat(STEP_LOG.stream(), HostFiles.environment(proxy).stream())
                        .toList());
        model.put("reads", reads(spec, network));
        model.put("stopTimeoutSeconds", spec.stopTimeoutSeconds());
        model.put("timeoutSeconds", START_SECONDS);
        steps.add(HostBootStep.START_BUILDKITD.with(model));
        steps.add(HostBootStep.SET_BUILDKIT_FIREWALL.with(firewall(spec.endpoint(), onAws)));
        steps.add(HostBootStep.CONFIRM_BUILDKIT.with(Map.of("timeoutSeconds", START_SECONDS)));
        if (spec.testBuild()) {
            steps.add(HostBootStep.CONFIRM_BUILD.with(
                    Map.of("image", buildkit.testImage().orElse(""))));
        }
        return steps;
    }

    private static Map<String, Object> firewall(Optional<BuildkitEndpointSpec> endpoint, boolean onAws) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("port", endpoint.map(BuildkitEndpointSpec::port).orElse(0));
        model.put(
                "blocks",
                endpoint.stream()
                        .flatMap(spec -> spec.allowedCidrBlocks().stream())
                        .map(Object::toString)
                        .toList());
        model.put(
                "behindLoadBalancer",
                onAws && endpoint.filter(BuildkitEndpointSpec::loadBalancer).isPresent());
        return model;
    }

    private static Map<String, Object> confirmed(
            String gateway, Optional<ProxySpec> proxy, Optional<String> testImage) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("gateway", gateway);
        model.put("proxy", HostFiles.proxy(proxy));
        model.put("image", testImage.orElse(""));
        return model;
    }

    /** What BuildKit reads at its start alone, beside its configuration. */
    private static List<String> reads(BuildkitSpec spec, NatNetwork network) {
        return Stream.concat(
                        Stream.of(network.file()),
                        spec.endpoint().stream()
                                .flatMap(endpoint -> Stream.of("ca", "cert", "key"))
                                .map(name -> HostFiles.CERTIFICATES + "\\" + name + ".pem"))
                .toList();
    }

    /** @param variables what the machine's programs read where the folders are not their own */
    private static List<BootStep.Step> network(NatNetwork network, Map<String, String> variables) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("folder", network.confDir());
        model.put("file", NatNetwork.FILE);
        model.put("lines", HostFiles.network(network));
        model.put("variables", variables);
        return List.of(
                HostBootStep.SET_CONTAINER_NETWORK.with(
                        ordered("subnet", network.subnet().toString(), "gateway", network.gateway())),
                HostBootStep.SET_CONTAINER_NETWORK_CONFIGURATION.with(model));
    }

    /** https://github.com/containerd/nerdctl/blob/v2.3.5/docs/config.md */
    private static Map<String, String> folders(NatNetwork network) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (!network.binDir().equalsIgnoreCase(ContainerNetworkSpec.BIN_DIR)) {
            variables.put("CNI_PATH", network.binDir());
        }
        if (!network.confDir().equalsIgnoreCase(ContainerNetworkSpec.CONF_DIR)) {
            variables.put("NETCONFPATH", network.confDir());
        }
        return variables;
    }

    private static BootStep.Step cniPlugins(ToolArchive archive, NatNetwork network, Optional<ProxySpec> proxy) {
        return HostBootStep.INSTALL_CNI_PLUGINS.with(
                ordered("archive", archive(archive, proxy), "binDir", network.binDir()));
    }

    private static BootStep.Step exclusions(List<String> processes, List<String> folders) {
        return HostBootStep.SET_DEFENDER_EXCLUSIONS.with(ordered("processes", processes, "folders", folders));
    }

    private static BootStep.Step logs(List<String> files) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("files", files);
        model.put("maxBytes", LOG_BYTES);
        model.put("keep", LOGS);
        return HostBootStep.REGISTER_LOG_ROTATION.with(model);
    }

    private static List<String> processes(boolean builds) {
        return Stream.concat(
                        Stream.of("containerd.exe", "ctr.exe", "containerd-shim-runhcs-v1.exe")
                                .map(program -> "C:\\Program Files\\containerd\\" + program),
                        builds ? Stream.of("C:\\Program Files\\buildkit\\buildkitd.exe") : Stream.of())
                .toList();
    }

    private static List<String> folders(boolean builds) {
        return builds
                ? List.of("C:\\ProgramData\\containerd", "C:\\ProgramData\\buildkitd")
                : List.of("C:\\ProgramData\\containerd");
    }

    private static Optional<SecretArn> secret(BuildkitHost buildkit) {
        return buildkit.spec().endpoint().flatMap(BuildkitEndpointSpec::tls).flatMap(BuildkitTlsSpec::secretArn);
    }

    /** The archives that nothing is deployed without. */
    private static List<String> unchecked(List<ToolArchive> archives) {
        return archives.stream()
                .filter(archive -> archive.hash().isEmpty())
                .map(archive -> archive.tool().display() + " " + archive.version())
                .toList();
    }

    private static Map<String, Object> archive(ToolArchive archive, Optional<ProxySpec> proxy) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", archive.tool().display());
        model.put("version", archive.version().toString());
        model.put("url", archive.url());
        model.put("file", archive.tool().file(archive.version()));
        model.put("algorithm", archive.hash().map(ToolHash::algorithm).orElse(""));
        model.put("hash", archive.hash().map(ToolHash::hexadecimal).orElse(""));
        model.put("proxy", proxy.map(spec -> proxyOf(archive.url(), spec)).orElse(""));
        return model;
    }

    /** The proxy for an https address; none for a host that is reached without. */
    private static String proxyOf(String url, ProxySpec proxy) {
        String host = Optional.ofNullable(URI.create(url).getHost()).orElse("").toLowerCase(Locale.ROOT);
        boolean without = proxy.noProxy().stream()
                .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst("^\\*", ""))
                .anyMatch(name -> host.equals(name) || host.endsWith(name.startsWith(".") ? name : "." + name));
        return without ? "" : proxy.https();
    }

    private static Map<String, Object> ordered(String first, Object one, String second, Object other) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put(first, one);
        model.put(second, other);
        return model;
    }
}
