package dev.mullion.live.doctor;

import dev.mullion.live.AwsProblem;
import dev.mullion.live.AwsRegion;
import dev.mullion.live.Batches;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** What a stack deployed, by the tags that Mullion gives to all that takes tags. */
public final class DeployedTags {
    private static final String PROJECT = "mullion:project";
    private static final String STACK = "mullion:stack";

    private static final int MAX_CLUSTERS = 100;
    private static final int MAX_TAGGED = 20;

    private final AwsRegion region;
    private final Map<String, String> wanted;
    private final Deployed deployed = Deployed.nothing();

    private DeployedTags(AwsRegion region, Map<String, String> wanted) {
        this.region = region;
        this.wanted = wanted;
    }

    /**
     * Looks for the tags of a stack.
     *
     * @throws AwsProblem when something can not be asked for, since nobody would know what is missing
     */
    public static Deployed of(AwsRegion region, String project, String stack) {
        DeployedTags tags = new DeployedTags(region, Map.of(PROJECT, project, STACK, stack));
        tags.ecs();
        tags.eks();
        tags.scalingGroups(project, stack);
        tags.targetGroups();
        return tags.deployed;
    }

    private void ecs() {
        List<String> arns = region.ask(
                "ecs:ListClusters", () -> region.ecs().listClustersPaginator(request -> {}).clusterArns().stream()
                        .toList());
        for (List<String> some : Batches.of(arns, MAX_CLUSTERS)) {
            region
                    .ask("ecs:DescribeClusters", () -> region.ecs()
                            .describeClusters(request -> request.clusters(some).include(ClusterField.TAGS))
                            .clusters())
                    .stream()
                    .filter(cluster -> "ACTIVE".equals(cluster.status()) && isTagged(cluster.tags()))
                    .forEach(cluster -> deployed.ecsClusters().add(cluster.clusterName()));
        }
    }

    private boolean isTagged(Collection<Tag> tags) {
        return wanted.entrySet().stream().allMatch(tag -> tags.stream()
                .anyMatch(
                        each -> each.key().equals(tag.getKey()) && each.value().equals(tag.getValue())));
    }

    private void eks() {
        List<String> names = region.ask(
                "eks:ListClusters", () -> region.eks().listClustersPaginator(request -> {}).clusters().stream()
                        .toList());
        for (String name : names) {
            Map<String, String> tags = region.ask("eks:DescribeCluster", () -> region.eks()
                    .describeCluster(request -> request.name(name))
                    .cluster()
                    .tags());
            if (tags.entrySet().containsAll(wanted.entrySet())) {
                deployed.eksClusters().add(name);
            }
        }
    }

    private void scalingGroups(String project, String stack) {
        region.ask("autoscaling:DescribeAutoScalingGroups", () -> region
                        .autoScaling()
                        .describeAutoScalingGroupsPaginator(request -> request.filters(
                                Filter.builder()
                                        .name("tag:" + PROJECT)
                                        .values(project)
                                        .build(),
                                Filter.builder()
                                        .name("tag:" + STACK)
                                        .values(stack)
                                        .build()))
                        .autoScalingGroups()
                        .stream()
                        .map(AutoScalingGroup::autoScalingGroupName)
                        .toList())
                .forEach(deployed.scalingGroups()::add);
    }

    private void targetGroups() {
        List<String> arns = region.ask(
                "elasticloadbalancing:DescribeTargetGroups",
                () -> region.elasticLoadBalancing().describeTargetGroupsPaginator(request -> {}).targetGroups().stream()
                        .map(TargetGroup::targetGroupArn)
                        .toList());
        for (List<String> some : Batches.of(arns, MAX_TAGGED)) {
            region
                    .ask("elasticloadbalancing:DescribeTags", () -> region.elasticLoadBalancing()
                            .describeTags(request -> request.resourceArns(some))
                            .tagDescriptions())
                    .stream()
                    .filter(each -> wanted.entrySet().stream().allMatch(tag -> each.tags().stream()
                            .anyMatch(own -> own.key().equals(tag.getKey())
                                    && own.value().equals(tag.getValue()))))
                    .forEach(each -> deployed.targetGroups().add(each.resourceArn()));
        }
    }
}
