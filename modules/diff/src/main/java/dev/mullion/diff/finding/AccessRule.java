package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.MaskedValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who gets into an EKS cluster by its access entries, and with which rights.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html">access entries</a>
 */
final class AccessRule implements Findings.Rule {
    private static final String ENTRY = "aws:eks/accessEntry:AccessEntry";
    private static final String ASSOCIATION = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
    private static final String PRINCIPAL = "principalArn";
    private static final String ROLE = "aws:iam/role:Role";

    /** Policies that give every right there is, or all of them but a few. */
    static final Set<String> MIGHTY = Set.of("AmazonEKSClusterAdminPolicy", "AmazonEKSAdminPolicy");

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (resource.is(ENTRY)) {
            entry(resource, resources, collector);
        } else if (resource.is(ASSOCIATION) && !resource.deleted()) {
            association(resource, resources, collector);
        }
    }

    private static void entry(ChangedResource entry, Resources resources, FindingCollector collector) {
        String type = Values.text(entry.before(), "type");
        String principal = principal(entry.before());
        if (entry.deleted()) {
            if (!entry.old().retained()
                    && !EksClusterRule.goesWithCluster(entry, resources)
                    && !goesWithRole(entry, resources)
                    && !hasAnother(entry, resources)) {
                removed(entry, type, principal, collector);
            }
            return;
        }
        if (!entry.stays()) {
            return;
        }
        String now = Values.text(entry.after(), "type");
        if (!now.equals(type) && isNodes(type)) {
            collector.add(
                    FindingId.ACCESS_REMOVED,
                    Severity.DANGER,
                    entry,
                    "nodes with " + principal + " get in as " + (now.isEmpty() ? "STANDARD" : now) + " instead of "
                            + type + ": "
                            + (type.equals("EC2_WINDOWS")
                                    ? "kube-proxy of Windows nodes loses its rights, and pods on them lose DNS and services"
                                    : "those that run lose their rights, and new ones can not join"));
        }
        if (isAnother(Values.text(entry.before(), PRINCIPAL), Values.text(entry.after(), PRINCIPAL))) {
            removed(entry, type, principal, collector);
        }
        List<String> groups = Values.without(
                Values.texts(entry.after(), "kubernetesGroups"), Values.texts(entry.before(), "kubernetesGroups"));
        if (!groups.isEmpty()) {
            collector.add(
                    FindingId.ACCESS_WIDENS, entry, principal + " gets the Kubernetes groups " + Values.listed(groups));
        }
    }

    private static void removed(ChangedResource entry, String type, String principal, FindingCollector collector) {
        if (isNodes(type)) {
            collector.add(
                    FindingId.ACCESS_REMOVED,
                    Severity.DANGER,
                    entry,
                    "the access entry of " + principal + " (" + type
                            + ") is gone: its nodes lose their rights, and new ones can not join");
        } else {
            collector.add(
                    FindingId.ACCESS_REMOVED,
                    entry,
                    "the access entry of " + principal + " is gone: it no longer gets into the cluster");
        }
    }

    /** Types that EKS has for nodes, such as EC2_LINUX and HYBRID_LINUX. */
    private static boolean isNodes(String type) {
        return !type.isEmpty() && !type.equals("STANDARD");
    }

    private static boolean goesWithRole(ChangedResource entry, Resources resources) {
        return entry.dependencies().stream()
                .flatMap(key -> resources.find(key).stream())
                .anyMatch(needed -> needed.is(ROLE) && needed.deleted());
    }

    /** As after a change of its name in the program. */
    private static boolean hasAnother(ChangedResource entry, Resources resources) {
        Optional<MaskedValue> principal = Values.at(entry.before(), PRINCIPAL);
        Optional<MaskedValue> cluster = Values.at(entry.before(), "clusterName");
        Optional<MaskedValue> type = Values.at(entry.before(), "type");
        return resources.changed(ENTRY).stream()
                .anyMatch(other -> other.created()
                        && Values.at(other.after(), PRINCIPAL).equals(principal)
                        && Values.at(other.after(), "clusterName").equals(cluster)
                        && Values.at(other.after(), "type").equals(type));
    }

    private static void association(ChangedResource association, Resources resources, FindingCollector collector) {
        if (association.created() && isOfNewCluster(association, resources)) {
            return;
        }
        String policy = policy(association.after());
        boolean same = association.stays()
                && !isAnother(policy(association.before()), policy)
                && !isAnother(
                        Values.text(association.before(), PRINCIPAL), Values.text(association.after(), PRINCIPAL));
        List<String> before = namespaces(association.before());
        List<String> now = namespaces(association.after());
        boolean everywhere = now.contains("*");
        List<String> more = Values.without(now, before);
        if (policy.isEmpty() || (same && (more.isEmpty() || before.contains("*")))) {
            return;
        }
        String where = everywhere ? "in the whole cluster" : "in the namespaces " + Values.listed(same ? more : now);
        collector.add(
                FindingId.ACCESS_WIDENS,
                everywhere && MIGHTY.contains(policy) ? Severity.DANGER : Severity.WARNING,
                association,
                principal(association.after()) + " gets " + policy + " " + where);
    }

    /** Who makes a cluster has to let somebody in. */
    private static boolean isOfNewCluster(ChangedResource association, Resources resources) {
        return association.dependencies().stream()
                        .flatMap(key -> resources.find(key).stream())
                        .flatMap(needed -> needed.is(ENTRY)
                                ? needed.dependencies().stream().flatMap(key -> resources.find(key).stream())
                                : Stream.of(needed))
                        .anyMatch(needed -> needed.is(EksClusterRule.TYPE) && needed.created())
                || Owners.areNew(association, "clusterName", Set.of(EksClusterRule.TYPE), resources);
    }

    /** {@code *} for the whole cluster. */
    private static List<String> namespaces(MaskedValue.Fields association) {
        String type = Values.text(association, "accessScope.type");
        return type.equals("cluster") ? List.of("*") : Values.texts(association, "accessScope.namespaces");
    }

    /** What only a deployment can know may well be the same. */
    private static boolean isAnother(String before, String after) {
        return !before.isEmpty() && !after.isEmpty() && !before.equals(after);
    }

    private static String policy(MaskedValue.Fields association) {
        String arn = Values.text(association, "policyArn");
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static String principal(MaskedValue.Fields inputs) {
        String arn = Values.text(inputs, PRINCIPAL);
        return arn.isEmpty() ? "a principal" : arn;
    }
}
