package dev.mullion.diff.finding;

import java.util.OptionalDouble;

/** How an ECS service runs and deploys its tasks. */
final class ServiceRule implements Findings.Rule {
    @Override
    public void look(ChangedResource subject, Resources resources, FindingCollector telling) {
        if (!subject.is("aws:ecs/service:Service") || subject.deleted()) {
            return;
        }
        OptionalDouble before = Values.number(subject.before(), "desiredCount");
        OptionalDouble after = Values.number(subject.after(), "desiredCount");
        if (after.isPresent() && before.isPresent() && after.getAsDouble() < before.getAsDouble()) {
            String counts = Values.shown(before.getAsDouble()) + " to " + Values.shown(after.getAsDouble());
            if (after.getAsDouble() == 0) {
                telling.danger(
                        "service-stopped", subject, "service " + subject.name() + " stops: desiredCount " + counts);
            } else {
                telling.warning(
                        "capacity-shrinks", subject, "service " + subject.name() + " shrinks: desiredCount " + counts);
            }
        }
        OptionalDouble healthy = Values.number(subject.after(), "deploymentMinimumHealthyPercent");
        OptionalDouble was = Values.number(subject.before(), "deploymentMinimumHealthyPercent");
        boolean isNew = was.isEmpty() || was.getAsDouble() > 0;
        if (healthy.isPresent() && healthy.getAsDouble() == 0 && isNew && !daemon(subject)) {
            String sentence = "service " + subject.name()
                    + " may have no task at all while it deploys: deploymentMinimumHealthyPercent is 0";
            if (subject.stays()) {
                telling.danger("deployment-stops-tasks", subject, sentence);
            } else {
                telling.note("deployment-stops-tasks", subject, sentence);
            }
        }
    }

    private static boolean daemon(ChangedResource subject) {
        return Values.text(subject.after(), "schedulingStrategy").equals("DAEMON");
    }
}
