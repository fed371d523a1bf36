package dev.mullion.provider;

import com.google.protobuf.Empty;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.mullion.provider.engine.Unknowns;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import pulumirpc.EngineGrpc.EngineImplBase;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.Resource.ResourceInvokeResponse;
import pulumirpc.Resource.SupportsFeatureRequest;
import pulumirpc.Resource.SupportsFeatureResponse;
import pulumirpc.ResourceMonitorGrpc.ResourceMonitorImplBase;

/** Stands where Pulumi's engine stands during a preview: it takes what a plug-in asks, and knows nothing that only a cloud knows. */
final class RehearsalEngine implements AutoCloseable {
    static final String ROOT = "urn:pulumi:dev::mullion::pulumi:pulumi:Stack::mullion-dev";

    /** To each look-up of Mullion's; each takes what it knows. */
    private static final Struct ANSWER = Struct.newBuilder()
            .putFields("accountId", text("123456789012"))
            .putFields("arn", text("arn:aws:eks:eu-west-1:123456789012:cluster/existing"))
            .putFields("certificateAuthorities", item("data", text("Y2E=")))
            .putFields("endpoint", text("https://existing.example.com"))
            .putFields("id", text("existing"))
            .putFields("identities", item("oidcs", item("issuer", text("https://oidc.example.com/id/0123"))))
            .putFields("kubernetesNetworkConfigs", item("serviceIpv4Cidr", text("172.20.0.0/16")))
            .putFields("name", text("existing"))
            .putFields("value", text("existing"))
            .putFields("version", text("1.34"))
            .putFields(
                    "vpcConfig",
                    Value.newBuilder()
                            .setStructValue(Struct.newBuilder()
                                    .putFields("vpcId", text("vpc-0a1b2c3d4e5f60718"))
                                    .putFields("clusterSecurityGroupId", text("sg-0a1b2c3d4e5f60718"))
                                    .putFields("subnetIds", list(text("subnet-0a1b2c3d4e5f60718"))))
                            .build())
            .build();

    private final List<RegisterResourceRequest> registrations = Collections.synchronizedList(new ArrayList<>());
    private final List<RegisterResourceOutputsRequest> outputs = Collections.synchronizedList(new ArrayList<>());
    private final List<LogRequest> logs = Collections.synchronizedList(new ArrayList<>());
    private final Server server;

    RehearsalEngine() throws IOException {
        server = NettyServerBuilder.forAddress(PluginMain.anyPort())
                .addService(new Monitor())
                .addService(new Log())
                .build()
                .start();
    }

    /** Of its monitor and of its engine alike. */
    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    /** What resources were asked for, in the order that they came in. */
    List<RegisterResourceRequest> registrations() {
        return List.copyOf(registrations);
    }

    List<RegisterResourceOutputsRequest> outputs() {
        return List.copyOf(outputs);
    }

    List<LogRequest> logs() {
        return List.copyOf(logs);
    }

    /** The URN of a resource below another. */
    static String urn(String parent, String type, String name) {
        String[] parts = parent.split("::", -1);
        boolean below = parts.length == 4 && !parts[2].equals("pulumi:pulumi:Stack");
        return "urn:pulumi:dev::mullion::" + (below ? parts[2] + "$" : "") + type + "::" + name;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Monitor extends ResourceMonitorImplBase {
        @Override
        public void supportsFeature(SupportsFeatureRequest request, StreamObserver<SupportsFeatureResponse> answer) {
            give(
                    answer,
                    SupportsFeatureResponse.newBuilder().setHasSupport(true).build());
        }

        @Override
        public void registerResource(RegisterResourceRequest request, StreamObserver<RegisterResourceResponse> answer) {
            registrations.add(request);
            give(
                    answer,
                    RegisterResourceResponse.newBuilder()
                            .setUrn(urn(request.getParent(), request.getType(), request.getName()))
                            .setObject(planned(request))
                            .build());
        }

        /** What a provider plans: what was asked for, and what only a cloud knows. */
        private Struct planned(RegisterResourceRequest request) {
            return request.getType().equals("aws:eks/cluster:Cluster")
                    ? request.getObject().toBuilder()
                            .putFields("certificateAuthority", text(Unknowns.UNKNOWN))
                            .putFields("identities", text(Unknowns.UNKNOWN))
                            .putFields("vpcConfig", text(Unknowns.UNKNOWN))
                            .build()
                    : request.getObject();
        }

        @Override
        public void registerResourceOutputs(RegisterResourceOutputsRequest request, StreamObserver<Empty> answer) {
            outputs.add(request);
            give(answer, Empty.getDefaultInstance());
        }

        @Override
        public void invoke(ResourceInvokeRequest request, StreamObserver<ResourceInvokeResponse> answer) {
            give(answer, ResourceInvokeResponse.newBuilder().setReturn(ANSWER).build());
        }
    }

    private final class Log extends EngineImplBase {
        @Override
        public void log(LogRequest request, StreamObserver<Empty> answer) {
            logs.add(request);
            give(answer, Empty.getDefaultInstance());
        }
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    private static Value list(Value item) {
        return Value.newBuilder()
                .setListValue(ListValue.newBuilder().addValues(item))
                .build();
    }

    /** A list of one map. */
    private static Value item(String key, Value value) {
        return list(Value.newBuilder()
                .setStructValue(Struct.newBuilder().putFields(key, value))
                .build());
    }

    private static <T> void give(StreamObserver<T> answer, T given) {
        answer.onNext(given);
        answer.onCompleted();
    }
}
