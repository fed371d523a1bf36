package dev.mullion.eks;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How Windows pods get their addresses: settings of the VPC CNI that EKS's own controller reads.
 *
 * @param prefixDelegation nodes take /28 prefixes, sixteen addresses each, instead of single addresses: more pods, on Nitro
 *     instances; off when not given. Of an existing cluster it says what is there, unless {@code manage} makes it so
 * @param warmIpTarget addresses kept ready on a node; the add-on's 3, or 1 with prefixes, when not given
 * @param minimumIpTarget addresses that a node has at least; the add-on's 3 when not given
 * @param warmPrefixTarget prefixes kept ready on a node; 0 when not given. The two others have precedence over it
 * @param manage of an existing cluster: who sets it. Nobody when not given
 * @see <a href="https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/docs/windows/prefix_delegation_config_options.md">Options</a>
 */
@GenerateBuilder
public record WindowsIpamSpec(
        @Explain(api = "ConfigMap amazon-vpc-cni enable-windows-prefix-delegation", example = "true")
        Optional<Boolean> prefixDelegation,

        @Explain(api = "ConfigMap amazon-vpc-cni warm-ip-target", example = "5") @Range(min = 0, max = 250)
        Optional<Integer> warmIpTarget,

        @Explain(api = "ConfigMap amazon-vpc-cni minimum-ip-target", example = "10") @Range(min = 0, max = 250)
        Optional<Integer> minimumIpTarget,

        @Explain(api = "ConfigMap amazon-vpc-cni warm-prefix-target", example = "1") @Range(min = 0, max = 16)
        Optional<Integer> warmPrefixTarget,

        @Explain(example = "configMap") Optional<Manage> manage)
        implements Spec {
    /** What holds the settings of an existing cluster. */
    public enum Manage {
        /** The add-on vpc-cni, which is made, or was imported. */
        ADDON("addon"),
        /** The ConfigMap amazon-vpc-cni, for clusters whose CNI is no add-on: an add-on would write it back. */
        CONFIG_MAP("configMap");

        private final String spelling;

        Manage(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    public static WindowsIpamSpecBuilder builder() {
        return new WindowsIpamSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        warmIpTarget.ifPresent(count -> WindowsIpamSpecBuilder.checkWarmIpTarget(count, problems));
        minimumIpTarget.ifPresent(count -> WindowsIpamSpecBuilder.checkMinimumIpTarget(count, problems));
        warmPrefixTarget.ifPresent(count -> WindowsIpamSpecBuilder.checkWarmPrefixTarget(count, problems));
        if (warmPrefixTarget.isPresent() && !prefixDelegation.orElse(false)) {
            problems.given("prefixDelegation")
                    .at("warmPrefixTarget")
                    .refuse(warmPrefixTarget.get(), "leave it out, or use prefixDelegation: true");
        }
    }

    /**
     * As the add-on takes it. The switches are strings there, the targets numbers:
     * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/charts/aws-vpc-cni/values.yaml
     */
    Map<String, Object> addonValues() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("enableWindowsIpam", "true");
        prefixDelegation.ifPresent(on -> values.put("enableWindowsPrefixDelegation", String.valueOf(on)));
        warmIpTarget.ifPresent(count -> values.put("warmWindowsIPTarget", count));
        minimumIpTarget.ifPresent(count -> values.put("minimumWindowsIPTarget", count));
        warmPrefixTarget.ifPresent(count -> {
            values.put("warmWindowsPrefixTarget", count);
            // Both have precedence over it: amazon-vpc-resource-controller-k8s, pkg/config/loader.go.
            values.putIfAbsent("warmWindowsIPTarget", 0);
            values.putIfAbsent("minimumWindowsIPTarget", 0);
        });
        return values;
    }

    /** As the ConfigMap holds it, which the controller reads by these names. */
    Map<String, String> configMapData() {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("enable-windows-ipam", "true");
        prefixDelegation.ifPresent(on -> data.put("enable-windows-prefix-delegation", String.valueOf(on)));
        warmIpTarget.ifPresent(count -> data.put("warm-ip-target", String.valueOf(count)));
        minimumIpTarget.ifPresent(count -> data.put("minimum-ip-target", String.valueOf(count)));
        warmPrefixTarget.ifPresent(count -> {
            data.put("warm-prefix-target", String.valueOf(count));
            data.putIfAbsent("warm-ip-target", "0");
            data.putIfAbsent("minimum-ip-target", "0");
        });
        return data;
    }
}
