package dev.mullion.preview.engine;

import com.google.common.collect.ImmutableSet;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.pulumi.Log;
import com.pulumi.core.Output;
import com.pulumi.core.internal.ContextAwareCompletableFuture;
import com.pulumi.core.internal.Internal;
import com.pulumi.core.internal.OutputCompletionSource;
import com.pulumi.core.internal.OutputData;
import com.pulumi.core.internal.OutputInternal;
import com.pulumi.deployment.internal.Monitor;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceArgs;
import com.pulumi.resources.ResourceOptions;
import com.pulumi.resources.internal.Stack;
import com.pulumi.serialization.internal.Converter;
import com.pulumi.serialization.internal.Deserializer;
import com.pulumi.serialization.internal.PropertiesSerializer;
import com.pulumi.serialization.internal.PropertiesSerializer.SerializationResult;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;

/**
 * Registers a resource by the steps of DeploymentImpl in com.pulumi:pulumi 1.36.1, out of the SDK's own parts. The SDK itself
 * prints each request, each answer and each output for a log that nobody reads: a third of a large preview's time.
 */
final class Registration {
    private final Log log;
    private final PropertiesSerializer serializer;
    private final Converter converter;
    private final Monitor monitor;
    private final Registrar registrar;
    private final Supplier<Stack> stack;

    /** Takes a request, and beside it the URNs that each property depends on. */
    interface Registrar {
        RegisterResourceResponse register(
                Resource resource, RegisterResourceRequest request, Map<String, Set<String>> propertyDependencies);
    }

    private record Request(RegisterResourceRequest message, Map<String, Set<String>> propertyDependencies) {}

    /** What a request says of other resources. */
    private static final class References {
        private final Map<Resource, CompletableFuture<String>> urns = new HashMap<>();
        private final Map<String, Set<Resource>> byProperty = new HashMap<>();

        References(Collection<Resource> dependsOn) {
            var unused = reach(dependsOn);
        }

        void add(SerializationResult inputs) {
            inputs.propertyToDependentResources.forEach(
                    (property, resources) -> byProperty.put(property, reach(resources)));
        }

        /** A component stands for the custom resources below it, but not for those of another custom resource. */
        private Set<Resource> reach(Collection<Resource> resources) {
            Set<Resource> seen = new HashSet<>();
            Set<Resource> reached = new HashSet<>();
            resources.forEach(resource -> reach(resource, seen, reached));
            return reached;
        }

        private void reach(Resource resource, Set<Resource> seen, Set<Resource> reached) {
            if (!seen.add(resource)) {
                return;
            }
            if (resource instanceof CustomResource
                    || (resource instanceof ComponentResource component
                            && Internal.from(component).getRemote())) {
                reached.add(resource);
                urns.computeIfAbsent(resource, of -> Internal.of(of.urn()).getValueOrDefault(""));
            }
            if (resource instanceof ComponentResource) {
                Set<Resource> children = resource.pulumiChildResources();
                List<Resource> now;
                synchronized (children) {
                    now = List.copyOf(children);
                }
                now.forEach(child -> reach(child, seen, reached));
            }
        }

        CompletableFuture<Void> registered() {
            return CompletableFuture.allOf(urns.values().toArray(CompletableFuture<?>[]::new));
        }

        private Set<String> urns(Collection<Resource> resources) {
            Set<String> known = new HashSet<>();
            for (Resource resource : resources) {
                String urn = Objects.requireNonNull(urns.get(resource)).join();
                if (!urn.isEmpty()) {
                    known.add(urn);
                }
            }
            return known;
        }

        Set<String> all() {
            return urns(urns.keySet());
        }

        Map<String, Set<String>> properties() {
            Map<String, Set<String>> properties = new HashMap<>();
            byProperty.forEach((property, resources) -> properties.put(property, urns(resources)));
            return properties;
        }
    }

    Registration(Log log, Monitor monitor, Registrar registrar, Supplier<Stack> stack) {
        this.log = log;
        this.serializer = new PropertiesSerializer(log);
        this.converter = new Converter(log, new Deserializer(log));
        this.monitor = monitor;
        this.registrar = registrar;
        this.stack = stack;
    }

