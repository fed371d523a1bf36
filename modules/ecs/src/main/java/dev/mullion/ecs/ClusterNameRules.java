package dev.mullion.ecs;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import java.util.Locale;
import java.util.regex.Pattern;

/** What AWS asks of the names that are made from the keys of a cluster, its capacities and its services. */
final class ClusterNameRules {
    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCapacityProvider.html, name. */
    private static final Pattern RESERVED = Pattern.compile("(aws|ecs|fargate).*");

    /**
     * A role's name has at most 64 characters (https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html);
     * ours is {@code <cluster>-<capacity>-role-<7 of Pulumi's>}.
     */
    private static final int MAX_KEYS_LENGTH = 64 - "--role-1234567".length();

    private static final int MAX_SERVICE_KEYS_LENGTH = 64 - "--execution-role-1234567".length();

    private ClusterNameRules() {}

    /** Refuses keys of clusters that AWS would refuse as part of the names that are made from them. */
    static void checkKey(EcsClusterModel model, Problems cluster) {
        Problems problems = cluster.ofKey();
        String key = model.key();
        if (!EcsWindowsClusterSpec.KEY.matcher(key).matches()) {
            problems.add("is no name for a cluster; use letters, digits and hyphens, a letter first");
        } else if (!model.spec().capacity().isEmpty()
                && RESERVED.matcher(key.toLowerCase(Locale.ROOT)).matches()) {
            problems.add("starts with aws, ecs or fargate, as a capacity provider's name must not, and the providers'"
                    + " names start with it; use another key, and name: for the cluster's own name");
        } else if (key.startsWith("sg-")) {
            // Each cluster has groups: those of its capacity, or of its services on Fargate.
            // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
            problems.add("starts with sg-, as a security group's name must not, and the groups' names start with it;"
                    + " use another key, and name: for the cluster's own name");
        }
    }

    private static void checkRegion(EcsClusterModel model, Problems problems) {
        EcsWindowsClusterSpec cluster = model.spec();
        model.context().region().ifPresent(region -> {
            cluster.workloads().forEach((key, service) -> service.checkRegion(region, cluster.workload(key, problems)));
            cluster.clusterArn()
                    .filter(arn -> arn.contains(":ecs:") && !arn.contains(":ecs:" + region + ":"))
                    .ifPresent(arn -> problems.given("clusterArn")
                            .at("clusterArn")
                            .refuse(arn, "use a cluster of " + region + ", which is this stack's aws:region"));
        });
    }

    /** Refuses what depends on the cluster's key and the stack's name. */
    static void checkNames(EcsClusterModel model, Problems problems) {
        String key = model.key();
        EcsWindowsClusterSpec cluster = model.spec();
        checkRegion(model, problems);
        if (cluster.name().isEmpty()
                && cluster.clusterArn().isEmpty()
                && EcsWindowsClusterSpec.KEY.matcher(key).matches()
                && !EcsWindowsClusterSpecBuilder.matchesName(model.name())) {
            problems.add("has no valid name: " + Shown.text(model.name()) + " (<key>-<stack>) is no cluster name,"
                    + " which takes letters, digits, hyphens and underscores, at most 255; set name:");
        }
        cluster.capacity().keySet().forEach(capacityKey -> {
            int length = key.length() + capacityKey.length();
            if (length > MAX_KEYS_LENGTH) {
                problems.at("capacity")
                        .atKey(capacityKey)
                        .add("has too long a key; use at most " + MAX_KEYS_LENGTH
                                + " characters for the cluster's and the" + " capacity's key together (got " + length
                                + "): an IAM role's name takes 64");
            }
        });
        cluster.workloads().keySet().forEach(serviceKey -> {
            int length = key.length() + serviceKey.length();
            if (length > MAX_SERVICE_KEYS_LENGTH) {
                cluster.workloadKey(serviceKey, problems)
                        .add("has too long a key; use at most " + MAX_SERVICE_KEYS_LENGTH
                                + " characters for the cluster's and the service's key together (got " + length
                                + "): an IAM role's name takes 64");
            }
        });
    }
}
