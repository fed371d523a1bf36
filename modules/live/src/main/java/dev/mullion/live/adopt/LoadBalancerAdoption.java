package dev.mullion.live.adopt;

import dev.mullion.live.Questions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** A load balancer that Mullion made for a service, with its target group and listeners. That of others stays theirs. */
final class LoadBalancerAdoption {
    private final Questions questions;
    private final ElasticLoadBalancingV2Client client;
    private final Naming naming;
    private final List<String> subnets;
    private final Optional<String> vpcRange;

    /**
     * @param subnets of the network, in its order
     * @param vpcRange whom an internal one lets in, where nobody says
     */
    LoadBalancerAdoption(Questions questions, Naming naming, List<String> subnets, Optional<String> vpcRange) {
        this.questions = questions;
        client = questions.region().elasticLoadBalancing();
        this.naming = naming;
        this.subnets = subnets;
        this.vpcRange = vpcRange;
    }

    /**
     * A service's place behind a target group, in full.
     *
     * @param part of the service
     * @param place with the container and its port
     * @param existing gets what is taken over
     * @return empty where the target group is not Mullion's, or not all of it is told
     */
    Optional<Map<String, Object>> adopt(
            String part, String targetGroupArn, Map<String, Object> place, List<Existing> existing) {
        String name = naming.resource(part.substring(part.indexOf('.') + 1));
        Optional<TargetGroup> told = questions
                .ask("elasticloadbalancing:DescribeTargetGroups", () -> client.describeTargetGroups(
                                request -> request.targetGroupArns(targetGroupArn))
                        .targetGroups())
                .flatMap(found -> found.stream().findFirst());
        String child = tags(targetGroupArn).getOrDefault("mullion:component", "");
        if (told.isEmpty()
                || !(child + "-").startsWith(name + "-")
                || told.get().loadBalancerArns().isEmpty()) {
            return Optional.empty();
        }
        String balancerArn = told.get().loadBalancerArns().get(0);
        Optional<LoadBalancer> balancer = questions
                .ask("elasticloadbalancing:DescribeLoadBalancers", () -> client.describeLoadBalancers(
                                request -> request.loadBalancerArns(balancerArn))
                        .loadBalancers())
                .flatMap(found -> found.stream().findFirst());
        if (balancer.isEmpty() || !child.equals(tags(balancerArn).get("mullion:component"))) {
            return Optional.empty();
        }
        List<Listener> listeners = questions
                .ask(
                        "elasticloadbalancing:DescribeListeners", () -> client
                                .describeListenersPaginator(request -> request.loadBalancerArn(balancerArn))
                                .listeners()
                                .stream()
                                .toList())
                .orElse(List.of());
        Optional<Listener> main = listeners.stream()
                .filter(listener -> listener.defaultActions().stream()
                        .anyMatch(action -> targetGroupArn.equals(action.targetGroupArn())))
                .findFirst();
        Map<String, String> ofBalancer = new HashMap<>();
        questions
                .ask("elasticloadbalancing:DescribeLoadBalancerAttributes", () -> client.describeLoadBalancerAttributes(
                                request -> request.loadBalancerArn(balancerArn))
                        .attributes())
                .orElse(List.of())
                .forEach(attribute -> ofBalancer.put(attribute.key(), attribute.value()));
        Map<String, String> ofGroup = new HashMap<>();
        questions
                .ask("elasticloadbalancing:DescribeTargetGroupAttributes", () -> client.describeTargetGroupAttributes(
                                request -> request.targetGroupArn(targetGroupArn))
                        .attributes())
                .orElse(List.of())
                .forEach(attribute -> ofGroup.put(attribute.key(), attribute.value()));
        existing.add(balancer(part, child, balancer.get(), ofBalancer));
        existing.add(targetGroup(part, child, told.get(), ofGroup));
        listeners.stream()
                .filter(listener -> main.filter(listener::equals).isPresent()
                        || listener.defaultActions().stream().anyMatch(action -> action.redirectConfig() != null))
                .forEach(listener -> existing.add(listener(
                        part,
                        child + (main.filter(listener::equals).isPresent() ? "-listener" : "-redirect"),
                        listener)));
        return Optional.of(spec(place, told.get(), balancer.get(), main, ofBalancer, ofGroup));
    }

    private Map<String, String> tags(String arn) {
        Map<String, String> tags = new TreeMap<>();
        questions
                .ask("elasticloadbalancing:DescribeTags", () -> client.describeTags(
                                request -> request.resourceArns(arn))
                        .tagDescriptions())
                .orElse(List.of())
                .forEach(description -> description.tags().forEach(tag -> tags.put(tag.key(), tag.value())));
        return tags;
    }

