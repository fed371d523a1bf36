package dev.mullion.ecs.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.ecs.EcsFile;
import dev.mullion.testkit.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Services that Windows, Fargate or ECS would refuse or break. A case is a few keys of a service {@code web}; the golden
 * file shows it with every line that a user is told.
 */
class ServiceRulesTest {
    private static final String NETWORK = """
            config:
              aws:region: eu-west-1
              mullion:network: {cidrBlock: 10.0.0.0/16, availabilityZones: [eu-west-1a, eu-west-1b]}
              mullion:ecs:
                shop:
                  capacity:
                    c2022: {instanceTypes: [m6i.large], domainJoin: {joinedByImage: true}}
                    c2019: {instanceTypes: [m6i.large], operatingSystem: WINDOWS_SERVER_2019_CORE}
                    c2025: {instanceTypes: [m6i.large], operatingSystem: WINDOWS_SERVER_2025_CORE}
                    c2016: {instanceTypes: [m6i.large], operatingSystem: WINDOWS_SERVER_2016_FULL}
                    joined2016:
                      instanceTypes: [m6i.large]
                      operatingSystem: WINDOWS_SERVER_2016_FULL
                      domainJoin:
                        domain: corp.example.com
                        secretArn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:join-AbCdEf
                    xen: {instanceTypes: [m6i.large, t2.large]}
                    unbounded:
                      instanceTypes: [m6i.large]
                      agent: {enableCpuUnboundedWindowsWorkaround: true, enableMemoryUnboundedWindowsWorkaround: true}
                  services:
                    web:
            """;

    @ParameterizedTest
    @ValueSource(strings = {"containers", "network", "volumes", "fargate", "service", "balancers", "host"})
    void saysWhatIsWrongAndWhatToDo(String name) {
        String told = cases(name).stream().map(ServiceRulesTest::told).collect(Collectors.joining("\n"));

        new Golden("ServiceRules", name).matches("told.txt", told);
    }

    private static String told(String keys) {
        EcsFile file = EcsFile.of(NETWORK + keys.indent(10));
        List<String> lines = file.problems();
        lines = lines.isEmpty() ? file.warnings() : lines;
        return keys.replaceAll("x{1000,}", "xxx...")
                + lines.stream()
                        .filter(line -> !line.contains("warning EC2"))
                        .map(line -> "  => "
                                + line.replaceFirst("Pulumi.dev.yaml:\\d+:\\d+: ", "")
                                        .replaceFirst("mullion:ecs.shop.services.web", "web")
                                + "\n")
                        .collect(Collectors.joining());
    }

    /** Blocks of lines between empty ones. */
    private static List<String> cases(String name) {
        try (InputStream in = ServiceRulesTest.class.getResourceAsStream("/services/" + name + ".yaml")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.strip().split("\n\n+"))
                    .map(block -> block + "\n")
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void asksWhoMayReachALoadBalancerInAVpcOfUnknownRange() {
        EcsFile file = EcsFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:network: {vpcId: vpc-00000000, subnetIds: [subnet-00000000, subnet-00000001]}
                  mullion:ecs:
                    shop:
                      capacity: {web: {instanceTypes: [m6i.large]}}
                      services:
                        web:
                          loadBalancer: {container: app, containerPort: 80}
                          containers:
                            app: {image: 'r/app:3', cpu: 256, memoryMib: 512, portMappings: [{containerPort: 80}]}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:9:11: mullion:ecs.shop.services.web.loadBalancer.allowedCidrBlocks:"
                        + " has no value; say who may reach it, such as [10.0.0.0/16], or give"
                        + " mullion:network.cidrBlock the VPC's range, which may then");
    }

    @Test
    void asksForASecondZoneOfANewVpc() {
        EcsFile file = EcsFile.of("""
                config:
                  aws:region: eu-west-1
                  mullion:network: {availabilityZones: [eu-west-1a]}
                  mullion:ecs:
                    shop:
                      capacity: {web: {instanceTypes: [m6i.large]}}
                      services:
                        web:
                          loadBalancer: {container: app, containerPort: 80, scheme: internal}
                          containers:
                            app: {image: 'r/app:3', cpu: 256, memoryMib: 512, portMappings: [{containerPort: 80}]}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:9:69: mullion:ecs.shop.services.web.loadBalancer.scheme: is internal"
                        + " and has one subnet to stand in; give mullion:network.availabilityZones: two zones or more");
    }
}
