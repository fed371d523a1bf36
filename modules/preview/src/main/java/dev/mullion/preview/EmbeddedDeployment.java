package dev.mullion.preview;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.pulumi.Context;
import com.pulumi.context.internal.ConfigContextInternal;
import com.pulumi.context.internal.ContextInternal;
import com.pulumi.context.internal.LoggingContextInternal;
import com.pulumi.context.internal.OutputContextInternal;
import com.pulumi.core.Output;
import com.pulumi.core.TypeShape;
import com.pulumi.core.internal.OutputFactory;
import com.pulumi.deployment.CallOptions;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.deployment.InvokeOutputOptions;
import com.pulumi.deployment.internal.DeploymentImpl;
import com.pulumi.deployment.internal.DeploymentInstanceHolder;
import com.pulumi.deployment.internal.DeploymentInstanceInternal;
import com.pulumi.deployment.internal.Engine;
import com.pulumi.deployment.internal.EngineLogger;
import com.pulumi.deployment.internal.Monitor;
import com.pulumi.deployment.internal.Runner;
import com.pulumi.exceptions.ResourceException;
import com.pulumi.resources.CallArgs;
import com.pulumi.resources.InvokeArgs;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceArgs;
import com.pulumi.resources.ResourceOptions;
import com.pulumi.resources.internal.Stack;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import pulumirpc.EngineOuterClass.GetRootResourceRequest;
import pulumirpc.EngineOuterClass.GetRootResourceResponse;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.RequirePulumiVersionRequest;
import pulumirpc.EngineOuterClass.RequirePulumiVersionResponse;
import pulumirpc.Provider.CallResponse;
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
 * Stands where Pulumi's engine stands, inside the program's own JVM.
 * Nobody else touches the SDK's internal types; they were read in com.pulumi:pulumi 1.36.1.
 */
final class EmbeddedDeployment extends DeploymentImpl {
    private static final String PROVIDER_TYPE = "pulumi:providers:";
    private static final String STEADY = EmbeddedDeployment.Program.class.getName();

    private final Recording recording;
    private final Tasks tasks;
    private final Answers answers;
    private final AtomicInteger turns = new AtomicInteger();
    private final Map<Resource, Known> resources = Collections.synchronizedMap(new IdentityHashMap<>());

    /** What a resource's place and URN are, before it is registered: it may fail before. */
    private record Known(Place place, String urn) {}

    private EmbeddedDeployment(DeploymentState state, Recording recording, Tasks tasks, Answers answers) {
        super(state);
        this.recording = recording;
        this.tasks = tasks;
        this.answers = answers;
        tasks.deployment = this;
        answers.deployment = this;
    }

    /** Runs the program to its end. */
    static Recording run(StackInput input, Consumer<Context> program) {
        Recording recording = new Recording(input);
        Tasks tasks = new Tasks(recording);
        Answers answers = new Answers(recording, input.strictUnknowns());
        DeploymentImpl.Config config =
                new DeploymentImpl.Config(ImmutableMap.copyOf(input.config()), ImmutableSet.copyOf(input.secretKeys()));
        DeploymentState state = new DeploymentState(
                config, silent(), input.organization(), input.project(), input.stack(), "", true, answers, answers);
        Log log = new Log(recording);
        state.logger = log;
        state.runner = tasks;
        EmbeddedDeployment deployment = new EmbeddedDeployment(state, recording, tasks, answers);
        log.deployment = deployment;
        ContextInternal context = new ContextInternal(
                input.organization(),
                input.project(),
                input.stack(),
                new LoggingContextInternal(deployment.getLog()),
                new ConfigContextInternal(input.project(), name -> new com.pulumi.Config(config, name)),
                new OutputContextInternal(new OutputFactory(tasks)),
                List.of());
        DeploymentInstanceHolder.setInstance(new DeploymentInstanceInternal(deployment));
        try {
            tasks.runToEnd(() -> {
                var unused =
                        Stack.factory(input.project(), input.stack(), List.of()).apply(new Program(program, context));
            });
        } finally {
            DeploymentInstanceHolder.internalUnsafeDestroyInstance();
        }
        return recording;
    }

    private static Logger silent() {
        Logger logger = Logger.getAnonymousLogger();
        logger.setLevel(Level.OFF);
        return logger;
    }

