package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import java.util.Map;

/** Resources whose end is felt by what runs. */
final class LifecycleRule implements Findings.Rule {
    /** What follows. */
    record Effect(FindingId id, String what, String follows, boolean whenDeleted) {}

    static final Map<String, Effect> EFFECTS = Map.ofEntries(
            Map.entry(
                    "aws:ecs/cluster:Cluster",
                    new Effect(FindingId.CLUSTER_REPLACED, "ECS cluster", "its services and tasks stop", true)),
            Map.entry(
                    "aws:ecs/service:Service",
                    new Effect(FindingId.SERVICE_REPLACED, "service", "its tasks stop", true)),
            Map.entry(
                    "aws:eks/cluster:Cluster",
                    new Effect(FindingId.CLUSTER_REPLACED, "EKS cluster", "all of its workloads end", true)),
            Map.entry(
                    "aws:lb/loadBalancer:LoadBalancer",
                    new Effect(FindingId.LOAD_BALANCER_REPLACED, "load balancer", "its DNS name changes", true)),
            Map.entry(
                    "aws:lb/listener:Listener",
                    new Effect(
                            FindingId.LISTENER_REPLACED,
                            "listener",
                            "nothing answers until the new one is there",
                            true)),
            Map.entry(
                    "aws:ec2/instance:Instance",
                    new Effect(
                            FindingId.INSTANCE_REPLACED,
                            "instance",
                            "what runs on it ends, and its disk is lost",
                            true)),
            Map.entry(
                    "aws:ec2/eip:Eip",
                    new Effect(FindingId.ADDRESS_CHANGES, "Elastic IP", "the public address is lost", true)),
            Map.entry(
                    "aws:ec2/natGateway:NatGateway",
                    new Effect(FindingId.ADDRESS_CHANGES, "NAT gateway", "connections to the outside break", true)),
            Map.entry(
                    "aws:ec2/vpc:Vpc",
                    new Effect(FindingId.NETWORK_REPLACED, "VPC", "everything in it is replaced", false)),
            Map.entry(
                    "aws:ec2/subnet:Subnet",
                    new Effect(FindingId.NETWORK_REPLACED, "subnet", "what is in it is replaced", false)));

    /**
     * A Windows image runs on hosts of its own release alone, so that a service can not move to another one in place
     * (https://github.com/aws/containers-roadmap/issues/2312).
     */
    private static String around(ChangedResource resource) {
        boolean upgraded = resource.is("aws:ecs/service:Service")
                && resource.replaced()
                && resource.replacedBy().stream().anyMatch(path -> path.contains("operating-system"));
        return upgraded
                ? "; to upgrade its operating system without an end, make a second capacity and a second service beside"
                        + " these, and delete these once the new ones answer"
                : "";
    }

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (resource.replaced()
                && (resource.now().deletedFirst() || resource.old().deletedFirst())) {
            collector.add(
                    FindingId.DELETED_BEFORE_REPLACED,
                    resource,
                    resource.name() + " is deleted before its replacement is made: nothing is there in between");
        }
        Effect effect = EFFECTS.get(resource.type());
        if (effect == null) {
            return;
        }
        if (resource.replaced() || (resource.deleted() && effect.whenDeleted())) {
            boolean dns = effect.id() == FindingId.LOAD_BALANCER_REPLACED && resource.deleted();
            String follows = dns ? "its DNS name is gone" : effect.follows();
            String done = resource.deleted() ? "deleted" : "replaced";
            String sentence = effect.what() + " " + resource.name() + " is " + done + ": " + follows + around(resource);
            collector.add(effect.id(), resource, sentence);
        } else if (resource.mayReplace() && effect.id().other().isPresent()) {
            collector.add(
                    effect.id(),
                    Severity.WARNING,
                    resource,
                    effect.what() + " " + resource.name() + " may be replaced: then " + effect.follows());
        }
    }
}
