package dev.mullion.check;

import dev.mullion.core.spec.Problems;
import dev.mullion.kubernetes.NodeLabels;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How nodes of Windows join an EKS cluster. */
final class BootstrapRules implements Checks.Look {
    private static final Pattern BOOTSTRAP = Pattern.compile("Start-EKSBootstrap", Pattern.CASE_INSENSITIVE);

    /** A script that asks whether it was here before. */
    private static final Pattern GUARD = Pattern.compile(
            "\\bif\\s{0,9}\\([^\\n]{0,200}?(?:Test-Path|Get-Service|Get-ItemProperty)", Pattern.CASE_INSENSITIVE);

    private static final Pattern SERVICE_CIDR =
            Pattern.compile("ServiceCIDR|SERVICE_IPV4_CIDR", Pattern.CASE_INSENSITIVE);

    private static final Pattern DOCKER =
            Pattern.compile("-ContainerRuntime\\s{1,9}[\"']?docker", Pattern.CASE_INSENSITIVE);

    private static final Pattern OF_LINUX = Pattern.compile(
            "(?<![\\w-])--(?:kubelet-extra-args|b64-cluster-ca|apiserver-endpoint|dns-cluster-ip)(?![\\w-])");

    /** Nothing behind the sign, or a quote that ends the arguments, or two of them. */
    private static final Pattern EMPTY = Pattern.compile(
            "--(node-labels|register-with-taints)=(?:\"\"|''|`\"`\"|\\\\\"\\\\\")?(?=\\s|$|[\"'](?:[\\s;)]|$))");

    private static final Pattern LABELS = Pattern.compile("--node-labels=[\"'`\\\\]{0,3}([A-Za-z0-9./_=,:-]{1,4000})");

    @Override
    public void look(CheckedPlan all, FindingCollector collector) {
        for (Machine machine : all.machines()) {
            machine.userData().filter(BootstrapRules::bootstraps).ifPresent(userData -> {
                arguments(userData.code(), machine.resource(), collector);
                if (userData.eachBoot() && !GUARD.matcher(userData.code()).find()) {
                    collector.add(
                            Rule.BOOTSTRAP_EACH_BOOT,
                            machine.resource(),
                            "user data calls Start-EKSBootstrap.ps1 at each boot");
                }
            });
            if (machine.kind() == Machine.Kind.NODE_CLASS) {
                nodeClass(machine, collector);
            }
        }
    }

    /** Whether user data calls EKS's bootstrap for Windows. */
    static boolean bootstraps(BootScript userData) {
        return BOOTSTRAP.matcher(userData.code()).find();
    }

    private static void arguments(String code, PlanResource resource, FindingCollector collector) {
        if (!SERVICE_CIDR.matcher(code).find()) {
            collector.add(
                    Rule.BOOTSTRAP_WITHOUT_SERVICE_CIDR,
                    resource,
                    "Start-EKSBootstrap.ps1 is called without -ServiceCIDR");
        }
        Matcher empty = EMPTY.matcher(code);
        if (empty.find()) {
            collector.add(Rule.KUBELET_ARGUMENT_EMPTY, resource, "--" + empty.group(1) + "= without a value");
        }
        if (DOCKER.matcher(code).find()) {
            collector.add(Rule.BOOTSTRAP_WITH_DOCKER, resource, "-ContainerRuntime docker");
        }
        Matcher linux = OF_LINUX.matcher(code);
        if (linux.find()) {
            collector.add(Rule.BOOTSTRAP_OF_LINUX, resource, linux.group() + " beside Start-EKSBootstrap.ps1");
        }
        Matcher labels = LABELS.matcher(code);
        if (labels.find()) {
            for (String label : labels.group(1).split(",", -1)) {
                String key = label.split("=", 2)[0];
                if (!key.isEmpty() && isForbidden(key)) {
                    collector.add(Rule.NODE_LABEL_FORBIDDEN, resource, "label " + key + " in --node-labels");
                }
            }
        }
    }

    private static boolean isForbidden(String key) {
        Problems problems = new Problems();
        NodeLabels.check(Map.of(key, "x"), problems);
        return !problems.problems().isEmpty();
    }

    private static void nodeClass(Machine machine, FindingCollector collector) {
        PlanResource resource = machine.resource();
        String alias = Machine.alias(resource);
        if (!machine.hasWindowsImage()) {
            return;
        }
        if (alias.startsWith("windows") && !alias.endsWith("@latest")) {
            collector.add(Rule.KARPENTER_ALIAS, resource, "alias " + alias);
        }
        boolean told = machine.userData()
                .filter(userData -> SERVICE_CIDR.matcher(userData.text()).find())
                .isPresent();
        if (!told) {
            collector.add(Rule.KARPENTER_SERVICE_CIDR, resource, "userData sets no SERVICE_IPV4_CIDR");
        }
    }
}
