package dev.mullion.eks;

import dev.mullion.kubernetes.Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Arguments of kubelet and kube-proxy, on one line each, as AWS's bootstrap takes them. */
final class NodeArguments {
    /** AWS's script splits its text at commas and blanks that no double quotes enclose: awslabs/amazon-eks-ami issues 348, 847. */
    private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[A-Za-z0-9_.:/*@%+-]*");

    private static final KubernetesVersion DSR_WITHOUT_GATE = new KubernetesVersion(33);

    private NodeArguments() {}

    /** kubelet's: labels, taints, pods, and what Windows keeps of the memory. */
    static String ofKubelet(EksWindowsNodePoolSpec pool, PodDensity density) {
        List<String> arguments = new ArrayList<>();
        if (!pool.labels().isEmpty()) {
            arguments.add("--node-labels="
                    + quoted(pool.labels().entrySet().stream()
                            .map(NodeArguments::label)
                            .collect(Collectors.joining(","))));
        }
        if (!pool.taints().isEmpty()) {
            // EKS gives a managed node group's taints to a node only after it joined, when pods may be on it already.
            arguments.add("--register-with-taints="
                    + quoted(pool.taints().stream().map(Taint::text).collect(Collectors.joining(","))));
        }
        // Above what its network gives, kubelet would take pods that never get an address.
        arguments.add("--max-pods=" + density.pods().orElse(pool.maxPods()));
        int reserved = pool.kubeletOrDefault().reservedMemoryMib();
        int ofKubelet = reserved / 4;
        // Windows pages instead of ending what takes too much:
        // https://docs.aws.amazon.com/eks/latest/best-practices/windows-oom.html
        arguments.add("--kube-reserved=" + quoted("memory=" + ofKubelet + "Mi,ephemeral-storage=1Gi"));
        arguments.add("--system-reserved=" + quoted("memory=" + (reserved - ofKubelet) + "Mi,ephemeral-storage=1Gi"));
        arguments.add("--eviction-hard=" + quoted("memory.available<200Mi,nodefs.available<10%"));
        pool.kubeletOrDefault().extraArgs().forEach(argument -> arguments.add(withQuotes(argument)));
        return String.join(" ", arguments);
    }

    /**
     * kube-proxy's. Without direct server return a node runs out of ports at some hundred services:
     * https://docs.aws.amazon.com/eks/latest/best-practices/windows-networking.html. Its feature gate is on since 1.33, and
     * a gate that is removed keeps kube-proxy from starting:
     * https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/#WinDSR
     *
     * @param version of Kubernetes, or a stand-in for it
     */
    static String ofKubeProxy(EksWindowsNodePoolSpec pool, String version) {
        List<String> arguments = new ArrayList<>(List.of("--enable-dsr=true"));
        if (!ClusterValues.isStandIn(version)
                && KubernetesVersion.parse(version).isBefore(DSR_WITHOUT_GATE)) {
            arguments.add("--feature-gates=" + quoted("WinDSR=true"));
        }
        pool.kubeProxyExtraArgs().forEach(argument -> arguments.add(withQuotes(argument)));
        return String.join(" ", arguments);
    }

    private static String label(Map.Entry<String, String> label) {
        return label.getKey() + "=" + label.getValue();
    }

    private static String withQuotes(String argument) {
        int equals = argument.indexOf('=');
        return equals < 0 ? argument : argument.substring(0, equals + 1) + quoted(argument.substring(equals + 1));
    }

    private static String quoted(String value) {
        return NEEDS_NO_QUOTES.matcher(value).matches() ? value : '"' + value + '"';
    }
}
