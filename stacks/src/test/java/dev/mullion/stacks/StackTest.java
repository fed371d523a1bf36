package dev.mullion.stacks;

import static dev.mullion.eks.EksClusterSpec.ClusterLogType.AUDIT;
import static dev.mullion.eks.EksClusterSpec.ClusterLogType.AUTHENTICATOR;
import static dev.mullion.windows.WindowsRelease.WINDOWS_SERVER_2019_CORE;
import static dev.mullion.windows.WindowsRelease.WINDOWS_SERVER_2019_FULL;
import static dev.mullion.windows.WindowsRelease.WINDOWS_SERVER_2022_CORE;
import static dev.mullion.windows.WindowsRelease.WINDOWS_SERVER_2025_CORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.aws.cloudwatch.LogGroupArgs;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.Warning;
import dev.mullion.ec2.AutoScalingSpec;
import dev.mullion.ec2.NetworkSpecBuilder;
import dev.mullion.ecs.EcsAgentSpec;
import dev.mullion.ecs.service.EcsServiceSpec;
import dev.mullion.ecs.service.EcsServiceSpecBuilder;
import dev.mullion.ecs.service.LoadBalancerSpec;
import dev.mullion.ecs.service.NetworkMode;
import dev.mullion.ecs.service.PlacementConstraintSpec;
import dev.mullion.ecs.service.PlacementStrategySpec;
import dev.mullion.eks.AuthenticationMode;
import dev.mullion.eks.CapacityType;
import dev.mullion.eks.WindowsIpamSpec;
import dev.mullion.istio.MeshPlatform;
import dev.mullion.istio.MeshProfile;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PlanJson;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stack that a program in Java describes. */
class StackTest {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final String IIS = "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022";
    private static final String ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/";
    private static final String LISTENER =
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shared/0123456789abcdef/0123456789abcdef";
    private static final String EMPTY = "config:\n  aws:region: eu-west-1\n";

    private static final String FEW = """
            config:
              aws:region: eu-west-1
              mullion:tags: {Owner: file}
              mullion:network: {availabilityZones: [eu-west-1a, eu-west-1b], natGateways: 1}
              mullion:ecs:
                shop:
                  capacity: {web: {instanceTypes: [m6i.large], minSize: 1, maxSize: 2}}
                  services:
                    api:
                      desiredCount: 1
                      containers: {api: {image: 'api:ltsc2022', cpu: 256, memoryMib: 512, portMappings: [{containerPort: 80}]}}
                      loadBalancer: {container: api, containerPort: 80, allowedCidrBlocks: [10.1.0.0/16]}
            """;

    private final Path project;

    StackTest(@TempDir Path project) {
        this.project = project;
    }

