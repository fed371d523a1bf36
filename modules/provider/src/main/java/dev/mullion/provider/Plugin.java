package dev.mullion.provider;

import com.google.protobuf.Any;
import com.google.protobuf.Empty;
import com.google.rpc.Code;
import com.google.rpc.Status;
import com.pulumi.Context;
import com.pulumi.exceptions.RunException;
import dev.mullion.core.config.EngineConfig;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.provider.engine.ConstructDeployment;
import dev.mullion.provider.engine.ConstructedComponent;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import pulumirpc.Errors.InputPropertiesError;
import pulumirpc.Plugin.PluginInfo;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.ConfigureResponse;
import pulumirpc.Provider.ConstructRequest;
import pulumirpc.Provider.ConstructResponse;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.GetSchemaRequest;
import pulumirpc.Provider.GetSchemaResponse;
import pulumirpc.ResourceProviderGrpc.ResourceProviderImplBase;

/** What Pulumi's engine asks of a plug-in: a schema, and the construction of components. */
final class Plugin extends ResourceProviderImplBase {
    private final String engineAddress;
    private final Path project;
    private final String version;
    private final Supplier<String> schema;

    /**
     * For one engine.
     *
     * @param engineAddress where the engine listens
     * @param project where files in inputs are: the consumer's own project
     */
    Plugin(String engineAddress, Path project, String version, Supplier<String> schema) {
        this.engineAddress = engineAddress;
        this.project = project;
        this.version = version;
        this.schema = schema;
    }

    @Override
    public void getPluginInfo(Empty request, StreamObserver<PluginInfo> answer) {
        give(answer, () -> PluginInfo.newBuilder().setVersion(version).build());
    }

    @Override
    public void getSchema(GetSchemaRequest request, StreamObserver<GetSchemaResponse> answer) {
        give(
                answer,
                () -> GetSchemaResponse.newBuilder().setSchema(schema.get()).build());
    }

    @Override
    public void checkConfig(CheckRequest request, StreamObserver<CheckResponse> answer) {
        give(
                answer,
                () -> CheckResponse.newBuilder().setInputs(request.getNews()).build());
    }

    @Override
    public void diffConfig(DiffRequest request, StreamObserver<DiffResponse> answer) {
        give(answer, () -> DiffResponse.newBuilder()
                .setChanges(DiffResponse.DiffChanges.DIFF_NONE)
                .build());
    }

    @Override
    public void configure(ConfigureRequest request, StreamObserver<ConfigureResponse> answer) {
        give(answer, () -> ConfigureResponse.newBuilder()
                .setAcceptSecrets(true)
                .setAcceptResources(true)
                .setAcceptOutputs(true)
                .setSupportsPreview(true)
                .build());
    }

    @Override
    public void cancel(Empty request, StreamObserver<Empty> answer) {
        give(answer, Empty::getDefaultInstance);
    }

    @Override
    public void construct(ConstructRequest request, StreamObserver<ConstructResponse> answer) {
        give(answer, () -> construct(request));
    }

    private ConstructResponse construct(ConstructRequest request) {
        ProvidedComponent component = ProvidedComponent.of(request.getType())
                .orElseThrow(() -> refused("this version of Mullion, " + version + ", has no component "
                        + request.getType() + "; install the plug-in of the version that the SDK was made from"));
        Inputs inputs = new Inputs(request.getName(), request.getInputs());
        try {
            EngineConfig engine =
                    new EngineConfig(request.getProject(), request.getStack(), request.getConfigMap(), Set.of());
            Consumer<Context> program = component.program(request.getName(), inputs.values(), engine, project);
            ConstructedComponent made = ConstructDeployment.run(
                    request,
                    engineAddress,
                    new ConstructDeployment.Wanted(
                            component.type(), component == ProvidedComponent.STACK, component.around()),
                    inputs.unknowns(),
                    program);
            return response(made);
        } catch (SpecException e) {
            throw refused(component, inputs, e);
        }
    }

    private static ConstructResponse response(ConstructedComponent made) {
        ConstructResponse.Builder response =
                ConstructResponse.newBuilder().setUrn(made.urn()).setState(made.outputs());
        made.outputs().getFieldsMap().keySet().stream()
                .sorted()
                .forEach(output -> response.putStateDependencies(
                        output,
                        ConstructResponse.PropertyDependencies.newBuilder()
                                .addAllUrns(made.resources())
                                .build()));
        return response.build();
    }

    /**
     * All problems at once, each at its property. What is about no property, or about one whose value must not be shown, is a line
     * of the message: the engine writes the value of a property beside its problem, secrets too
     * (https://github.com/pulumi/pulumi/blob/v3.260.0/pkg/resource/deploy/source_eval.go, errorToMessage).
     */
    private static StatusRuntimeException refused(ProvidedComponent component, Inputs inputs, SpecException problems) {
        List<String> lines = new ArrayList<>();
        InputPropertiesError.Builder errors = InputPropertiesError.newBuilder();
        for (Problem problem : problems.problems()) {
            SpecPath path = component.property(problem.path());
            if (path.segments().isEmpty()) {
                lines.add(problem.message());
            } else if (inputs.mayShow(path)) {
                errors.addErrors(InputPropertiesError.PropertyError.newBuilder()
                        .setPropertyPath(path.toString())
                        .setReason(problem.message()));
            } else {
                lines.add(path + ": " + problem.message());
            }
        }
        return StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(Code.INVALID_ARGUMENT_VALUE)
                .setMessage(lines.isEmpty() ? "its inputs are refused" : String.join("\n", lines))
                .addDetails(Any.pack(errors.build()))
                .build());
    }

    private static StatusRuntimeException refused(String message) {
        return io.grpc.Status.INVALID_ARGUMENT.withDescription(message).asRuntimeException();
    }

    private static <T> void give(StreamObserver<T> answer, Supplier<T> asked) {
        T given;
        try {
            given = asked.get();
        } catch (RuntimeException | Error e) { // a call without an answer would never end
            answer.onError(failure(e));
            return;
        }
        answer.onNext(given);
        answer.onCompleted();
    }

    /** What the engine shows to its user. */
    private static StatusRuntimeException failure(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof StatusRuntimeException status) {
            return status;
        }
        if (cause instanceof RunException || cause instanceof SpecException) {
            return refused(String.valueOf(cause.getMessage()));
        }
        return io.grpc.Status.UNKNOWN
                .withDescription("Mullion failed with " + cause)
                .withCause(cause)
                .asRuntimeException();
    }
}
