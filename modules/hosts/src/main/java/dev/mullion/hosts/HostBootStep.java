package dev.mullion.hosts;

import dev.mullion.core.userdata.BootStep;
import java.util.List;
import java.util.stream.Stream;

/** The steps that make a machine a container host, and keep it one. */
enum HostBootStep implements BootStep {
    CONFIRM_CONTAINER_HOST(70, "Confirm-ContainerHost", "confirm-container-host"),
    INSTALL_CONTAINER_FEATURES(71, "Install-ContainerFeatures", "install-container-features"),
    SET_MACHINE_PROXY(72, "Set-MachineProxy", "set-machine-proxy"),
    INSTALL_CONTAINERD(73, "Install-Containerd", "install-containerd", Functions.INSTALL),
    INSTALL_NERDCTL(74, "Install-Nerdctl", "install-nerdctl", Functions.INSTALL),
    INSTALL_CNI_PLUGINS(75, "Install-CniPlugins", "install-cni-plugins", Functions.INSTALL),
    INSTALL_BUILDKIT(76, "Install-Buildkit", "install-buildkit", Functions.INSTALL),
    SET_DEFENDER_EXCLUSIONS(77, "Set-DefenderExclusions", "set-defender-exclusions"),
    SET_CONTAINER_NETWORK(78, "Set-ContainerNetwork", "set-container-network", List.of("invoke-hns")),
    START_CONTAINERD(79, "Start-Containerd", "start-containerd", Functions.SERVICE),
    REGISTER_LOG_ROTATION(80, "Register-LogRotation", "register-log-rotation", Functions.FILE),
    RECEIVE_IMAGES(81, "Receive-Images", "receive-images", List.of("read-native")),
    SET_BUILDKIT_GROUPS(82, "Set-BuildkitGroups", "set-buildkit-groups"),
    SET_BUILDKIT_CERTIFICATES(83, "Set-BuildkitCertificates", "set-buildkit-certificates", Functions.FILE),
    START_BUILDKITD(84, "Start-Buildkitd", "start-buildkitd", Functions.SERVICE),
    SET_BUILDKIT_FIREWALL(85, "Set-BuildkitFirewall", "set-buildkit-firewall"),
    CONFIRM_CONTAINER_RUN(86, "Confirm-ContainerRun", "confirm-container-run", List.of("read-native")),
    CONFIRM_BUILDKIT(87, "Confirm-Buildkit", "confirm-buildkit", List.of("read-native")),
    CONFIRM_BUILD(88, "Confirm-Build", "confirm-build", List.of("set-text-file", "read-native")),
    START_CLOUD_WATCH_AGENT(
            89, "Start-CloudWatchAgent", "start-cloud-watch-agent", List.of("set-text-file", "read-native")),
    /** Of a script that no launch agent runs. */
    REGISTER_STARTUP_TASK(90, "Register-StartupTask", "register-startup-task", List.of("new-private-folder")),
    /** Of a node of EKS, whose containerd is there. */
    CONFIRM_NODE_CONTAINERD(91, "Confirm-NodeContainerd", "confirm-node-containerd"),
    /** Where no secret holds them. */
    CONFIRM_BUILDKIT_CERTIFICATES(
            92, "Confirm-BuildkitCertificates", "confirm-buildkit-certificates", List.of("new-private-folder")),
    SET_CONTAINER_NETWORK_CONFIGURATION(
            93, "Set-ContainerNetworkConfiguration", "set-container-network-configuration", List.of("set-text-file"));

    /** Constants of the enum can not read fields of the enum. */
    private static final class Functions {
        static final List<String> FILE = List.of("set-text-file", "new-private-folder");
        static final List<String> INSTALL =
                List.of("new-private-folder", "receive-archive", "install-archive", "add-machine-path");
        static final List<String> SERVICE =
                List.of("set-text-file", "read-native", "register-program-service", "start-program-service");
    }

    private final int exitCode;
    private final String stepName;
    private final String file;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> functions;

    HostBootStep(int exitCode, String stepName, String file) {
        this(exitCode, stepName, file, List.of());
    }

    HostBootStep(int exitCode, String stepName, String file, List<String> functions) {
        this.exitCode = exitCode;
        this.stepName = stepName;
        this.file = "hosts/" + file;
        this.functions = functions;
    }

    @Override
    public int exitCode() {
        return exitCode;
    }

    @Override
    public String stepName() {
        return stepName;
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public List<String> functions() {
        return functions.stream().map(HostBootStep::functionTemplate).toList();
    }

    /** Each template of a function, below {@code templates/powershell}. */
    static List<String> functionTemplates() {
        return Stream.of(values())
                .flatMap(step -> step.functions().stream())
                .distinct()
                .toList();
    }

    private static String functionTemplate(String name) {
        return "powershell/functions/" + name + ".ps1.ftl";
    }
}
