package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.json.JsonValue;
import dev.mullion.ecs.EcsAgentSpec;
import dev.mullion.testkit.Golden;
import dev.mullion.testkit.aws.AnswerServer;
import dev.mullion.testkit.aws.AnswerServer.Answer;
import dev.mullion.testkit.aws.MotoServer;
import dev.mullion.testkit.aws.PublishedImage;
import dev.mullion.testkit.aws.SignedIn;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mullion adopt}, of clusters in moto that boto3 made as consoles, CloudFormation and Terraform do. */
@Tag("moto")
class AdoptCommandTest {
    private static final Pattern MADE_UP = Pattern.compile(
            "\\b(vpc|subnet|sg|sgr|lt|ns|srv)-[0-9a-z]{8,}|(?<=targetgroup/(shop-api|filed-archive)/)[0-9a-f]+");

    @TempDir
    private static Path files = Path.of("");

    private static Optional<MotoServer> moto = Optional.empty();
    private static Optional<SignedIn> user = Optional.empty();

    @TempDir
    private Path directory = Path.of("");

    @BeforeAll
    static void start() throws IOException {
        moto = Optional.of(MotoServer.start(
                files, List.of(PublishedImage.ecs("ami-00000000000002022", "2022-English-Core", "2026.11.14"))));
        user = Optional.of(SignedIn.withKeys(files));
        for (String shape : List.of("minimal", "balanced", "mixed", "filed", "reported", "linux")) {
            moto.get().make("clusters.py", shape);
        }
    }

    @AfterAll
    static void end() throws IOException {
        if (moto.isPresent()) {
            moto.get().close();
        }
        user.ifPresent(SignedIn::close);
    }

    private Mullion.Result adopt(String... arguments) {
        return ask(moto.orElseThrow().url().toString(), arguments);
    }

    private Mullion.Result ask(String url, String... arguments) {
        List<String> all = new ArrayList<>(List.of("adopt", "--endpoint-url", url));
        all.addAll(List.of(arguments));
        return new Mullion(directory).run(all.toArray(String[]::new));
    }

    private static String withoutIds(String text) {
        return MADE_UP.matcher(text).replaceAll(match -> match.group(1) == null ? "ID" : match.group(1) + "-ID");
    }

    private String read(String file) throws IOException {
        return withoutIds(Files.readString(directory.resolve(file)));
    }

    @ParameterizedTest
    @CsvSource({"legacy, minimal", "shop-prod, balanced", "both, mixed", "filed, filed", "reported, reported"})
    void aClusterOfOthersIsDescribed(String cluster, String shape) throws IOException {
        Mullion.Result result = adopt("--cluster", cluster, "--region", "eu-west-1", "-o", "out");

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        String summary = result.out().substring(0, result.out().indexOf("What the first deployment would change"));
        new Golden("AdoptCommand", shape)
                .matches(
                        "adopted.txt",
                        withoutIds(summary) + read("out/Pulumi.dev.yaml") + "\n" + read("out/import.json"));
    }

