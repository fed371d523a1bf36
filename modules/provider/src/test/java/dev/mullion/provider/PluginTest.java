package dev.mullion.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.mullion.core.config.EngineConfig;
import dev.mullion.core.config.LateKeys;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.reference.KeyReference;
import dev.mullion.core.reference.SpecReference;
import dev.mullion.plan.Plan;
import dev.mullion.plan.Urns;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import dev.mullion.provider.engine.Unknowns;
import dev.mullion.stacks.Stack;
import dev.mullion.stacks.StackFileReference;
import dev.mullion.stacks.StackProgram;
import dev.mullion.testkit.Golden;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pulumirpc.AliasOuterClass.Alias;
import pulumirpc.Errors.InputPropertiesError;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.ConstructRequest;
import pulumirpc.Provider.ConstructResponse;
import pulumirpc.Provider.GetSchemaRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.ResourceProviderGrpc;
import pulumirpc.ResourceProviderGrpc.ResourceProviderBlockingStub;

/** The plug-in as Pulumi's engine speaks to it, over gRPC. */
class PluginTest {
    private static final Path EXAMPLES = Path.of("../../examples");
    private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

    private static final String NETWORK =
            "network: {vpcId: 'vpc-0a1b2c3d4e5f60718', subnetIds: ['subnet-0123456789abcdef0', 'subnet-0fedcba9876543210']}";
    private static final String CLUSTER = "{" + NETWORK + ", capacity: {general: {instanceTypes: ['m6i.xlarge']}}}";
    private static final String STACK =
            "{" + NETWORK + ", ecs: {'windows-poc': {capacity: {'default': {instanceTypes: ['t3.large']}}}}}";

    private RehearsalEngine engine;
    private Server server;
    private ManagedChannel channel;
    private ResourceProviderBlockingStub plugin;

    @BeforeEach
    void start() throws IOException {
        engine = new RehearsalEngine();
        server = PluginMain.start(engine.address(), Path.of(""));
        channel = ManagedChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .build();
        plugin = ResourceProviderGrpc.newBlockingStub(channel);
    }

    @AfterEach
    void end() {
        channel.shutdownNow();
        server.shutdownNow();
        engine.close();
    }

    /** Who asks a plug-in has files of the project that it is started in sent where they like. */
    @Test
    @Tag("adversary")
    void nobodyElseInTheNetworkCanAsk() {
        assertThat(server.getListenSockets())
                .allSatisfy(address -> assertThat(((InetSocketAddress) address).getAddress())
                        .isEqualTo(InetAddress.getLoopbackAddress()));
    }

    @Test
    void tellsItsVersion() {
        assertThat(plugin.getPluginInfo(Empty.getDefaultInstance()).getVersion())
                .isEqualTo("0.1.0-SNAPSHOT");
    }

    @Test
    void takesSecretsAndUnknownValues() {
        var configured = plugin.configure(ConfigureRequest.getDefaultInstance());

        assertThat(List.of(
                        configured.getAcceptSecrets(),
                        configured.getAcceptOutputs(),
                        configured.getAcceptResources(),
                        configured.getSupportsPreview()))
                .containsOnly(true);
    }

    @Test
    void servesItsSchema() {
        Golden.matches(
                Path.of("src/test/resources/golden/schema.json"),
                plugin.getSchema(GetSchemaRequest.getDefaultInstance()).getSchema() + "\n");
    }

    @Test
    void makesOfAStackWhatAStackFileMakes() {
        ConstructResponse made = plugin.construct(request("mullion:index:Stack", "platform", STACK));

        assertThat(made.getUrn()).isEqualTo("urn:pulumi:dev::mullion::mullion:index:Stack::platform");
        assertThat(registered())
                .contains("mullion:index:Stack platform")
                .filteredOn(each -> !each.equals("mullion:index:Stack platform"))
                .isEqualTo(ofStackFile(STACK));
        assertThat(registration("windows-poc", "mullion:ecs:EcsWindowsCluster").getParent())
                .isEqualTo(made.getUrn());
        assertThat(made.getState().getFieldsMap()).containsOnlyKeys("ecsClusters", "scripts", "vpcId");
        assertThat(text(made.getState(), "vpcId")).isEqualTo("vpc-0a1b2c3d4e5f60718");
        assertThat(made.getStateDependenciesOrThrow("ecsClusters").getUrnsList())
                .contains("urn:pulumi:dev::mullion::mullion:index:Stack$mullion:ecs:EcsWindowsCluster"
                        + "$aws:ecs/cluster:Cluster::windows-poc-cluster");
    }