    /** Whether these are the steps for it; all else is rare, and the SDK's. */
    static boolean serves(boolean remote, ResourceOptions options) {
        return !remote
                && options.getUrn().isEmpty()
                && options.getId().stream().allMatch(Registration::isEmpty)
                && options.getAliases().isEmpty()
                && options.getReplaceWith().isEmpty()
                && options.getReplacementTrigger().isEmpty();
    }

    /** Generated resources hand on an empty id where the program names none. */
    private static boolean isEmpty(Output<String> id) {
        CompletableFuture<String> value = Internal.of(id).getValueOrDefault("");
        return value.isDone()
                && !value.isCompletedExceptionally()
                && value.join().isEmpty();
    }

    /** Gives the resource its outputs at once, and their values when the engine has answered. */
    CompletableFuture<Void> register(
            Resource resource,
            ResourceArgs args,
            ResourceOptions options,
            Resource.LazyFields lazy,
            @Nullable CompletableFuture<String> packageRef) {
        Map<String, OutputCompletionSource<?>> outputs = new HashMap<>();
        Exports.of(resource.getClass()).forEach((name, declared) -> outputs.put(name, declared.source(resource)));
        CompletableFuture<String> reference = packageRef == null ? CompletableFuture.completedFuture("") : packageRef;
        return ContextAwareCompletableFuture.wrap(reference)
                .thenCompose(ref -> request(resource, args, options, ref))
                .thenApply(request -> registrar.register(resource, request.message(), request.propertyDependencies()))
                .thenAcceptAsync(response -> complete(resource, response, lazy, outputs))
                .whenComplete((nothing, thrown) -> settle(thrown, lazy, outputs));
    }

    /** What a component or the stack says of itself when it is made. */
    CompletableFuture<Void> outputs(Resource resource, Output<Map<String, Output<?>>> outputs) {
        String label = "monitor.registerResourceOutputs(...)";
        return Internal.of(resource.urn()).getValueOrDefault("").thenCompose(urn -> Internal.of(outputs)
                .getValueOrDefault(Map.of())
                .thenCompose(given -> serializer.serializeAllPropertiesAsync(label, given, true))
                .thenCompose(values -> outputs(urn, values)));
    }

    private CompletableFuture<Void> outputs(String urn, Struct values) {
        return monitor.registerResourceOutputsAsync(RegisterResourceOutputsRequest.newBuilder()
                .setUrn(urn)
                .setOutputs(values)
                .build());
    }

    private CompletableFuture<Request> request(
            Resource resource, ResourceArgs args, ResourceOptions options, @Nullable String packageRef) {
        // A component stands for the children that it has now, in the program's order. The SDK asks when it knows the
        // parent's URN: what is made by then is a matter of time.
        return Internal.of(options.getDependsOn())
                .getValueOrDefault(List.of())
                .thenApply(References::new)
                .thenCompose(references -> inputs(resource, args)
                        .thenCompose(inputs -> request(resource, options, packageRef, references, inputs)));
    }

    private CompletableFuture<SerializationResult> inputs(Resource resource, ResourceArgs args) {
        String label = "resource:" + resource.pulumiResourceName() + "[" + resource.pulumiResourceType() + "]";
        return Internal.from(args)
                .toMapAsync(log)
                .thenCompose(given -> serializer.serializeResourcePropertiesAsync(label, given, true));
    }

    private CompletableFuture<Request> request(
            Resource resource,
            ResourceOptions options,
            @Nullable String packageRef,
            References references,
            SerializationResult inputs) {
        references.add(inputs);
        CompletableFuture<String> parent = parent(resource, options);
        CompletableFuture<String> provider = provider(resource, options);
        return CompletableFuture.allOf(parent, provider, references.registered())
                .thenApply(registered -> {
                    RegisterResourceRequest message = request(resource, options)
                            .setPackageRef(Objects.requireNonNullElse(packageRef, ""))
                            .setParent(parent.join())
                            .setProvider(provider.join())
                            .setObject(inputs.serialized)
                            .addAllDependencies(references.all())
                            .build();
                    return new Request(message, references.properties());
                });
    }

    private CompletableFuture<String> parent(Resource resource, ResourceOptions options) {
        if (resource instanceof Stack) {
            return CompletableFuture.completedFuture("");
        }
        return Internal.of(options.getParent().orElseGet(stack).urn()).getValueOrDefault("");
    }

