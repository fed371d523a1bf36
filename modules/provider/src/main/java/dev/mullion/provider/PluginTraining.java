package dev.mullion.provider;

import com.google.protobuf.Empty;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.mullion.core.config.StackConfig;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.ConstructRequest;
import pulumirpc.Provider.GetSchemaRequest;
import pulumirpc.ResourceProviderGrpc;
import pulumirpc.ResourceProviderGrpc.ResourceProviderBlockingStub;

/** The training run of the launcher's class archive for the plug-in: what Pulumi's engine asks, on each stack file that is given. */
final class PluginTraining {
    private PluginTraining() {}

    /**
     * Runs it.
     *
     * @param args what is trained, and stack files
     */
    public static void main(String[] args) throws IOException {
        try (RehearsalEngine engine = new RehearsalEngine()) {
            Server server = PluginMain.start(engine.address(), Path.of(""));
            ManagedChannel channel = ManagedChannelBuilder.forAddress("127.0.0.1", server.getPort())
                    .usePlaintext()
                    .maxInboundMessageSize(Integer.MAX_VALUE)
                    .build();
            ResourceProviderBlockingStub plugin = ResourceProviderGrpc.newBlockingStub(channel);
            plugin.getPluginInfo(Empty.getDefaultInstance());
            plugin.configure(ConfigureRequest.getDefaultInstance());
            plugin.getSchema(GetSchemaRequest.getDefaultInstance());
            for (String file : List.of(args).subList(1, args.length)) {
                construct(plugin, engine.address(), file);
            }
        }
        System.exit(0); // gRPC's threads are no daemons
    }

    private static void construct(ResourceProviderBlockingStub plugin, String engine, String file) {
        StackConfig config = StackConfig.load(Path.of(""), "dev", Optional.of(Path.of(file)));
        Struct.Builder inputs = Struct.newBuilder();
        config.written().forEach((key, value) -> {
            if (key.startsWith(StackConfig.NAMESPACE) && !key.endsWith(":diff")) {
                inputs.putFields(key.substring(StackConfig.NAMESPACE.length()), value(value));
            }
        });
        try {
            var unused = plugin.construct(ConstructRequest.newBuilder()
                    .setProject("mullion")
                    .setStack("dev")
                    .setOrganization("organization")
                    .putConfig("aws:region", config.engine().values().getOrDefault("aws:region", ""))
                    .setDryRun(true)
                    .setMonitorEndpoint(engine)
                    .setParent(RehearsalEngine.ROOT)
                    .setType(ProvidedComponent.STACK.type())
                    .setName("platform")
                    .setInputs(inputs)
                    .build());
        } catch (StatusRuntimeException e) {
            // Look-ups have no answers here; what was loaded until then is what there is to learn.
        }
    }

    private static Value value(Object value) {
        Value.Builder of = Value.newBuilder();
        if (value instanceof Map<?, ?> map) {
            Struct.Builder fields = Struct.newBuilder();
            map.forEach((key, each) -> fields.putFields((String) key, value(each)));
            return of.setStructValue(fields).build();
        }
        if (value instanceof List<?> list) {
            ListValue.Builder items = ListValue.newBuilder();
            list.forEach(each -> items.addValues(value(each)));
            return of.setListValue(items).build();
        }
        if (value instanceof Number number) {
            return of.setNumberValue(number.doubleValue()).build();
        }
        return value instanceof Boolean flag
                ? of.setBoolValue(flag).build()
                : of.setStringValue((String) value).build();
    }
}
