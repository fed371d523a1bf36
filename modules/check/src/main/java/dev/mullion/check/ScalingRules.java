package dev.mullion.check;

import dev.mullion.diff.finding.Values;
import java.util.Optional;
import java.util.OptionalDouble;

/** Auto Scaling groups of Windows instances, and the capacity providers of ECS that scale them. */
final class ScalingRules implements Checks.Look {
    static final String GROUP = "aws:autoscaling/group:Group";

    private static final String PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";

    private static final int GRACE_SECONDS = 600;

    /** What counts where nobody says another one. */
    private static final int DEFAULT_GRACE_SECONDS = 300;

    @Override
    public void look(CheckedPlan all, FindingCollector collector) {
        for (PlanResource group : all.resources().of(GROUP)) {
            boolean windows = template(group, all).filter(all::isWindows).isPresent();
            OptionalDouble said = Values.number(group.inputs(), "healthCheckGracePeriod");
            double grace = said.orElse(DEFAULT_GRACE_SECONDS);
            if (windows && group.text("healthCheckType").equals("ELB") && grace < GRACE_SECONDS) {
                collector.add(
                        Rule.GRACE_PERIOD_SHORT,
                        group,
                        "health checks of the load balancer count after " + Values.shown(grace) + " seconds"
                                + (said.isEmpty() ? ", which is the default" : ""));
            }
        }
        for (PlanResource provider : all.resources().of(PROVIDER)) {
            boolean kept = provider.text("autoScalingGroupProvider.managedTerminationProtection")
                    .equals("ENABLED");
            group(provider, all)
                    .filter(group -> kept
                            && !Values.isTrue(group.inputs(), "protectFromScaleIn")
                            && template(group, all).filter(all::isWindows).isPresent())
                    .ifPresent(group -> collector.add(
                            Rule.TERMINATION_PROTECTION,
                            provider,
                            "managedTerminationProtection is ENABLED, and protectFromScaleIn of "
                                    + group.state().name() + " is not"));
        }
    }

    private static Optional<PlanResource> group(PlanResource provider, CheckedPlan all) {
        return all.resources()
                .referred(provider, "autoScalingGroupProvider", GROUP, "autoScalingGroupProvider.autoScalingGroupArn");
    }

    /** What a group starts its instances from, where it is of the plan. */
    static Optional<Machine> template(PlanResource group, CheckedPlan all) {
        return all.template(group)
                .or(() -> all.machine(all.resources()
                        .referred(
                                group,
                                "mixedInstancesPolicy",
                                Machine.Kind.TEMPLATE.type(),
                                "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.launchTemplateId",
                                "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.launchTemplateName")))
                .or(() -> all.machine(all.resources()
                        .referred(
                                group,
                                "launchConfiguration",
                                Machine.Kind.CONFIGURATION.type(),
                                "launchConfiguration")));
    }
}
