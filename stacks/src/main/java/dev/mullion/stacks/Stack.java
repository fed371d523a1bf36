package dev.mullion.stacks;

import dev.mullion.aws.StackContext;
import dev.mullion.core.config.Binding;
import dev.mullion.core.config.Silence;
import dev.mullion.core.config.StackConfig;
import dev.mullion.ec2.NetworkSpecBuilder;
import dev.mullion.ecs.EcsWindowsClusterSpec;
import dev.mullion.ecs.EcsWindowsClusterSpecBuilder;
import dev.mullion.eks.EksClusterSpec;
import dev.mullion.eks.EksClusterSpecBuilder;
import dev.mullion.hosts.WindowsContainerHostsSpec;
import dev.mullion.hosts.WindowsContainerHostsSpecBuilder;
import dev.mullion.istio.AmbientMeshSpec;
import dev.mullion.istio.AmbientMeshSpecBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A stack as a program in Java describes it: what a stack file says, with the same defaults, checks and warnings. Nothing is
 * made while it is described; problems are told all at once afterwards, as those of a stack file are.
 *
 * <pre>{@code
 * Mullion.run(stack -> {
 *     var vpc = stack.network("network", n -> n.cidrBlock("10.40.0.0/16").availabilityZones("eu-west-1a", "eu-west-1b"));
 *     stack.ecsCluster("storefront", vpc, c -> c
 *             .capacity("general", g -> g.instanceTypes("m6i.xlarge").minSize(2).maxSize(6)));
 * });
 * }</pre>
 */
public final class Stack {
    private final StackConfig config;
    private final StackSpecBuilder written = StackSpec.builder();
    private final List<UnaryOperator<StackContext>> customizations = new ArrayList<>();
    private final List<Consumer<MadeStack>> afterwards = new ArrayList<>();
    private Binding binding;

    Stack(StackConfig config) {
        this.config = config;
        this.binding = config.unbound();
    }

    /** A network of the stack, for what runs in it. */
    public static final class NetworkReference {
        private final String name;

        private NetworkReference(String name) {
            this.name = name;
        }

        /** The name that it was described under. */
        public String name() {
            return name;
        }
    }

    /** The project's name, of Pulumi.yaml. */
    public String project() {
        return config.engine().project();
    }

    /** The stack's name, such as {@code dev}. */
    public String name() {
        return config.engine().stack();
    }

    /**
     * Takes the sections of the stack file; what the program describes comes on top. For the beginning of a program.
     *
     * @throws IllegalStateException when something was described before, or when it is called twice
     */
    public Stack fromConfig() {
        if (!written.given().isEmpty() || !written.problems().isEmpty() || binding.isBound()) {
            throw new IllegalStateException(
                    "fromConfig() comes first and once: what a program describes stands on top");
        }
        binding = config.bind(written);
        return this;
    }

    /** A tag on everything that takes tags, instead of one of the stack file; a key given twice is refused. */
    public Stack tag(String key, String value) {
        written.tag(key, value);
        return this;
    }

    /**
     * A new VPC, or an existing one; its resources' names start with its name. {@code network} is that of the stack file,
     * where it was taken: the description starts from it.
     */
    public NetworkReference network(String name, Consumer<NetworkSpecBuilder> description) {
        written.network(name, description);
        return new NetworkReference(name);
    }

    /**
     * The network of the stack file.
     *
     * @throws IllegalStateException without {@link #fromConfig}
     */
    public NetworkReference network() {
        if (!binding.isBound()) {
            throw new IllegalStateException("fromConfig() brings the network of the stack file; call it before");
        }
        return new NetworkReference(StackSpec.NETWORK);
    }

    /**
     * An ECS cluster of Windows instances. For a cluster that the stack file has, the description starts from what is there
     * and adds to it or changes it: {@code c.capacity("general", g -> g.maxSize(12))} keeps all else of that capacity.
     *
     * @param key the cluster's key, which the names of its resources start with; given twice it is refused
     * @param network where it runs; for a cluster of the stack file {@link #network()}
     */
    public Stack ecsCluster(String key, NetworkReference network, Consumer<EcsWindowsClusterSpecBuilder> description) {
        written.component(Sections.ECS, key, network.name(), EcsWindowsClusterSpec.builder(), description);
        return this;
    }

    /**
     * A new EKS cluster with Windows nodes; as for {@link #ecsCluster}.
     *
     * @param key the cluster's key, which the names of its resources start with; given twice it is refused
     * @param network where it runs; for a cluster of the stack file {@link #network()}
     */
    public Stack eksCluster(String key, NetworkReference network, Consumer<EksClusterSpecBuilder> description) {
        written.component(Sections.EKS, key, network.name(), EksClusterSpec.builder(), description);
        return this;
    }

    /**
     * Node pools for an EKS cluster that exists, in its own network.
     *
     * @param key the cluster's name, unless the description gives another
     */
    public Stack existingEksCluster(String key, Consumer<EksClusterSpecBuilder> description) {
        written.component(Sections.EKS, key, StackSpec.NETWORK, EksClusterSpec.builder(), cluster -> {
            cluster.existing(true);
            description.accept(cluster);
        });
        return this;
    }

    /**
     * Hosts that run containers without an orchestrator; as for {@link #ecsCluster}.
     *
     * @param key the hosts' key, which the names of their resources start with; given twice it is refused
     * @param network where they run; for hosts of the stack file {@link #network()}
     */
    public Stack containerHosts(
            String key, NetworkReference network, Consumer<WindowsContainerHostsSpecBuilder> description) {
        written.component(Sections.HOSTS, key, network.name(), WindowsContainerHostsSpec.builder(), description);
        return this;
    }

    /**
     * Istio in one cluster; its Windows side is EXPERIMENTAL. For the mesh of a stack file the description starts from what is
     * there.
     */
    public Stack mesh(Consumer<AmbientMeshSpecBuilder> description) {
        written.component(Sections.MESH, MeshSection.KEY, StackSpec.NETWORK, AmbientMeshSpec.builder(), description);
        return this;
    }

    /** Accepts a warning; see {@link Silence}. */
    public Stack silence(String id, String path, String reason) {
        written.silence(id, path, reason);
        return this;
    }

    /** Changes one child of a component, before it is made: {@link StackContext#customize(Class, String, UnaryOperator)}. */
    public <B> Stack customize(Class<B> builder, String child, UnaryOperator<B> change) {
        customizations.add(context -> context.customize(builder, child, change));
        return this;
    }

    /** Changes every child of that type. */
    public <B> Stack customize(Class<B> builder, UnaryOperator<B> change) {
        customizations.add(context -> context.customize(builder, change));
        return this;
    }

    /** Resources and exports of the program's own, once the stack's components are there. */
    public Stack afterwards(Consumer<MadeStack> then) {
        afterwards.add(then);
        return this;
    }

    StackSpecBuilder written() {
        return written;
    }

    /** What the stack file had to say, where it was taken. */
    Binding binding() {
        return binding;
    }

    StackContext customized(StackContext context) {
        StackContext customized = context;
        for (UnaryOperator<StackContext> customization : customizations) {
            customized = customization.apply(customized);
        }
        return customized;
    }

    List<Consumer<MadeStack>> afterwards() {
        return List.copyOf(afterwards);
    }
}
