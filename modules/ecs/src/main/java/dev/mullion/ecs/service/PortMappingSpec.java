package dev.mullion.ecs.service;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import java.util.Map;
import java.util.Optional;

/**
 * A port of a container: {@code {containerPort: 80}}.
 *
 * @param containerPort 1 to 65535
 * @param containerPortRange ports instead of one, such as {@code 8000-8010}, mapped to ports of the agent's choice
 * @param hostPort the instance's port; with awsvpc the same as containerPort, and in network mode default one of 49152
 *     to 65535 that ECS chooses when not given
 * @param protocol tcp when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html">PortMapping</a>
 */
@GenerateBuilder
public record PortMappingSpec(
        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions.PortMappings ContainerPort", example = "80")
        @Range(min = 1, max = 65_535)
        Optional<Integer> containerPort,

        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions.PortMappings ContainerPortRange",
                example = "8000-8010")
        Optional<PortRange> containerPortRange,

        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions.PortMappings HostPort", example = "8080")
        @Range(min = 0, max = 65_535)
        Optional<Integer> hostPort,

        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions.PortMappings Protocol", example = "udp")
        @Default("TCP")
        TransportProtocol protocol)
        implements Spec {
    /** What a port speaks, spelled as ECS does. */
    public enum TransportProtocol {
        TCP("tcp"),
        UDP("udp");

        private final String spelling;

        TransportProtocol(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    private static final String SERVICE_CONNECT = "is a part of Service Connect, which refuses Windows tasks"
            + " (Unsupported operating system in task definition); leave it out, and use serviceDiscovery or loadBalancer";

    private static final Map<String, String> REFUSED = Map.of("name", SERVICE_CONNECT, "appProtocol", SERVICE_CONNECT);

    public static PortMappingSpecBuilder builder() {
        return new PortMappingSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        return REFUSED;
    }

    /** The container's ports of a valid mapping. */
    public PortRange ports() {
        return containerPortRange
                .or(() -> containerPort.map(port -> new PortRange(port, port)))
                .orElseThrow();
    }

    @Override
    public void check(Problems problems) {
        if (containerPort.isPresent() == containerPortRange.isPresent()) {
            problems.add(
                    containerPort.isPresent()
                            ? "has containerPort and containerPortRange; use one of them"
                            : "has no port; use containerPort, such as 80, or containerPortRange, such as 8000-8010");
        }
        containerPort.ifPresent(port -> PortMappingSpecBuilder.checkContainerPort(port, problems));
        hostPort.ifPresent(port -> {
            if (containerPortRange.isPresent()) {
                problems.given("containerPortRange")
                        .at("hostPort")
                        .refuse(port, "leave it out: with containerPortRange the agent chooses the host ports");
            } else {
                PortMappingSpecBuilder.checkHostPort(port, problems);
            }
        });
    }
}
