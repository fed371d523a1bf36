package dev.mullion.provider.engine;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.pulumi.Context;
import com.pulumi.context.internal.ConfigContextInternal;
import com.pulumi.context.internal.ContextInternal;
import com.pulumi.context.internal.LoggingContextInternal;
import com.pulumi.context.internal.OutputContextInternal;
import com.pulumi.core.internal.OutputFactory;
import com.pulumi.deployment.internal.DeploymentImpl;
import com.pulumi.deployment.internal.DeploymentInstanceHolder;
import com.pulumi.deployment.internal.DeploymentInstanceInternal;
import com.pulumi.deployment.internal.Engine;
import com.pulumi.deployment.internal.GrpcEngine;
import com.pulumi.deployment.internal.GrpcMonitor;
import com.pulumi.deployment.internal.Monitor;
import com.pulumi.deployment.internal.Runner;
import com.pulumi.resources.Resource;
import com.pulumi.resources.internal.Stack;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import pulumirpc.AliasOuterClass.Alias;
import pulumirpc.EngineOuterClass.GetRootResourceRequest;
import pulumirpc.EngineOuterClass.GetRootResourceResponse;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.RequirePulumiVersionRequest;
import pulumirpc.EngineOuterClass.RequirePulumiVersionResponse;
import pulumirpc.Provider.CallResponse;
import pulumirpc.Provider.ConstructRequest;
import pulumirpc.Resource.ReadResourceRequest;
import pulumirpc.Resource.ReadResourceResponse;
import pulumirpc.Resource.RegisterPackageRequest;
import pulumirpc.Resource.RegisterPackageResponse;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceCallRequest;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.Resource.ResourceInvokeResponse;
import pulumirpc.Resource.SupportsFeatureRequest;
import pulumirpc.Resource.SupportsFeatureResponse;

/**
 * Runs a program of Mullion's for one construct call: what would stand below the stack stands below the component, and what the
 * consumer wants of the component is asked for it. Calls of one process share nothing but connections.
 *
 * <p>This class alone touches the SDK's internal types; they were read in com.pulumi:pulumi 1.36.1. Its own provider
 * (com.pulumi.provider.internal) tells no problems at properties, no version and not all options.
 */
public final class ConstructDeployment extends DeploymentImpl {
    /** What is told of machines, whichever component makes them. */
    private static final String SCRIPTS = "scripts";

    private static final String AWAITED = "a URN that only a registration brings";
    private static final Map<String, Monitor> MONITORS = new ConcurrentHashMap<>();
    private static final Map<String, Engine> ENGINES = new ConcurrentHashMap<>();

    private ConstructDeployment(DeploymentState state) {
        super(state);
    }

    /**
     * Runs the program to its end.
     *
     * @param engineAddress of the engine that started the plug-in
     * @param wanted the component
     * @param unknowns what the inputs have no value for yet
     * @throws RuntimeException what the program threw, or what the engine answered
     */
    public static ConstructedComponent run(
            ConstructRequest request,
            String engineAddress,
            Wanted wanted,
            Unknowns unknowns,
            Consumer<Context> program) {
        Requests requests = new Requests(request, engineAddress, wanted, unknowns);
        Tasks tasks = new Tasks();
        Config config = new Config(
                ImmutableMap.copyOf(request.getConfigMap()), ImmutableSet.copyOf(request.getConfigSecretKeysList()));
        DeploymentState state = new DeploymentState(
                config,
                silent(),
                request.getOrganization(),
                request.getProject(),
                request.getStack(),
                "",
                request.getDryRun(),
                requests,
                requests);
        state.runner = tasks;
        ConstructDeployment deployment = new ConstructDeployment(state);
        ContextInternal context = new ContextInternal(
                request.getOrganization(),
                request.getProject(),
                request.getStack(),
                new LoggingContextInternal(deployment.getLog()),
                new ConfigContextInternal(request.getProject(), name -> new com.pulumi.Config(config, name)),
                new OutputContextInternal(new OutputFactory(tasks)),
                List.of());
        DeploymentInstanceHolder.setInstance(new DeploymentInstanceInternal(deployment));
        try {
            tasks.runToEnd(() -> {
                var unused = Stack.factory(request.getProject(), request.getStack(), List.of())
                        .apply(() -> {
                            program.accept(context);
                            return context.exports();
                        });
            });
        } finally {
            DeploymentInstanceHolder.internalUnsafeDestroyInstance();
        }
        return requests.constructed();
    }

