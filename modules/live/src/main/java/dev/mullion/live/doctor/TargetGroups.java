package dev.mullion.live.doctor;

import static dev.mullion.live.doctor.DoctorCheck.TARGETS;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** The target groups of load balancers: those of services, and of hosts with BuildKit. */
final class TargetGroups {
    private final Examination examination;

    TargetGroups(Examination examination) {
        this.examination = examination;
    }

    void examine(Collection<String> arns) {
        arns.forEach(this::examine);
    }

    private void examine(String arn) {
        // arn:aws:elasticloadbalancing:…:targetgroup/<name>/<id>
        String[] parts = arn.split("/", -1);
        String name = parts.length == 3 ? parts[1] : arn;
        Optional<Optional<List<TargetHealthDescription>>> told =
                examination.ask("elasticloadbalancing:DescribeTargetHealth", () -> {
                    try {
                        return Optional.of(examination
                                .region()
                                .elasticLoadBalancing()
                                .describeTargetHealth(request -> request.targetGroupArn(arn))
                                .targetHealthDescriptions());
                    } catch (TargetGroupNotFoundException e) {
                        return Optional.empty();
                    }
                });
        if (told.isEmpty()) {
            return;
        }
        examination.looked(TARGETS, "target group " + name);
        if (told.get().isEmpty()) {
            examination.failure(TARGETS, name, "there is no such target group", "deploy the stack again");
            return;
        }
        List<TargetHealthDescription> targets = told.get().get();
        List<TargetHealthDescription> ill = targets.stream()
                .filter(target -> target.targetHealth().state() == TargetHealthStateEnum.UNHEALTHY)
                .toList();
        boolean healthy =
                targets.stream().anyMatch(target -> target.targetHealth().state() == TargetHealthStateEnum.HEALTHY);
        String reasons = ill.stream()
                .map(target -> target.target().id() + ":" + target.target().port() + " "
                        + Said.line(Optional.ofNullable(target.targetHealth().description())
                                .or(() -> Optional.ofNullable(
                                        target.targetHealth().reasonAsString()))
                                .orElse("for no reason that is told")))
                .sorted()
                .collect(Collectors.joining("; "));
        if (!healthy && !targets.isEmpty() && !ill.isEmpty()) {
            examination.failure(
                    TARGETS,
                    name,
                    "none of its " + targets.size() + " targets is healthy: " + reasons,
                    "does the health check ask what the container answers, and do the security groups let it in?");
        } else if (!ill.isEmpty()) {
            examination.warning(
                    TARGETS,
                    name,
                    ill.size() + " of " + targets.size() + " targets are not healthy: " + reasons,
                    "look at the tasks or machines that are named");
        } else if (targets.isEmpty()) {
            examination.failure(
                    TARGETS, name, "it has no targets", "nothing is registered: do its tasks or machines run?");
        }
    }
}
