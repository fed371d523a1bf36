package dev.mullion.diff.finding;

import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Scalar;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Add-ons of an EKS cluster that go, and how Windows pods get their addresses: the control plane reads that in the ConfigMap
 * {@code amazon-vpc-cni}, which the add-on writes.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html">Windows support</a>
 */
final class AddonRule implements Findings.Rule {
    private static final String ADDON = "aws:eks/addon:Addon";

    /** The add-on to what its cluster loses with it. */
    static final Map<String, String> NEEDED = Map.of(
            "coredns", "names no longer resolve in its cluster",
            "vpc-cni", "new pods in its cluster get no addresses",
            "kube-proxy", "services in its cluster no longer reach pods on new nodes");

    static final Set<String> CONFIG_MAPS = Set.of("kubernetes:core/v1:ConfigMap", "kubernetes:core/v1:ConfigMapPatch");

    private static final String CONFIG_MAP = "amazon-vpc-cni";

    /** Where addresses of Windows pods are switched on, and where addresses by prefixes are. */
    private record Switches(String addresses, String prefixes) {
        static final Switches OF_ADDON = new Switches(
                "configurationValues.enableWindowsIpam", "configurationValues.enableWindowsPrefixDelegation");
        static final Switches OF_CONFIG_MAP =
                new Switches("data.enable-windows-ipam", "data.enable-windows-prefix-delegation");
    }

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (resource.is(ADDON)) {
            String name = Values.text(resource.before(), "addonName");
            boolean moves = isAnother(resource, "addonName") || isAnother(resource, "clusterName");
            if (!resource.deleted() && !moves) {
                if (name.equals("vpc-cni")) {
                    switches(resource, Switches.OF_ADDON, resource.after(), collector);
                }
            } else if (!isKept(resource) && !EksClusterRule.goesWithCluster(resource, resources)) {
                String lost = NEEDED.get(name);
                if (lost != null) {
                    collector.add(
                            FindingId.ADDON_DELETED,
                            resource,
                            "the add-on " + name + " is deleted (" + resource.name() + "): " + lost);
                }
                if (name.equals("vpc-cni")) {
                    switches(resource, Switches.OF_ADDON, MaskedValue.Fields.NONE, collector);
                }
            }
        } else if (CONFIG_MAPS.contains(resource.type())
                && Values.text(resource.before(), "metadata.name").equals(CONFIG_MAP)
                && !(resource.deleted()
                        && (resource.old().retained() || EksClusterRule.goesWithCluster(resource, resources)))) {
            switches(
                    resource,
                    Switches.OF_CONFIG_MAP,
                    isAnother(resource, "metadata.namespace")
                            ? MaskedValue.Fields.NONE
                            : named(resource.after(), CONFIG_MAP),
                    collector);
        }
    }

    /** What EKS no longer manages may stay in the cluster. */
    private static boolean isKept(ChangedResource addon) {
        return Values.isTrue(addon.before(), "preserve") || addon.old().retained();
    }

    /** What a controller reads, which goes by the name of a ConfigMap; nothing of another one. */
    static MaskedValue.Fields named(MaskedValue.Fields map, String name) {
        String namespace = Values.text(map, "metadata.namespace");
        return Values.text(map, "metadata.name").equals(name)
                        && (namespace.isEmpty() || namespace.equals("kube-system"))
                ? map
                : MaskedValue.Fields.NONE;
    }

    private static boolean isAnother(ChangedResource resource, String path) {
        String before = Values.text(resource.before(), path);
        String after = Values.text(resource.after(), path);
        return resource.stays() && !before.isEmpty() && !after.isEmpty() && !before.equals(after);
    }

    private static void switches(
            ChangedResource resource, Switches switches, MaskedValue.Fields after, FindingCollector collector) {
        if (resource.created()
                || isUnknown(after, switches.addresses())
                || !isOn(resource.before(), switches.addresses())) {
            return;
        }
        if (!isOn(after, switches.addresses())) {
            collector.add(
                    FindingId.WINDOWS_ADDRESSES_OFF,
                    resource,
                    resource.name() + " no longer switches addresses of Windows pods on: "
                            + last(switches.addresses()) + " is "
                            + (Values.at(after, switches.addresses()).isEmpty() ? "gone" : "not the text \"true\"")
                            + ", so that no new Windows pod starts");
        } else if (!isUnknown(after, switches.prefixes())
                && isOn(resource.before(), switches.prefixes()) != isOn(after, switches.prefixes())) {
            collector.add(
                    FindingId.PREFIX_DELEGATION_CHANGED,
                    resource,
                    resource.name() + " switches prefix delegation of Windows nodes "
                            + (isOn(after, switches.prefixes()) ? "on" : "off")
                            + ": nodes that are there keep addresses of the other kind, so move the pods to new node"
                            + " groups");
        }
    }

    /** The controller reads text alone. */
    private static boolean isOn(MaskedValue.Fields inputs, String path) {
        return Values.at(inputs, path).equals(Optional.of(new Scalar(MaskedValue.Kind.TEXT, "true")));
    }

    private static boolean isUnknown(MaskedValue.Fields after, String path) {
        String whole = path.substring(0, path.indexOf('.'));
        return Values.at(after, path).orElse(null) instanceof MaskedValue.Unknown
                || Values.at(after, whole).orElse(null) instanceof MaskedValue.Unknown;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
