package dev.mullion.ec2;

import dev.mullion.aws.StackContext;
import java.util.List;

/**
 * What a network takes from its surroundings.
 *
 * @param context the stack
 * @param platforms whose instances are in it, which the endpoints of a network without NAT follow
 */
public record NetworkInputs(StackContext context, List<Platform> platforms) {
    public NetworkInputs {
        platforms = List.copyOf(platforms);
    }
}
