package dev.mullion.ecs;

import dev.mullion.core.userdata.ExitCodes;
import dev.mullion.ec2.Platform;
import java.util.List;

/** What ECS brings to machines and networks. */
public final class EcsPlatform {
    /**
     * Its agent calls ecs, ecs-agent and ecs-telemetry:
     * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html. Its exit codes stand around those
     * of {@link Platform#EC2}.
     */
    public static final Platform ECS = new Platform(
            "ECS",
            List.of(new ExitCodes(10, 12), new ExitCodes(15, 49)),
            List.of(EcsBootStep.values()),
            List.of("ecs", "ecs-agent", "ecs-telemetry"));

    private EcsPlatform() {}
}
