package dev.mullion.preview.engine;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.protobuf.Struct;
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
import dev.mullion.plan.Diagnostic;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
 * This package alone touches the SDK's internal types; they were read in com.pulumi:pulumi 1.36.1.
 */
public final class EmbeddedDeployment extends DeploymentImpl {
    private static final String GET_RESOURCE = "pulumi:pulumi:getResource";
    private static final String PROVIDER_TYPE = "pulumi:providers:";
    private static final String PROGRAM = Program.class.getName();
    private static final String CALLBACK = CompletableFuture.class.getName();
    private static final Known NOBODY = new Known(new ProgramOrder(ProgramOrder.LATE, 0), "");

    private final Session session;
    private final Tasks tasks;
    private final boolean ours;
    private final Registration registration;

    /** What a resource's place and URN are, before it is registered: it may fail before. */
    private record Known(ProgramOrder place, String urn) {
        Optional<String> subject() {
            return urn.isEmpty() ? Optional.empty() : Optional.of(urn);
        }
    }

    /**
     * One run of one program.
     *
     * @param shapes the type of a look-up's answer, by its token
     * @param awaited the tokens of look-ups that the program waits for: their answers can not be unknown
     */
    private record Session(
            StackInput input,
            Recording recording,
            AtomicInteger turns,
            Map<Resource, Known> resources,
            Map<String, TypeShape<?>> shapes,
            Set<String> awaited) {
        Session(StackInput input) {
            this(
                    input,
                    new Recording(input),
                    new AtomicInteger(),
                    Collections.synchronizedMap(new IdentityHashMap<>()),
                    new ConcurrentHashMap<>(),
                    ConcurrentHashMap.newKeySet());
        }

        int turn() {
            return onProgramsOwnStack() ? turns.getAndIncrement() : ProgramOrder.LATE;
        }

        /**
         * Callbacks run on whichever thread completes their value, be it the program's: they have a frame of
         * CompletableFuture above the program's own.
         */
        private static boolean onProgramsOwnStack() {
            return StackWalker.getInstance()
                    .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                            .filter(name -> name.equals(PROGRAM) || name.equals(CALLBACK))
                            .findFirst())
                    .filter(PROGRAM::equals)
                    .isPresent();
        }

        Known known(Resource resource) {
            return resources.getOrDefault(resource, NOBODY);
        }
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

    private EmbeddedDeployment(DeploymentState state, Session session, Tasks tasks, Answers answers, boolean ours) {
        super(state);
        this.session = session;
        this.tasks = tasks;
        this.ours = ours;
        this.registration = new Registration(
                getLog(),
                answers,
                (resource, request, dependencies) -> answers.register(resource, request, Map.of(), dependencies),
                this::getStack);
    }

    /** Runs the program to its end. */
    public static Recording run(StackInput input, Consumer<Context> program) {
        return run(input, program, true);
    }

    /**
     * Runs the program to its end.
     *
     * @param ours whether {@link Registration} takes what it serves; else the SDK's own code takes everything
     */
    static Recording run(StackInput input, Consumer<Context> program, boolean ours) {
        Session session = new Session(input);
        Tasks tasks = new Tasks(session);
        Answers answers = new Answers(session);
        Config config = new Config(ImmutableMap.copyOf(input.config()), ImmutableSet.copyOf(input.secretKeys()));
        DeploymentState state = new DeploymentState(
                config, silent(), input.organization(), input.project(), input.stack(), "", true, answers, answers);
        state.logger = new Log(session);
        state.runner = tasks;
        EmbeddedDeployment deployment = new EmbeddedDeployment(state, session, tasks, answers, ours);
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
        return session.recording();
    }

    private static Logger silent() {
        Logger logger = Logger.getAnonymousLogger();
        logger.setLevel(Level.OFF);
        return logger;
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
        Optional<Known> parent = options.getParent().map(session::known);
        ProgramOrder place = new ProgramOrder(
                resource instanceof Stack ? -1 : session.turn(),
                parent.map(known -> known.place().depth() + 1).orElse(0));
        String urn = session.recording()
                .urns()
                .urn(parent.map(Known::urn).orElse(""), resource.pulumiResourceType(), resource.pulumiResourceName());
        Known known = new Known(place, urn);
        session.resources().put(resource, known);
        tasks.blaming(known, () -> {
            if (ours && Registration.serves(remote, options)) {
                tasks.registerTask(urn, registration.register(resource, args, options, lazy, packageRef));
            } else {
                super.readOrRegisterResource(resource, remote, newDependency, args, options, lazy, packageRef);
            }
        });
    }