    /**
     * The component that is asked for.
     *
     * @param type its token in states
     * @param isAll whether it is all of the program: it is made here then, everything stands below it, and the program's exports
     *     are its outputs; else it is one of the program's components, by its type and its name
     * @param around the type of a component that the program makes around it, and that is there already
     */
    public record Wanted(String type, boolean isAll, Optional<String> around) {}

    private static Logger silent() {
        Logger logger = Logger.getAnonymousLogger();
        logger.setLevel(Level.OFF);
        return logger;
    }

    /** Counts what is in flight; the SDK's own runner polls, and tells of failures in its log alone. */
    private static final class Tasks implements Runner {
        private final AtomicInteger inFlight = new AtomicInteger(1);
        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        @Override
        public <T> void registerTask(String description, CompletableFuture<T> task) {
            inFlight.incrementAndGet();
            var unused = task.whenComplete((result, thrown) -> {
                if (thrown != null) {
                    ended.completeExceptionally(thrown);
                }
                release();
            });
        }

        private void runToEnd(Runnable program) {
            program.run();
            release();
            ended.join();
        }

        @Override
        public <T> CompletableFuture<Result<T>> runAsync(Supplier<T> callback) {
            throw new UnsupportedOperationException("ConstructDeployment.run runs the program");
        }

        private void release() {
            if (inFlight.decrementAndGet() == 0) {
                ended.complete(null);
            }
        }
    }

    /** The program's requests on their way to Pulumi's engine. */
    private static final class Requests implements Monitor, Engine {
        private final ConstructRequest construct;
        private final Monitor monitor;
        private final Engine engine;
        private final Wanted wanted;
        private final Unknowns unknowns;
        private final CompletableFuture<String> root;
        private final CompletableFuture<String> component = new CompletableFuture<>();
        private final CompletableFuture<Struct> outputs = new CompletableFuture<>();
        private final CompletableFuture<Struct> exports = new CompletableFuture<>();
        private final Set<String> dependencies;
        private final Set<String> resources = Collections.synchronizedSet(new TreeSet<>());

        private Requests(ConstructRequest construct, String engineAddress, Wanted wanted, Unknowns unknowns) {
            this.construct = construct;
            this.monitor = MONITORS.computeIfAbsent(construct.getMonitorEndpoint(), GrpcMonitor::new);
            this.engine = ENGINES.computeIfAbsent(engineAddress, GrpcEngine::new);
            this.wanted = wanted;
            this.unknowns = unknowns;
            this.root = wanted.isAll() ? component : CompletableFuture.completedFuture(construct.getParent());
            // What inputs come from has to be there before the component's resources, and has to outlive them.
            Set<String> all = new LinkedHashSet<>(construct.getDependenciesList());
            new TreeMap<>(construct.getInputDependenciesMap())
                    .values()
                    .forEach(input -> all.addAll(input.getUrnsList()));
            this.dependencies = all;
        }

        private ConstructedComponent constructed() {
            Struct none = Struct.getDefaultInstance();
            Struct.Builder all = outputs.getNow(none).toBuilder();
            exports.getNow(none).getFieldsMap().forEach((name, value) -> {
                if (name.equals(SCRIPTS)) {
                    all.putFields(name, value);
                }
            });
            return new ConstructedComponent(component.getNow(AWAITED), all.build(), new TreeSet<>(resources));
        }

        @Override
        public CompletableFuture<RegisterResourceResponse> registerResourceAsync(
                Resource resource, RegisterResourceRequest request) {
            if (resource instanceof Stack && wanted.isAll()) {
                return registerComponent(
                        resource, request.toBuilder().setType(wanted.type()).setName(construct.getName()));
            }
            if (resource instanceof Stack || wanted.around().equals(Optional.of(request.getType()))) {
                return CompletableFuture.completedFuture(RegisterResourceResponse.newBuilder()
                        .setUrn(construct.getParent())
                        .build());
            }
            RegisterResourceRequest.Builder asked = request.toBuilder().setObject(unknowns.in(request.getObject()));
            if (!wanted.isAll()
                    && request.getType().equals(wanted.type())
                    && request.getName().equals(construct.getName())
                    && request.getParent().equals(construct.getParent())) {
                return registerComponent(resource, asked);
            }
            if (wanted.isAll() && !request.getCustom() && request.getParent().equals(component.getNow(AWAITED))) {
                // As a stack file makes it, below nothing.
                asked.addAliases(Alias.newBuilder()
                                .setSpec(Alias.Spec.newBuilder().setNoParent(true)))
                        .setAliasSpecs(true);
            }
            return monitor.registerResourceAsync(
                            resource, behindDependencies(asked).build())
                    .thenApply(response -> {
                        if (request.getCustom()) {
                            resources.add(response.getUrn());
                        }
                        return response;
                    });
        }

