package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.MaskedValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who gets into an EKS cluster by its access entries, and with which rights.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html">access entries</a>
 */
final class AccessRule implements Findings.Rule {
    private static final String ENTRY = "aws:eks/accessEntry:AccessEntry";
    private static final String ASSOCIATION = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
    private static final String PRINCIPAL = "principalArn";
    private static final String CLUSTER = "clusterName";
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
        boolean another = entry.created()
                || isAnother(Values.text(entry.before(), PRINCIPAL), Values.text(entry.after(), PRINCIPAL))
                || isElsewhere(entry);
        List<String> groups = Values.without(
                Values.texts(entry.after(), "kubernetesGroups"),
                another ? List.of() : Values.texts(entry.before(), "kubernetesGroups"));
        if (!groups.isEmpty() && !(entry.created() && isOfNewCluster(entry, resources))) {
            collector.add(
                    FindingId.ACCESS_WIDENS,
                    entry,
                    principal(entry.after()) + " gets the Kubernetes groups " + Values.listed(groups));
        }
        if (!entry.stays()) {
            return;
        }
        String now = Values.text(entry.after(), "type");
        if (isNodes(now) && !isNodes(type)) {
            collector.add(
                    FindingId.ACCESS_WIDENS, entry, principal(entry.after()) + " gets in as a node (" + now + ")");
        }
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
        if (another) {
            removed(entry, type, principal, collector);
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
                && !isElsewhere(association)
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
    private static boolean isOfNewCluster(ChangedResource access, Resources resources) {
        return Owners.areNew(access, CLUSTER, Set.of(EksClusterRule.TYPE), resources)
                || Owners.of(access, CLUSTER, Set.of(ENTRY), resources).stream()
                        .anyMatch(entry -> Owners.areNew(entry, CLUSTER, Set.of(EksClusterRule.TYPE), resources));
    }

    private static boolean isElsewhere(ChangedResource access) {
        return isAnother(Values.text(access.before(), CLUSTER), Values.text(access.after(), CLUSTER));
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
        return Values.lastName(Values.text(association, "policyArn"));
    }

    private static String principal(MaskedValue.Fields inputs) {
        String arn = Values.text(inputs, PRINCIPAL);
        return arn.isEmpty() ? "a principal" : arn;
    }
}