    @Test
    void makesOneComponentAtItsPlaceInAStackFile() {
        ConstructResponse made = plugin.construct(request("mullion:ecs:EcsWindowsCluster", "windows-poc", CLUSTER));

        assertThat(made.getUrn()).isEqualTo("urn:pulumi:dev::mullion::mullion:ecs:EcsWindowsCluster::windows-poc");
        assertThat(registered())
                .isEqualTo(ofStackFile("{" + NETWORK
                        + ", ecs: {'windows-poc': {capacity: {general: {instanceTypes: ['m6i.xlarge']}}}}}"));
        assertThat(made.getState().getFieldsMap()).containsKeys("clusterName", "scripts");
    }

    @Test
    void takesTheModuleWhereLanguagesLookFirst() {
        assertThat(plugin.construct(request("mullion:index:EcsWindowsCluster", "shop", CLUSTER))
                        .getUrn())
                .isEqualTo("urn:pulumi:dev::mullion::mullion:ecs:EcsWindowsCluster::shop");
    }

    @Test
    void makesANetworkByItself() {
        ConstructResponse made = plugin.construct(request(
                "mullion:ec2:Network",
                "network",
                "{platforms: ['ecs'], cidrBlock: '10.40.0.0/16', availabilityZones: ['eu-west-1a', 'eu-west-1b']}"));

        assertThat(made.getUrn()).isEqualTo("urn:pulumi:dev::mullion::mullion:ec2:Network::network");
        assertThat(made.getState().getFieldsMap()).containsKeys("scripts");
        assertThat(registered())
                .contains("aws:ec2/vpc:Vpc network-vpc", "aws:ec2/subnet:Subnet network-private-eu-west-1b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vpc-0a1b2c3d4e5f60718", Unknowns.UNKNOWN})
    void makesALaunchTemplateByItself(String vpcId) {
        ConstructResponse made = plugin.construct(request(
                "mullion:ec2:LaunchTemplate", "legacy", "{vpcId: '" + vpcId + "', instanceTypes: ['m6i.large']}"));

        assertThat(made.getUrn()).isEqualTo("urn:pulumi:dev::mullion::mullion:ec2:WindowsLaunchTemplate::legacy");
        assertThat(made.getState().getFieldsOrThrow("scripts").getStructValue().getFieldsMap())
                .containsOnlyKeys("legacy");
        assertThat(registered()).contains("aws:ec2/launchTemplate:LaunchTemplate legacy-launch-template");
    }

    @Test
    void makesAMeshByItself() {
        ConstructResponse made = plugin.construct(
                request("mullion:istio:AmbientMesh", "mesh", "{profile: 'ambient', kubeContext: 'shop'}"));

        assertThat(made.getUrn()).isEqualTo("urn:pulumi:dev::mullion::mullion:istio:AmbientMesh::mesh");
    }

    @Test
    void makesHostsByThemselves() {
        String keys = "instanceTypes: ['m6i.2xlarge']";

        plugin.construct(request("mullion:hosts:WindowsContainerHosts", "builders", "{" + NETWORK + ", " + keys + "}"));

        assertThat(registered()).isEqualTo(ofStackFile("{" + NETWORK + ", hosts: {builders: {" + keys + "}}}"));
    }

    @Test
    void makesAnEksClusterByItself() {
        String keys = "linuxNodePools: {system: {instanceTypes: ['m6i.large']}},"
                + " windowsNodePools: {iis: {instanceTypes: ['m6i.2xlarge']}}";

        ConstructResponse made =
                plugin.construct(request("mullion:eks:EksCluster", "shop", "{" + NETWORK + ", " + keys + "}"));

        assertThat(registered()).isEqualTo(ofStackFile("{" + NETWORK + ", eks: {shop: {" + keys + "}}}"));
        assertThat(made.getState().getFieldsMap()).containsOnlyKeys("endpoint", "kubeconfig", "name", "scripts");
    }

    /** Its schema can not say so. */
    @Test
    void aKubeconfigIsASecret() {
        ConstructResponse made = plugin.construct(request("mullion:eks:EksCluster", "shop", """
                        {existing: true, version: '1.34', serviceIpv4Cidr: '172.20.0.0/16', authenticationMode: 'API',
                         windowsNodePools: {iis: {instanceTypes: ['m6i.xlarge']}}}"""));

        assertThat(made.getState()
                        .getFieldsOrThrow("kubeconfig")
                        .getStructValue()
                        .getFieldsMap())
                .containsEntry(SIGNATURE, string(SECRET))
                .containsKey("value");
    }

