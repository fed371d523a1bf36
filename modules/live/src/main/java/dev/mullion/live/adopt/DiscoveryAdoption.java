package dev.mullion.live.adopt;

import static dev.mullion.live.JsonService.fields;
import static dev.mullion.live.JsonService.items;
import static dev.mullion.live.JsonService.number;
import static dev.mullion.live.JsonService.text;

import dev.mullion.core.json.JsonValue;
import dev.mullion.live.JsonService;
import dev.mullion.live.Questions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.Service;

/** {@code serviceDiscovery}: a service's place in Cloud Map. */
final class DiscoveryAdoption {
    private final Questions questions;

    DiscoveryAdoption(Questions questions) {
        this.questions = questions;
    }

    void adopt(ServiceEntry entry) {
        Service service = entry.service();
        List<String> notes = entry.notes();
        service.serviceRegistries().stream()
                .skip(1)
                .forEach(registry ->
                        notes.add("it is registered in Cloud Map a second time, as " + registry.registryArn()));
        service.serviceRegistries().stream().findFirst().ifPresent(registry -> {
            String id = CapacityAdoption.lastPart(registry.registryArn());
            Optional<JsonValue.Fields> told = questions
                    .ask("servicediscovery:GetService", () -> questions
                            .region()
                            .json(JsonService.Name.CLOUD_MAP)
                            .call("GetService", Map.of("Id", id), "Service"))
                    .flatMap(answer -> fields(answer, "Service"));
            if (told.isEmpty()) {
                notes.add("its place in Cloud Map, " + registry.registryArn() + ", is not told");
                return;
            }
            Optional<JsonValue.Fields> dns = fields(told.get(), "DnsConfig");
            Optional<JsonValue.Fields> dnsRecord =
                    dns.flatMap(config -> items(config, "DnsRecords").stream().findFirst());
            Optional<String> namespace =
                    text(told.get(), "NamespaceId").or(() -> dns.flatMap(config -> text(config, "NamespaceId")));
            Optional<String> type = dnsRecord.flatMap(each -> text(each, "Type"));
            Optional<Object> ttl = dnsRecord.flatMap(each -> number(each, "TTL"));
            Optional<String> serviceName = text(told.get(), "Name");
            entry.spec()
                    .put(
                            "serviceDiscovery",
                            new Props()
                                    .put("namespaceId", namespace)
                                    .put("name", serviceName)
                                    .put("dnsRecordType", type)
                                    .put("ttlSeconds", ttl.filter(seconds -> !seconds.equals(60)))
                                    .put("container", registry.containerName())
                                    .put("containerPort", registry.containerPort()));
            Props inputs = new Props()
                    .put("name", serviceName)
                    .put(
                            "dnsConfig",
                            new Props()
                                    .put("namespaceId", namespace)
                                    .put("routingPolicy", dns.flatMap(config -> text(config, "RoutingPolicy")))
                                    .put(
                                            "dnsRecords",
                                            dnsRecord
                                                    .map(each -> List.of(new Props()
                                                            .put("type", type)
                                                            .put("ttl", ttl)
                                                            .map()))
                                                    .orElse(List.of())))
                    .put(
                            "healthCheckCustomConfig",
                            fields(told.get(), "HealthCheckCustomConfig").map(config -> new Props()
                                    .put("failureThreshold", number(config, "FailureThreshold"))
                                    .map()))
                    .put("tags", tags(registry.registryArn()));
            entry.existing()
                    .add(new Existing(
                            entry.part(),
                            "aws:servicediscovery/service:Service",
                            entry.name() + "-discovery",
                            id,
                            inputs.map(),
                            Map.of("arn", registry.registryArn()),
                            Optional.empty()));
        });
    }

    private Map<String, Object> tags(String arn) {
        Map<String, String> tags = new TreeMap<>();
        questions
                .ask("servicediscovery:ListTagsForResource", () -> questions
                        .region()
                        .json(JsonService.Name.CLOUD_MAP)
                        .call("ListTagsForResource", Map.of("ResourceARN", arn), "Tags"))
                .ifPresent(answer -> items(answer, "Tags")
                        .forEach(tag -> tags.put(
                                text(tag, "Key").orElse(""), text(tag, "Value").orElse(""))));
        return Naming.seen(tags);
    }
}
