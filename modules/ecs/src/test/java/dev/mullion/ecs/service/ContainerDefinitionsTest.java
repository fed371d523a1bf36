package dev.mullion.ecs.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mullion.testkit.Golden;
import dev.mullion.testkit.HostileValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ContainerDefinitionsTest {
    @Test
    void writesEverythingThatAContainerCanSay() {
        Map<String, ContainerSpec> containers = new LinkedHashMap<>();
        containers.put(
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
                        .environment(Map.of("GREETING", "It's a \"quoted\" $value with `backticks`", "A", "1"))
                        .environmentFiles(List.of("arn:aws:s3:::settings/web.env"))
                        .secrets(Map.of("B", SecretReference.parse("arn:aws:ssm:eu-west-1:123456789012:parameter/b")))
                        .healthCheck(HealthCheckSpec.builder()
                                .command(List.of("CMD-SHELL", "curl.exe --fail http://localhost || exit 1"))
                                .build())
                        .dependsOn(List.of(ContainerDependencySpec.builder()
                                .container("job")
                                .condition(ContainerDependencySpec.Condition.SUCCESS)
                                .build()))
                        .logConfiguration(LogConfigurationSpec.builder()
                                .options(Map.of("awslogs-datetime-format", "%Y"))
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
                        .dockerLabels(Map.of("team", "storefront"))
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
        containers.put(
                "job",
                ContainerSpec.builder()
                        .image("r/job:3")
                        .memoryReservationMib(128)
                        .essential(false)
                        .entryPoint(List.of("job.exe"))
                        .logConfiguration(LogConfigurationSpec.builder()
                                .logDriver(LogDriver.SPLUNK)
                                .options(Map.of("splunk-url", "https://splunk.example.com"))
                                .secretOptions(Map.of(
                                        "splunk-token",
                                        SecretReference.parse("arn:aws:ssm:eu-west-1:123456789012:parameter/splunk")))
                                .build())
                        .build());
        EcsServiceSpec spec = EcsServiceSpec.builder()
                .networkMode(NetworkMode.DEFAULT)
                .containers(containers)
                .unchecked();

        String json = ContainerDefinitions.json(spec, "/ecs/storefront-dev/web", "eu-west-1");

        // One key a line for readers; the text itself is on one line.
        new Golden("ContainerDefinitions", "everything")
                .matches("containers.json", json.replaceAll("(?<=[\\]}0-9\"el]),(?=\"[A-Za-z]+\":)", ",\n  ") + "\n");
    }

    @ParameterizedTest
    @EnumSource(
            value = HostileValue.class,
            mode = Mode.EXCLUDE,
            names = {"NUL", "LONE_SURROGATE"})
    void keepsAnyTextAsItIs(HostileValue hostile) throws IOException {
        EcsServiceSpec spec = EcsServiceSpec.builder()
                .containers(Map.of(
                        "app",
                        ContainerSpec.builder()
                                .image("r/app:3")
                                .cpu(1)
                                .memoryMib(4)
                                .environment(Map.of("A", hostile.value()))
                                .command(List.of(hostile.value()))
                                .build()))
                .build();

        String json = ContainerDefinitions.json(spec, "g", "r");

        assertThat(texts(json)).filteredOn(hostile.value()::equals).hasSize(2);
    }

    private static List<String> texts(String json) throws IOException {
        List<String> texts = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    texts.add(parser.getText());
                }
            }
        }
        return texts;
    }
}