    @Test
    void makesANodePoolInAClusterThatExists() {
        ConstructResponse made =
                plugin.construct(request("mullion:eks:EksWindowsNodePool", "platform-web", """
                        {cluster: 'platform', version: '1.34', serviceIpv4Cidr: '172.20.0.0/16', authenticationMode: 'API',
                         instanceTypes: ['m6i.xlarge']}""").toBuilder()
                        .setParent("urn:pulumi:dev::mullion::mullion:eks:EksCluster::platform")
                        .build());

        assertThat(made.getUrn())
                .isEqualTo(
                        "urn:pulumi:dev::mullion::mullion:eks:EksCluster$mullion:eks:EksWindowsNodePool::platform-web");
        assertThat(registered())
                .contains("aws:eks/nodeGroup:NodeGroup platform-web-node-group")
                .noneMatch(each -> each.startsWith("mullion:eks:EksCluster"));
    }

    @Test
    void makesAServiceInAClusterThatExists() {
        String urn = "urn:pulumi:dev::mullion::mullion:ecs:EcsWindowsCluster::orders";
        ConstructResponse made =
                plugin.construct(request("mullion:ecs:EcsService", "orders-api", """
                        {cluster: 'orders', clusterArn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/orders-dev', %s,
                         launchType: 'FARGATE', operatingSystem: 'WINDOWS_SERVER_2022_CORE', cpu: 2048, memoryMib: 4096,
                         containers: {api: {image: 'mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2022',
                                            cpu: 2048, memoryMib: 4096}}}""".formatted(NETWORK)).toBuilder()
                        .setParent(urn)
                        .build());

        assertThat(made.getUrn())
                .isEqualTo("urn:pulumi:dev::mullion::mullion:ecs:EcsWindowsCluster"
                        + "$mullion:ecs:EcsWindowsService::orders-api");
        assertThat(registered())
                .contains("aws:ecs/service:Service orders-api-service")
                .noneMatch(each -> each.startsWith("mullion:ecs:EcsWindowsCluster"));
    }

    @Test
    void givesEachOptionOfTheConsumerToTheComponentOrItsResources() {
        String provider = "urn:pulumi:dev::mullion::pulumi:providers:aws::ireland::0123";
        String queue = "urn:pulumi:dev::mullion::aws:sqs/queue:Queue::orders";
        Alias alias = Alias.newBuilder()
                .setSpec(Alias.Spec.newBuilder().setName("old"))
                .build();

        plugin.construct(request("mullion:ecs:EcsWindowsCluster", "shop", CLUSTER).toBuilder()
                .setProtect(true)
                .setRetainOnDelete(true)
                .putProviders("aws", provider)
                .addDependencies(queue)
                .addAliases(alias)
                .setDeletedWith(queue)
                .setParent("urn:pulumi:dev::mullion::my:own:Component::mine")
                .build());

        RegisterResourceRequest component = registration("shop", "mullion:ecs:EcsWindowsCluster");
        assertThat(component.getParent()).isEqualTo("urn:pulumi:dev::mullion::my:own:Component::mine");
        assertThat(component.getProtect()).isTrue();
        assertThat(component.getRetainOnDelete()).isTrue();
        assertThat(component.getProvidersMap()).containsExactly(Map.entry("aws", provider));
        assertThat(component.getAliasesList()).contains(alias);
        assertThat(component.getDeletedWith()).isEqualTo(queue);
        // What of these the engine itself hands down stays unsaid below the component.
        RegisterResourceRequest cluster = registration("shop-cluster", "aws:ecs/cluster:Cluster");
        assertThat(cluster.getParent())
                .isEqualTo("urn:pulumi:dev::mullion::my:own:Component$mullion:ecs:EcsWindowsCluster::shop");
        assertThat(cluster.hasProtect() && !cluster.getProtect()).isFalse();
        assertThat(cluster.getProvider()).isEmpty();
        assertThat(engine.registrations())
                .allMatch(each -> each.getDependenciesList().contains(queue));
    }