    private Map<String, Object> spec(
            Map<String, Object> place,
            TargetGroup group,
            LoadBalancer balancer,
            Optional<Listener> main,
            Map<String, String> ofBalancer,
            Map<String, String> ofGroup) {
        boolean application = "application".equals(balancer.typeAsString());
        boolean internal = "internal".equals(balancer.schemeAsString());
        Optional<String> certificate = main.flatMap(LoadBalancerAdoption::certificate);
        Props spec = new Props()
                .putUnless("application", "type", balancer.typeAsString())
                .putUnless("internal", "scheme", balancer.schemeAsString())
                .put("certificateArn", certificate)
                .put("container", place.get("container"))
                .put("containerPort", place.get("containerPort"));
        main.ifPresent(listener -> spec.putUnless(certificate.isPresent() ? 443 : 80, "port", listener.port()));
        main.map(Listener::sslPolicy)
                .filter(policy -> certificate.isPresent())
                .ifPresent(policy -> spec.putUnless("ELBSecurityPolicy-TLS13-1-2-2021-06", "sslPolicy", policy));
        callers(balancer, internal, spec);
        if (application) {
            spec.putUnless("/", "healthCheckPath", group.healthCheckPath());
        } else {
            spec.put("healthCheckPath", group.healthCheckPath());
        }
        spec.putUnless("200-399", "healthCheckMatcher", matcher(group));
        spec.putUnless(30, "healthCheckIntervalSeconds", group.healthCheckIntervalSeconds());
        spec.putUnless(10, "healthCheckTimeoutSeconds", group.healthCheckTimeoutSeconds());
        spec.putUnless(2, "healthyThresholdCount", group.healthyThresholdCount());
        spec.putUnless(3, "unhealthyThresholdCount", group.unhealthyThresholdCount());
        spec.putUnless(Optional.of(60), "deregistrationDelaySeconds", number(ofGroup, DEREGISTRATION));
        if (application) {
            spec.put("idleTimeoutSeconds", number(ofBalancer, IDLE).filter(seconds -> seconds != 60));
        }
        if ("true".equals(ofGroup.get("stickiness.enabled"))) {
            Map<String, Object> stickiness = new TreeMap<>();
            if (application) {
                number(ofGroup, "stickiness.lb_cookie.duration_seconds")
                        .ifPresent(seconds -> stickiness.put("durationSeconds", seconds));
            }
            if ("app_cookie".equals(ofGroup.get("stickiness.type"))) {
                stickiness.put("cookieName", ofGroup.getOrDefault("stickiness.app_cookie.cookie_name", ""));
                number(ofGroup, "stickiness.app_cookie.duration_seconds")
                        .ifPresent(seconds -> stickiness.put("durationSeconds", seconds));
            }
            spec.put("stickiness", stickiness);
        }
        if ("true".equals(ofBalancer.get("access_logs.s3.enabled"))) {
            spec.put(
                    "accessLogs",
                    new Props()
                            .put("bucket", ofBalancer.get("access_logs.s3.bucket"))
                            .put("prefix", ofBalancer.get("access_logs.s3.prefix")));
        }
        if ("true".equals(ofBalancer.get(PROTECTION))) {
            spec.put("deletionProtection", true);
        }
        return spec.map();
    }

    private static final String DEREGISTRATION = "deregistration_delay.timeout_seconds";
    private static final String IDLE = "idle_timeout.timeout_seconds";
    private static final String PROTECTION = "deletion_protection.enabled";

    private void callers(LoadBalancer balancer, boolean internal, Props spec) {
        List<String> ranges = new ArrayList<>();
        List<String> lists = new ArrayList<>();
        if (!balancer.securityGroups().isEmpty()) {
            questions
                    .ask("ec2:DescribeSecurityGroupRules", () -> questions
                            .region()
                            .ec2()
                            .describeSecurityGroupRulesPaginator(request -> request.filters(Filter.builder()
                                    .name("group-id")
                                    .values(balancer.securityGroups())
                                    .build()))
                            .securityGroupRules()
                            .stream()
                            .filter(rule -> !Boolean.TRUE.equals(rule.isEgress()))
                            .toList())
                    .orElse(List.of())
                    .forEach(rule -> {
                        Optional.ofNullable(rule.cidrIpv4()).ifPresent(ranges::add);
                        Optional.ofNullable(rule.prefixListId()).ifPresent(lists::add);
                    });
        }
        List<String> callers = ranges.stream().distinct().sorted().toList();
        if (!internal || !lists.isEmpty() || !callers.equals(vpcRange.stream().toList())) {
            spec.put("allowedCidrBlocks", callers);
        }
        spec.put("allowedPrefixListIds", lists.stream().distinct().sorted().toList());
    }

    private static @Nullable String matcher(TargetGroup group) {
        return group.matcher() == null ? null : group.matcher().httpCode();
    }