    /** pulumi/pulumi-aws#930: such an ARN takes no tags. */
    @Test
    void aServiceOfBefore2021IsTaggedByTheArnThatItWillHave() throws IOException {
        moto.orElseThrow().make("clusters.py", "short");
        Mullion.Result result;
        try {
            result = adopt("--cluster", "legacy", "--region", "eu-west-1", "-o", "out");
        } finally {
            moto.orElseThrow().make("clusters.py", "long");
        }

        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().map(String::strip))
                .contains(
                        "services.iis: its ARN is of the short form of before 2021, which takes no tags; to make it long, once"
                                + " and for good, changes nothing that runs:"
                                + " https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-arn-migration.html",
                        "aws ecs tag-resource --region eu-west-1 --resource-arn"
                                + " arn:aws:ecs:eu-west-1:123456789012:service/legacy/iis --tags"
                                + " key=mullion:operating-system,value=WINDOWS_SERVER_2022_CORE");
    }

    @Test
    void whatWasDoneIsJsonForPrograms() throws IOException {
        Mullion.Result result = adopt("--cluster", "legacy", "--region", "eu-west-1", "-o", "out", "--format", "json");

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(JsonValue.read(result.out())).isPresent();
        assertThat(result.out()).containsPattern("\"changes\"\\s*:\\s*\\{(?s:.)*\"stack\"\\s*:\\s*\"dev\"");
        new Golden("AdoptCommand", "minimal")
                .matches("adopted.json", withoutIds(result.out().replaceFirst("(?s),\\s+\"changes\".*", "\n}\n")));
    }

    @Test
    void aFolderInAProjectWritesIntoTheProject() throws IOException {
        Mullion project = new Mullion(directory)
                .file("shop/Pulumi.yml", "name: shop\nruntime: java\n")
                .file("shop/src/readme.md", "");

        Mullion.Result result = new Mullion(directory)
                .run(
                        "adopt",
                        "-C",
                        "shop/src",
                        "--cluster",
                        "legacy",
                        "--region",
                        "eu-west-1",
                        "--endpoint-url",
                        moto.orElseThrow().url().toString());

        assertThat(project).isNotNull();
        assertThat(result.err()).isEmpty();
        assertThat(directory.resolve("shop")).isDirectoryContaining("glob:**/Pulumi.dev.yaml");
        assertThat(directory.resolve("shop")).isDirectoryNotContaining("glob:**/Pulumi.yaml");
        assertThat(directory.resolve("shop/src")).isDirectoryNotContaining("glob:**/Pulumi*");
    }

    @Test
    void whatAScriptDoesBesideJoiningIsKeptAsSteps() throws IOException {
        adopt("--cluster", "shop-prod", "--region", "eu-west-1", "-o", "out");

        assertThat(read("out/steps/shop-prod-windows-before.ps1")).isEqualTo("""
                # Joins the cluster.
                New-Item -ItemType Directory -Force -Path C:\\data | Out-Null
                """);
        assertThat(read("out/steps/shop-prod-windows-after.ps1")).isEqualTo("Write-Host \"joined\"\n");
    }

    @Test
    void mullionsOwnClusterComesBackWithNothingToChangeButDescriptionsThatMotoDrops() throws IOException {
        String[] network =
                moto.orElseThrow().make("clusters.py", "subnets").strip().split(" ");
        Mullion own = new Mullion(directory)
                .file("own/Pulumi.yaml", "name: shop\nruntime: java\n")
                .file("own/Pulumi.dev.yaml", OWN.formatted((Object[]) network));
        assertThat(own.run("preview", "-C", "own", "--format", "json", "-o", "plan.json")
                        .status())
                .isZero();
        moto.orElseThrow().make("deploy.py", directory.resolve("own/plan.json").toString());

        Mullion.Result result = adopt("--cluster", "storefront-dev", "--region", "eu-west-1", "-o", "out");

        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .doesNotContain("Made anew", "Not in the stack", "To be run first")
                .contains("""
                        What the stack file can not say (2):
                          tasks that something else starts (EventBridge, pipelines, people) are not looked for
                          capacity.files: its instances are in a domain; taken for granted is that their image or their steps join it: check domainJoin

                        What the first deployment would change, once it is imported:

                        shop/dev: 4 to update, 117 unchanged

                        Details
                          ~  aws:vpc:SecurityGroupEgressRule storefront-archive-to-targets: update
                               + description: "to the tasks"
                          ~  aws:vpc:SecurityGroupIngressRule storefront-archive-from-load-balancer: update
                               + description: "from the load balancer of storefront-archive-dev"
                          ~  aws:vpc:SecurityGroupEgressRule storefront-web-to-targets: update
                               + description: "to the tasks"
                          ~  aws:vpc:SecurityGroupIngressRule storefront-web-from-load-balancer: update
                               + description: "from the load balancer of storefront-web-dev"

                        Notes
                        """);
        // Of what is imported nothing is left out, and of the agent no key: its script alone says what it was given.
        assertThat(Stream.of(EcsAgentSpec.class.getRecordComponents()).map(RecordComponent::getName))
                .allSatisfy(key -> assertThat(OF_SCRIPT.getOrDefault(key, read("out/Pulumi.dev.yaml")))
                        .contains(key));
        // Defaults go without saying: general, files (for its domain), nat and tuned have an agent.
        assertThat(read("out/Pulumi.dev.yaml").lines().map(String::strip))
                .filteredOn("agent:"::equals)
                .hasSize(4);
        assertThat(own.run("preview", "-C", "out").out()).contains("+ 121 to create");
        assertThat(own.run("preview", "-C", "own").out()).contains("+ 121 to create");
    }

    /** By another step, whose settings the script has not as they were written. */
    private static final Map<String, String> OF_SCRIPT = Map.of("archive", "archive");

    private static final String OWN = """
            config:
              aws:region: eu-west-1
              mullion:tags: {Owner: storefront}
              mullion:network: {vpcId: %s, cidrBlock: 10.20.0.0/16, subnetIds: [%s, %s]}
              mullion:ecs:
                storefront:
                  containerInsights: enhanced
                  executeCommand: true
                  logRetentionDays: 90
                  capacity:
                    general:
                      instanceTypes: [m6i.xlarge]
                      minSize: 2
                      maxSize: 6
                      rootVolume: {sizeGib: 150}
                      agent: {reservedMemoryMib: 1024, imagePullBehavior: prefer-cached}
                    spot:
                      instanceTypes: [m6i.large, m6a.large]
                      instancesDistribution: {onDemandPercentageAboveBaseCapacity: 25}
                      managedTerminationProtection: false
                    files: {instanceTypes: [m6i.large], domainJoin: {joinedByImage: true}}
                    nat: {instanceTypes: [m6i.large], agent: {enableTaskEni: false}}
                    tuned:
                      instanceTypes: [m6i.large]
                      agent:
                        version: v1.106.1
                        enableTaskIamRole: false
                        awsvpcBlockImds: false
                        awsvpcAdditionalLocalRoutes: [10.99.0.0/16]
                        loggingDrivers: [json-file, awslogs, splunk]
                        enableAwslogsExecutionRoleOverride: false
                        imagePullBehavior: once
                        imagePullInactivityTimeoutSeconds: 300
                        imagePullTimeoutSeconds: 10800
                        manifestPullTimeoutSeconds: 120
                        containerStartTimeoutSeconds: 1200
                        containerCreateTimeoutSeconds: 600
                        containerStopTimeoutSeconds: 60
                        engineTaskCleanupWaitDurationSeconds: 3600
                        imageCleanupIntervalSeconds: 3660
                        minimumImageCleanupAgeSeconds: 86400
                        numImagesDeletePerCycle: 10
                        reservedMemoryMib: 1024
                        reservedPorts: [3389, 5985]
                        enableContainerMetadata: true
                        enableSpotInstanceDraining: true
                        enableCpuUnboundedWindowsWorkaround: true
                        enableMemoryUnboundedWindowsWorkaround: true
                        instanceAttributes: {rack: blue}
                        containerInstanceTags: {team: storefront}
                        propagateTagsFromEc2Instance: true
                        gmsaSupported: false
                        fsxWindowsFileServerSupported: false
                        variables: {ECS_LOGLEVEL: warn}
                  services:
                    web:
                      capacity: general
                      desiredCount: 2
                      containers:
                        iis:
                          image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022
                          cpu: 1024
                          memoryMib: 2048
                          portMappings: [{containerPort: 80}]
                          environment: {GREETING: It's a "quoted" $value}
                          secrets: {ConnectionString: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:storefront-db-AbCdEf"}
                          healthCheck: {command: [CMD-SHELL, curl.exe -f http://localhost/health]}
                      loadBalancer: {container: iis, containerPort: 80, healthCheckPath: /health}
                      autoScaling: {requestCountPerTarget: 1000, maxCapacity: 6, cpuPercent: 60}
                    worker:
                      capacityProviderStrategy: [{capacity: general}, {capacity: spot, weight: 3}]
                      networkMode: default
                      taskPolicies: [arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess]
                      containers:
                        worker: {image: "r/worker:3", cpu: 512, memoryMib: 1024}
                    archive:
                      capacity: files
                      containers:
                        archive:
                          image: r/archive:2
                          cpu: 512
                          memoryMib: 1024
                          portMappings: [{containerPort: 8443}]
                          mountPoints: [{sourceVolume: share, containerPath: 'C:\\share'}]
                      volumes:
                        share:
                          fsxWindowsFileServerVolumeConfiguration:
                            fileSystemId: fs-0a1b2c3d4e5f60718
                            rootDirectory: '\\data'
                            authorizationConfig:
                              credentialsParameter: arn:aws:secretsmanager:eu-west-1:123456789012:secret:fsx-AbCdEf
                              domain: corp.example.com
                      loadBalancer: {type: network, container: archive, containerPort: 8443, port: 8443}
                    shipper:
                      capacity: general
                      schedulingStrategy: DAEMON
                      networkMode: default
                      containers:
                        shipper: {image: "r/shipper:1", cpu: 128, memoryMib: 256}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            linux | eu-west-1 | the ECS cluster linux in eu-west-1 has no Windows capacity: linux runs Linux
            legasy | eu-west-1 | no ECS cluster "legasy" in eu-west-1; did you mean legacy?
            legacy | eu-west-2 | no ECS cluster "legacy" in eu-west-2; is it the cluster's region and account?
            """)
    void whatIsNotThereIsRefusedAndNothingIsWritten(String cluster, String region, String message) throws IOException {
        assertThat(adopt("--cluster", cluster, "--region", region))
                .isEqualTo(new Mullion.Result(1, "", message + "\n"));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        new Mullion(directory).file("out/Pulumi.dev.yaml", "mine\n");

        assertThat(adopt("--cluster", "legacy", "--region", "eu-west-1", "-o", "out"))
                .isEqualTo(new Mullion.Result(
                        1, "", "out/Pulumi.dev.yaml: exists; move it away, or use another directory\n"));
        assertThat(directory.resolve("out")).isDirectoryNotContaining("glob:**/import.json");
    }

    @Test
    void aClusterHasToBeNamed() {
        assertThat(new Mullion(directory).run("adopt"))
                .isEqualTo(new Mullion.Result(
                        2, "", "Missing required option: '--cluster=NAME'\nSee mullion adopt --help\n"));
    }

    @Test
    void policyIsPrintedWithoutAsking() {
        Mullion.Result result = new Mullion(directory).run("adopt", "--policy");

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        new Golden("AdoptCommand", "policy").matches("policy.json", result.out());
    }

    @Test
    void expiredCredentialsAreALine() throws IOException {
        try (AnswerServer server = AnswerServer.start(
                Map.of("*", Answer.jsonError(400, "ExpiredTokenException", "The security token is expired")))) {
            assertThat(ask(server.url().toString(), "--cluster", "legacy", "--region", "eu-west-1"))
                    .isEqualTo(new Mullion.Result(
                            1,
                            "",
                            "the credentials have expired (ecs:DescribeClusters in eu-west-1: ExpiredTokenException); sign in"
                                    + " again: aws sso login\n"));
        }
    }

    /** A service on Fargate alone, and nothing else that may be asked; moto allows everything. */
    private static Map<String, Answer> fargate() {
        Answer denied = Answer.jsonError(400, "AccessDeniedException", "no");
        return Map.of(
                "DescribeClusters",
                Answer.json(
                        200,
                        "{\"clusters\": [{\"clusterName\": \"api\", \"status\": \"ACTIVE\", \"clusterArn\":"
                                + " \"arn:aws:ecs:eu-west-1:123456789012:cluster/api\", \"capacityProviders\": []}]}"),
                "ListContainerInstances",
                Answer.json(200, "{\"containerInstanceArns\": []}"),
                "ListServices",
                Answer.json(200, "{\"serviceArns\": [\"arn:aws:ecs:eu-west-1:123456789012:service/api/api\"]}"),
                "DescribeServices",
                Answer.json(
                        200,
                        "{\"services\": [{\"serviceName\": \"api\", \"status\": \"ACTIVE\", \"launchType\":"
                                + " \"FARGATE\", \"platformVersion\": \"1.0.0\", \"desiredCount\": 1, \"taskDefinition\":"
                                + " \"arn:aws:ecs:eu-west-1:123456789012:task-definition/api:3\", \"serviceArn\":"
                                + " \"arn:aws:ecs:eu-west-1:123456789012:service/api/api\", \"networkConfiguration\":"
                                + " {\"awsvpcConfiguration\": {\"subnets\": [\"subnet-0a1b2c3d\"], \"securityGroups\":"
                                + " [\"sg-0a1b2c3d\"], \"assignPublicIp\": \"ENABLED\"}}, \"serviceConnectConfiguration\": null,"
                                + " \"volumeConfigurations\": []}]}"),
                "DescribeTaskDefinition",
                Answer.json(
                        200,
                        "{\"taskDefinition\": {\"family\": \"api\", \"taskDefinitionArn\":"
                                + " \"arn:aws:ecs:eu-west-1:123456789012:task-definition/api:3\", \"networkMode\": \"awsvpc\","
                                + " \"cpu\": \"1024\", \"memory\": \"2048\", \"requiresCompatibilities\": [\"FARGATE\"],"
                                + " \"runtimePlatform\": {\"operatingSystemFamily\": \"WINDOWS_SERVER_2022_CORE\"},"
                                + " \"executionRoleArn\": \"arn:aws:iam::123456789012:role/start\", \"pidMode\": \"task\","
                                + " \"containerDefinitions\": [{\"name\": \"api\", \"image\": \"r/api:1\", \"essential\": true,"
                                + " \"dnsServers\": [\"10.0.0.2\"]}]}}"),
                "DescribeSubnets",
                Answer.xml(
                        200,
                        "<DescribeSubnetsResponse><subnetSet><item><subnetId>subnet-0a1b2c3d</subnetId>"
                                + "<vpcId>vpc-0a1b2c3d</vpcId></item></subnetSet></DescribeSubnetsResponse>"),
                "DescribeVpcs",
                Answer.ec2Error(403, "UnauthorizedOperation", "no"),
                "*",
                denied);
    }

    @Test
    @Tag("adversary")
    void aServiceThatIsListedAndNotDescribedIsNotTold() throws IOException {
        Map<String, Answer> answers = new HashMap<>(fargate());
        answers.put(
                "ListServices",
                Answer.json(
                        200,
                        "{\"serviceArns\": [\"arn:aws:ecs:eu-west-1:123456789012:service/api/api\","
                                + " \"arn:aws:ecs:eu-west-1:123456789012:service/api/web\"]}"));
        answers.put("DescribeVpcs", new Answer(200, "text/html", "<html><body>Please sign in</body></html>"));
        try (AnswerServer server = AnswerServer.start(answers)) {
            Mullion.Result result =
                    ask(server.url().toString(), "--cluster", "api", "--region", "eu-west-1", "-o", "out");

            assertThat(result.err().lines())
                    .contains(
                            "ec2:DescribeVpcs in eu-west-1: what answers at " + server.url()
                                    + " is not AWS; is --endpoint-url right?",
                            "ecs:DescribeServices in eu-west-1: the answer has no service web");
            assertThat(read("out/Pulumi.dev.yaml"))
                    .contains("# Not told: ecs:DescribeServices in eu-west-1: the answer has no service web\n");
            assertThat(result.status()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNotAllowedIsNamedAndTheRestIsWritten() throws IOException {
        try (AnswerServer server = AnswerServer.start(fargate())) {
            Mullion.Result result =
                    ask(server.url().toString(), "--cluster", "api", "--region", "eu-west-1", "-o", "out");

            assertThat(result.err()).isEqualTo("""
                    not allowed: application-autoscaling:DescribeScalableTargets in eu-west-1 (AccessDeniedException)
                    not allowed: ec2:DescribeVpcs in eu-west-1 (UnauthorizedOperation)
                    not allowed: logs:DescribeLogGroups in eu-west-1 (AccessDeniedException)
                    """);
            assertThat(result.status()).isEqualTo(1);
            new Golden("AdoptCommand", "fargate")
                    .matches("adopted.txt", read("out/Pulumi.dev.yaml") + "\n" + read("out/import.json"));
        }
    }
}
