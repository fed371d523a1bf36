package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import java.util.OptionalDouble;

/** How an ECS service runs and deploys its tasks. */
final class ServiceRule implements Findings.Rule {
    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (!resource.is("aws:ecs/service:Service") || resource.deleted()) {
            return;
        }
        OptionalDouble before = Values.number(resource.before(), "desiredCount");
        OptionalDouble after = Values.number(resource.after(), "desiredCount");
        if (after.isPresent() && before.isPresent() && after.getAsDouble() < before.getAsDouble()) {
            String counts = Values.shown(before.getAsDouble()) + " to " + Values.shown(after.getAsDouble());
            if (after.getAsDouble() == 0) {
                collector.add(
                        FindingId.SERVICE_STOPPED,
                        resource,
                        "service " + resource.name() + " stops: desiredCount " + counts);
            } else {
                collector.add(
                        FindingId.CAPACITY_SHRINKS,
                        resource,
                        "service " + resource.name() + " shrinks: desiredCount " + counts);
            }
        }
        // Without a number AWS's provider asks for none.
        boolean isGone =
                resource.stays() && Values.at(resource.after(), "desiredCount").isEmpty() && before.orElse(0) > 0;
        if (isGone && !daemon(resource)) {
            collector.add(
                    FindingId.SERVICE_STOPPED,
                    resource,
                    "service " + resource.name() + " stops: desiredCount " + Values.shown(before.getAsDouble())
                            + " is gone, and 0 without it");
        }
        OptionalDouble healthy = Values.number(resource.after(), "deploymentMinimumHealthyPercent");
        OptionalDouble was = Values.number(resource.before(), "deploymentMinimumHealthyPercent");
        boolean isNew = was.isEmpty() || was.getAsDouble() > 0;
        if (healthy.isPresent() && healthy.getAsDouble() == 0 && isNew && !daemon(resource)) {
            String sentence = "service " + resource.name()
                    + " may have no task at all while it deploys: deploymentMinimumHealthyPercent is 0";
            if (resource.stays()) {
                collector.add(FindingId.DEPLOYMENT_STOPS_TASKS, resource, sentence);
            } else {
                collector.add(FindingId.DEPLOYMENT_STOPS_TASKS, Severity.NOTE, resource, sentence);
            }
        }
    }

    private static boolean daemon(ChangedResource resource) {
        return Values.text(resource.after(), "schedulingStrategy").equals("DAEMON");
    }
}