        /** Dependencies of a component are those of its resources: https://github.com/pulumi/pulumi/blob/v3.260.0/proto/pulumi/provider.proto */
        private RegisterResourceRequest.Builder behindDependencies(RegisterResourceRequest.Builder asked) {
            Set<String> missing = new LinkedHashSet<>(dependencies);
            missing.removeAll(asked.getDependenciesList());
            return asked.addAllDependencies(missing);
        }

        private CompletableFuture<RegisterResourceResponse> registerComponent(
                Resource resource, RegisterResourceRequest.Builder asked) {
            behindDependencies(asked)
                    .setParent(construct.getParent())
                    .putAllProviders(construct.getProvidersMap())
                    .addAllAliases(construct.getAliasesList())
                    .setAliasSpecs(true)
                    .setDeletedWith(construct.getDeletedWith())
                    .addAllReplaceWith(construct.getReplaceWithList())
                    .setParentStackTraceHandle(construct.getStackTraceHandle());
            if (!wanted.isAll()) {
                // As a mullion.Stack makes it.
                asked.addAliases(Alias.newBuilder()
                        .setUrn("urn:pulumi:" + construct.getStack() + "::" + construct.getProject()
                                + "::mullion:index:Stack$" + wanted.type() + "::" + construct.getName()));
            }
            if (construct.hasProtect()) {
                asked.setProtect(construct.getProtect());
            }
            if (construct.hasRetainOnDelete()) {
                asked.setRetainOnDelete(construct.getRetainOnDelete());
            }
            if (construct.hasResourceHooks()) {
                asked.setHooks(hooks(construct.getResourceHooks()));
            }
            return monitor.registerResourceAsync(resource, asked.build()).whenComplete((response, thrown) -> {
                if (thrown == null) {
                    component.complete(response.getUrn());
                } else {
                    component.completeExceptionally(thrown);
                }
            });
        }

        /** The protocol has two messages of the same fields. */
        private static RegisterResourceRequest.ResourceHooksBinding hooks(ConstructRequest.ResourceHooksBinding hooks) {
            try {
                return RegisterResourceRequest.ResourceHooksBinding.parseFrom(hooks.toByteString());
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public CompletableFuture<Void> registerResourceOutputsAsync(RegisterResourceOutputsRequest request) {
            if (!wanted.isAll() && request.getUrn().equals(construct.getParent())) {
                if (request.getOutputs().containsFields(SCRIPTS)) { // of the stack, not of what is around the component
                    exports.complete(request.getOutputs());
                }
                return CompletableFuture.completedFuture(null);
            }
            if (request.getUrn().equals(component.getNow(AWAITED))) {
                outputs.complete(request.getOutputs());
            }
            return monitor.registerResourceOutputsAsync(request.toBuilder()
                    .setOutputs(unknowns.in(request.getOutputs()))
                    .build());
        }

        @Override
        public CompletableFuture<ReadResourceResponse> readResourceAsync(
                Resource resource, ReadResourceRequest request) {
            return monitor.readResourceAsync(resource, request);
        }

        @Override
        public CompletableFuture<ResourceInvokeResponse> invokeAsync(ResourceInvokeRequest request) {
            return monitor.invokeAsync(request);
        }

        @Override
        public CompletableFuture<CallResponse> callAsync(ResourceCallRequest request) {
            return monitor.callAsync(request);
        }

        @Override
        public CompletableFuture<SupportsFeatureResponse> supportsFeatureAsync(SupportsFeatureRequest request) {
            return monitor.supportsFeatureAsync(request);
        }

        @Override
        public CompletableFuture<RegisterPackageResponse> registerPackageAsync(RegisterPackageRequest request) {
            return monitor.registerPackageAsync(request);
        }

        @Override
        public CompletableFuture<Void> logAsync(LogRequest request) {
            return engine.logAsync(request);
        }

        @Override
        public CompletableFuture<GetRootResourceResponse> getRootResourceAsync(GetRootResourceRequest request) {
            return root.thenApply(
                    urn -> GetRootResourceResponse.newBuilder().setUrn(urn).build());
        }

        @Override
        public CompletableFuture<RequirePulumiVersionResponse> requirePulumiVersionAsync(
                RequirePulumiVersionRequest request) {
            return engine.requirePulumiVersionAsync(request);
        }
    }
}