    private static Optional<Integer> number(Map<String, String> attributes, String key) {
        return Optional.ofNullable(attributes.get(key))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf);
    }

    private static Optional<String> certificate(Listener listener) {
        return listener.certificates().stream()
                .map(each -> each.certificateArn())
                .findFirst();
    }

    private Existing balancer(String part, String name, LoadBalancer balancer, Map<String, String> attributes) {
        boolean application = "application".equals(balancer.typeAsString());
        Props inputs = new Props()
                .put("name", balancer.loadBalancerName())
                .put("loadBalancerType", balancer.typeAsString())
                .put("internal", "internal".equals(balancer.schemeAsString()))
                .put("securityGroups", balancer.securityGroups())
                .put(
                        "subnets",
                        balancer.availabilityZones().stream()
                                .map(zone -> zone.subnetId())
                                .sorted(Comparator.comparingInt(subnets::indexOf))
                                .toList())
                .put("enableDeletionProtection", "true".equals(attributes.get(PROTECTION)))
                .put("tags", Naming.seen(tags(balancer.loadBalancerArn())));
        if (application) {
            inputs.put(
                            "dropInvalidHeaderFields",
                            "true".equals(attributes.get("routing.http.drop_invalid_header_fields.enabled")))
                    .put("idleTimeout", number(attributes, IDLE).filter(seconds -> seconds != 60));
        }
        if ("true".equals(attributes.get("access_logs.s3.enabled"))) {
            inputs.put(
                    "accessLogs",
                    new Props()
                            .put("enabled", true)
                            .put("bucket", attributes.get("access_logs.s3.bucket"))
                            .put("prefix", attributes.get("access_logs.s3.prefix")));
        }
        return new Existing(
                part,
                "aws:lb/loadBalancer:LoadBalancer",
                name + "-load-balancer",
                balancer.loadBalancerArn(),
                inputs.map(),
                Map.of(
                        "arn",
                        balancer.loadBalancerArn(),
                        "arnSuffix",
                        suffix(balancer.loadBalancerArn(), "loadbalancer/")),
                Optional.empty());
    }

    private Existing targetGroup(String part, String name, TargetGroup group, Map<String, String> attributes) {
        Props inputs = new Props()
                .put("name", group.targetGroupName())
                .put("vpcId", group.vpcId())
                .put("targetType", group.targetTypeAsString())
                .put("protocol", group.protocolAsString())
                .put("port", group.port())
                .put("deregistrationDelay", number(attributes, DEREGISTRATION))
                .put(
                        "healthCheck",
                        new Props()
                                .put("interval", group.healthCheckIntervalSeconds())
                                .put("timeout", group.healthCheckTimeoutSeconds())
                                .put("healthyThreshold", group.healthyThresholdCount())
                                .put("unhealthyThreshold", group.unhealthyThresholdCount())
                                .put("protocol", group.healthCheckProtocolAsString())
                                .put("path", group.healthCheckPath())
                                .put("matcher", matcher(group)))
                .put("tags", Naming.seen(tags(group.targetGroupArn())));
        String type = attributes.getOrDefault("stickiness.type", "");
        if ("true".equals(attributes.get("stickiness.enabled"))) {
            inputs.put(
                    "stickiness",
                    new Props()
                            .put("enabled", true)
                            .put("type", type)
                            .put("cookieName", attributes.get("stickiness.app_cookie.cookie_name"))
                            .put("cookieDuration", number(attributes, "stickiness." + type + ".duration_seconds")));
        }
        return new Existing(
                part,
                "aws:lb/targetGroup:TargetGroup",
                name + "-target-group",
                group.targetGroupArn(),
                inputs.map(),
                Map.of(
                        "arn",
                        group.targetGroupArn(),
                        "arnSuffix",
                        suffix(group.targetGroupArn(), ":targetgroup/").isEmpty()
                                ? ""
                                : "targetgroup/" + suffix(group.targetGroupArn(), ":targetgroup/")),
                Optional.empty());
    }

    private static String suffix(String arn, String behind) {
        int at = arn.indexOf(behind);
        return at < 0 ? "" : arn.substring(at + behind.length());
    }

    private Existing listener(String part, String name, Listener listener) {
        return new Existing(
                part,
                "aws:lb/listener:Listener",
                name,
                listener.listenerArn(),
                new Props()
                        .put("loadBalancerArn", listener.loadBalancerArn())
                        .put("port", listener.port())
                        .put("protocol", listener.protocolAsString())
                        .put("certificateArn", certificate(listener))
                        .put("sslPolicy", certificate(listener).isPresent() ? listener.sslPolicy() : null)
                        .put(
                                "defaultActions",
                                listener.defaultActions().stream()
                                        .map(LoadBalancerAdoption::action)
                                        .toList())
                        .put("tags", Naming.seen(tags(listener.listenerArn())))
                        .map(),
                Map.of("arn", listener.listenerArn()),
                Optional.empty());
    }

    private static Map<String, Object> action(Action action) {
        return new Props()
                .put("type", action.typeAsString())
                .put("targetGroupArn", action.targetGroupArn())
                .put("redirect", Optional.ofNullable(action.redirectConfig()).map(redirect -> new Props()
                        .put("port", redirect.port())
                        .put("protocol", redirect.protocol())
                        .put("statusCode", redirect.statusCodeAsString())
                        .map()))
                .map();
    }
}
