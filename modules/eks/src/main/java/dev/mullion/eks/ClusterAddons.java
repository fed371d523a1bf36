package dev.mullion.eks;

import com.pulumi.aws.eks.Addon;
import com.pulumi.aws.eks.AddonArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;
import dev.mullion.core.json.JsonText;
import dev.mullion.core.json.JsonValue;
import dev.mullion.kubernetes.Taint;
import dev.mullion.kubernetes.Toleration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The add-ons of a cluster. Those of the network come before any node, all others behind Linux nodes, on which they run: an
 * add-on without a node to run on is never active, and a deployment waits for it.
 */
final class ClusterAddons {
    private static final List<String> BEFORE_NODES = List.of(EksAddon.VPC_CNI, EksAddon.KUBE_PROXY);

    private final EksClusterModel model;
    private final Resource owner;

    ClusterAddons(EksClusterModel model, Resource owner) {
        this.model = model;
        this.owner = owner;
    }

    /** vpc-cni and kube-proxy of a new cluster; of an existing one what windowsIpam manages. */
    List<Resource> beforeNodes(EksControlPlane plane) {
        List<Resource> made = new ArrayList<>();
        for (String name : BEFORE_NODES) {
            if (isMade(name)) {
                made.add(addon(name, plane, List.of()));
            }
        }
        return made;
    }

    /** coredns of a new cluster, and all others that are named. */
    List<Resource> onNodes(EksControlPlane plane, List<Resource> linuxNodes) {
        Set<String> names = new LinkedHashSet<>();
        if (!model.spec().existing()) {
            names.add(EksAddon.COREDNS);
        }
        names.addAll(model.spec().addons().keySet());
        BEFORE_NODES.forEach(names::remove);
        List<Resource> made = new ArrayList<>();
        names.forEach(name -> made.add(addon(name, plane, linuxNodes)));
        return made;
    }

    private boolean isMade(String name) {
        EksClusterSpec spec = model.spec();
        if (name.equals(EksAddon.VPC_CNI) && spec.existing()) {
            return spec.windowsIpam()
                    .manage()
                    .filter(manage -> manage == WindowsIpamSpec.Manage.ADDON)
                    .isPresent();
        }
        return !spec.existing() || spec.addons().containsKey(name);
    }

    private Addon addon(String name, EksControlPlane plane, List<Resource> behind) {
        StackContext context = model.context();
        AddonSpec spec = model.spec().addons().getOrDefault(name, AddonSpec.STANDARD);
        AddonArgs.Builder args = AddonArgs.builder()
                .clusterName(plane.name())
                .addonName(name)
                // What a cluster made by itself, or somebody by hand, gives way.
                .resolveConflictsOnCreate("OVERWRITE")
                .resolveConflictsOnUpdate("OVERWRITE")
                .tags(context.tags(model.key()));
        spec.version().ifPresent(args::addonVersion);
        spec.serviceAccountRoleArn().ifPresent(args::serviceAccountRoleArn);
        String values = JsonText.of(values(name, spec));
        if (!values.equals("{}")) {
            args.configurationValues(values);
        }
        List<Resource> before = new ArrayList<>(plane.before());
        before.addAll(behind);
        String child = model.key() + "-addon-" + name;
        return new Addon(
                child,
                context.customized(child, args).build(),
                CustomResourceOptions.builder().parent(owner).dependsOn(before).build());
    }

    /** What Windows nodes need of an add-on, and what the user says; on the top level the user's own words win. */
    private Map<String, Object> values(String name, AddonSpec spec) {
        Map<String, Object> values = new LinkedHashMap<>(ours(name));
        spec.values().map(JsonValue.Fields::values).ifPresent(values::putAll);
        return values;
    }

    private Map<String, Object> ours(String name) {
        if (name.equals(EksAddon.VPC_CNI)) {
            return model.spec().windowsIpam().addonValues();
        }
        if (name.equals(EksAddon.COREDNS)) {
            return tolerationsOfLinux()
                    .map(list -> Map.<String, Object>of("tolerations", list))
                    .orElse(Map.of());
        }
        return Map.of();
    }

    /** Where every Linux pool keeps pods off, CoreDNS must be let in. */
    private Optional<List<Map<String, Object>>> tolerationsOfLinux() {
        List<Taint> taints = new ArrayList<>();
        for (EksLinuxNodePoolSpec pool : model.spec().linuxNodePools().values()) {
            if (pool.taints().isEmpty()) {
                return Optional.empty();
            }
            taints.addAll(pool.taints());
        }
        return taints.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Toleration.of(taints).stream().map(Toleration::fields).toList());
    }
}
