package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.MaskedValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An EKS control plane: its version, who reaches its endpoint, what it logs and encrypts, and where it reads who is let in. */
final class EksClusterRule implements Findings.Rule {
    static final String TYPE = "aws:eks/cluster:Cluster";
    private static final String MODE = "accessConfig.authenticationMode";
    static final String PUBLIC = "vpcConfig.endpointPublicAccess";
    private static final String EVERYBODY = "0.0.0.0/0";

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (!resource.is(TYPE) || resource.deleted()) {
            return;
        }
        endpoint(resource, collector);
        if (!resource.stays()) {
            return;
        }
        privateEndpoint(resource, collector);
        logs(resource, collector);
        if (Values.at(resource.before(), "encryptionConfig").isPresent()
                && Values.at(resource.after(), "encryptionConfig").isEmpty()) {
            collector.add(
                    FindingId.ENCRYPTION_OFF,
                    resource,
                    "EKS cluster " + resource.name()
                            + " no longer encrypts Kubernetes secrets with its own key: encryptionConfig is gone");
        }
        if (!resource.replaced()) {
            version(resource, collector);
            authentication(resource, collector);
        }
    }

    /** Whether a resource goes with its whole cluster, which is told, so that nobody is left to miss it. */
    static boolean goesWithCluster(ChangedResource resource, Resources resources) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(resource.dependencies());
        while (!open.isEmpty()) {
            String key = open.removeFirst();
            Optional<ChangedResource> needed = seen.add(key) ? resources.find(key) : Optional.empty();
            if (needed.isEmpty()) {
                continue;
            }
            if (needed.get().is(TYPE)) {
                if (needed.get().deleted() || needed.get().replaced()) {
                    return true;
                }
            } else {
                open.addAll(needed.get().dependencies());
            }
        }
        return false;
    }

    private static void version(ChangedResource cluster, FindingCollector collector) {
        Optional<KubernetesMinor> before = KubernetesMinor.of(Values.text(cluster.before(), "version"));
        Optional<KubernetesMinor> after = KubernetesMinor.of(Values.text(cluster.after(), "version"));
        if (before.isEmpty() || after.isEmpty() || before.equals(after)) {
            return;
        }
        String versions =
                "from Kubernetes " + before.get().shown() + " to " + after.get().shown();
        if (after.get().isBefore(before.get())) {
            collector.add(
                    FindingId.KUBERNETES_VERSION_CHANGED,
                    Severity.DANGER,
                    cluster,
                    "EKS refuses to take cluster " + cluster.name() + " back " + versions);
        } else if (before.get().precedes(after.get())) {
            collector.add(
                    FindingId.KUBERNETES_VERSION_CHANGED,
                    cluster,
                    "EKS cluster " + cluster.name() + " goes " + versions + ": there is no way back");
        } else {
            collector.add(
                    FindingId.KUBERNETES_VERSION_CHANGED,
                    Severity.DANGER,
                    cluster,
                    "EKS refuses to take cluster " + cluster.name() + " " + versions
                            + " at once: one minor version at a time");
        }
    }

    /** Ranges from which the endpoint answers; all of them by default, and the endpoint is public by default. */
    private static List<String> open(MaskedValue.Fields cluster) {
        if (Values.at(cluster, "vpcConfig").isEmpty()
                || Values.text(cluster, PUBLIC).equals("false")) {
            return List.of();
        }
        Optional<MaskedValue> ranges = Values.at(cluster, "vpcConfig.publicAccessCidrs");
        boolean isNone = ranges.isEmpty() || ranges.get().equals(new MaskedValue.Items(List.of()));
        return isNone ? List.of(EVERYBODY) : Values.texts(ranges.get());
    }

    private static void endpoint(ChangedResource cluster, FindingCollector collector) {
        Sources before = new Sources(open(cluster.before()));
        Sources after = new Sources(open(cluster.after()));
        List<String> more = open(cluster.after()).stream()
                .filter(range -> !before.cover(range))
                .toList();
        String what = "the API endpoint of EKS cluster " + cluster.name() + " answers " + Values.listed(more);
        Sources own = new Sources(more);
        boolean opens = own.ranges().arePublic();
        if (own.areEverybody() || (opens && after.areEverybody() && !before.areEverybody())) {
            collector.add(FindingId.ENDPOINT_OPENS, Severity.DANGER, cluster, what + ", that is everybody");
        } else if (own.areNearlyEverybody() || (opens && after.areNearlyEverybody() && !before.areNearlyEverybody())) {
            collector.add(FindingId.ENDPOINT_OPENS, Severity.DANGER, cluster, what + ", that is nearly everybody");
        } else if (!more.isEmpty() && cluster.stays()) {
            collector.add(FindingId.ENDPOINT_OPENS, cluster, what + " from now on");
        }
    }

    private static void privateEndpoint(ChangedResource cluster, FindingCollector collector) {
        if (Values.isTrue(cluster.before(), "vpcConfig.endpointPrivateAccess")
                && !Values.isTrue(cluster.after(), "vpcConfig.endpointPrivateAccess")) {
            collector.add(
                    FindingId.PRIVATE_ENDPOINT_OFF,
                    cluster,
                    "EKS cluster " + cluster.name()
                            + " no longer answers inside its network: its nodes need its public endpoint, and an address in"
                            + " publicAccessCidrs");
        }
    }

    private static void logs(ChangedResource cluster, FindingCollector collector) {
        List<String> gone = Values.without(
                Values.texts(cluster.before(), "enabledClusterLogTypes"),
                Values.texts(cluster.after(), "enabledClusterLogTypes"));
        boolean known =
                !(Values.at(cluster.after(), "enabledClusterLogTypes").orElse(null) instanceof MaskedValue.Unknown);
        if (!gone.isEmpty() && known) {
            collector.add(
                    FindingId.CONTROL_PLANE_LOGS_OFF,
                    cluster,
                    "EKS cluster " + cluster.name() + " no longer writes logs of " + Values.listed(gone));
        }
    }

    /** The only way is from CONFIG_MAP over API_AND_CONFIG_MAP to API (pulumi-eks issue 1493). */
    private static void authentication(ChangedResource cluster, FindingCollector collector) {
        String before = Values.text(cluster.before(), MODE);
        String after = Values.text(cluster.after(), MODE);
        String step = before + " to " + after;
        String name = "EKS cluster " + cluster.name();
        switch (step) {
            case "CONFIG_MAP to API_AND_CONFIG_MAP" ->
                collector.add(
                        FindingId.AUTHENTICATION_MODE_CHANGED,
                        cluster,
                        name + " takes access entries from now on: there is no way back to CONFIG_MAP");
            case "API_AND_CONFIG_MAP to API" ->
                collector.add(
                        FindingId.AUTHENTICATION_MODE_CHANGED,
                        cluster,
                        name + " no longer reads aws-auth: whoever only aws-auth lets in is locked out, and there is no"
                                + " way back");
            case "CONFIG_MAP to API" ->
                collector.add(
                        FindingId.AUTHENTICATION_MODE_CHANGED,
                        Severity.DANGER,
                        cluster,
                        "EKS refuses to take cluster " + cluster.name()
                                + " from CONFIG_MAP to API at once: API_AND_CONFIG_MAP comes between");
            case "API to CONFIG_MAP", "API to API_AND_CONFIG_MAP", "API_AND_CONFIG_MAP to CONFIG_MAP" ->
                collector.add(
                        FindingId.AUTHENTICATION_MODE_CHANGED,
                        Severity.DANGER,
                        cluster,
                        "EKS refuses to take cluster " + cluster.name() + " back from " + step);
            default -> {
                // The same, or one that only a deployment can know.
            }
        }
    }
}
