package dev.mullion.eks;

import dev.mullion.core.json.JsonValue;
import dev.mullion.core.json.JsonValue.Fields;
import dev.mullion.core.spec.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What add-ons may not be told where Windows nodes are, and which of them do not serve Windows. */
final class AddonRules {
    private AddonRules() {}

    static void check(EksClusterModel model, Problems problems) {
        Map<String, AddonSpec> addons = model.spec().addons();
        Problems here = problems.at("addons");
        Optional.ofNullable(addons.get(EksAddon.VPC_CNI)).ifPresent(cni -> {
            Problems cniKeys = here.at(EksAddon.VPC_CNI);
            if (model.spec().existing()
                    && model.spec()
                            .windowsIpam()
                            .manage()
                            .filter(manage -> manage == WindowsIpamSpec.Manage.ADDON)
                            .isEmpty()) {
                here.atKey(EksAddon.VPC_CNI)
                        .add("is left alone of an existing cluster; use windowsIpam: {manage: addon}, or leave it out");
            }
            cni.values().ifPresent(values -> checkCni(values, cniKeys.at("configurationValues")));
        });
        if (addons.containsKey(EksAddon.POD_IDENTITY_AGENT)) {
            here.at(EksAddon.POD_IDENTITY_AGENT)
                    .warn("EKS030", "EKS Pod Identity does not serve Windows pods; they have roles by IRSA");
        }
        if (addons.containsKey(EksAddon.NODE_MONITORING_AGENT)) {
            here.at(EksAddon.NODE_MONITORING_AGENT)
                    .warn("EKS031", "the node monitoring agent watches Linux nodes only");
        }
    }

    /** https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html, and windowsIpam's own keys. */
    private static void checkCni(Fields values, Problems problems) {
        for (String ours : List.of(
                "enableWindowsIpam",
                "enableWindowsPrefixDelegation",
                "warmWindowsPrefixTarget",
                "warmWindowsIPTarget",
                "minimumWindowsIPTarget")) {
            if (values.values().containsKey(ours)) {
                problems.add(
                        "holds " + ours + "; leave it out: windowsIpam says it, in the type that the add-on takes");
            }
        }
        Optional<Fields> env = fields(values, "env");
        boolean custom = env.filter(each -> isOn(each, "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG"))
                        .isPresent()
                || fields(values, "eniConfig")
                        .filter(each -> isOn(each, "create"))
                        .isPresent();
        if (custom) {
            problems.add("switches custom networking on; leave it out: Windows pods get no addresses by it"
                    + " (aws/containers-roadmap issue 2780)");
        }
        if (env.filter(each -> isOn(each, "ENABLE_IPv6")).isPresent()) {
            problems.add("switches IPv6 on; leave it out: Windows pods have no IPv6 addresses on EKS");
        }
        if (env.filter(each -> isOn(each, "ENABLE_POD_ENI")).isPresent()) {
            problems.warn(
                    "EKS032",
                    "security groups for pods do not reach Windows pods, which have their node's groups"
                            + " (aws/containers-roadmap issue 1083)");
        }
        if (isOn(values, "enableNetworkPolicy")) {
            problems.warn("EKS033", "network policies of the VPC CNI do not reach Windows pods");
        }
    }

    private static Optional<Fields> fields(Fields of, String key) {
        return of.values().get(key) instanceof Fields fields ? Optional.of(fields) : Optional.empty();
    }

    /** The chart takes both the word and the boolean. */
    private static boolean isOn(Fields of, String key) {
        JsonValue value = of.values().get(key);
        return (value instanceof JsonValue.Text text && text.value().equals("true"))
                || (value instanceof JsonValue.Bool flag && flag.value());
    }
}
