package dev.mullion.ecs.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.json.JsonValue;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.testkit.Golden;
import dev.mullion.testkit.HostileValue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ContainerDefinitionsTest {
    @Test
    void writesEverythingThatAContainerCanSay() {
        EcsServiceSpecBuilder service = EcsServiceSpec.builder().networkMode(NetworkMode.DEFAULT);
        service.container(
                "web",
                ContainerSpec.builder()
                        .image("mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022")
                        .cpu(1024)
                        .memoryMib(2048)
                        .portMappings(List.of(
                                PortMappingSpec.builder()
                                        .containerPort(80)
                                        .hostPort(8080)
                                        .build(),
                                PortMappingSpec.builder()
                                        .containerPortRange(new PortRange(9000, 9010))
                                        .protocol(PortMappingSpec.TransportProtocol.UDP)
                                        .build()))
                        .environment("GREETING", "It's a \"quoted\" $value with `backticks`")
                        .environment("A", "1")
                        .environmentFiles(List.of("arn:aws:s3:::settings/web.env"))
                        .secret("B", SecretReference.parse("arn:aws:ssm:eu-west-1:123456789012:parameter/b"))
                        .healthCheck(HealthCheckSpec.builder()
                                .command(List.of("CMD-SHELL", "curl.exe --fail http://localhost || exit 1"))
                                .build())
                        .dependsOn(List.of(ContainerDependencySpec.builder()
                                .container("job")
                                .condition(ContainerDependencySpec.Condition.SUCCESS)
                                .build()))
                        .logConfiguration(LogConfigurationSpec.builder()
                                .option("awslogs-datetime-format", "%Y")
                                .build())
                        .entryPoint(List.of("C:\\ServiceMonitor.exe"))
                        .command(List.of("w3svc", "it's"))
                        .workingDirectory("C:\\inetpub")
                        .startTimeoutSeconds(600)
                        .stopTimeoutSeconds(60)
                        .mountPoints(List.of(MountPointSpec.builder()
                                .sourceVolume("logs")
                                .containerPath("C:\\logs")
                                .build()))
                        .credentialSpec(CredentialSpec.parse("credentialspec:file://web.json"))
                        .dockerLabel("team", "storefront")
                        .hostname("web")
                        .repositoryCredentials(RepositoryCredentialsSpec.builder()
                                .credentialsParameter(SecretReference.parse(
                                        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:hub-AbCdEf"))
                                .build())
                        .restartPolicy(RestartPolicySpec.builder()
                                .ignoredExitCodes(List.of(0))
                                .build())
                        .taskRoleRoutes(true)
                        .build());
        service.container(
                "job",
                ContainerSpec.builder()
                        .image("r/job:3")
                        .memoryReservationMib(128)
                        .essential(false)
                        .entryPoint(List.of("job.exe"))
                        .logConfiguration(LogConfigurationSpec.builder()
                                .logDriver(LogDriver.SPLUNK)
                                .option("splunk-url", "https://splunk.example.com")
                                .secretOption(
                                        "splunk-token",
                                        SecretReference.parse("arn:aws:ssm:eu-west-1:123456789012:parameter/splunk"))
                                .build())
                        .build());

        String json = ContainerDefinitions.json(service.unchecked(), "/ecs/storefront-dev/web", "eu-west-1");

        // One key a line for readers; the text itself is on one line.
        new Golden("ContainerDefinitions", "everything")
                .matches("containers.json", json.replaceAll("(?<=[\\]}0-9\"el]),(?=\"[A-Za-z]+\":)", ",\n  ") + "\n");
    }

    @Test
    void startsTheProgramFromAScriptThatReadsAsAPage() {
        ContainerSpec container = ContainerSpec.builder()
                .image("r/web:3")
                .cpu(1024)
                .memoryMib(2048)
                .entryPoint(List.of("C:\\ServiceMonitor.exe"))
                .command(List.of("w3svc", "it's"))
                .taskRoleRoutes(true)
                .unchecked();

        new Golden("ContainerDefinitions", "task-role-routes")
                .matches("start.ps1", ContainerDefinitions.routes(container).orElseThrow());
    }

    /** As Windows PowerShell 5.1 passes them on: quotes around what has a space, the rest as it is. */
    @Test
    void lastBackslashesOfAnArgumentInQuotesAreDoubled() {
        ContainerSpec container = ContainerSpec.builder()
                .image("r/web:3")
                .cpu(1024)
                .memoryMib(2048)
                .entryPoint(List.of("C:\\app.exe", "C:\\Program Files\\Data\\", "C:\\Data\\", "a b"))
                .taskRoleRoutes(true)
                .unchecked();

        assertThat(ContainerDefinitions.routes(container).orElseThrow())
                .contains("    'C:\\Program Files\\Data\\\\',\n    'C:\\Data\\',\n    'a b'\n");
    }

    @Test
    void commandLineHasToFitWindows() {
        ContainerSpecBuilder container =
                ContainerSpec.builder().image("r/web:3").cpu(1024).memoryMib(2048);

        assertThat(problems(container.command(List.of("x".repeat(32_763))))).isEmpty();
        assertThat(problems(container.command(List.of("x".repeat(32_764)))))
                .containsExactly("app.command: makes a command line of 32767 characters; use at most 32766, since"
                        + " Windows takes no longer one");
        assertThat(problems(container
                        .taskRoleRoutes(true)
                        .command(List.of())
                        .entryPoint(List.of("a.exe", "x".repeat(31_256)))))
                .containsExactly("app.entryPoint: makes a command line of 32767 characters; use at most 32766, since"
                        + " Windows takes no longer one");
    }

    @ParameterizedTest
    @EnumSource(
            value = HostileValue.class,
            mode = Mode.EXCLUDE,
            names = {"NUL", "LONE_SURROGATE"})
    void keepsAnyTextAsItIs(HostileValue hostile) {
        EcsServiceSpec spec = EcsServiceSpec.builder()
                .container(
                        "app",
                        ContainerSpec.builder()
                                .image("r/app:3")
                                .cpu(1)
                                .memoryMib(4)
                                .environment("A", hostile.value())
                                .command(List.of(hostile.value()))
                                .build())
                .build();

        String json = ContainerDefinitions.json(spec, "g", "r");

        assertThat(texts(JsonValue.read(json).orElseThrow()))
                .filteredOn(hostile.value()::equals)
                .hasSize(2);
    }

    private static List<String> problems(ContainerSpecBuilder container) {
        Problems problems = new Problems();
        container.unchecked().check(problems.at("app"));
        return problems.problems().stream().map(Problem::toString).toList();
    }

    private static Stream<String> texts(JsonValue value) {
        if (value instanceof JsonValue.Items items) {
            return items.values().stream().flatMap(ContainerDefinitionsTest::texts);
        }
        if (value instanceof JsonValue.Fields fields) {
            return fields.values().values().stream().flatMap(ContainerDefinitionsTest::texts);
        }
        return value instanceof JsonValue.Text text ? Stream.of(text.value()) : Stream.empty();
    }

    @Test
    @Tag("adversary")
    @Timeout(5)
    void anArgumentOfManyBackslashesIsLookedAtOnce() {
        ContainerSpec container = ContainerSpec.builder()
                .image("r/web:3")
                .cpu(1024)
                .memoryMib(2048)
                .entryPoint(List.of("C:\\app.exe", "\\".repeat(50_000) + " b\\\\"))
                .taskRoleRoutes(true)
                .unchecked();

        assertThat(ContainerDefinitions.routes(container).orElseThrow()).contains("\\ b\\\\\\\\'");
    }
}
