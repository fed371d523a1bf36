package dev.mullion.diff.finding;

import java.util.Map;

/** Protection by Pulumi's own option, and by AWS's, taken away or in the way. */
final class ProtectionRule implements Findings.Rule {
    /** Type to the inputs that keep a resource from being deleted by mistake. */
    private static final Map<String, String> INPUTS = Map.of(
            "aws:ec2/instance:Instance", "disableApiTermination",
            "aws:ec2/launchTemplate:LaunchTemplate", "disableApiTermination",
            "aws:lb/loadBalancer:LoadBalancer", "enableDeletionProtection",
            "aws:rds/instance:Instance", "deletionProtection",
            "aws:rds/cluster:Cluster", "deletionProtection",
            "aws:dynamodb/table:Table", "deletionProtectionEnabled",
            "aws:autoscaling/group:Group", "protectFromScaleIn");

    @Override
    public void look(ChangedResource subject, Resources resources, FindingCollector telling) {
        boolean goes = subject.deleted() || subject.replaced();
        if (goes
                && subject.old().isProtected()
                && !(subject.replaced() && !subject.now().isProtected())) {
            telling.danger(
                    "protected-resource",
                    subject,
                    subject.name() + " is protected: Pulumi refuses to " + (subject.deleted() ? "delete" : "replace")
                            + " it until protect is off");
        } else if (subject.stays()
                && subject.old().isProtected()
                && !subject.now().isProtected()) {
            telling.warning(
                    "protection-removed", subject, subject.name() + " is no longer protected from being deleted");
        }
        String input = INPUTS.get(subject.type());
        if (input != null
                && subject.stays()
                && Values.isTrue(subject.before(), input)
                && !Values.isTrue(subject.after(), input)) {
            telling.warning("protection-removed", subject, subject.name() + ": " + input + " is off");
        }
        String managed = "autoScalingGroupProvider.managedTerminationProtection";
        if (subject.is("aws:ecs/capacityProvider:CapacityProvider")
                && subject.stays()
                && Values.text(subject.before(), managed).equals("ENABLED")
                && !Values.text(subject.after(), managed).equals("ENABLED")) {
            telling.warning(
                    "protection-removed",
                    subject,
                    subject.name()
                            + ": managed termination protection is off, so scaling in may end instances that run tasks");
        }
    }
}
