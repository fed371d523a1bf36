package dev.mullion.ecs.service;

import dev.mullion.core.spec.Problems;
import java.util.Set;

/**
 * The keys of a cluster's capacity, as a service and a strategy may name them.
 *
 * @param keys in the order of the file
 * @param shown the same as a message shows them
 */
public record CapacityKeys(Set<String> keys, String shown) {
    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Refuses a name that is no key; whether it is one. */
    boolean check(String name, Problems problems) {
        if (keys.contains(name)) {
            return true;
        }
        problems.refuse(
                name,
                switch (name) {
                    case "FARGATE" ->
                        "use launchType: FARGATE of a service: a strategy mixes no instances with Fargate";
                    case "FARGATE_SPOT" ->
                        "use instances with Spot, or launchType: FARGATE: Fargate Spot has no Windows";
                    default -> "use a key of capacity: " + shown;
                });
        return false;
    }
}
