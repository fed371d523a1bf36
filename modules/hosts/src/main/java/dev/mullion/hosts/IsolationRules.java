package dev.mullion.hosts;

import dev.mullion.core.spec.Problems;
import java.util.List;

/** Hyper-V on EC2, and what is known to go wrong with it. */
final class IsolationRules {
    /** https://github.com/containerd/containerd/issues/13254; in which patch it ended is not established. */
    private static final ToolVersion HYPERV_REGRESSION = new ToolVersion(2, 3, 0);

    private IsolationRules() {}

    static void check(ContainerHostsModel hosts, Problems problems) {
        WindowsContainerHostsSpec spec = hosts.spec();
        if (spec.buildkit().filter(BuildkitSpec::hypervIsolation).isPresent() && !spec.hyperV()) {
            problems.given("hyperV")
                    .at("buildkit")
                    .at("hypervIsolation")
                    .refuse(true, "use hyperV: true beside it, or false: without Hyper-V no build starts");
        }
        if (spec.hyperV()) {
            checkTypes(spec.instance().instanceTypes(), problems.given("hyperV").at("instanceTypes"));
            warn(hosts.host().containerd().version(), problems.at("hyperV"));
        }
    }

    private static void checkTypes(List<String> types, Problems problems) {
        for (int i = 0; i < types.size(); i++) {
            if (!types.get(i).contains(".metal")) {
                // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/amazon-ec2-nested-virtualization.html
                problems.at(i)
                        .refuse(
                                types.get(i),
                                "use a bare metal type, such as m6i.metal, for hyperV; C8i, M8i and R8i could nest it, but"
                                        + " pulumi-aws 6.83 has no option for that (7 has)");
            }
        }
    }

    private static void warn(ToolVersion containerd, Problems problems) {
        if (!containerd.isBefore(HYPERV_REGRESSION)) {
            problems.warn(
                    "HST006",
                    "Hyper-V containers failed with containerd " + HYPERV_REGRESSION
                            + " (https://github.com/containerd/containerd/issues/13254), and in which release they work again"
                            + " is not known; try one before you rely on it. Networks of builds in Hyper-V are not established"
                            + " either");
        }
    }
}
