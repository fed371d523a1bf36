package dev.mullion.ecs.service;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import java.util.Optional;

/**
 * A name in Cloud Map by which others in the VPC find a service's tasks: {@code {namespaceName: storefront.local}}.
 *
 * @param namespaceId an existing namespace
 * @param namespaceName a private DNS namespace that the cluster makes, one for all its services that name it
 * @param name the service's name in the namespace; its key when not given
 * @param dnsRecordType A when not given, with network mode default SRV, which is all that it can have
 * @param ttlSeconds how long others remember the address, 0 to 2147483647; 60 when not given
 * @param container the container that an SRV record names; the only one when not given
 * @param containerPort its port; the only one when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html">Service discovery</a>
 */
@GenerateBuilder
public record ServiceDiscoverySpec(
        @Explain(api = "AWS::ServiceDiscovery::Service NamespaceId", example = "ns-0123456789abcdef")
        @Matches(ServiceDiscoverySpec.NAMESPACE_ID)
        Optional<String> namespaceId,

        @Explain(api = "AWS::ServiceDiscovery::PrivateDnsNamespace Name", example = "shop.internal")
        @Matches(ServiceDiscoverySpec.NAMESPACE_NAME)
        Optional<String> namespaceName,

        @Explain(api = "AWS::ServiceDiscovery::Service Name", example = "web") @Matches(ServiceDiscoverySpec.NAME)
        Optional<String> name,

        @Explain(api = "AWS::ServiceDiscovery::Service DnsConfig.DnsRecords.Type", example = "SRV")
        Optional<DnsRecordType> dnsRecordType,

        @Explain(api = "AWS::ServiceDiscovery::Service DnsConfig.DnsRecords.TTL", example = "10")
        @Range(min = 0, max = Integer.MAX_VALUE)
        @Default("60")
        int ttlSeconds,

        @Explain(api = "AWS::ECS::Service ServiceRegistries.ContainerName", example = "iis")
        Optional<String> container,

        @Explain(api = "AWS::ECS::Service ServiceRegistries.ContainerPort", example = "80")
        @Range(min = 1, max = 65_535)
        Optional<Integer> containerPort)
        implements Spec {
    /** Types of DNS records, spelled as Cloud Map does. */
    public enum DnsRecordType {
        A,
        SRV
    }

    static final String NAMESPACE_ID = "ns-[a-z0-9]{1,61}";
    /** https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html */
    static final String NAMESPACE_NAME = "(?=.{1,253}$)[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*";

    static final String NAME = "[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?";

    public static ServiceDiscoverySpecBuilder builder() {
        return new ServiceDiscoverySpecBuilder();
    }

    /** The type of the service's records. */
    public DnsRecordType recordType(NetworkMode networkMode) {
        return dnsRecordType.orElse(networkMode.isAwsvpc() ? DnsRecordType.A : DnsRecordType.SRV);
    }

    @Override
    public void check(Problems problems) {
        if (namespaceId.isPresent() == namespaceName.isPresent()) {
            problems.add(
                    namespaceId.isPresent()
                            ? "has namespaceId and namespaceName; use one of them"
                            : "names no namespace; use namespaceName for one that is made, such as storefront.local, or"
                                    + " namespaceId for an existing one");
        }
        namespaceId
                .filter(id -> !ServiceDiscoverySpecBuilder.matchesNamespaceId(id))
                .ifPresent(id ->
                        problems.at("namespaceId").refuse(id, "use a namespace's id, such as ns-e4anhexample0004"));
        namespaceName
                .filter(value -> !ServiceDiscoverySpecBuilder.matchesNamespaceName(value))
                .ifPresent(value ->
                        problems.at("namespaceName").refuse(value, "use a DNS name, such as storefront.local"));
        name.filter(value -> !ServiceDiscoverySpecBuilder.matchesName(value)).ifPresent(value -> problems.at("name")
                .refuse(value, "use 1 to 63 letters, digits, hyphens and underscores, no hyphen at either end"));
        ServiceDiscoverySpecBuilder.checkTtlSeconds(ttlSeconds, problems);
        containerPort.ifPresent(port -> ServiceDiscoverySpecBuilder.checkContainerPort(port, problems));
    }
}