    @Override
    public void registerResourceOutputs(Resource resource, Output<Map<String, Output<?>>> outputs) {
        if (ours) {
            tasks.registerTask(resource.pulumiResourceName(), registration.outputs(resource, outputs));
        } else {
            super.registerResourceOutputs(resource, outputs);
        }
    }

    @Override
    public <T> Output<T> invoke(String token, TypeShape<T> type, InvokeArgs args) {
        session.shapes().put(token, type);
        return super.invoke(token, type, args);
    }

    @Override
    public <T> Output<T> invoke(String token, TypeShape<T> type, InvokeArgs args, InvokeOptions options) {
        session.shapes().put(token, type);
        return super.invoke(token, type, args, options);
    }

    @Override
    public <T> Output<T> invoke(
            String token,
            TypeShape<T> type,
            InvokeArgs args,
            InvokeOptions options,
            CompletableFuture<String> packageRef) {
        session.shapes().put(token, type);
        return super.invoke(token, type, args, options, packageRef);
    }

    @Override
    public <T> Output<T> invoke(String token, TypeShape<T> type, InvokeArgs args, InvokeOutputOptions options) {
        session.shapes().put(token, type);
        return super.invoke(token, type, args, options);
    }

    @Override
    public <T> Output<T> invoke(
            String token,
            TypeShape<T> type,
            InvokeArgs args,
            InvokeOutputOptions options,
            CompletableFuture<String> packageRef) {
        session.shapes().put(token, type);
        return super.invoke(token, type, args, options, packageRef);
    }

    @Override
    public <T> CompletableFuture<T> invokeAsync(String token, TypeShape<T> type, InvokeArgs args) {
        session.awaited().add(token);
        session.shapes().put(token, type);
        return super.invokeAsync(token, type, args);
    }

    @Override
    public <T> CompletableFuture<T> invokeAsync(
            String token, TypeShape<T> type, InvokeArgs args, InvokeOptions options) {
        session.awaited().add(token);
        session.shapes().put(token, type);
        return super.invokeAsync(token, type, args, options);
    }

    @Override
    public <T> CompletableFuture<T> invokeAsync(
            String token,
            TypeShape<T> type,
            InvokeArgs args,
            InvokeOptions options,
            CompletableFuture<String> packageRef) {
        session.awaited().add(token);
        session.shapes().put(token, type);
        return super.invokeAsync(token, type, args, options, packageRef);
    }

    @Override
    public <T> Output<T> call(
            String token, TypeShape<T> type, CallArgs args, @Nullable Resource self, CallOptions options) {
        session.shapes().put(token, type);
        return super.call(token, type, args, self, options);
    }

    @Override
    public <T> Output<T> call(String token, TypeShape<T> type, CallArgs args, @Nullable Resource self) {
        session.shapes().put(token, type);
        return super.call(token, type, args, self);
    }

    @Override
    public <T> Output<T> call(String token, TypeShape<T> type, CallArgs args) {
        session.shapes().put(token, type);
        return super.call(token, type, args);
    }

    /** Counts what is in flight; the SDK's own runner polls, in time that grows with the square of the resources. */
    private static final class Tasks implements Runner {
        private static final ThreadLocal<@Nullable Known> BLAMED = new ThreadLocal<>();

        private final Session session;
        private final AtomicInteger inFlight = new AtomicInteger(1);
        private final AtomicInteger ended = new AtomicInteger();
        private final CompletableFuture<Void> drained = new CompletableFuture<>();
        private final CompletableFuture<Void> failed = new CompletableFuture<>();

        private Tasks(Session session) {
            this.session = session;
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
            waitWhileMoving();
        }

        /** What a failed program left may wait for a promise that nobody keeps: wait only while something still ends. */
        private void waitWhileMoving() {
            int before = -1;
            while (!drained.isDone() && before != ended.get()) {
                before = ended.get();
                drained.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
            }
        }

        @Override
        public <T> CompletableFuture<Result<T>> runAsync(Supplier<T> callback) {
            throw new UnsupportedOperationException("EmbeddedDeployment.run runs the program");
        }

        private void fail(Throwable thrown, @Nullable Known resource) {
            Throwable cause = Failures.cause(thrown);
            Known about = cause instanceof ResourceException said
                    ? said.getResource().map(session::known).orElse(NOBODY)
                    : Objects.requireNonNullElse(resource, NOBODY);
            session.recording().fail(new Recording.Failure(about.place(), about.subject(), cause));
            failed.complete(null);
        }

        private void release() {
            ended.incrementAndGet();
            if (inFlight.decrementAndGet() == 0) {
                drained.complete(null);
            }
        }
    }

    /** Keeps what the program says to its user, and drops what the SDK says to its authors. */
    private static final class Log implements EngineLogger {
        private final Session session;
        private final AtomicInteger errors = new AtomicInteger();

