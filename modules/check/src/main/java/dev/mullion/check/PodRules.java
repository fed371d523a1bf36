package dev.mullion.check;

import dev.mullion.diff.finding.Values;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Fields;
import dev.mullion.kubernetes.NodeLabels;
import dev.mullion.windows.WindowsImage;
import dev.mullion.windows.WindowsRelease;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Pods of Windows, whatever makes them. */
final class PodRules implements Checks.Look {
    /** Where the kinds of Kubernetes keep a pod. */
    private static final List<String> PODS =
            List.of("spec.jobTemplate.spec.template.spec", "spec.template.spec", "spec");

    private static final String WINDOWS = "windows";

    private static final List<String> OF_LINUX = List.of(
            "allowPrivilegeEscalation",
            "appArmorProfile",
            "capabilities",
            "fsGroup",
            "privileged",
            "procMount",
            "readOnlyRootFilesystem",
            "runAsGroup",
            "runAsUser",
            "seLinuxOptions",
            "seccompProfile",
            "supplementalGroups",
            "sysctls");

    @Override
    public void look(CheckedPlan all, FindingCollector collector) {
        for (PlanResource resource : all.resources().all()) {
            if (resource.type().startsWith("kubernetes:node.k8s.io/")) {
                runtimeClass(resource, collector);
            } else if (resource.type().startsWith("kubernetes:")) {
                pod(resource).ifPresent(pod -> pod(resource, pod, collector));
            }
        }
    }

    private static Optional<MaskedValue> pod(PlanResource resource) {
        return PODS.stream()
                .flatMap(path -> Values.at(resource.inputs(), path).stream())
                .filter(spec -> Values.at(spec, "containers").isPresent())
                .findFirst();
    }

    private static void pod(PlanResource resource, MaskedValue pod, FindingCollector collector) {
        List<MaskedValue> containers = Values.list(pod, "containers");
        boolean selected = selector(pod, NodeLabels.OPERATING_SYSTEM).equals(WINDOWS)
                || selector(pod, NodeLabels.OLD_OPERATING_SYSTEM).equals(WINDOWS);
        boolean byBuild = selector(pod, NodeLabels.WINDOWS_BUILD).startsWith("10.");
        boolean windows = selected || byBuild || Values.text(pod, "os.name").equals(WINDOWS);
        boolean byAffinity = !selected && hasAffinity(pod);
        boolean ofImage = containers.stream().anyMatch(each -> Task.isWindowsImage(Values.text(each, "image")));
        boolean host = Values.isTrue(pod, "securityContext.windowsOptions.hostProcess")
                || containers.stream()
                        .anyMatch(each -> Values.isTrue(each, "securityContext.windowsOptions.hostProcess"));
        if (!windows && !byAffinity && !ofImage) {
            return;
        }
        if (byAffinity && !host) {
            collector.add(Rule.POD_SELECTED_BY_AFFINITY, resource, "nodeAffinity to Windows without a nodeSelector");
        } else if (!selected && !byAffinity && !isPlaced(pod, host && byBuild)) {
            collector.add(
                    Rule.POD_WITHOUT_OS,
                    resource,
                    (ofImage ? "image" : "pod") + " of Windows, and no nodeSelector kubernetes.io/os: windows");
        }
        linuxSettings(resource, pod, containers, collector);
        if (Values.isTrue(pod, "hostNetwork") && !host) {
            collector.add(Rule.POD_HOST_NETWORK, resource, "hostNetwork");
        }
        for (MaskedValue container : containers) {
            if (Values.at(container, "resources.limits.memory").isEmpty()) {
                collector.add(
                        Rule.POD_WITHOUT_MEMORY_LIMIT,
                        resource,
                        "no memory limit of container " + Values.text(container, "name"));
            }
            image(resource, pod, container, host, collector);
        }
    }

    /** Whether a pod without a selector gets where it should, be it by the build where the host's addresses do. */
    private static boolean isPlaced(MaskedValue pod, boolean onHost) {
        return onHost
                || !Values.text(pod, "runtimeClassName").isEmpty()
                || !Values.text(pod, "nodeName").isEmpty();
    }

    private static void linuxSettings(
            PlanResource resource, MaskedValue pod, List<MaskedValue> containers, FindingCollector collector) {
        TreeSet<String> settings = new TreeSet<>();
        List<MaskedValue> all = new ArrayList<>(containers);
        all.add(pod);
        for (MaskedValue each : all) {
            for (String key : OF_LINUX) {
                Values.at(each, "securityContext." + key).filter(Values::says).ifPresent(value -> settings.add(key));
            }
        }
        if (!settings.isEmpty()) {
            collector.add(Rule.POD_SECURITY_CONTEXT, resource, "securityContext with " + String.join(", ", settings));
        }
    }

    /** HostProcess containers run on any release. */
    private static void image(
            PlanResource resource, MaskedValue pod, MaskedValue container, boolean host, FindingCollector collector) {
        String build = selector(pod, NodeLabels.WINDOWS_BUILD);
        String image = Values.text(container, "image");
        Arrays.stream(WindowsRelease.values())
                .filter(release -> !host && release.windowsBuild().equals(build))
                .findFirst()
                .filter(release -> !WindowsImage.starts(image, release))
                .ifPresent(release -> collector.add(
                        Rule.POD_IMAGE_RELEASE, resource, "image " + image + " on nodes of build " + build));
    }

    private static String selector(MaskedValue pod, String label) {
        return label(pod, "nodeSelector", label);
    }

    /** The value of a label, whose key has dots of its own. */
    private static String label(MaskedValue value, String path, String label) {
        return Values.at(value, path).orElse(Fields.NONE) instanceof Fields labels
                ? Optional.ofNullable(labels.values().get(label))
                        .map(Values::text)
                        .orElse("")
                : "";
    }

    private static boolean hasAffinity(MaskedValue pod) {
        for (MaskedValue term : Values.list(
                pod, "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms")) {
            for (MaskedValue expression : Values.list(term, "matchExpressions")) {
                if (Values.text(expression, "key").equals(NodeLabels.OPERATING_SYSTEM)
                        && Values.text(expression, "operator").equals("In")
                        && Values.texts(expression, "values").equals(List.of(WINDOWS))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void runtimeClass(PlanResource resource, FindingCollector collector) {
        boolean windows = label(resource.inputs(), "scheduling.nodeSelector", NodeLabels.OPERATING_SYSTEM)
                .equals(WINDOWS);
        if (windows && resource.text("handler").equals("docker")) {
            collector.add(Rule.RUNTIME_CLASS_HANDLER, resource, "handler docker");
        }
    }
}
