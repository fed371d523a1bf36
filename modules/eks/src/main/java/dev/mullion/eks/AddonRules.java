package dev.mullion.eks;

import dev.mullion.core.json.JsonValue;
import dev.mullion.core.json.JsonValue.Fields;
import dev.mullion.core.spec.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What add-ons may not be told where Windows nodes are, and which of them do not serve Windows. */
final class AddonRules {
    private static final String CLOUDWATCH_NAMESPACE = "amazon-cloudwatch";

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
            cni.version()
                    .filter(AddonFloor.VPC_CNI::isBelow)
                    .ifPresent(version -> refuse(version, AddonFloor.VPC_CNI, cniKeys));
            cni.values().ifPresent(values -> checkCni(values, cniKeys.at("configurationValues")));
        });
        Optional.ofNullable(addons.get(EksAddon.EBS_CSI_DRIVER))
                .ifPresent(driver -> checkEbsCsiDriver(driver, model.spec(), here.at(EksAddon.EBS_CSI_DRIVER)));
        Optional.ofNullable(addons.get(EksAddon.CLOUDWATCH_OBSERVABILITY))
                .ifPresent(agent ->
                        checkCloudWatch(agent, model.spec(), problems, here.at(EksAddon.CLOUDWATCH_OBSERVABILITY)));
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

    private static void checkEbsCsiDriver(AddonSpec driver, EksClusterSpec cluster, Problems problems) {
        boolean has2025 = ReleaseInUse.of(cluster).stream()
                .anyMatch(release -> release.release().year() >= 2025);
        driver.version()
                .filter(version -> has2025 && AddonFloor.EBS_CSI_ON_2025.isBelow(version))
                .ifPresent(version -> refuse(version, AddonFloor.EBS_CSI_ON_2025, problems));
        Optional<Fields> node = driver.values().flatMap(values -> fields(values, "node"));
        if (node.filter(each -> isOff(each, "enableWindows")).isPresent()) {
            problems.at("configurationValues")
                    .warn("EKS040", "node.enableWindows is false: no volume is mounted on Windows nodes");
        }
    }

    private static void checkCloudWatch(AddonSpec agent, EksClusterSpec cluster, Problems problems, Problems here) {
        agent.version().ifPresent(version -> {
            boolean tainted = cluster.windowsTaints().findAny().isPresent();
            if (AddonFloor.CLOUDWATCH.isBelow(version)) {
                refuse(version, AddonFloor.CLOUDWATCH, here);
            } else if (tainted && AddonFloor.CLOUDWATCH_ON_TAINTED.isBelow(version)) {
                refuse(version, AddonFloor.CLOUDWATCH_ON_TAINTED, here);
            }
        });
        Problems values = here.at("configurationValues");
        Optional<Fields> told = agent.values();
        boolean signals = told.filter(each -> each.values().containsKey("applicationSignals"))
                        .isPresent()
                || told.flatMap(each -> fields(each, "manager"))
                        .filter(each -> each.values().containsKey("applicationSignals"))
                        .isPresent();
        if (signals) {
            values.warn("EKS041", "Application Signals does not reach Windows pods");
        }
        cluster.fluentBit()
                .filter(spec -> spec.namespace().equals(CLOUDWATCH_NAMESPACE))
                .ifPresent(spec -> problems.at("fluentBit")
                        .at("namespace")
                        .refuse(
                                CLOUDWATCH_NAMESPACE,
                                "use another namespace: it is made, and the add-on amazon-cloudwatch-observability makes this"
                                        + " one"));
        boolean logs = told.flatMap(each -> fields(each, "containerLogs"))
                .filter(each -> isOff(each, "enabled"))
                .isEmpty();
        if (logs && cluster.fluentBit().isPresent()) {
            problems.at("fluentBit")
                    .warn(
                            "EKS042",
                            "the add-on amazon-cloudwatch-observability sends the logs of Windows pods, too, and both are"
                                    + " paid for; leave fluentBit out, or tell the add-on '{\"containerLogs\": {\"enabled\":"
                                    + " false}}', which ends its logs of Linux pods as well");
        }
    }

    private static void refuse(String version, AddonFloor floor, Problems addon) {
        addon.at("version").refuse(version, "use " + floor.version() + " or newer: " + floor.reason());
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

    private static boolean isOff(Fields of, String key) {
        return of.values().get(key) instanceof JsonValue.Bool flag && !flag.value();
    }
}
