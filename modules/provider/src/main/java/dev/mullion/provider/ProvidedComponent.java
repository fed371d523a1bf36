package dev.mullion.provider;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.pulumi.Context;
import dev.mullion.core.config.EngineConfig;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.reference.KeyReference;
import dev.mullion.core.reference.SpecReference;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.stacks.ComponentProgram;
import dev.mullion.stacks.Stack;
import dev.mullion.stacks.StackFileReference;
import dev.mullion.stacks.StackProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A component that the package has, each made by the program that makes it for a stack file. */
enum ProvidedComponent {
    STACK("mullion:index:Stack", "Every section of a stack file, in one component."),
    NETWORK("mullion:ec2:Network", ComponentProgram.Kind.NETWORK),
    LAUNCH_TEMPLATE("mullion:ec2:WindowsLaunchTemplate", ComponentProgram.Kind.LAUNCH_TEMPLATE),
    ECS_WINDOWS_CLUSTER("mullion:ecs:EcsWindowsCluster", List.of("ecs")),
    ECS_SERVICE("mullion:ecs:EcsWindowsService", List.of("ecs", "services"), List.of("clusterArn"), Map.of()),
    EKS_CLUSTER("mullion:eks:EksCluster", List.of("eks")),
    EKS_WINDOWS_NODE_POOL(
            "mullion:eks:EksWindowsNodePool",
            List.of("eks", "windowsNodePools"),
            List.of("name", "version", "serviceIpv4Cidr", "authenticationMode"),
            Map.of("existing", true)),
    WINDOWS_CONTAINER_HOSTS("mullion:hosts:WindowsContainerHosts", List.of("hosts")),
    AMBIENT_MESH("mullion:istio:AmbientMesh", ComponentProgram.Kind.AMBIENT_MESH);

    /** The key of a component, where one stands in another: the cluster's in its stack. */
    static final String CLUSTER = "cluster";

    /** What stands beside the sections of a stack, and beside the keys of a component. */
    private static final List<String> SHARED = List.of("network", "tags", "names", "silence");

    private final String type;
    private final ImmutableList<String> keys;
    private final ImmutableList<String> ofCluster;
    private final ImmutableMap<String, Boolean> cluster;
    private final Optional<ComponentProgram.Kind> kind;
    private final String description;

    ProvidedComponent(String type, String description) {
        this(type, List.of(), List.of(), Map.of(), Optional.empty(), description);
    }

    ProvidedComponent(String type, List<String> keys) {
        this(type, keys, List.of(), Map.of());
    }

    ProvidedComponent(String type, List<String> keys, List<String> ofCluster, Map<String, Boolean> cluster) {
        this(type, keys, ofCluster, cluster, Optional.empty(), "");
    }

    ProvidedComponent(String type, ComponentProgram.Kind kind) {
        this(type, List.of(kind.key()), List.of(), Map.of(), Optional.of(kind), "");
    }

    /**
     * A component.
     *
     * @param keys the maps of a stack file that it is an entry of; none for all sections
     * @param ofCluster keys of the cluster that it is in, which stand beside its own
     * @param cluster what else is written of the cluster
     * @param kind where it stands by itself
     */
    ProvidedComponent(
            String type,
            List<String> keys,
            List<String> ofCluster,
            Map<String, Boolean> cluster,
            Optional<ComponentProgram.Kind> kind,
            String description) {
        this.type = type;
        this.keys = ImmutableList.copyOf(keys);
        this.ofCluster = ImmutableList.copyOf(ofCluster);
        this.cluster = ImmutableMap.copyOf(cluster);
        this.kind = kind;
        this.description = description;
    }

    /** The type token, in states too. */
    String type() {
        return type;
    }

    /** As programs call it: {@code EcsService}. */
    String className() {
        return switch (this) {
            case ECS_SERVICE -> "EcsService";
            case LAUNCH_TEMPLATE -> "LaunchTemplate";
            default -> type.substring(type.lastIndexOf(':') + 1);
        };
    }

    /** The type token by which languages look for it. */
    String token() {
        return type.substring(0, type.lastIndexOf(':') + 1) + className();
    }

    /** The type of the cluster that the program makes around it, which is there already. */
    Optional<String> around() {
        return keys.size() < 2
                ? Optional.empty()
                : Optional.of((this == ECS_SERVICE ? ECS_WINDOWS_CLUSTER : EKS_CLUSTER).type);
    }

