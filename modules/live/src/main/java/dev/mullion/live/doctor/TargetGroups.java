package dev.mullion.live.doctor;

import static dev.mullion.live.doctor.DoctorCheck.TARGETS;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
        Optional<List<TargetHealthDescription>> answer =
                examination.ask("elasticloadbalancing:DescribeTargetHealth", () -> examination
                        .region()
                        .elasticLoadBalancing()
                        .describeTargetHealth(request -> request.targetGroupArn(arn))
                        .targetHealthDescriptions());
        if (answer.isEmpty()) {
            return;
        }
        examination.looked(TARGETS, "target group " + name);
        List<TargetHealthDescription> ill = answer.get().stream()
                .filter(target -> target.targetHealth().state() == TargetHealthStateEnum.UNHEALTHY)
                .toList();
        boolean healthy = answer.get().stream()
                .anyMatch(target -> target.targetHealth().state() == TargetHealthStateEnum.HEALTHY);
        String reasons = ill.stream()
                .map(target -> target.target().id() + ":" + target.target().port() + " "
                        + Said.line(Optional.ofNullable(target.targetHealth().description())
                                .or(() -> Optional.ofNullable(
                                        target.targetHealth().reasonAsString()))
                                .orElse("for no reason that is told")))
                .sorted()
                .collect(Collectors.joining("; "));
        if (!healthy && !answer.get().isEmpty() && !ill.isEmpty()) {
            examination.failure(
                    TARGETS,
                    name,
                    "none of its " + answer.get().size() + " targets is healthy: " + reasons,
                    "does the health check ask what the container answers, and do the security groups let it in?");
        } else if (!ill.isEmpty()) {
            examination.warning(
                    TARGETS,
                    name,
                    ill.size() + " of " + answer.get().size() + " targets are not healthy: " + reasons,
                    "look at the tasks or machines that are named");
        } else if (answer.get().isEmpty()) {
            examination.failure(
                    TARGETS, name, "it has no targets", "nothing is registered: do its tasks or machines run?");
        }
    }
}