    @Test
    void refusesEverythingAtOnceEachAtItsProperty() {
        StatusRuntimeException refused = refused(request(
                "mullion:ecs:EcsWindowsCluster",
                "shop",
                "{" + NETWORK + ", capacity: {general: {instanceTypes: ['m7g.large'], minSize: 8, rootVolumes: {}}}}"));

        assertThat(refused.getStatus().getDescription())
                .isEqualTo("capacity.general: unknown key \"rootVolumes\"; did you mean rootVolume?");
        assertThat(problems(refused))
                .containsExactly(
                        "capacity.general.instanceTypes[0]: got \"m7g.large\"; use an x86_64 instance type: Windows Server does"
                                + " not run on Graviton (arm64)",
                        "capacity.general.maxSize: got 4; use 1 to 5000, and at least minSize (8); it is 4 when not given");
        assertThat(engine.registrations()).isEmpty();
    }

    @Test
    void showsNoSecretBesideWhatIsWrongWithIt() {
        ConstructRequest request = request("mullion:index:Stack", "platform", STACK);
        Struct secret = Struct.newBuilder()
                .putFields(SIGNATURE, string(SECRET))
                .putFields("value", string("hunter2"))
                .build();
        Struct tags = Struct.newBuilder()
                .putFields("Owner", Value.newBuilder().setStructValue(secret).build())
                .build();

        StatusRuntimeException refused = refused(request.toBuilder()
                .setInputs(request.getInputs().toBuilder()
                        .putFields(
                                "tags", Value.newBuilder().setStructValue(tags).build()))
                .build());

        assertThat(refused.getStatus().getDescription())
                .isEqualTo(
                        "tags.Owner: is a secret (secure:), and this key takes none: its value would be shown in previews;"
                                + " keep it in Secrets Manager, and name its ARN where a key takes one, such as secrets of a container");
        assertThat(problems(refused)).isEmpty();
    }

    @Test
    void refusesAnUnknownValueThatDecidesWhatThereIs() {
        StatusRuntimeException refused = refused(request(
                "mullion:ecs:EcsWindowsCluster",
                "shop",
                "{" + NETWORK + ", capacity: {general: {instanceTypes: ['m6i.large'], maxSize: '" + Unknowns.UNKNOWN
                        + "'}}}"));

        assertThat(problems(refused)).isEmpty();
        assertThat(refused.getStatus().getDescription())
                .isEqualTo(
                        "capacity.general.maxSize: is not known before a deployment, and decides what there is to deploy; use"
                                + " a whole number that is no output of a resource");
    }

    @Test
    void handsUnknownValuesOnWhereTheyDecideNothing() {
        ConstructResponse made =
                plugin.construct(request("mullion:ecs:EcsWindowsCluster", "shop", """
                        {network: {vpcId: '%1$s', subnetIds: '%1$s', publicSubnetIds: []},
                         capacity: {general: {instanceTypes: ['m6i.xlarge'],
                                              domainJoin: {directoryId: '%1$s', domain: 'corp.example.com'}}}}""".formatted(Unknowns.UNKNOWN)));

        assertThat(text(
                        registration("shop-general-security-group", "aws:ec2/securityGroup:SecurityGroup")
                                .getObject(),
                        "vpcId"))
                .isEqualTo(Unknowns.UNKNOWN);
        assertThat(text(
                        registration("shop-general-auto-scaling-group", "aws:autoscaling/group:Group")
                                .getObject(),
                        "vpcZoneIdentifiers"))
                .isEqualTo(Unknowns.UNKNOWN);
        assertThat(made.getState().getFieldsOrThrow("scripts").toString()).doesNotContain(Unknowns.UNKNOWN);
        assertThat(engine.registrations().toString()).doesNotContain("${shop.");
    }

    @Test
    void showsReadableSymbolsInScriptsAndHidesTheScriptThatHasThem() {
        ConstructResponse made = plugin.construct(
                request("mullion:ecs:EcsWindowsCluster", "shop", """
                        {%s, capacity: {general: {instanceTypes: ['m6i.xlarge'],
                                                  domainJoin: {domain: 'corp.example.com', secretArn: '%s'}}}}""".formatted(NETWORK, Unknowns.UNKNOWN)));

        String script = text(made.getState().getFieldsOrThrow("scripts").getStructValue(), "shop-general");
        assertThat(script).contains("shop.capacity.general.domainJoin.secretArn");
        assertThat(text(
                        registration("shop-general-launch-template", "aws:ec2/launchTemplate:LaunchTemplate")
                                .getObject(),
                        "userData"))
                .isEqualTo(Unknowns.UNKNOWN);
    }

    @Test
    void rendersUserDataThatIsKnownInFull() {
        plugin.construct(request("mullion:ecs:EcsWindowsCluster", "shop", CLUSTER));

        String userData = text(
                registration("shop-general-launch-template", "aws:ec2/launchTemplate:LaunchTemplate")
                        .getObject(),
                "userData");
        assertThat(new String(Base64.getDecoder().decode(userData), StandardCharsets.UTF_8))
                .startsWith("<powershell>");
    }

