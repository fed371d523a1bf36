package dev.mullion.diff.finding;

import dev.mullion.diff.FindingId;
import java.util.Map;

/** Protection by Pulumi's own option, and by AWS's, taken away or in the way. */
final class ProtectionRule implements Findings.Rule {
    /** Type to the inputs that keep a resource from being deleted by mistake. */
    static final Map<String, String> INPUTS = Map.of(
            "aws:ec2/instance:Instance", "disableApiTermination",
            "aws:ec2/launchTemplate:LaunchTemplate", "disableApiTermination",
            "aws:lb/loadBalancer:LoadBalancer", "enableDeletionProtection",
            "aws:rds/instance:Instance", "deletionProtection",
            "aws:rds/cluster:Cluster", "deletionProtection",
            "aws:dynamodb/table:Table", "deletionProtectionEnabled",
            "aws:autoscaling/group:Group", "protectFromScaleIn");

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        boolean goes = resource.deleted() || resource.replaced();
        if (goes
                && resource.old().isProtected()
                && !(resource.replaced() && !resource.now().isProtected())) {
            collector.add(
                    FindingId.PROTECTED_RESOURCE,
                    resource,
                    resource.name() + " is protected: Pulumi refuses to " + (resource.deleted() ? "delete" : "replace")
                            + " it until protect is off");
        } else if (resource.stays()
                && resource.old().isProtected()
                && !resource.now().isProtected()) {
            collector.add(
                    FindingId.PROTECTION_REMOVED,
                    resource,
                    resource.name() + " is no longer protected from being deleted");
        }
        if (resource.stays() && resource.old().retained() && !resource.now().retained()) {
            collector.add(
                    FindingId.PROTECTION_REMOVED,
                    resource,
                    resource.name()
                            + " is no longer kept when it leaves the stack (retainOnDelete): Pulumi deletes it");
        }
        if (!resource.deleted()) {
            resource.old().secretOutputs().stream()
                    .filter(output -> !resource.now().secretOutputs().contains(output))
                    .sorted()
                    .forEach(
                            output -> collector.add(
                                    FindingId.PROTECTION_REMOVED,
                                    resource,
                                    resource.name() + ": the output " + output
                                            + " is no longer a secret (additionalSecretOutputs): the state keeps it in plain text"));
        }
        String input = INPUTS.get(resource.type());
        if (input != null
                && resource.stays()
                && Values.isTrue(resource.before(), input)
                && !Values.isTrue(resource.after(), input)) {
            collector.add(FindingId.PROTECTION_REMOVED, resource, resource.name() + ": " + input + " is off");
        }
        String managed = "autoScalingGroupProvider.managedTerminationProtection";
        if (resource.is("aws:ecs/capacityProvider:CapacityProvider")
                && resource.stays()
                && Values.text(resource.before(), managed).equals("ENABLED")
                && !Values.text(resource.after(), managed).equals("ENABLED")) {
            collector.add(
                    FindingId.PROTECTION_REMOVED,
                    resource,
                    resource.name()
                            + ": managed termination protection is off, so scaling in may end new instances that run tasks;"
                            + " those that run stay protected until somebody takes it off them");
        }
    }
}
