package dev.mullion.eks;

import com.pulumi.aws.eks.Addon;
import com.pulumi.aws.eks.AddonArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;
import dev.mullion.core.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The add-ons of a cluster. Those of the network come before any node, all others behind Linux nodes, on which they run: an
 * add-on without a node to run on is never active, and a deployment waits for it.
 */
final class ClusterAddons {
    private static final List<String> BEFORE_NODES = List.of(EksAddon.VPC_CNI, EksAddon.KUBE_PROXY);

    private final EksClusterModel model;
    private final Supplier<IdentityProvider> identityProvider;
    private final Resource owner;

    /**
     * @param identityProvider asked for where an add-on has a role of Mullion's
     * @param owner whose children they are
     */
    ClusterAddons(EksClusterModel model, Supplier<IdentityProvider> identityProvider, Resource owner) {
        this.model = model;
        this.identityProvider = identityProvider;
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

    /** coredns of a new cluster, and all others that are named, by their names. */
    Map<String, Addon> onNodes(EksControlPlane plane, List<Resource> linuxNodes) {
        Set<String> names = new LinkedHashSet<>();
        if (!model.spec().existing()) {
            names.add(EksAddon.COREDNS);
        }
        names.addAll(model.spec().addons().keySet());
        BEFORE_NODES.forEach(names::remove);
        Map<String, Addon> made = new LinkedHashMap<>();
        names.forEach(name -> made.put(name, addon(name, plane, linuxNodes)));
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
        String child = model.key() + "-addon-" + name;
        List<Resource> before = new ArrayList<>(plane.before());
        before.addAll(behind);
        if (spec.serviceAccountRoleArn().isPresent()) {
            args.serviceAccountRoleArn(spec.serviceAccountRoleArn().get());
        } else {
            EksAddon.role(name).ifPresent(needed -> {
                ServiceAccountRole role = ServiceAccountRole.made(
                        child,
                        needed.account(),
                        identityProvider.get(),
                        model.key(),
                        List.of(needed.policy()),
                        Map.of(),
                        context,
                        owner);
                args.serviceAccountRoleArn(role.arn());
                before.addAll(role.policies());
            });
        }
        String values = JsonText.of(AddonValues.of(name, model.spec(), spec));
        if (!values.equals("{}")) {
            args.configurationValues(values);
        }
        return new Addon(
                child,
                context.customized(child, args).build(),
                CustomResourceOptions.builder().parent(owner).dependsOn(before).build());
    }
}
