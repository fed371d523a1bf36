package dev.mullion.check;

import dev.mullion.diff.finding.Values;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.windows.AgentPorts;
import dev.mullion.windows.FargateSize;
import dev.mullion.windows.WindowsImage;
import dev.mullion.windows.WindowsRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Task definitions of ECS that Windows, or Fargate with Windows, can not run. */
final class TaskRules implements Checks.Look {
    private static final List<String> OF_LINUX_CONTAINERS = List.of(
            "disableNetworking",
            "dnsSearchDomains",
            "dnsServers",
            "extraHosts",
            "firelensConfiguration",
            "links",
            "linuxParameters",
            "privileged",
            "readonlyRootFilesystem",
            "systemControls",
            "ulimits",
            "user");

    private static final List<String> OF_LINUX_TASKS = List.of("ipcMode", "pidMode", "proxyConfiguration");

    private static final List<String> NOT_ON_FARGATE = List.of("environmentFiles", "restartPolicy");

    private static final Set<String> RESERVED_PORTS =
            AgentPorts.RESERVED.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());

    private static final Pattern CREDENTIAL_SPEC = Pattern.compile("credentialspec(?:domainless)?:.{1,2000}");

    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

    @Override
    public void look(CheckedPlan all, FindingCollector collector) {
        for (PlanResource resource : all.resources().all()) {
            Task.of(resource).ifPresent(task -> {
                secrets(task, collector);
                if (task.isWindows()) {
                    platform(task, collector);
                    network(task, collector);
                    volumes(task, collector);
                    task.containers().forEach(container -> container(task, container, collector));
                }
            });
        }
    }

    private static void secrets(Task task, FindingCollector collector) {
        for (MaskedValue container : task.containers()) {
            for (MaskedValue variable : Values.list(container, "environment")) {
                boolean hidden =
                        Values.at(variable, "value").filter(collector::hides).isPresent();
                if (hidden) {
                    collector.add(
                            Rule.SECRET_IN_ENVIRONMENT,
                            task.resource(),
                            "environment variable " + Values.text(variable, "name") + of(container)
                                    + " holds what looks like a secret");
                }
            }
        }
    }

    private static String of(MaskedValue container) {
        return " of container " + Values.text(container, "name");
    }

    private static void platform(Task task, FindingCollector collector) {
        PlanResource resource = task.resource();
        if (resource.text("runtimePlatform.cpuArchitecture").equals("ARM64")) {
            collector.add(Rule.TASK_ARM, resource, "cpuArchitecture ARM64");
        }
        List<String> linux = OF_LINUX_TASKS.stream().filter(resource::has).toList();
        if (!linux.isEmpty()) {
            collector.add(Rule.TASK_OF_LINUX, resource, String.join(", ", linux));
        }
        Optional<WindowsRelease> release = WindowsRelease.find(task.family());
        if (task.isFargate()) {
            if (task.family().isEmpty()) {
                collector.add(Rule.FAMILY_MISSING, resource, "an image of Windows, and no operatingSystemFamily");
            } else if (release.filter(each -> each.has(WindowsRelease.Feature.FARGATE))
                    .isEmpty()) {
                collector.add(Rule.FARGATE_RELEASE, resource, "operatingSystemFamily " + task.family() + " on Fargate");
            }
            size(task, collector);
        } else if (!task.family().isEmpty() && release.isEmpty()) {
            collector.add(Rule.FARGATE_RELEASE, resource, "operatingSystemFamily " + task.family());
        }
    }

    /** Only numbers are compared: AWS also takes {@code 1 vCPU} and {@code 2 GB}. */
    private static void size(Task task, FindingCollector collector) {
        String cpu = task.resource().text("cpu");
        String memory = task.resource().text("memory");
        if (!DIGITS.matcher(cpu).matches() || !DIGITS.matcher(memory).matches()) {
            return;
        }
        boolean there = FargateSize.of(Integer.parseInt(cpu))
                .filter(size -> size.takes(Integer.parseInt(memory)))
                .isPresent();
        if (!there) {
            collector.add(Rule.FARGATE_SIZE, task.resource(), "cpu " + cpu + " with memory " + memory);
        }
    }

    private static void network(Task task, FindingCollector collector) {
        PlanResource resource = task.resource();
        String mode = resource.text("networkMode");
        String where = task.isFargate() ? " on Fargate" : "";
        if (mode.isEmpty()) {
            boolean unknown = Values.at(resource.inputs(), "networkMode")
                    .filter(MaskedValue.Unknown.class::isInstance)
                    .isPresent();
            if (task.isFargate() && !unknown) {
                collector.add(Rule.NETWORK_MODE, resource, "no network mode" + where);
            }
        } else if (isRefused(mode, task.isFargate())) {
            collector.add(Rule.NETWORK_MODE, resource, "network mode " + mode + where);
        } else if (mode.equals("bridge")) {
            collector.add(Rule.NETWORK_BRIDGE, resource, "network mode bridge");
        }
    }

    private static boolean isRefused(String mode, boolean fargate) {
        return fargate ? !mode.equals("awsvpc") : mode.equals("host") || mode.equals("none");
    }

    private static void volumes(Task task, FindingCollector collector) {
        for (MaskedValue volume : task.resource().list("volumes")) {
            String name = " of volume " + Values.text(volume, "name");
            List<String> refused = new ArrayList<>(List.of("efsVolumeConfiguration", "dockerVolumeConfiguration"));
            if (task.isFargate()) {
                refused.add("fsxWindowsFileServerVolumeConfiguration");
            }
            refused.removeIf(key -> Values.at(volume, key).filter(Values::says).isEmpty());
            if (!refused.isEmpty()) {
                collector.add(Rule.VOLUME_UNSUPPORTED, task.resource(), String.join(", ", refused) + name);
            }
            String path = Values.text(volume, "hostPath") + Values.text(volume, "host.sourcePath");
            if (path.startsWith("/")) {
                collector.add(Rule.PATH_OF_LINUX, task.resource(), "path " + path + name);
            }
        }
    }

    private static void container(Task task, MaskedValue container, FindingCollector collector) {
        PlanResource resource = task.resource();
        List<String> linux = said(container, OF_LINUX_CONTAINERS);
        if (!linux.isEmpty()) {
            collector.add(Rule.CONTAINER_OF_LINUX, resource, String.join(", ", linux) + of(container));
        }
        logs(task, container, collector);
        if (Values.at(container, "memoryReservation").filter(Values::says).isPresent()) {
            collector.add(Rule.MEMORY_RESERVATION, resource, "memoryReservation" + of(container));
        }
        identity(task, container, collector);
        image(task, container, collector);
        if (task.isFargate()) {
            List<String> refused = said(container, NOT_ON_FARGATE);
            if (!refused.isEmpty()) {
                collector.add(Rule.FARGATE_UNSUPPORTED, resource, String.join(", ", refused) + of(container));
            }
            return;
        }
        if (isNothing(container, "cpu")) {
            collector.add(Rule.CONTAINER_WITHOUT_CPU, resource, "no cpu" + of(container));
        }
        if (isNothing(container, "memory")
                && Values.at(container, "memoryReservation").isEmpty()) {
            collector.add(Rule.CONTAINER_WITHOUT_MEMORY, resource, "no memory" + of(container));
        }
        for (MaskedValue mapping : Values.list(container, "portMappings")) {
            String port = Values.text(mapping, "hostPort");
            if (!resource.text("networkMode").equals("awsvpc") && RESERVED_PORTS.contains(port)) {
                collector.add(Rule.HOST_PORT_RESERVED, resource, "host port " + port + of(container));
            }
        }
    }

    private static List<String> said(MaskedValue container, List<String> keys) {
        return keys.stream()
                .filter(key -> Values.at(container, key).filter(Values::says).isPresent())
                .toList();
    }

    /** Whether a number is not there, or 0. */
    private static boolean isNothing(MaskedValue container, String key) {
        if (Values.at(container, key)
                .filter(MaskedValue.Unknown.class::isInstance)
                .isPresent()) {
            return false;
        }
        OptionalDouble number = Values.number(container, key);
        return number.isEmpty() ? Values.text(container, key).isEmpty() : number.getAsDouble() == 0;
    }

    private static void logs(Task task, MaskedValue container, FindingCollector collector) {
        String driver = Values.text(container, "logConfiguration.logDriver");
        boolean refused = driver.equals("awsfirelens") || (task.isFargate() && !driver.equals("awslogs"));
        if (!driver.isEmpty() && refused) {
            collector.add(
                    Rule.LOG_DRIVER,
                    task.resource(),
                    "log driver " + driver + of(container) + (task.isFargate() ? " on Fargate" : ""));
        }
    }

    private static void identity(Task task, MaskedValue container, FindingCollector collector) {
        List<String> specs = Values.texts(container, "credentialSpecs");
        if (specs.isEmpty()) {
            return;
        }
        String wrong = "";
        if (task.isFargate()) {
            wrong = "credentialSpecs on Fargate";
        } else if (specs.size() > 1) {
            wrong = specs.size() + " credentialSpecs";
        } else if (!CREDENTIAL_SPEC.matcher(specs.get(0)).matches()) {
            wrong = "credentialSpecs that begin neither with credentialspec: nor with credentialspecdomainless:";
        }
        if (!wrong.isEmpty()) {
            collector.add(Rule.CREDENTIAL_SPEC, task.resource(), wrong + of(container));
        }
    }

    private static void image(Task task, MaskedValue container, FindingCollector collector) {
        String image = Values.text(container, "image");
        WindowsRelease.find(task.family())
                .filter(release -> !WindowsImage.starts(image, release))
                .ifPresent(release -> collector.add(
                        Rule.TASK_IMAGE_RELEASE,
                        task.resource(),
                        "image " + image + of(container) + " for " + release.name()));
    }
}