    /** What each example says in YAML. */
    private static Map<String, Consumer<Stack>> twins() {
        Map<String, Consumer<Stack>> twins = new LinkedHashMap<>();
        twins.put("01-ecs-windows", stack -> {
            var vpc = stack.network("network", n -> n.vpcId("vpc-0a1b2c3d4e5f60718")
                    .subnetIds("subnet-0123456789abcdef0", "subnet-0fedcba9876543210"));
            stack.ecsCluster("windows-poc", vpc, c -> c.capacity("default", g -> g.instanceTypes("t3.large")));
        });
        twins.put("02-ecs-web-service", stack -> {
            var vpc = stack.network("network", StackTest::twoZones);
            stack.ecsCluster("storefront", vpc, c -> c.capacity("general", g -> g.instanceTypes("m6i.xlarge")
                            .minSize(2)
                            .maxSize(6)
                            .agent(a -> a.reservedMemoryMib(1024)
                                    .imagePullBehavior(EcsAgentSpec.ImagePullBehavior.PREFER_CACHED)))
                    .service("web", s -> s.capacity("general")
                            .desiredCount(2)
                            .container("iis", i -> i.image(
                                            "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022")
                                    .cpu(1024)
                                    .memoryMib(2048)
                                    .port(80))
                            .loadBalancer(l -> l.container("iis").containerPort(80))));
        });
        twins.put("03-ecs-gmsa-worker", stack -> {
            var vpc = stack.network("network", StackTest::twoZones);
            stack.ecsCluster("backoffice", vpc, c -> c.capacity(
                            "domain", g -> g.operatingSystem(WINDOWS_SERVER_2019_FULL)
                                    .instanceTypes("m6i.large")
                                    .minSize(1)
                                    .maxSize(2)
                                    .gmsa(m -> m.credentialArns(
                                            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:gmsa-worker-AbCdEf")))
                    .service("worker", s -> s.capacity("domain").container("worker", w -> w.image(
                                    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/worker:3.1-ltsc2019")
                            .cpu(512)
                            .memoryMib(1024)
                            .credentialSpec("credentialspecdomainless:arn:aws:s3:::backoffice-gmsa/worker.json")))
                    .service("reports", s -> s.capacity("domain")
                            .networkMode(NetworkMode.DEFAULT)
                            .taskPolicies("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")
                            .container("reports", r -> r.image(
                                            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/reports:3.1-ltsc2019")
                                    .cpu(512)
                                    .memoryMib(1024)
                                    .entryPoint("C:\\reports\\reports.exe", "--every", "1h")
                                    .taskRoleRoutes(true))));
        });
        twins.put("04-ecs-fargate-api", stack -> {
            var vpc = stack.network("network", StackTest::twoZones);
            stack.ecsCluster(
                    "orders",
                    vpc,
                    c -> c.service("api", s -> s.launchType(EcsServiceSpec.LaunchType.FARGATE)
                            .operatingSystem(WINDOWS_SERVER_2022_CORE)
                            .cpu(2048)
                            .memoryMib(4096)
                            .desiredCount(2)
                            .container("api", a -> a.image(
                                            "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2022")
                                    .cpu(2048)
                                    .memoryMib(4096)
                                    .port(8080))));
        });
        twins.put("06-eks-windows", stack -> {
            var vpc = stack.network(
                    "network", n -> n.cidrBlock("10.60.0.0/16").availabilityZones("eu-west-1a", "eu-west-1b"));
            stack.eksCluster("shop", vpc, c -> c.version("1.35")
                    .endpointPublicAccess(true)
                    .publicAccessCidrs("203.0.113.0/24")
                    .enabledClusterLogTypes(AUDIT, AUTHENTICATOR)
                    .clusterAdminArns("arn:aws:iam::123456789012:role/platform")
                    .windowsIpam(i -> i.prefixDelegation(true))
                    .linuxNodePool("system", p -> p.instanceTypes("m6i.large"))
                    .windowsNodePool("iis", p -> p.instanceTypes("m6i.2xlarge", "m5.2xlarge")
                            .maxSize(8)
                            .label("workload", "iis")
                            .updateConfig(u -> u.maxUnavailablePercentage(25)))
                    .windowsNodePool("batch", p -> p.operatingSystem(WINDOWS_SERVER_2025_CORE)
                            .instanceTypes("c6i.4xlarge")
                            .capacityType(CapacityType.SPOT)
                            .kubelet(k -> k.maxPods(60))
                            .taints("os=windows:NoSchedule", "team=batch:NoSchedule")));
        });
        twins.put("07-eks-existing", stack -> ofAnotherTeam(stack).existingEksCluster("platform", c -> c.version("1.34")
                .serviceIpv4Cidr("172.20.0.0/16")
                .authenticationMode(AuthenticationMode.API_AND_CONFIG_MAP)
                .windowsIpam(i -> i.manage(WindowsIpamSpec.Manage.ADDON).prefixDelegation(true))
                .windowsNodePool("web", p -> p.instanceTypes("m6i.xlarge").maxSize(6))));
        twins.put("08-eks-self-managed", stack -> ofAnotherTeam(stack).existingEksCluster("platform", c -> c.version(
                        "1.34")
                .serviceIpv4Cidr("172.20.0.0/16")
                .authenticationMode(AuthenticationMode.CONFIG_MAP)
                .windowsIpam(i -> i.manage(WindowsIpamSpec.Manage.CONFIG_MAP))
                .windowsNodePool("legacy", p -> p.operatingSystem(WINDOWS_SERVER_2019_FULL)
                        .instanceTypes("m5.2xlarge")
                        .selfManaged(true)
                        .minSize(1)
                        .maxSize(3)
                        .pageFileSizeMib(16384)
                        .kubelet(k -> k.reservedMemoryMib(3072).extraArgs("--image-gc-high-threshold=80"))
                        .excludedSnatCidrs("10.0.0.0/8")
                        .domainJoin(j -> j.domain("corp.example.com")
                                .secretArn(
                                        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:domain-join-AbCdEf")))));
        twins.put(
                "09-eks-karpenter", stack -> ofAnotherTeam(stack).existingEksCluster("platform", c -> c.version("1.35")
                        .serviceIpv4Cidr("172.20.0.0/16")
                        .authenticationMode(AuthenticationMode.API)
                        .windowsIpam(i -> i.manage(WindowsIpamSpec.Manage.ADDON))
                        .fluentBit(f -> f.retentionDays(14))
                        .karpenter(k -> k.controllerRoleName("karpenter-controller")
                                .nodePool("windows-builds", p -> p.instanceFamilies("m6i", "r6i")
                                        .capacityTypes(CapacityType.SPOT, CapacityType.ON_DEMAND)
                                        .rootVolume(v -> v.sizeGib(300).throughputMibPerSecond(700))
                                        .label("role", "windows-builds")
                                        .taints("dedicated=windows-builds:NoSchedule")
                                        .disruption(d -> d.consolidateAfter("2h"))
                                        .limits(l -> l.cpu(200))))));
        twins.put("10-buildkit-builders", stack -> {
            var vpc = stack.network("network", n -> n.vpcId("vpc-0a1b2c3d4e5f60718")
                    .subnetIds("subnet-0123456789abcdef0", "subnet-0fedcba9876543210")
                    .cidrBlock("10.80.0.0/16"));
            stack.containerHosts("builders", vpc, h -> h.operatingSystem(WINDOWS_SERVER_2022_CORE)
                    .instanceTypes("m6i.2xlarge")
                    .minSize(1)
                    .maxSize(3)
                    .rootVolume(v -> v.sizeGib(300))
                    .containerNetwork(n -> n.subnet("172.30.208.0/20").apartFrom("10.0.0.0/8"))
                    .prePull("mcr.microsoft.com/windows/servercore:ltsc2022")
                    .cloudWatchLogs(l -> l.retentionDays(30))
                    .buildkit(b -> b.groups("buildkit-users")
                            .gc(g -> g.maxUsedSpaceGib(200))
                            .mirror("docker.io", List.of("mirror.internal.example"))
                            .cache(c ->
                                    c.s3(s -> s.bucket("build-cache-of-ours").prefix("windows/")))
                            .endpoint(e -> e.tls(
                                            t -> t.secretArn("arn:aws:secretsmanager:eu-central-1:123456789012:secret:"
                                                            + "buildkit-tls-AbCdEf")
                                                    .serverName("builders.internal.example"))
                                    .allowedCidrBlocks("10.80.0.0/16"))));
        });
        twins.put("11-containerd-hosts", stack -> {
            var vpc = stack.network("network", n -> n.vpcId("vpc-0a1b2c3d4e5f60718")
                    .subnetIds("subnet-0123456789abcdef0")
                    .cidrBlock("10.80.0.0/16"));
            stack.containerHosts("agents", vpc, h -> h.operatingSystem(WINDOWS_SERVER_2019_CORE)
                    .instanceTypes("m6i.large")
                    .minSize(1)
                    .maxSize(2)
                    .proxy(p ->
                            p.httpProxy("http://proxy.internal.example:3128").noProxy(".internal.example"))
                    .domainJoin(j -> j.directoryId("d-1234567890").domain("corp.example.com"))
                    .prePull("mcr.microsoft.com/windows/servercore:ltsc2019"));
        });
        twins.put(
                "12-istio-ambient-windows",
                stack -> stack.mesh(m -> m.profile(MeshProfile.AMBIENT_WINDOWS)
                        .platform(MeshPlatform.EKS)
                        .kubeContext("shop")
                        .hub("registry.example.com/istio")
                        .tag("1.31-windows")
                        .clusterDnsIp("172.20.0.10")
                        .windowsReleases(WINDOWS_SERVER_2022_CORE)
                        .windowsTaints("os=windows:NoSchedule")
                        .waypoint(true)
                        .namespaces("shop", "checkout")));
        twins.put("13-ecs-scheduled-tasks", stack -> {
            var vpc = stack.network("network", StackTest::existing);
            stack.ecsCluster("backoffice", vpc, c -> c.capacity(
                            "general", g -> g.instanceTypes("m6i.xlarge").minSize(1))
                    .service("web", s -> s.desiredCount(2)
                            .container(
                                    "iis",
                                    i -> i.image(IIS).cpu(512).memoryMib(1024).port(80))
                            .loadBalancer(b -> b.container("iis")
                                    .containerPort(80)
                                    .listenerArn(LISTENER)
                                    .securityGroupIds("sg-0123456789abcdef0")
                                    .hostHeaders("backoffice.example.com")
                                    .priority(10)))
                    .scheduledTask("nightly", t -> t.scheduleExpression("cron(0 3 * * ? *)")
                            .scheduleExpressionTimezone("Europe/London")
                            .container("report", r -> r.image(ECR + "report:1.4-ltsc2022")
                                    .cpu(1024)
                                    .memoryMib(2048)))
                    .scheduledTask(
                            "migrate",
                            t -> t.container("migrate", m -> m.image(ECR + "migrate:1.4-ltsc2022")
                                    .cpu(1024)
                                    .memoryMib(2048))));
        });
        return twins;
    }

    private static void existing(NetworkSpecBuilder network) {
        network.vpcId("vpc-0a1b2c3d4e5f60718")
                .subnetIds("subnet-0123456789abcdef0", "subnet-0123456789abcdef1")
                .cidrBlock("10.80.0.0/16");
    }

    /** The stack file of the contract that has all that the field's files of ECS run. */
    private static void field(Stack stack) {
        var vpc = stack.network("network", StackTest::twoZones);
        stack.ecsCluster("field", vpc, c -> c.executeCommand(true)
                .logKmsKeyArn("arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab")
                .capacity("general", g -> g.instanceTypes("m6i.xlarge", "m5.xlarge")
                        .minSize(2)
                        .maxSize(6)
                        .keyName("operators")
                        .monitoring(true)
                        .managedPolicyArns("arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy")
                        .tag("Role", "Primary")
                        .dataVolume(v -> v.sizeGib(200))
                        .dataVolume(v -> v.sizeGib(50).deviceName("xvdm").iops(6000))
                        .enabledMetrics(
                                AutoScalingSpec.GroupMetric.GROUP_IN_SERVICE_INSTANCES,
                                AutoScalingSpec.GroupMetric.GROUP_DESIRED_CAPACITY)
                        .instancesDistribution(d -> d.onDemandBaseCapacity(2)
                                .onDemandPercentageAboveBaseCapacity(50)
                                .spotMaxPrice("0.35"))
                        .agent(a -> a.containerStartTimeoutSeconds(1200)
                                .variable("ECS_LOGLEVEL", "info")
                                .variable("ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT", "true")))
                .capacity("domain", g -> g.operatingSystem(WINDOWS_SERVER_2019_CORE)
                        .instanceTypes("m6i.large")
                        .minSize(1)
                        .domainJoin(j -> j.domain("corp.example.com")
                                .secretArn("arn:aws:ssm:eu-west-1:123456789012:parameter/domain-join")))
                .service("web", StackTest::fieldWeb)
                .service("monitor", s -> s.capacity("general")
                        .schedulingStrategy(EcsServiceSpec.SchedulingStrategy.DAEMON)
                        .networkMode(NetworkMode.DEFAULT)
                        .container("monitor", m -> m.image("mcr.microsoft.com/windows/servercore:ltsc2022")
                                .cpu(128)
                                .memoryMib(256)
                                .command("cmd", "/c", "ping -t localhost")))
                .scheduledTask("nightly", t -> t.capacity("general")
                        .scheduleExpression("cron(0 3 * * ? *)")
                        .scheduleExpressionTimezone("Europe/London")
                        .flexibleTimeWindowMinutes(15)
                        .maximumRetryAttempts(3)
                        .maximumEventAgeSeconds(3600)
                        .container("report", r -> r.image("mcr.microsoft.com/windows/servercore:1.4-win2022")
                                .cpu(512)
                                .memoryMib(1024)
                                .command("cmd", "/c", "ver")))
                .scheduledTask("migrate", t -> t.launchType(EcsServiceSpec.LaunchType.FARGATE)
                        .operatingSystem(WINDOWS_SERVER_2022_CORE)
                        .cpu(1024)
                        .memoryMib(2048)
                        .container("migrate", m -> m.image("mcr.microsoft.com/windows/servercore:ltsc2022")
                                .command("cmd", "/c", "ver"))));
    }

    private static void fieldWeb(EcsServiceSpecBuilder service) {
        service.capacity("general")
                .serviceName("web")
                .ignoreTaskDefinitionChanges(true)
                .forceNewDeployment(true)
                .trigger("release", "1.4")
                .desiredCount(2)
                .placementConstraint(p -> p.type(PlacementConstraintSpec.Type.DISTINCT_INSTANCE))
                .placementConstraint(p -> p.expression("attribute:ecs.instance-type =~ m*"))
                .placementStrategy(p -> p.field("attribute:ecs.availability-zone"))
                .placementStrategy(
                        p -> p.type(PlacementStrategySpec.Type.BINPACK).field("memory"))
                .volume("documents", v -> v.host(h -> h.sourcePath("D:/storage/documents")))
                .container("iis", i -> i.image(IIS)
                        .cpu(512)
                        .memoryMib(1024)
                        .port(80)
                        .mountPoint(m -> m.sourceVolume("documents").containerPath("C:/inetpub/wwwroot/documents"))
                        .logConfiguration(
                                l -> l.option("awslogs-group", "/field/web").option("awslogs-create-group", "true")))
                .loadBalancer(b -> b.container("iis")
                        .containerPort(80)
                        .stickiness(t -> t.durationSeconds(86400))
                        .healthCheckTimeoutSeconds(15)
                        .accessLogs(l -> l.bucket("field-logs").prefix("web"))
                        .allowedPrefixListIds("pl-0123456789abcdef0"))
                .additionalLoadBalancer("public", b -> b.container("iis")
                        .containerPort(80)
                        .listenerArn(LISTENER)
                        .securityGroupIds("sg-0123456789abcdef0")
                        .hostHeaders("web.example.com")
                        .pathPatterns("/shop/*")
                        .priority(10))
                .additionalLoadBalancer("existing", b -> b.container("iis")
                        .containerPort(80)
                        .targetGroupArn(
                                "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef")
                        .securityGroupIds("sg-0123456789abcdef1"));
    }

    @Test
    void makesThePlanOfTheFieldsStackFile() throws IOException {
        Path file = Path.of("src/test/resources/contract/Pulumi.ecs-field.yaml");
        StackConfig yaml = StackConfig.load(Path.of(".."), "dev", Optional.of(file));
        StackConfig bare = config(EMPTY);

        assertThat(steps(json(bare, StackProgram.of(bare, project, StackTest::field))))
                .isEqualTo(steps(json(yaml, StackProgram.of(yaml, Path.of("..")))));
    }

    /** A plan without its warnings, which are in the order of a file's lines or of a program's paths. */
    private static String steps(String plan) {
        return plan.replaceFirst("(?s)\"diagnostics\": \\[.*?\n    ],", "");
    }

    private static Stack ofAnotherTeam(Stack stack) {
        return stack.silence("EKS006", "platform", "its Linux nodes are those of the team that made it");
    }

    private static Consumer<Stack> twin(String example) {
        return Objects.requireNonNull(twins().get(example));
    }

    static Stream<String> examples() {
        return twins().keySet().stream();
    }

    @Test
    void everyStackFileOfTheExamplesHasATwin() throws IOException {
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            assertThat(folders.filter(folder -> !Files.exists(folder.resolve("pom.xml")))
                            .map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(twins().keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void makesThePlanOfTheStackFileThatSaysTheSame(String example) throws IOException {
        Path file = EXAMPLES.resolve(example).resolve("Pulumi.dev.yaml");
        StackConfig yaml = StackConfig.load(Path.of(".."), "dev", Optional.of(file));
        StackProgram ofYaml = StackProgram.of(yaml, Path.of(".."));
        // A mesh has no region.
        String bareText = Files.readAllLines(file).stream()
                .filter(line -> line.strip().startsWith("aws:region: "))
                .findFirst()
                .map(line -> "config:\n" + line + "\n")
                .orElse("config: {}\n");
        StackConfig bare = config(bareText);
        StackProgram ofJava = StackProgram.of(bare, project, twin(example));

        assertThat(json(bare, ofJava)).isEqualTo(json(yaml, ofYaml));
        assertThat(ofJava.forecasts()).isEqualTo(ofYaml.forecasts());
        assertThat(PreviewText.files(ofJava)).isEqualTo(PreviewText.files(ofYaml));
        assertThat(ofJava.warnings())
                .extracting(Warning::message)
                .isEqualTo(ofYaml.warnings().stream().map(Warning::message).toList());
    }

    @Test
    void tellsEverythingThatIsWrongAtOnceByItsPath() {
        assertThat(refused(stack -> {
                    var vpc = stack.network(
                            "network", n -> n.cidrBlock("10.40.0.0").availabilityZones("us-east-1a"));
                    stack.tag("a&b", "x").tag("Owner", "a").tag("Owner", "b");
                    stack.ecsCluster("shop", vpc, c -> c.capacity(
                                    "web", g -> g.instanceTypes("m7g.large").minSize(8))
                            .capacity("web", g -> g.instanceTypes("m6i.large"))
                            .service("api", s -> s.capacity("wbe").container("api", i -> i.image("api:1")
                                    .cpu(256)
                                    .memoryMib(512))));
                    stack.ecsCluster("shop", vpc, c -> c.name("other"));
                }))
                .containsExactly(
                        "mullion:ecs.shop: duplicate key \"shop\"; use another",
                        "mullion:ecs.shop.capacity.web: duplicate key \"web\"; use another",
                        "mullion:ecs.shop.capacity.web.instanceTypes[0]: got \"m7g.large\"; use an x86_64 instance type:"
                                + " Windows Server does not run on Graviton (arm64)",
                        "mullion:ecs.shop.capacity.web.maxSize: got 4; use 1 to 5000, and at least minSize (8); it is 4"
                                + " when not given",
                        "mullion:ecs.shop.services.api.capacity: got \"wbe\"; use a key of capacity: web",
                        "mullion:network.availabilityZones[0]: got \"us-east-1a\"; use a zone of eu-west-1 (aws:region),"
                                + " such as eu-west-1a",
                        "mullion:network.cidrBlock: got \"10.40.0.0\"; use an IPv4 network, such as 10.0.0.0/16",
                        "mullion:tags.Owner: duplicate key \"Owner\"; use another",
                        "mullion:tags[\"a&b\"]: is no tag key; use 1 to 128 letters, digits, spaces and _ . : / = + - @,"
                                + " which is what AWS takes");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without NullAway may give
    void tellsWhatIsNullInsteadOfFailing() {
        assertThat(refused(stack -> {
                    stack.tag(null, "storefront").tag("Owner", null).silence("EC2002", null, "small");
                    stack.network(null, StackTest::twoZones);
                    var vpc = stack.network("network", null);
                    stack.ecsCluster(null, vpc, c -> {});
                    stack.ecsCluster("shop", vpc, null);
                }))
                .containsExactly(
                        "mullion:ecs: has an entry whose key is null; use text",
                        "mullion:ecs.shop: has no value; use a map, or leave it out",
                        "mullion:network: has an entry whose key is null; use text",
                        "mullion:network: has no value; use a map, or leave it out",
                        "mullion:silence[0].path: has no value; use text, or leave it out",
                        "mullion:tags: has an entry whose key is null; use text",
                        "mullion:tags.Owner: has no value; use text, or leave it out");
    }

    @Test
    void refusesANetworkWhoseNameIsNone() {
        assertThat(refused(stack -> stack.ecsCluster(
                        "shop",
                        stack.network("My Net!", StackTest::twoZones),
                        c -> c.capacity("web", g -> g.instanceTypes("m6i.large")))))
                .containsExactly(
                        "mullion:network[\"My Net!\"]: is no name for a network; use letters, digits and hyphens,"
                                + " a letter first");
    }

    @Test
    void hasNothingToMakeWithoutAWord() {
        assertThat(refused(stack -> {}))
                .containsExactly(
                        "has nothing to make; describe a cluster in mullion:ecs, or in mullion:eks, or describe hosts in mullion:hosts,"
                                + " or describe a mesh in mullion:mesh, or name the zones of a new network in mullion:network");
    }

    @Test
    void refusesALoadBalancerThatTheNetworkHasNoPlaceFor() {
        assertThat(refused(stack -> {
                    var vpc = stack.network("network", n -> n.vpcId("vpc-0a1b2c3d4e5f60718")
                            .subnetIds("subnet-0123456789abcdef0", "subnet-0fedcba9876543210"));
                    stack.ecsCluster("shop", vpc, c -> c.capacity("web", g -> g.instanceTypes("m6i.large"))
                            .service("api", s -> s.container("api", i -> i.image("api:ltsc2022")
                                            .cpu(256)
                                            .memoryMib(512)
                                            .port(80))
                                    .loadBalancer(l -> l.scheme(LoadBalancerSpec.Scheme.INTERNET_FACING)
                                            .allowedCidrBlocks("0.0.0.0/0")
                                            .container("api")
                                            .containerPort(80))));
                }))
                .containsExactly(
                        "mullion:ecs.shop.services.api.loadBalancer.scheme: is internet-facing and has no subnet"
                                + " to stand in; give mullion:network.publicSubnetIds: public subnets in two zones or more");
    }

    @Test
    void warnsAndSilencesAsAStackFileDoes() {
        Consumer<Stack> tight = stack -> stack.ecsCluster(
                "shop",
                stack.network("network", StackTest::twoZones),
                c -> c.capacity("web", g -> g.instanceTypes("t3.medium")));

        assertThat(StackProgram.of(config(EMPTY), project, tight).warnings())
                .extracting(Warning::toString)
                .containsExactly(
                        "warning EC2002: mullion:ecs.shop.capacity.web.instanceTypes[0]: instance type t3.medium"
                                + " has 4096 MiB; below 8 GiB little is left for containers beside Windows");
        assertThat(StackProgram.of(
                                config(EMPTY),
                                project,
                                tight.andThen(stack -> stack.silence("EC2002", "shop.web", "a playground")))
                        .warnings())
                .isEmpty();
    }

    @Test
    void addsToTheStackFile() {
        StackConfig config = config("""
                config:
                  aws:region: eu-west-1
                  mullion:network: {availabilityZones: [eu-west-1a, eu-west-1b]}
                  mullion:ecs: {shop: {capacity: {web: {instanceTypes: [m6i.large]}}}}
                """);
        StackProgram program = StackProgram.of(config, project, stack -> {
            stack.fromConfig();
            stack.ecsCluster("shop", stack.network(), c -> c.capacity("jobs", g -> g.instanceTypes("c6i.large")));
            stack.ecsCluster("more", stack.network(), c -> c.capacity("web", g -> g.instanceTypes("m6i.large")));
        });

        assertThat(program.scripts()).containsOnlyKeys("shop-web", "shop-jobs", "more-web");
    }

    @Test
    void changesWhatTheStackFileHas() {
        StackConfig config = config(FEW);
        StackProgram changed = StackProgram.of(config, project, stack -> {
            stack.fromConfig();
            stack.tag("Owner", "program");
            stack.network("network", n -> n.natGateways(2));
            stack.ecsCluster("shop", stack.network(), c -> c.capacity("web", g -> g.maxSize(8))
                    .service("api", s -> s.desiredCount(2)
                            .container("api", i -> i.memoryMib(1024))
                            .loadBalancer(l -> l.allowedCidrBlocks("10.0.0.0/8"))));
        });
        StackConfig said = config(FEW.replace("maxSize: 2", "maxSize: 8")
                .replace("desiredCount: 1", "desiredCount: 2")
                .replace("memoryMib: 512", "memoryMib: 1024")
                .replace("10.1.0.0/16", "10.0.0.0/8")
                .replace("natGateways: 1", "natGateways: 2")
                .replace("Owner: file", "Owner: program"));

        assertThat(json(config, changed)).isEqualTo(json(said, StackProgram.of(said, project)));
    }

    @Test
    void refusesAKeyOfTheStackFileThatTheProgramChangesTwice() {
        assertThatThrownBy(() -> StackProgram.of(config(FEW), project, stack -> {
                    stack.fromConfig();
                    stack.ecsCluster("shop", stack.network(), c -> c.capacity("web", g -> g.maxSize(8))
                            .capacity("web", g -> g.maxSize(9)));
                }))
                .isInstanceOf(SpecException.class)
                .hasMessageEndingWith(": mullion:ecs.shop.capacity.web: duplicate key \"web\"; use another");
    }

    @Test
    void refusesAnotherNetworkForAClusterOfTheStackFile() {
        assertThatThrownBy(() -> StackProgram.of(config(FEW), project, stack -> {
                    stack.fromConfig();
                    stack.ecsCluster(
                            "shop",
                            stack.network("other", StackTest::twoZones),
                            c -> c.capacity("jobs", g -> g.instanceTypes("m6i.large")));
                }))
                .isInstanceOf(SpecException.class)
                .hasMessage(project
                        + "/Pulumi.dev.yaml:6:5: mullion:ecs.shop: got the network \"other\"; use stack.network(), where"
                        + " the stack file has it, or another key");
    }

    @Test
    void tellsLinesOfTheFileAndPathsOfTheProgram() {
        StackConfig config = config("""
                config:
                  aws:region: eu-west-1
                  mullion:network: {availabilityZones: [eu-west-1a, eu-west-1b]}
                  mullion:ecs: {shop: {capacity: {web: {instanceTypes: [m7g.large]}}}}
                """);

        assertThatThrownBy(() -> StackProgram.of(config, project, stack -> {
                    stack.fromConfig();
                    stack.ecsCluster("shop", stack.network(), c -> c.capacity("web", g -> g.maxSize(0)));
                    stack.ecsCluster(
                            "more", stack.network(), c -> c.capacity("web", g -> g.instanceTypes("m7g.large")));
                }))
                .isInstanceOf(SpecException.class)
                .hasMessage(String.join(
                        "\n",
                        "mullion:ecs.more.capacity.web.instanceTypes[0]: got \"m7g.large\"; use an x86_64 instance type:"
                                + " Windows Server does not run on Graviton (arm64)",
                        "mullion:ecs.shop.capacity.web.maxSize: got 0; use 1 to 5000",
                        project + "/Pulumi.dev.yaml:4:57: mullion:ecs.shop.capacity.web.instanceTypes[0]: got"
                                + " \"m7g.large\"; use an x86_64 instance type: Windows Server does not run on Graviton"
                                + " (arm64)"));
    }

    @Test
    void warnsOfASectionThatTheProgramLeavesOut() {
        StackConfig config = config("""
                config:
                  aws:region: eu-west-1
                  mullion:tags: {Owner: platform}
                  mullion:diff: {mask: [QX]}
                """);

        assertThat(StackProgram.of(config, project, twin("04-ecs-fargate-api")).warnings())
                .extracting(Warning::toString)
                .containsExactly(project + "/Pulumi.dev.yaml:3:3: warning CFG003: mullion:tags: is not taken, since the"
                        + " program describes the stack itself; call fromConfig() there, or remove it");
    }

    @Test
    void takesTheStackFileFirstAndOnce() {
        assertThatThrownBy(() -> StackProgram.of(config(EMPTY), project, stack -> {
                    stack.network("network", StackTest::twoZones);
                    stack.fromConfig();
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("fromConfig() comes first and once: what a program describes stands on top");
        assertThatThrownBy(() -> StackProgram.of(config(EMPTY), project, Stack::network))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("fromConfig() brings the network of the stack file; call it before");
    }

    @Test
    void customizesChildrenAndRefusesMisspeltOnesWithoutBeingAsked() {
        Consumer<Stack> cluster = stack -> stack.ecsCluster(
                "shop",
                stack.network("network", StackTest::twoZones),
                c -> c.capacity("web", g -> g.instanceTypes("m6i.large")));

        assertThat(errors(cluster.andThen(stack ->
                        stack.customize(LogGroupArgs.Builder.class, "shop-logs", args -> args.skipDestroy(true)))))
                .isEmpty();
        assertThat(errors(cluster.andThen(stack ->
                        stack.customize(LogGroupArgs.Builder.class, "shop-log", args -> args.skipDestroy(true)))))
                .containsExactly("error: customize(LogGroupArgs, shop-log) met no child; use shop-logs\n");
    }

    @Test
    void givesWhatItMadeToTheProgram() {
        Plan plan = plan(stack -> {
            var vpc = stack.network("edge", StackTest::twoZones);
            stack.ecsCluster("shop", vpc, c -> c.capacity("web", g -> g.instanceTypes("m6i.large")));
            stack.afterwards(made -> {
                made.context().export("cluster", made.ecsCluster("shop").arn());
                made.context().export("vpc", made.network("edge").vpcId());
            });
        });

        assertThat(plan.diagnostics()).isEmpty();
        assertThat(plan.steps().get(0).newState().outputs().values().keySet())
                .containsExactly("cluster", "ecsClusters", "publicSubnetIds", "scripts", "subnetIds", "vpc", "vpcId");
    }

    @Test
    void refusesToGiveWhatItDidNotMake() {
        Consumer<Stack> shop = stack -> stack.ecsCluster(
                "shop",
                stack.network("edge", StackTest::twoZones),
                c -> c.capacity("web", g -> g.instanceTypes("m6i.large")));

        assertThat(errors(shop.andThen(stack -> stack.afterwards(made -> made.ecsCluster("nope")))))
                .containsExactly("error: no ECS cluster is called \"nope\"; use shop\n");
        assertThat(errors(shop.andThen(stack -> stack.afterwards(made -> made.network("nope")))))
                .containsExactly("error: no network is called \"nope\"; use edge\n");
    }

    private List<String> errors(Consumer<Stack> description) {
        return plan(description).diagnostics().stream().map(Diagnostic::message).toList();
    }

    private Plan plan(Consumer<Stack> description) {
        StackConfig config = config(EMPTY);
        return PreviewEngine.preview(StackInput.of(config.engine()), StackProgram.of(config, project, description));
    }

    private List<String> refused(Consumer<Stack> description) {
        try {
            StackProgram.of(config(EMPTY), project, description);
            return List.of();
        } catch (SpecException e) {
            return e.problems().stream().map(Object::toString).toList();
        }
    }

    private StackConfig config(String stackFile) {
        try {
            Files.writeString(project.resolve("Pulumi.yaml"), "name: mullion\nruntime: java\n");
            Files.writeString(project.resolve("Pulumi.dev.yaml"), stackFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return StackConfig.load(project, "dev", Optional.empty());
    }

    private static String json(StackConfig config, StackProgram program) {
        StringWriter json = new StringWriter();
        Plan plan = PreviewEngine.preview(StackInput.of(config.engine()), program);
        // The configuration is all that differs: one says in it what the other says in Java, and warnings have its
        // lines.
        try {
            PlanJson.write(new Plan(new TreeMap<>(), plan.steps(), plan.diagnostics(), plan.changeSummary()), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json.toString().replaceAll("\"message\": \"warning: [^\" ]+:\\d+:\\d+: ", "\"message\": \"warning: ");
    }

    private static void twoZones(NetworkSpecBuilder network) {
        network.cidrBlock("10.40.0.0/16").availabilityZones("eu-west-1a", "eu-west-1b");
    }
}
