package dev.mullion.stacks;

import com.pulumi.Context;
import com.pulumi.resources.ComponentResource;
import dev.mullion.aws.StackContext;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ecs.EcsWindowsCluster;
import java.util.Map;

/** What a {@link Stack} made, for resources and exports of the program's own. */
public final class MadeStack {
    private final Context context;
    private final StackContext shared;
    private final Map<String, NetworkOutputs> networks;
    private final Map<String, Map<String, ComponentResource>> components;

    MadeStack(
            Context context,
            StackContext shared,
            Map<String, NetworkOutputs> networks,
            Map<String, Map<String, ComponentResource>> components) {
        this.context = context;
        this.shared = shared;
        this.networks = networks;
        this.components = components;
    }

    /** Pulumi's, for exports, configuration and the log. */
    public Context context() {
        return context;
    }

    /** What Mullion's components take that the program makes itself. */
    public StackContext stackContext() {
        return shared;
    }

    /**
     * The outputs of a network.
     *
     * @throws IllegalArgumentException when the stack has none of that name
     */
    public NetworkOutputs network(String name) {
        return found(name, networks, "network");
    }

    /**
     * A cluster.
     *
     * @throws IllegalArgumentException when the stack has none of that key
     */
    public EcsWindowsCluster ecsCluster(String key) {
        return (EcsWindowsCluster) found(key, components.getOrDefault(EcsSection.KEY, Map.of()), "ECS cluster");
    }

    private static <T> T found(String name, Map<String, T> all, String what) {
        T found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "no " + what + " is called " + name + "; there is " + String.join(", ", all.keySet()));
        }
        return found;
    }
}
