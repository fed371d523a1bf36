package dev.mullion.eks;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.template.PowerShell;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Arguments of kubelet, which only a node with a bootstrap of its own can have.
 *
 * @param maxPods pods on a node, 1 to 250 and at most what its network gives; 110 (kubelet's own) when not given
 * @param reservedMemoryMib MiB that pods do not get, 512 or more: Windows pages instead of ending what takes too much; 2048
 *     when not given, as AWS advises
 * @param extraArgs further arguments, such as {@code --image-gc-high-threshold=80}
 * @see <a href="https://docs.aws.amazon.com/eks/latest/best-practices/windows-oom.html">Memory of Windows nodes</a>
 */
@GenerateBuilder
public record KubeletSpec(
        @Explain(api = "kubelet --max-pods", example = "60") @Range(min = 1, max = KubeletSpec.MAX_PODS)
        Optional<Integer> maxPods,

        @Explain(api = "kubelet --system-reserved memory", example = "3072")
        @Range(min = KubeletSpec.MIN_RESERVED_MIB, max = 1_048_576)
        @Default("2048")
        int reservedMemoryMib,

        @Explain(api = "kubelet", example = "[--image-gc-high-threshold=80]")
        List<String> extraArgs)
        implements Spec {
    /** kubelet's own default. https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/ */
    static final int DEFAULT_MAX_PODS = 110;

    static final int MAX_PODS = 250;
    static final int MIN_RESERVED_MIB = 512;

    /** Without what PowerShell, AWS's script or kubelet's flag parser could read as something else. */
    private static final Pattern ARGUMENT = Pattern.compile("(--[a-z0-9][a-z0-9-]*)(=[A-Za-z0-9_.,:/<>=%+@*-]*)?");

    /** Those that Mullion gives, by the key that says them. */
    private static final Set<String> OURS = Set.of(
            "--node-labels",
            "--register-with-taints",
            "--max-pods",
            "--kube-reserved",
            "--system-reserved",
            "--eviction-hard",
            "--cluster-dns");

    public static KubeletSpecBuilder builder() {
        return new KubeletSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        maxPods.ifPresent(pods -> KubeletSpecBuilder.checkMaxPods(pods, problems));
        KubeletSpecBuilder.checkReservedMemoryMib(reservedMemoryMib, problems);
        checkArguments(extraArgs, problems.at("extraArgs"));
    }

    /** Refuses what is no argument of kubelet or kube-proxy, and what Mullion gives itself. */
    static void checkArguments(List<String> arguments, Problems problems) {
        for (int i = 0; i < arguments.size(); i++) {
            Matcher argument = ARGUMENT.matcher(arguments.get(i));
            if (!argument.matches()) {
                problems.at(i)
                        .refuse(
                                arguments.get(i),
                                "use one argument, such as --v=2, its value of A-Z a-z 0-9 _ . , : / < > = % + @ * -");
            } else if (OURS.contains(argument.group(1))) {
                problems.at(i)
                        .refuse(
                                arguments.get(i),
                                "leave it out: labels, taints, kubelet.maxPods and kubelet.reservedMemoryMib say it, and"
                                        + " DNS follows from the cluster");
            } else {
                String value = arguments.get(i);
                Problems here = problems.at(i);
                PowerShell.refusal(value).ifPresent(use -> here.refuse(value, use));
            }
        }
    }
}