    private static CompletableFuture<String> provider(Resource resource, ResourceOptions options) {
        return resource instanceof CustomResource && options.getProvider().isPresent()
                ? Internal.from(options.getProvider().get()).getRegistrationId()
                : CompletableFuture.completedFuture("");
    }

    private static RegisterResourceRequest.Builder request(Resource resource, ResourceOptions options) {
        RegisterResourceRequest.Builder request = RegisterResourceRequest.newBuilder()
                .setType(resource.pulumiResourceType())
                .setName(resource.pulumiResourceName())
                .setCustom(resource instanceof CustomResource)
                .setAcceptSecrets(true)
                .setAcceptResources(true)
                .setVersion(options.getVersion().orElse(""))
                .setPluginDownloadURL(options.getPluginDownloadURL().orElse(""))
                .setCustomTimeouts(RegisterResourceRequest.CustomTimeouts.newBuilder()
                        .setCreate(timeout(options, CustomTimeouts::getCreate))
                        .setUpdate(timeout(options, CustomTimeouts::getUpdate))
                        .setRead(timeout(options, CustomTimeouts::getRead))
                        .setDelete(timeout(options, CustomTimeouts::getDelete)))
                .addAllIgnoreChanges(options.getIgnoreChanges())
                .addAllHideDiffs(options.getHideDiffs());
        options.getProtect().ifPresent(request::setProtect);
        options.getRetainOnDelete().ifPresent(request::setRetainOnDelete);
        if (options instanceof CustomResourceOptions custom) {
            custom.getImportId().ifPresent(request::setImportId);
            custom.getDeleteBeforeReplaceOptional()
                    .ifPresent(before -> request.setDeleteBeforeReplace(before).setDeleteBeforeReplaceDefined(true));
            request.addAllAdditionalSecretOutputs(custom.getAdditionalSecretOutputs())
                    .addAllReplaceOnChanges(options.getReplaceOnChanges());
        }
        return request;
    }

    private static String timeout(ResourceOptions options, Function<CustomTimeouts, Optional<Duration>> operation) {
        return options.getCustomTimeouts()
                .map(operation)
                .map(CustomTimeouts::golangString)
                .orElse("");
    }

    private void complete(
            Resource resource,
            RegisterResourceResponse response,
            Resource.LazyFields lazy,
            Map<String, OutputCompletionSource<?>> outputs) {
        lazy.urn().completeOrThrow(said(resource, response.getUrn()));
        lazy.id().ifPresent(id -> id.completeOrThrow(said(resource, response.getId())));
        Map<String, Value> values = response.getObject().getFieldsMap();
        outputs.forEach((name, output) -> {
            @Nullable Value value = values.get(name);
            if (value == null) {
                return;
            }
            if (value.hasStringValue() && output.getTypeShape().getType().equals(String.class)) {
                boolean known = !value.equals(Wire.UNKNOWN);
                output.setStringValue(known ? value.getStringValue() : null, known);
            } else {
                String place = resource.getClass().getTypeName() + "." + name;
                output.setValue(converter, place, value, ImmutableSet.of());
            }
        });
    }

    private static Output<String> said(Resource resource, String text) {
        OutputData<String> data = text.isEmpty() ? OutputData.unknown() : OutputData.of(text);
        return new OutputInternal<>(data.withDependency(resource));
    }

    /** What nobody answered is unknown, or lost to what went wrong: nothing waits for it any longer. */
    private static void settle(
            @Nullable Throwable thrown, Resource.LazyFields lazy, Map<String, OutputCompletionSource<?>> outputs) {
        if (thrown != null) {
            if (thrown instanceof Exception exception) {
                outputs.values().forEach(output -> output.trySetException(exception));
            }
            lazy.urn().fail(thrown);
            lazy.id().ifPresent(id -> id.fail(thrown));
        }
        outputs.values().forEach(output -> output.trySetDefaultResult(false));
        Output<String> unknown = new OutputInternal<>(OutputData.unknown());
        lazy.urn().complete(unknown);
        lazy.id().ifPresent(id -> id.complete(unknown));
    }
}
