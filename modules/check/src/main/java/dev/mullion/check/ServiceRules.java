package dev.mullion.check;

import dev.mullion.diff.finding.Values;

/** ECS services of Windows tasks. */
final class ServiceRules implements Checks.Look {
    private static final String SERVICE = "aws:ecs/service:Service";

    @Override
    public void look(CheckedPlan all, FindingCollector collector) {
        for (PlanResource service : all.resources().of(SERVICE)) {
            boolean windows = all.resources()
                    .referred(service, "taskDefinition", Task.TYPE, "taskDefinition")
                    .flatMap(Task::of)
                    .filter(Task::isWindows)
                    .isPresent();
            if (!windows) {
                continue;
            }
            boolean spot = service.list("capacityProviderStrategies").stream()
                    .anyMatch(strategy ->
                            Values.text(strategy, "capacityProvider").equals("FARGATE_SPOT"));
            if (spot) {
                collector.add(Rule.FARGATE_SPOT, service, "capacity provider FARGATE_SPOT");
            }
            if (Values.isTrue(service.inputs(), "serviceConnectConfiguration.enabled")) {
                collector.add(Rule.SERVICE_CONNECT, service, "serviceConnectConfiguration");
            }
        }
    }
}
