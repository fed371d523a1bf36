package dev.mullion.ec2;

import dev.mullion.core.userdata.BootStep;
import dev.mullion.core.userdata.ExitCodes;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a platform brings that shares its machines and its network with others. No two platforms have an exit code, a step or
 * a template in common.
 *
 * @param name as messages and documentation say it, such as {@code ECS}
 * @param exitCodes those that its steps may have
 * @param steps every step that it can put into user data
 * @param endpointServices what its instances call beyond {@link #EC2}'s, by the end of the endpoint service's name
 */
public record Platform(
        String name, List<ExitCodes> exitCodes, List<? extends BootStep> steps, List<String> endpointServices) {
    /**
     * What every Windows instance has: Session Manager (ssm, ssmmessages, ec2messages), image pulls (ecr.api, ecr.dkr;
     * layers come from S3), logs and secrets.
     * https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html,
     * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
     */
    public static final Platform EC2 = new Platform(
            "EC2",
            List.of(new ExitCodes(9, 9), new ExitCodes(13, 14), new ExitCodes(95, 95)),
            Stream.<BootStep>concat(Stream.of(UserDataStep.values()), Stream.of(DomainJoinStep.values()))
                    .toList(),
            List.of("ecr.api", "ecr.dkr", "logs", "ssm", "ssmmessages", "ec2messages", "secretsmanager"));

    public Platform {
        exitCodes = List.copyOf(exitCodes);
        steps = List.copyOf(steps);
        endpointServices = List.copyOf(endpointServices);
    }
}