    @Test
    void dependsOnWhatInputsComeFrom() {
        String vpc = "urn:pulumi:dev::mullion::mullion:ec2:Network::network";

        plugin.construct(request("mullion:ecs:EcsWindowsCluster", "shop", CLUSTER).toBuilder()
                .putInputDependencies(
                        "network",
                        ConstructRequest.PropertyDependencies.newBuilder()
                                .addUrns(vpc)
                                .build())
                .build());

        assertThat(engine.registrations())
                .allMatch(each -> each.getDependenciesList().contains(vpc));
    }

    @Test
    void warnsInPulumisLog() {
        plugin.construct(request("mullion:ecs:EcsWindowsCluster", "shop", CLUSTER).toBuilder()
                .clearConfig()
                .build());

        assertThat(engine.logs()).anyMatch(log -> log.getMessage().contains("EC2006"));
    }

    /** Languages have stack references of their own. */
    @Test
    void readsNoOtherStack() {
        StatusRuntimeException refused = refused(request(
                "mullion:ecs:EcsWindowsCluster",
                "shop",
                "{network: {vpcId: {stack: 'acme/network/dev', output: 'vpcId'}, subnetIds: ['subnet-0123456789abcdef0']},"
                        + " capacity: {general: {instanceTypes: ['m6i.large']}}}"));

        assertThat(refused.getStatus().getDescription())
                .isEqualTo(
                        "network.vpcId: is how a stack file names the output vpcId of the stack acme/network/dev; in a"
                                + " program give what a StackReference of its own reads");
    }

    @Test
    void saysThatAPluginOfAnotherVersionIsThere() {
        assertThat(refused(request("mullion:ecs:Cluster2", "shop", "{}"))
                        .getStatus()
                        .getDescription())
                .isEqualTo(
                        "this version of Mullion, 0.1.0-SNAPSHOT, has no component mullion:ecs:Cluster2; install the plug-in"
                                + " of the version that the SDK was made from");
    }

    @Test
    void saysHowAServiceIsCalled() {
        assertThat(problems(refused(request("mullion:ecs:EcsService", "api", "{cluster: 'orders', containers: {}}"))))
                .containsExactly(
                        "cluster: is the key of the cluster in its stack, which the component's name begins with: a"
                                + " cluster storefront has a component storefront-web; this one is called api");
    }