        private Log(Session session) {
            this.session = session;
        }

        @Override
        public CompletableFuture<Void> logAsync(
                Level level,
                String message,
                @Nullable Resource resource,
                @Nullable Integer streamId,
                @Nullable Boolean ephemeral) {
            if (level.intValue() >= Level.INFO.intValue() && !Boolean.TRUE.equals(ephemeral)) {
                if (level.equals(Level.SEVERE)) {
                    errors.incrementAndGet();
                }
                Known about = resource == null ? NOBODY : session.known(resource);
                session.recording()
                        .say(
                                new ProgramOrder(session.turn(), 0),
                                Diagnostic.of(severity(level), about.subject(), message));
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
        private final Session session;
        private final boolean strict;

        private Answers(Session session) {
            this.session = session;
            this.strict = session.input().strictUnknowns();
        }

        @Override
        public CompletableFuture<RegisterResourceResponse> registerResourceAsync(
                Resource resource, RegisterResourceRequest request) {
            Map<String, List<String>> dependencies = new HashMap<>();
            request.getPropertyDependenciesMap()
                    .forEach((property, of) -> dependencies.put(property, of.getUrnsList()));
            return CompletableFuture.completedFuture(
                    register(resource, request, request.getProvidersMap(), dependencies));
        }

        private RegisterResourceResponse register(
                Resource resource,
                RegisterResourceRequest request,
                Map<String, String> providers,
                Map<String, ? extends Collection<String>> dependencies) {
            ProgramOrder place = session.known(resource).place();
            RegisterResourceResponse.Builder response = RegisterResourceResponse.newBuilder()
                    .setUrn(session.recording().register(place, request, providers, dependencies));
            if (request.getCustom()) {
                response.setId(id(request));
            }
            if (request.getCustom() || request.getRemote()) {
                Struct outputs = outputs(resource, request.getName(), request.getObject());
                response.setObject(SecretAnswers.marked(outputs, request.getAdditionalSecretOutputsList()));
            } else {
                response.setObject(request.getObject());
            }
            return response.build();
        }

        @Override
        public CompletableFuture<ReadResourceResponse> readResourceAsync(
                Resource resource, ReadResourceRequest request) {
            return CompletableFuture.completedFuture(ReadResourceResponse.newBuilder()
                    .setUrn(session.recording().read(session.known(resource).place(), request))
                    .setProperties(outputs(resource, request.getName(), request.getProperties()))
                    .build());
        }

        @Override
        public CompletableFuture<ResourceInvokeResponse> invokeAsync(ResourceInvokeRequest request) {
            Struct answer = request.getTok().equals(GET_RESOURCE)
                    ? resource(request.getArgs())
                    : answer(request.getTok(), request.getArgs(), request.getProvider());
            return CompletableFuture.completedFuture(
                    ResourceInvokeResponse.newBuilder().setReturn(answer).build());
        }

        @Override
        public CompletableFuture<CallResponse> callAsync(ResourceCallRequest request) {
            return CompletableFuture.completedFuture(CallResponse.newBuilder()
                    .setReturn(answer(request.getTok(), request.getArgs(), request.getProvider()))
                    .build());
        }

        @Override
        public CompletableFuture<Void> registerResourceOutputsAsync(RegisterResourceOutputsRequest request) {
            session.recording().outputs(request.getUrn(), request.getOutputs());
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

        /** A provider's id stays unknown: references to it then read as in a real first preview. */
        private String id(RegisterResourceRequest request) {
            if (!request.getImportId().isEmpty()) {
                return request.getImportId();
            }
            return strict || request.getType().startsWith(PROVIDER_TYPE)
                    ? ""
                    : Symbols.text(request.getName() + ".id").getStringValue();
        }

        private Struct outputs(Resource resource, String name, Struct inputs) {
            return strict
                    ? Symbols.unknowns(resource.getClass(), inputs)
                    : Symbols.outputs(resource.getClass(), name, inputs);
        }

        private Struct answer(String token, Struct args, String provider) {
            @Nullable TypeShape<?> shape = session.shapes().get(token);
            if (shape == null || (strict && !session.awaited().contains(token))) {
                return SecretAnswers.unknown(token);
            }
            return SecretAnswers.marked(token, Symbols.answer(shape, Symbols.call(token, args, provider), args));
        }

        /** A resource that was handed over by its URN; what it is made of stays unknown. */
        private static Struct resource(Struct args) {
            return Struct.newBuilder()
                    .putFields("urn", args.getFieldsOrThrow("urn"))
                    .putFields("id", Wire.text(""))
                    .putFields("state", Wire.struct(Struct.getDefaultInstance()))
                    .build();
        }
    }
}
