package dev.mullion.ecs.service;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keys that ECS has and that Windows has not, with the reason and what to do instead. Where one is accepted by the API
 * all the same, the task fails to start later.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html">Windows task definitions</a>
 */
final class LinuxOnly {
    private static final String LEAVE_OUT = "; leave it out";

    /** Keys of a container. */
    static final Map<String, String> CONTAINER = container();

    /** Keys of a task, of a service or a scheduled one. */
    static final Map<String, String> TASK = task();

    /** Keys of a service. */
    static final Map<String, String> SERVICE = OtherSpellings.of("service", service());

    /** What only Linux has, which an empty value does not ask for. */
    private static final Set<String> LINUX = Set.of(
            "privileged",
            "user",
            "ulimits",
            "linuxParameters",
            "readonlyRootFilesystem",
            "systemControls",
            "disableNetworking",
            "dnsServers",
            "dnsSearchDomains",
            "extraHosts",
            "links",
            "resourceRequirements",
            "inferenceAccelerators",
            "enableFaultInjection");

    private static final Set<String> ASK_FOR_NOTHING = Set.of("false", "", "[]", "{}");

    private LinuxOnly() {}

    /** The values of such a key that ask for nothing, or for what is so anyway. */
    static Set<String> harmlessValues(String key) {
        return switch (key) {
            case "propagateTags" -> Set.of("SERVICE");
            case "enableEcsManagedTags" -> Set.of("true");
            case "platformVersion" -> Set.of("LATEST");
            case "cpuArchitecture" -> Set.of("X86_64");
            case "assignPublicIp" -> Set.of("DISABLED", "false");
            case "interactive", "pseudoTerminal" -> Set.of("false");
            case "volumesFrom" -> Set.of("[]");
            default -> LINUX.contains(key) ? ASK_FOR_NOTHING : Set.of();
        };
    }

    private static Map<String, String> container() {
        Map<String, String> keys = new TreeMap<>();
        keys.put("privileged", linux("Windows containers have no privileged mode") + LEAVE_OUT);
        keys.put(
                "user",
                linux("ECS passes no user to Windows containers")
                        + "; set USER in the image, such as ContainerUser, or use credentialSpec for a domain account");
        keys.put(
                "ulimits",
                linux("Windows has no ulimits") + "; leave it out, and bound the container with cpu and memoryMib");
        keys.put("linuxParameters", linux("capabilities, devices, swap and tmpfs are the Linux kernel's") + LEAVE_OUT);
        keys.put(
                "readonlyRootFilesystem",
                linux("Docker on Windows can not make a root file system read-only")
                        + "; leave it out, or mount what must not change with readOnly: true");
        keys.put(
                "systemControls",
                linux("sysctl parameters are the Linux kernel's") + "; leave it out, or set the registry in the image");
        keys.put(
                "disableNetworking",
                linux("a Windows container always has a network") + "; leave it out, and use security groups");
        String names = "; leave it out, and use the VPC's DHCP options or a Route 53 private zone";
        keys.put("dnsServers", linux("ECS passes no DNS servers to Windows containers") + names);
        keys.put("dnsSearchDomains", linux("ECS passes no search domains to Windows containers") + names);
        keys.put(
                "extraHosts",
                linux("ECS passes no hosts entries to Windows containers")
                        + "; use a Route 53 private zone, or write the hosts file in the image");
        keys.put("links", linux("Windows containers can not be linked") + "; leave it out, and use serviceDiscovery");
        keys.put("resourceRequirements", linux("the ECS agent offers no GPU on Windows") + "; leave it out");
        keys.put(
                "firelensConfiguration",
                linux("FireLens does not run on Windows (aws/containers-roadmap issue 1875)")
                        + "; use logConfiguration with awslogs");
        return OtherSpellings.of("container", keys);
    }

    private static Map<String, String> service() {
        Map<String, String> keys = new TreeMap<>(TASK);
        keys.put(
                "serviceConnectConfiguration",
                linux("Service Connect refuses Windows tasks (Unsupported operating system in task definition)")
                        + "; use serviceDiscovery or loadBalancer");
        return keys;
    }

    private static Map<String, String> task() {
        Map<String, String> keys = new TreeMap<>();
        keys.put("ipcMode", linux("Windows containers share no IPC resources") + LEAVE_OUT);
        keys.put("pidMode", linux("Windows containers share no process namespace") + LEAVE_OUT);
        keys.put(
                "proxyConfiguration",
                linux("App Mesh does not run on Windows") + "; leave it out, and use loadBalancer or serviceDiscovery");
        keys.put("inferenceAccelerators", linux("the ECS agent offers no accelerators on Windows") + LEAVE_OUT);
        keys.put("enableFaultInjection", linux("the ECS agent offers no fault injection on Windows") + LEAVE_OUT);
        keys.put("cpuArchitecture", "is always X86_64: there are no Windows images for ARM64; leave it out");
        keys.put(
                "runtimePlatform",
                "follows from the capacity; leave it out, or use operatingSystem with launchType: FARGATE");
        return OtherSpellings.of("task", keys);
    }

    private static String linux(String reason) {
        return "works on Linux only: " + reason;
    }
}