    @Test
    void constructsManyAtOnceAsOneAfterTheOther() throws Exception {
        List<Callable<ConstructResponse>> calls = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String name = "shop" + i;
            calls.add(() -> plugin.construct(request("mullion:ecs:EcsWindowsCluster", name, CLUSTER)));
        }
        List<ConstructResponse> alone = new ArrayList<>();
        for (Callable<ConstructResponse> call : calls) {
            alone.add(call.call());
        }
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());

        List<ConstructResponse> together = new ArrayList<>();
        for (Future<ConstructResponse> each : threads.invokeAll(calls)) {
            together.add(each.get());
        }

        threads.shutdownNow();
        assertThat(together).isEqualTo(alone);
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> all = Files.list(EXAMPLES)) {
            return all
                    .map(folder -> folder.resolve("Pulumi.dev.yaml"))
                    .filter(file -> Files.exists(file) && !file.toString().contains("05-java"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** Nothing that may be known later breaks the checks, the scripts or the resources of those that are known. */
    @ParameterizedTest
    @MethodSource("examples")
    void worksWithEveryLateValueUnknown(Path file) {
        StackConfig config = StackConfig.load(EXAMPLES.resolve(".."), "dev", Optional.of(file));
        Struct.Builder inputs = Struct.newBuilder();
        SpecReference root = StackFileReference.read().root();
        config.written().forEach((key, value) -> {
            if (key.startsWith("mullion:") && !key.equals("mullion:diff")) {
                String section = key.substring("mullion:".length());
                inputs.putFields(section, late(root.find(section).orElseThrow(), value));
            }
        });

        String answer;
        try {
            answer = plugin.construct(request("mullion:index:Stack", "platform", "{}").toBuilder()
                            .setInputs(inputs)
                            .build())
                    .getUrn();
        } catch (StatusRuntimeException e) {
            answer = e.getStatus().getDescription() + problems(e);
        }
        assertThat(answer).doesNotContain("Mullion failed with");
    }

    private static Value late(KeyReference key, Object value) {
        if (value instanceof Map<?, ?> map) {
            Struct.Builder fields = Struct.newBuilder();
            boolean own = key.type().item().isEmpty();
            map.forEach((name, each) -> {
                Optional<KeyReference> below =
                        own ? key.spec().flatMap(spec -> spec.find((String) name)) : Optional.of(item(key));
                below.ifPresent(found -> fields.putFields((String) name, late(found, Objects.requireNonNull(each))));
            });
            return Value.newBuilder().setStructValue(fields).build();
        }
        if (value instanceof List<?> list) {
            ListValue.Builder items = ListValue.newBuilder();
            list.forEach(each -> items.addValues(late(item(key), each)));
            return Value.newBuilder().setListValue(items).build();
        }
        if (value instanceof Boolean flag) {
            return Value.newBuilder().setBoolValue(flag).build();
        }
        if (value instanceof Number number) {
            return Value.newBuilder().setNumberValue(number.doubleValue()).build();
        }
        return string(LateKeys.mayBeLate(key.name(), key.type()) ? Unknowns.UNKNOWN : (String) value);
    }

    /** What stands in a key's list or map. */
    private static KeyReference item(KeyReference key) {
        return new KeyReference(
                key.name(),
                key.type().item().orElse(key.type()),
                key.text(),
                key.standard(),
                key.least(),
                key.most(),
                key.oneOf(),
                key.pattern(),
                key.keyPattern(),
                key.fewest(),
                key.greatest(),
                key.required(),
                key.api(),
                key.example(),
                key.givenUnit(),
                key.since(),
                key.spec());
    }

    private ConstructRequest request(String type, String name, String inputs) {
        return ConstructRequest.newBuilder()
                .setProject("mullion")
                .setStack("dev")
                .setOrganization("organization")
                .putConfig("aws:region", "eu-west-1")
                .setDryRun(true)
                .setMonitorEndpoint(engine.address())
                .setParent(RehearsalEngine.ROOT)
                .setType(type)
                .setName(name)
                .setInputs(struct(inputs))
                .build();
    }

    private static Struct struct(String json) {
        Struct.Builder struct = Struct.newBuilder();
        try {
            JsonFormat.parser().merge(json, struct);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(json, e);
        }
        return struct.build();
    }

    private StatusRuntimeException refused(ConstructRequest request) {
        @Nullable StatusRuntimeException refused = null;
        try {
            plugin.construct(request);
        } catch (StatusRuntimeException e) {
            refused = e;
        }
        assertThat(refused).isNotNull();
        return Objects.requireNonNull(refused);
    }

    private static List<String> problems(StatusRuntimeException refused) {
        List<String> problems = new ArrayList<>();
        for (Any detail :
                Objects.requireNonNull(StatusProto.fromThrowable(refused)).getDetailsList()) {
            try {
                detail.unpack(InputPropertiesError.class)
                        .getErrorsList()
                        .forEach(each -> problems.add(each.getPropertyPath() + ": " + each.getReason()));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return problems;
    }

    /** What was registered, by type and name, sorted. */
    private List<String> registered() {
        return engine.registrations().stream()
                .map(each -> each.getType() + " " + each.getName())
                .sorted()
                .toList();
    }

    private RegisterResourceRequest registration(String name, String type) {
        return engine.registrations().stream()
                .filter(each -> each.getName().equals(name) && each.getType().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " " + name + " is not among " + registered()));
    }

    /** The same of the embedded preview engine, for a stack file of these sections. */
    private static List<String> ofStackFile(String sections) {
        Map<String, String> values = new TreeMap<>(Map.of("aws:region", "eu-west-1"));
        struct(sections).getFieldsMap().forEach((key, value) -> {
            try {
                values.put("mullion:" + key, JsonFormat.printer().print(value));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        });
        EngineConfig config = new EngineConfig("mullion", "dev", values, Set.of());
        StackProgram program =
                StackProgram.of(StackConfig.of(config, Path.of("")), Path.of(""), (Consumer<Stack>) Stack::fromConfig);
        Plan plan = PreviewEngine.preview(StackInput.of(config), program);
        return plan.steps().stream()
                .filter(step -> !Urns.type(step.urn()).equals("pulumi:pulumi:Stack"))
                .map(step -> Urns.type(step.urn()) + " " + Urns.name(step.urn()))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .toList();
    }

    private static String text(Struct struct, String name) {
        return struct.getFieldsOrThrow(name).getStringValue();
    }

    private static Value string(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }
}