    /** That of a type, also with the module {@code index}, where languages look by default. */
    static Optional<ProvidedComponent> of(String type) {
        for (ProvidedComponent each : values()) {
            if (type.equals(each.token()) || type.equals("mullion:index:" + each.className())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    String description() {
        return description.isEmpty() ? own().text().text() : description;
    }

    /** The keys that a program gives to it. */
    List<KeyReference> inputs() {
        SpecReference root = StackFileReference.read().root();
        List<KeyReference> inputs = new ArrayList<>();
        if (keys.isEmpty()) {
            root.keys().stream()
                    // How mullion diff reports a stack, which it reads from a stack file.
                    .filter(key -> !key.name().equals("diff"))
                    .forEach(inputs::add);
            return inputs;
        }
        inputs.addAll(own().keys());
        if (keys.size() > 1) {
            SpecReference whole = spec(root, keys.get(0));
            ofCluster.forEach(key -> inputs.add(whole.find(key).orElseThrow()));
        }
        root.keys().stream().filter(key -> isShared(key.name())).forEach(inputs::add);
        return inputs;
    }

    private SpecReference own() {
        if (kind.isPresent()) {
            return StackFileReference.of(kind.get());
        }
        SpecReference spec = StackFileReference.read().root();
        for (String key : keys) {
            spec = spec(spec, key);
        }
        return spec;
    }

    private static SpecReference spec(SpecReference of, String key) {
        return of.find(key).orElseThrow().spec().orElseThrow();
    }

    /** A network of a component that is none itself, nor in the cluster's. */
    private boolean isShared(String key) {
        return SHARED.contains(key) && (!key.equals("network") || (kind.isEmpty() && this != EKS_WINDOWS_NODE_POOL));
    }

    /**
     * The program that makes it.
     *
     * @throws SpecException with everything that is wrong
     */
    Consumer<Context> program(String name, Map<String, Object> inputs, EngineConfig engine, Path project) {
        StackConfig config = StackConfig.of(engine, sections(name, inputs));
        return kind.isPresent()
                ? ComponentProgram.of(kind.get(), name, config, project)
                : StackProgram.of(config, project, Stack::fromConfig);
    }

    /** The sections of a stack that has this component alone. */
    private Map<String, Object> sections(String name, Map<String, Object> inputs) {
        if (keys.isEmpty()) {
            return inputs;
        }
        Map<String, Object> own = new LinkedHashMap<>();
        Map<String, Object> all = new LinkedHashMap<>();
        Map<String, Object> whole = new LinkedHashMap<>(cluster);
        inputs.forEach((key, value) -> {
            if (isShared(key)) {
                all.put(key, value);
            } else if (ofCluster.contains(key)) {
                whole.put(key, value);
            } else if (keys.size() < 2 || !key.equals(CLUSTER)) {
                own.put(key, value);
            }
        });
        if (kind.isPresent()) {
            all.put(keys.get(0), own);
        } else if (keys.size() == 1) {
            all.put(keys.get(0), Map.of(name, own));
        } else {
            String key = clusterKey(name, inputs);
            whole.put(keys.get(1), Map.of(name.substring(key.length() + 1), own));
            all.put(keys.get(0), Map.of(key, whole));
        }
        return all;
    }

    /** What stands in a cluster is called as its resources are, which begin with the cluster's key. */
    private static String clusterKey(String name, Map<String, Object> inputs) {
        if (inputs.get(CLUSTER) instanceof String key
                && name.startsWith(key + "-")
                && name.length() > key.length() + 1) {
            return key;
        }
        throw new SpecException(List.of(new Problem(
                SpecPath.ROOT.key(CLUSTER),
                "is the key of the cluster in its stack, which the component's name begins with: a cluster storefront has a"
                        + " component storefront-web; this one is called " + name)));
    }

    /** Where a path of such a stack is among the component's properties. */
    SpecPath property(SpecPath path) {
        List<Object> segments = new ArrayList<>(path.segments());
        if (!segments.isEmpty() && segments.get(0) instanceof String key) {
            segments.set(0, key.replaceFirst("^mullion:", ""));
        }
        if (keys.isEmpty() || segments.isEmpty() || !segments.get(0).equals(keys.get(0))) {
            return new SpecPath(segments);
        }
        int depth = kind.isPresent() ? 1 : 2;
        if (keys.size() > 1 && segments.size() > 2 && segments.get(2).equals(keys.get(1))) {
            depth = 4;
        }
        return new SpecPath(segments.subList(Math.min(depth, segments.size()), segments.size()));
    }
}
