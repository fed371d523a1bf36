package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stack files with what public infrastructure files of Windows on ECS say, each with what should become of it. */
class EcsFieldTest {
    private static final String CAPACITY = "mullion:ecs.shop.capacity.general.";
    private static final String SERVICE = "mullion:ecs.shop.services.web.";

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ami-marketplace",
                "domain-join-ssm",
                "fargate-task-memory",
                "log-group-create",
                "os-upgrade",
                "placement",
                "target-group"
            })
    void isTakenAsItIs(String name) {
        Mullion.Result result = stack(name, text(name)).run("validate");

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
    }

    @Test
    void variablesOfTheAgentHaveAMapAndThoseWithoutEffectAReason() {
        String text = text("agent-variables");

        assertThat(stack("agent-variables", text).run("validate").err()).isEqualTo("""
                Pulumi.dev.yaml:10:19: %1$sagent.logLevel: is said by variables: {ECS_LOGLEVEL: ...}
                Pulumi.dev.yaml:10:35: %1$sagent.pullDependentContainersUpfront: is said by variables: \
                {ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT: 'true'}
                Pulumi.dev.yaml:10:73: %1$sagent.disableImageCleanup: is said by variables: \
                {ECS_DISABLE_IMAGE_CLEANUP: 'true'}
                Pulumi.dev.yaml:10:100: %1$sagent.enableTaskCpuMemLimit: has no effect on Windows, where the agent forces \
                it off; leave it out
                """.formatted(CAPACITY));
        assertThat(script(text.replaceFirst(
                        "agent: .*",
                        "agent: {variables: {ECS_LOGLEVEL: info, ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT: 'true',"
                                + " ECS_DISABLE_IMAGE_CLEANUP: 'true'}}")))
                .contains("'ECS_LOGLEVEL' = 'info'", "'ECS_DISABLE_IMAGE_CLEANUP' = 'true'");
    }

    @Test
    void aMarketplaceImageIsLookedUpAmongThoseOfTheMarketplace() {
        assertThat(plan(text("ami-marketplace"))).contains("aws-marketplace");
    }

    @Test
    void theAccountIsReadFromTheParameter() {
        assertThat(script(text("domain-join-ssm")))
                .contains("Get-SSMParameter -Name $parameterArn -WithDecryption $true");
        assertThat(plan(text("domain-join-ssm"))).contains("ssm:GetParameter");
    }

    @Test
    void aTaskOnFargateHasTheSizesOfTheTask() {
        assertThat(plan(text("fargate-task-memory"))).contains("\"memory\": \"2048\"");
    }

    @Test
    void aPipelineKeepsItsTaskDefinitionUnderAFixedName() {
        String text = text("images-from-ci");

        assertThat(stack("images-from-ci", text).run("validate").err())
                .isEqualTo("Pulumi.dev.yaml:11:11: " + SERVICE + "name: is called serviceName here; use that\n");
        String fixed = text.replace("          name: web\n", "          serviceName: web\n");
        String before = planFile("before", fixed);
        String after = planFile("after", fixed.replace("iis:windowsservercore-ltsc2022", "iis:20260101-ltsc2022"));
        assertThat(new Mullion(directory)
                        .run("diff", before, after, "--format", "text")
                        .out())
                .contains("aws:ecs:TaskDefinition shop-web-task-definition")
                .doesNotContain("aws:ecs:Service shop-web-service");
    }

    @Test
    void policiesStandBesideThoseThatAreAttachedAnyway() {
        String text = text("instance-policies");

        assertThat(stack("instance-policies", text).run("validate").err())
                .isEqualTo(
                        "Pulumi.dev.yaml:8:48: " + CAPACITY + "policies: is called managedPolicyArns here; use that\n");
        assertThat(plan(text.replace("policies:", "managedPolicyArns:")))
                .contains("arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy")
                .contains("AmazonSSMManagedInstanceCore")
                .contains("AmazonEC2ContainerServiceforEC2Role");
    }

    @Test
    void settingsOfInstancesWorkAndWeightsHaveAReason() {
        String text = text("instance-settings");

        assertThat(stack("instance-settings", text).run("validate").err())
                .isEqualTo(
                        "Pulumi.dev.yaml:12:11: " + CAPACITY + "weightedCapacity: does not work with ECS, which scales"
                                + " groups without instance weights alone; leave it out, and use types of one size\n");
        String taken = text.replaceFirst(" *weightedCapacity: .*\n", "");
        assertThat(stack("instance-settings", taken).run("validate").err())
                .isEqualTo(
                        "Pulumi.dev.yaml:10:20: warning EC2009: " + CAPACITY + "keyName: Session Manager needs no key"
                                + " pair, and whoever has the private key of this one gets the administrator's password of each"
                                + " instance; leave it out unless your people use it\n");
        assertThat(plan(taken)).contains("\"keyName\": \"operators\"", "\"monitoring\": {", "\"Role\": \"Primary\"");
    }

    @Test
    void aGroupThatTheDriverMakesHasItsRight() {
        assertThat(plan(text("log-group-create")))
                .contains("logs:CreateLogGroup")
                .contains("log-group:/ecs/web");
        assertThat(stack("log-group-create", text("log-group-create").replace("awslogs-group: /ecs/web, ", ""))
                        .run("validate")
                        .err())
                .contains("awslogs-create-group: got \"true\"; leave it out: Mullion makes the service's log group");
    }

    @Test
    void aMountAcrossDrivesIsTakenWithAWarningThatCanBeSilenced() {
        String text = text("mount-across-drives");
        Mullion.Result result = stack("mount-across-drives", text).run("validate");

        assertThat(result.status()).isZero();
        assertThat(result.err())
                .isEqualTo("Pulumi.dev.yaml:17:70: warning ECS048: " + SERVICE
                        + "containers.iis.mountPoints[0].containerPath: \"C:\\\\inetpub\\\\wwwroot\\\\documents\" is mounted"
                        + " from \"D:\\\\storage\\\\documents\": some run it, and AWS's page says that mount points can not be"
                        + " used across drives"
                        + " (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HostVolumeProperties.html); try"
                        + " it, or use a sourcePath on C:\n");
        assertThat(stack("mount-across-drives", text + "  mullion:silence: [{id: ECS048, reason: runs so}]\n")
                        .run("validate")
                        .err())
                .isEmpty();
        assertThat(plan(text)).contains("\"hostPath\": \"D:\\\\storage\\\\documents\"");
    }

    @Test
    void anotherReleaseReplacesTheService() {
        String text = text("os-upgrade");
        String before = planFile("before", text);
        String after = planFile("after", text.replace("2019", "2022"));

        assertThat(new Mullion(directory)
                        .run("diff", before, after, "--format", "text")
                        .out())
                .contains("""
                          +- aws:ecs:Service shop-web-service: replace
                               because of tags["mullion:operating-system"] (replaceOnChanges)
                        """)
                .contains("danger   service shop-web-service is replaced: its tasks stop");
    }

    /** OwnStepBootTest boots such files: their exit ends the file alone. */
    @Test
    void anExitOfAnOwnFileEndsTheFileAlone() {
        String script = script(text("own-step-exit"));

        assertThat(script).contains("Invoke-OwnStep -ExitCode 100 -Name 'ecs-own-step.ps1'", "    exit 0");
    }

    @Test
    void placementIsSaidAsEcsDoes() {
        assertThat(plan(text("placement"))).contains("\"type\": \"distinctInstance\"", "\"field\": \"instanceId\"");
    }

    @Test
    void aTargetGroupKeepsItsClientsAndMoreRangesFitWithoutARedirect() {
        assertThat(plan(text("target-group")))
                .contains("\"cookieDuration\": 86400", "\"timeout\": 15", "\"bucket\": \"logs\"");
        StringBuilder ranges = new StringBuilder("203.0.113.0/32");
        for (int i = 1; i < 44; i++) {
            ranges.append(", 203.0.113.").append(i).append("/32");
        }
        String text =
                text("target-group").replace("loadBalancer: {", "loadBalancer: {allowedCidrBlocks: [" + ranges + "], ");
        assertThat(stack("target-group", text).run("validate").err()).isEmpty();
    }

    private Mullion stack(String name, String text) {
        Mullion mullion = Mullion.in(directory).stack("dev", text);
        return name.equals("own-step-exit") ? mullion.file("ecs-own-step.ps1", OWN_STEP) : mullion;
    }

    private static final String OWN_STEP = """
            if (Test-Path 'C:\\agent\\agent.exe') {
                Write-Host 'is there'
                exit 0
            }
            Write-Host 'installs'
            """;

    private String planFile(String name, String text) {
        Path file = directory.resolve(name + ".json");
        Mullion.Result result = stack("", text).run("preview", "--format", "json", "-o", file.toString());
        assertThat(result.status()).as(result.err()).isZero();
        return file.toString();
    }

    private String plan(String text) {
        Mullion.Result result = stack("", text).run("preview", "--format", "json");
        assertThat(result.status()).as(result.err()).isZero();
        return result.out();
    }

    private String script(String text) {
        Mullion.Result result = stack("own-step-exit", text)
                .run("render", "-o", directory.resolve("scripts").toString());
        assertThat(result.status()).as(result.err()).isZero();
        try {
            return Files.readString(directory.resolve("scripts/shop-general.ps1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String name) {
        try (InputStream in = EcsFieldTest.class.getResourceAsStream("/field/ecs/" + name + ".yaml")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
