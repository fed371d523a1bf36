package dev.mullion.diff.finding;

import java.util.Map;

/** Resources whose end is felt by what runs. */
final class LifecycleRule implements Findings.Rule {
    /**
     * What follows.
     *
     * @param grave whether running tasks or nodes end
     */
    private record Effect(String id, String what, String follows, boolean grave, boolean whenDeleted) {}

    private static final Map<String, Effect> EFFECTS = Map.ofEntries(
            Map.entry(
                    "aws:ecs/cluster:Cluster",
                    new Effect("cluster-replaced", "ECS cluster", "its services and tasks stop", true, true)),
            Map.entry(
                    "aws:ecs/service:Service", new Effect("service-replaced", "service", "its tasks stop", true, true)),
            Map.entry(
                    "aws:eks/cluster:Cluster",
                    new Effect("cluster-replaced", "EKS cluster", "all of its workloads end", true, true)),
            Map.entry(
                    "aws:lb/loadBalancer:LoadBalancer",
                    new Effect("load-balancer-replaced", "load balancer", "its DNS name changes", true, true)),
            Map.entry(
                    "aws:lb/listener:Listener",
                    new Effect(
                            "listener-replaced",
                            "listener",
                            "nothing answers until the new one is there",
                            false,
                            true)),
            Map.entry(
                    "aws:ec2/instance:Instance",
                    new Effect(
                            "instance-replaced", "instance", "what runs on it ends, and its disk is lost", true, true)),
            Map.entry(
                    "aws:ec2/eip:Eip",
                    new Effect("address-changes", "Elastic IP", "the public address is lost", false, true)),
            Map.entry(
                    "aws:ec2/natGateway:NatGateway",
                    new Effect("address-changes", "NAT gateway", "connections to the outside break", false, true)),
            Map.entry(
                    "aws:ec2/vpc:Vpc",
                    new Effect("network-replaced", "VPC", "everything in it is replaced", true, false)),
            Map.entry(
                    "aws:ec2/subnet:Subnet",
                    new Effect("network-replaced", "subnet", "what is in it is replaced", true, false)));

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        Effect effect = EFFECTS.get(resource.type());
        if (effect == null) {
            return;
        }
        if (resource.replaced() || (resource.deleted() && effect.whenDeleted())) {
            boolean dns = effect.id().equals("load-balancer-replaced") && resource.deleted();
            String follows = dns ? "its DNS name is gone" : effect.follows();
            String done = resource.deleted() ? "deleted" : "replaced";
            String sentence = effect.what() + " " + resource.name() + " is " + done + ": " + follows;
            if (effect.grave()) {
                collector.danger(effect.id(), resource, sentence);
            } else {
                collector.warning(effect.id(), resource, sentence);
            }
            if (resource.replaced()
                    && (resource.now().deletedFirst() || resource.old().deletedFirst())) {
                collector.warning(
                        "deleted-before-replaced",
                        resource,
                        resource.name() + " is deleted before its replacement is made: nothing is there in between");
            }
        } else if (resource.mayReplace() && effect.grave() && !effect.id().equals("network-replaced")) {
            collector.warning(
                    effect.id(),
                    resource,
                    effect.what() + " " + resource.name() + " may be replaced: then " + effect.follows());
        }
    }
}
