package dev.mullion.stacks;

import com.pulumi.Context;
import com.pulumi.resources.ComponentResource;
import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ecs.EcsWindowsCluster;
import dev.mullion.eks.EksCluster;
import dev.mullion.hosts.WindowsContainerHosts;
import dev.mullion.istio.AmbientMesh;
import java.util.List;
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
     * @throws SpecException when the stack has none of that name
     */
    public NetworkOutputs network(String name) {
        return found(name, networks, "network");
    }

    /**
     * A cluster.
     *
     * @throws SpecException when the stack has none of that key
     */
    public EcsWindowsCluster ecsCluster(String key) {
        return (EcsWindowsCluster) found(key, components.getOrDefault(EcsSection.KEY, Map.of()), "ECS cluster");
    }

    /**
     * An EKS cluster, new or existing.
     *
     * @throws SpecException when the stack has none of that key
     */
    public EksCluster eksCluster(String key) {
        return (EksCluster) found(key, components.getOrDefault(EksSection.KEY, Map.of()), "EKS cluster");
    }

    /**
     * Hosts that run containers without an orchestrator.
     *
     * @throws SpecException when the stack has none of that key
     */
    public WindowsContainerHosts containerHosts(String key) {
        return (WindowsContainerHosts)
                found(key, components.getOrDefault(HostsSection.KEY, Map.of()), "group of hosts");
    }

    /**
     * The mesh.
     *
     * @throws SpecException when the stack has none
     */
    public AmbientMesh mesh() {
        return (AmbientMesh) found(MeshSection.KEY, components.getOrDefault(MeshSection.KEY, Map.of()), "mesh");
    }

    private static <T> T found(String name, Map<String, T> all, String what) {
        T found = all.get(name);
        if (found == null) {
            throw new SpecException(List.of(new Problem(
                    SpecPath.ROOT,
                    "no " + what + " is called " + Shown.text(String.valueOf(name)) + "; "
                            + (all.isEmpty() ? "there is none" : "use " + Shown.either(List.copyOf(all.keySet()))))));
        }
        return found;
    }
}