    /** Its frame tells the program's own constructor calls from those of callbacks. */
    private record Program(Consumer<Context> program, ContextInternal context)
            implements Supplier<Map<String, Output<?>>> {
        @Override
        public Map<String, Output<?>> get() {
            program.accept(context);
            return context.exports();
        }
    }

    @Override
    public void readOrRegisterResource(
            Resource resource,
            boolean remote,
            Function<String, Resource> newDependency,
            ResourceArgs args,
            ResourceOptions options,
            Resource.LazyFields lazy,
            CompletableFuture<String> packageRef) {
        @Nullable Known parent = options.getParent().map(resources::get).orElse(null);
        int depth = parent == null ? 0 : parent.place().depth() + 1;
        int turn = resource instanceof Stack ? -1 : turn();
        String urn = recording
                .urns()
                .urn(parent == null ? "" : parent.urn(), resource.pulumiResourceType(), resource.pulumiResourceName());
        Known known = new Known(new Place(turn, depth), urn);
        resources.put(resource, known);
        tasks.blaming(
                known,
                () -> super.readOrRegisterResource(resource, remote, newDependency, args, options, lazy, packageRef));
    }

    private int turn() {
        return onProgramsOwnStack() ? turns.getAndIncrement() : Place.LATE;
    }

    /**
     * Callbacks run on whichever thread completes their value, be it the program's: they have a frame of CompletableFuture
     * above the program's own.
     */
    private static boolean onProgramsOwnStack() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .filter(name -> name.equals(STEADY) || name.equals(CompletableFuture.class.getName()))
                        .findFirst())
                .filter(STEADY::equals)
                .isPresent();
    }

    @Override
    public <T> Output<T> invoke(String token, TypeShape<T> type, InvokeArgs args) {
        answers.shapes.put(token, type);
        return super.invoke(token, type, args);
    }

    @Override
    public <T> Output<T> invoke(String token, TypeShape<T> type, InvokeArgs args, InvokeOptions options) {
        answers.shapes.put(token, type);
        return super.invoke(token, type, args, options);
    }

    @Override
    public <T> Output<T> invoke(
            String token,
            TypeShape<T> type,
            InvokeArgs args,
            InvokeOptions options,
            CompletableFuture<String> packageRef) {
        answers.shapes.put(token, type);
        return super.invoke(token, type, args, options, packageRef);
    }

    @Override
    public <T> Output<T> invoke(String token, TypeShape<T> type, InvokeArgs args, InvokeOutputOptions options) {
        answers.shapes.put(token, type);
        return super.invoke(token, type, args, options);
    }

    @Override
    public <T> Output<T> invoke(
            String token,
            TypeShape<T> type,
            InvokeArgs args,
            InvokeOutputOptions options,
            CompletableFuture<String> packageRef) {
        answers.shapes.put(token, type);
        return super.invoke(token, type, args, options, packageRef);
    }

    @Override
    public <T> CompletableFuture<T> invokeAsync(String token, TypeShape<T> type, InvokeArgs args) {
        answers.shapes.put(token, type);
        return super.invokeAsync(token, type, args);
    }

    @Override
    public <T> CompletableFuture<T> invokeAsync(
            String token, TypeShape<T> type, InvokeArgs args, InvokeOptions options) {
        answers.shapes.put(token, type);
        return super.invokeAsync(token, type, args, options);
    }

    @Override
    public <T> CompletableFuture<T> invokeAsync(
            String token,
            TypeShape<T> type,
            InvokeArgs args,
            InvokeOptions options,
            CompletableFuture<String> packageRef) {
        answers.shapes.put(token, type);
        return super.invokeAsync(token, type, args, options, packageRef);
    }

    @Override
    public <T> Output<T> call(
            String token, TypeShape<T> type, CallArgs args, @Nullable Resource self, CallOptions options) {
        answers.shapes.put(token, type);
        return super.call(token, type, args, self, options);
    }

    @Override
    public <T> Output<T> call(String token, TypeShape<T> type, CallArgs args, @Nullable Resource self) {
        answers.shapes.put(token, type);
        return super.call(token, type, args, self);
    }

    @Override
    public <T> Output<T> call(String token, TypeShape<T> type, CallArgs args) {
        answers.shapes.put(token, type);
        return super.call(token, type, args);
    }

    /** Counts what is in flight; the SDK's own runner polls, in time that grows with the square of the resources. */
    private static final class Tasks implements Runner {
        /** A program that failed may have left a promise that nobody keeps. */
        private static final int SECONDS_AFTER_A_FAILURE = 10;

        private final Recording recording;
        private final AtomicInteger inFlight = new AtomicInteger(1);
        private final CompletableFuture<Void> drained = new CompletableFuture<>();
        private final CompletableFuture<Void> failed = new CompletableFuture<>();
        private static final ThreadLocal<@Nullable Known> BLAMED = new ThreadLocal<>();
        private @Nullable EmbeddedDeployment deployment;

        private Tasks(Recording recording) {
            this.recording = recording;
        }

        /** The task that is registered meanwhile, on this thread, is the resource's own. */
        private void blaming(Known resource, Runnable registration) {
            @Nullable Known outer = BLAMED.get();
            BLAMED.set(resource);
            try {
                registration.run();
            } finally {
                BLAMED.set(outer);
            }
        }

        @Override
        public <T> void registerTask(String description, CompletableFuture<T> task) {
            if (task.isDone() && !task.isCompletedExceptionally()) {
                return;
            }
            @Nullable Known resource = BLAMED.get();
            inFlight.incrementAndGet();
            var unused = task.whenComplete((result, thrown) -> {
                if (thrown != null) {
                    fail(thrown, resource);
                }
                release();
            });
        }

        private void runToEnd(Runnable program) {
            try {
                program.run();
            } finally {
                release();
            }
            CompletableFuture.anyOf(drained, failed).join();
            try {
                drained.get(SECONDS_AFTER_A_FAILURE, TimeUnit.SECONDS);
            } catch (TimeoutException stillWaiting) {
                // What is still in flight depends on what failed.
            } catch (Exception interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public <T> CompletableFuture<Result<T>> runAsync(Supplier<T> callback) {
            throw new UnsupportedOperationException("EmbeddedDeployment.run runs the program");
        }

        private void fail(Throwable thrown, @Nullable Known resource) {
            Throwable cause = Failures.cause(thrown);
            Optional<Known> about = Optional.ofNullable(resource);
            if (cause instanceof ResourceException said && deployment != null) {
                about = said.getResource().map(deployment.resources::get);
            }
            recording.fail(new Recording.Failure(
                    about.map(Known::place).orElse(new Place(Place.LATE, Integer.MAX_VALUE)),
                    about.map(Known::urn),
                    cause));
            failed.complete(null);
        }

        private void release() {
            if (inFlight.decrementAndGet() == 0) {
                drained.complete(null);
            }
        }
    }

    /** Keeps what the program says to its user, and drops what the SDK says to its authors. */
    private static final class Log implements EngineLogger {
        private final Recording recording;
        private final AtomicInteger errors = new AtomicInteger();
        private @Nullable EmbeddedDeployment deployment;

        private Log(Recording recording) {
            this.recording = recording;
        }

        @Override
        public CompletableFuture<Void> logAsync(
                Level level,
                String message,
                @Nullable Resource resource,
                @Nullable Integer streamId,
                @Nullable Boolean ephemeral) {
            if (level.intValue() >= Level.INFO.intValue() && !Boolean.TRUE.equals(ephemeral) && deployment != null) {
                Optional<String> urn = Optional.ofNullable(resource)
                        .map(deployment.resources::get)
                        .map(Known::urn);
                if (level.equals(Level.SEVERE)) {
                    errors.incrementAndGet();
                }
                recording.say(new Place(deployment.turn(), 0), Diagnostic.of(severity(level), urn, message));
            }
            return CompletableFuture.completedFuture(null);
        }

        private static Diagnostic.Severity severity(Level level) {
            if (level.equals(Level.SEVERE)) {
                return Diagnostic.Severity.ERROR;
            }
            return level.equals(Level.WARNING) ? Diagnostic.Severity.WARNING : Diagnostic.Severity.INFO;
        }

        @Override
        public int getErrorCount() {
            return errors.get();
        }

        @Override
        public boolean hasLoggedErrors() {
            return errors.get() > 0;
        }
    }

    /** Answers the program's requests as a preview does. */
    private static final class Answers implements Monitor, Engine {
        private final Recording recording;
        private final boolean strict;
        private final Map<String, TypeShape<?>> shapes = new ConcurrentHashMap<>();
        private @Nullable EmbeddedDeployment deployment;

        private Answers(Recording recording, boolean strict) {
            this.recording = recording;
            this.strict = strict;
        }

        @Override
        public CompletableFuture<RegisterResourceResponse> registerResourceAsync(
                Resource resource, RegisterResourceRequest request) {
            String urn = recording.register(place(resource), request);
            boolean made = request.getCustom() || request.getRemote();
            RegisterResourceResponse.Builder response =
                    RegisterResourceResponse.newBuilder().setUrn(urn);
            if (request.getCustom()) {
                response.setId(id(request));
            }
            response.setObject(
                    made && !strict
                            ? secretly(
                                    Symbols.outputs(resource.getClass(), request.getName(), request.getObject()),
                                    request.getAdditionalSecretOutputsList())
                            : request.getObject());
            return CompletableFuture.completedFuture(response.build());
        }

        @Override
        public CompletableFuture<ReadResourceResponse> readResourceAsync(
                Resource resource, ReadResourceRequest request) {
            String urn = recording.read(place(resource), request);
            return CompletableFuture.completedFuture(ReadResourceResponse.newBuilder()
                    .setUrn(urn)
                    .setProperties(
                            strict
                                    ? request.getProperties()
                                    : Symbols.outputs(resource.getClass(), request.getName(), request.getProperties()))
                    .build());
        }

        @Override
        public CompletableFuture<ResourceInvokeResponse> invokeAsync(ResourceInvokeRequest request) {
            return CompletableFuture.completedFuture(ResourceInvokeResponse.newBuilder()
                    .setReturn(answer(request.getTok(), request.getArgs()))
                    .build());
        }

        @Override
        public CompletableFuture<CallResponse> callAsync(ResourceCallRequest request) {
            return CompletableFuture.completedFuture(CallResponse.newBuilder()
                    .setReturn(answer(request.getTok(), request.getArgs()))
                    .build());
        }

        @Override
        public CompletableFuture<Void> registerResourceOutputsAsync(RegisterResourceOutputsRequest request) {
            recording.outputs(request.getUrn(), request.getOutputs());
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<SupportsFeatureResponse> supportsFeatureAsync(SupportsFeatureRequest request) {
            return CompletableFuture.completedFuture(
                    SupportsFeatureResponse.newBuilder().setHasSupport(true).build());
        }

        @Override
        public CompletableFuture<RegisterPackageResponse> registerPackageAsync(RegisterPackageRequest request) {
            return CompletableFuture.completedFuture(RegisterPackageResponse.newBuilder()
                    .setRef(request.getName() + "@" + request.getVersion())
                    .build());
        }

        @Override
        public CompletableFuture<Void> logAsync(LogRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<GetRootResourceResponse> getRootResourceAsync(GetRootResourceRequest request) {
            throw new UnsupportedOperationException("the SDK keeps the stack itself");
        }

        @Override
        public CompletableFuture<RequirePulumiVersionResponse> requirePulumiVersionAsync(
                RequirePulumiVersionRequest request) {
            return CompletableFuture.completedFuture(RequirePulumiVersionResponse.getDefaultInstance());
        }

        private Place place(Resource resource) {
            @Nullable Known known = deployment == null ? null : deployment.resources.get(resource);
            return known == null ? new Place(Place.LATE, Integer.MAX_VALUE) : known.place();
        }

        /** A provider's id stays unknown: references to it then read as in a real first preview. */
        private String id(RegisterResourceRequest request) {
            if (!request.getImportId().isEmpty()) {
                return request.getImportId();
            }
            return strict || request.getType().startsWith(PROVIDER_TYPE)
                    ? ""
                    : Symbols.text(request.getName() + ".id").getStringValue();
        }

        private Struct answer(String token, Struct args) {
            @Nullable TypeShape<?> shape = shapes.get(token);
            if (strict || shape == null) {
                return Struct.newBuilder().putFields("unknown", Wire.UNKNOWN).build();
            }
            Struct answer = Symbols.answer(shape, Symbols.call(token, args), args);
            return SecretAnswers.of(token, answer);
        }

        private static Struct secretly(Struct outputs, List<String> secrets) {
            Struct.Builder masked = outputs.toBuilder();
            for (String property : secrets) {
                @Nullable Value value = outputs.getFieldsMap().get(property);
                if (value != null) {
                    masked.putFields(property, Wire.secret(value));
                }
            }
            return masked.build();
        }
    }
}
