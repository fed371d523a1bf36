package dev.mullion.live.adopt;

import dev.mullion.live.Questions;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/**
 * What Mullion made around a cluster of its own, whose state is lost: security groups with their rules, and roles with their
 * profiles and policies. A plan says which there have to be, and tags and names which they are.
 */
final class OwnResources {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^${}]+)\\.([A-Za-z]+)\\}");

    private final Questions questions;
    private final Naming naming;
    private final RoleReading roles;
    private final Map<String, Existing> known = new LinkedHashMap<>();
    private final List<Existing> found = new ArrayList<>();

    OwnResources(Questions questions, Naming naming, RoleReading roles, List<Existing> existing) {
        this.questions = questions;
        this.naming = naming;
        this.roles = roles;
        existing.forEach(each -> known.put(each.type() + " " + each.name(), each));
    }

    /** What is not known yet. */
    List<Existing> find(Plan plan) {
        Map<String, SecurityGroup> groups = new TreeMap<>();
        questions
                .ask("ec2:DescribeSecurityGroups", () -> questions
                        .region()
                        .ec2()
                        .describeSecurityGroupsPaginator(request -> request.filters(ours()))
                        .securityGroups()
                        .stream()
                        .toList())
                .orElse(List.of())
                .forEach(group -> groups.put(
                        Machine.tags(group.tags()).getOrDefault("mullion:component", "") + " " + group.description(),
                        group));
        List<SecurityGroupRule> rules = questions
                .ask("ec2:DescribeSecurityGroupRules", () -> questions
                        .region()
                        .ec2()
                        .describeSecurityGroupRulesPaginator(request -> request.filters(ours()))
                        .securityGroupRules()
                        .stream()
                        .toList())
                .orElse(List.of());
        for (Step step : plan.steps()) {
            ResourceState planned = step.newState();
            if (known.containsKey(planned.type() + " " + planned.name())) {
                continue;
            }
            switch (planned.type()) {
                case "aws:ec2/securityGroup:SecurityGroup" -> group(planned, groups);
                case "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
                        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule" -> rule(planned, rules);
                case "aws:iam/role:Role" -> role(planned);
                case "aws:iam/instanceProfile:InstanceProfile" -> profile(planned);
                case "aws:iam/rolePolicyAttachment:RolePolicyAttachment" -> attachment(planned);
                case "aws:iam/rolePolicy:RolePolicy" -> policy(planned);
                default -> {}
            }
        }
        return found;
    }

    private List<Filter> ours() {
        return List.of(
                Filter.builder()
                        .name("tag:mullion:project")
                        .values(naming.project())
                        .build(),
                Filter.builder()
                        .name("tag:mullion:stack")
                        .values(naming.stack())
                        .build());
    }

    private void add(Existing existing) {
        known.put(existing.type() + " " + existing.name(), existing);
        found.add(existing);
    }

    /** The part that a resource is of, by how its name begins. */
    private String part(String name) {
        return known.values().stream()
                .map(Existing::part)
                .distinct()
                .filter(part -> !part.isEmpty())
                .filter(part -> (name + "-").startsWith(naming.resource(part.substring(part.indexOf('.') + 1)) + "-"))
                .max(java.util.Comparator.comparingInt(String::length))
                .orElse("");
    }

    private void group(ResourceState planned, Map<String, SecurityGroup> groups) {
        String component = text(
                planned.inputs().values().get("tags") instanceof PropertyValue.Fields tags
                        ? tags.values().get("mullion:component")
                        : null);
        Optional.ofNullable(groups.get(
                        component + " " + text(planned.inputs().values().get("description"))))
                .ifPresent(group -> add(new Existing(
                        part(planned.name()),
                        planned.type(),
                        planned.name(),
                        group.groupId(),
                        new Props()
                                .put("name", group.groupName())
                                .put("description", group.description())
                                .put("vpcId", group.vpcId())
                                .put("tags", Naming.seen(Machine.tags(group.tags())))
                                .map(),
                        Map.of("id", group.groupId()),
                        Optional.of(group.groupName()))));
    }

    private void rule(ResourceState planned, List<SecurityGroupRule> rules) {
        boolean egress = planned.type().endsWith("EgressRule");
        Map<String, Object> wanted = new TreeMap<>();
        planned.inputs().values().forEach((key, value) -> {
            if (value instanceof PropertyValue.Text text) {
                wanted.put(key, resolved(text.value()));
            } else if (value instanceof PropertyValue.Numeric number) {
                wanted.put(key, (int) number.value());
            }
        });
        wanted.remove("description");
        for (SecurityGroupRule rule : rules) {
            Map<String, Object> inputs = inputs(rule);
            Map<String, Object> told = new TreeMap<>(inputs);
            told.remove("tags");
            told.remove("description");
            if (egress == Boolean.TRUE.equals(rule.isEgress()) && told.equals(wanted)) {
                add(new Existing(
                        part(planned.name()),
                        planned.type(),
                        planned.name(),
                        rule.securityGroupRuleId(),
                        inputs,
                        Map.of(),
                        Optional.empty()));
                return;
            }
        }
    }

    private static Map<String, Object> inputs(SecurityGroupRule rule) {
        boolean allPorts = "-1".equals(rule.ipProtocol());
        return new Props()
                .put("securityGroupId", rule.groupId())
                .put("description", rule.description())
                .put("ipProtocol", rule.ipProtocol())
                .put("fromPort", allPorts ? null : rule.fromPort())
                .put("toPort", allPorts ? null : rule.toPort())
                .put("cidrIpv4", rule.cidrIpv4())
                .put("prefixListId", rule.prefixListId())
                .put(
                        "referencedSecurityGroupId",
                        Optional.ofNullable(rule.referencedGroupInfo()).map(group -> group.groupId()))
                .put("tags", Naming.seen(Machine.tags(rule.tags())))
                .map();
    }

    /** With what is known in the place of references. */
    private String resolved(String text) {
        Matcher reference = REFERENCE.matcher(text);
        return reference.replaceAll(match -> Matcher.quoteReplacement(known.values().stream()
                .filter(each ->
                        each.name().equals(match.group(1)) && each.outputs().containsKey(match.group(2)))
                .map(each -> String.valueOf(each.outputs().get(match.group(2))))
                .findFirst()
                .orElse(match.group())));
    }

    private void role(ResourceState planned) {
        String name = planned.name();
        Optional<String> inAws = name.endsWith("-execution-role")
                ? ofTask(name, "-execution-role", "executionRoleArn")
                : name.endsWith("-task-role")
                        ? ofTask(name, "-task-role", "taskRoleArn")
                        : profileName(name.replaceFirst("-role$", ""))
                                .flatMap(roles::profile)
                                .flatMap(profile -> profile.roles().stream().findFirst())
                                .map(role -> role.roleName());
        inAws.flatMap(roles::role)
                .ifPresent(role -> add(new Existing(
                        part(name),
                        planned.type(),
                        name,
                        role.roleName(),
                        new Props()
                                .put("name", role.roleName())
                                .put("description", role.description())
                                .put("assumeRolePolicy", RoleReading.decoded(role.assumeRolePolicyDocument()))
                                .put(
                                        "permissionsBoundary",
                                        Optional.ofNullable(role.permissionsBoundary())
                                                .map(boundary -> boundary.permissionsBoundaryArn()))
                                .put("tags", Naming.seen(RoleReading.tags(role.tags())))
                                .map(),
                        Map.of("name", role.roleName(), "arn", role.arn()),
                        Optional.of(role.roleName()))));
    }

    private Optional<String> ofTask(String role, String suffix, String input) {
        String service = role.substring(0, role.length() - suffix.length());
        return Optional.ofNullable(known.get("aws:ecs/taskDefinition:TaskDefinition " + service + "-task-definition"))
                .map(task -> task.inputs().get(input))
                .map(arn -> CapacityAdoption.lastPart(arn.toString()));
    }

    private Optional<String> profileName(String capacity) {
        return Optional.ofNullable(known.get("aws:ec2/launchTemplate:LaunchTemplate " + capacity + "-launch-template"))
                .map(template -> template.inputs().get("iamInstanceProfile"))
                .map(profile -> profile instanceof Map<?, ?> fields
                        ? Objects.requireNonNullElse(
                                fields.get("name"), Objects.requireNonNullElse(fields.get("arn"), ""))
                        : "")
                .map(name -> CapacityAdoption.lastPart(name.toString()));
    }

    private void profile(ResourceState planned) {
        profileName(planned.name().replaceFirst("-instance-profile$", ""))
                .flatMap(roles::profile)
                .ifPresent(profile -> add(new Existing(
                        part(planned.name()),
                        planned.type(),
                        planned.name(),
                        profile.instanceProfileName(),
                        new Props()
                                .put("name", profile.instanceProfileName())
                                .put(
                                        "role",
                                        profile.roles().stream()
                                                .map(role -> role.roleName())
                                                .findFirst())
                                .put("tags", Naming.seen(RoleReading.tags(profile.tags())))
                                .map(),
                        Map.of("name", profile.instanceProfileName()),
                        Optional.of(profile.instanceProfileName()))));
    }

    private void attachment(ResourceState planned) {
        String role = resolved(text(planned.inputs().values().get("role")));
        String policy = text(planned.inputs().values().get("policyArn"));
        if (!role.contains("${") && roles.attached(role).contains(policy)) {
            add(new Existing(
                    part(planned.name()),
                    planned.type(),
                    planned.name(),
                    role + "/" + policy,
                    new Props().put("role", role).put("policyArn", policy).map(),
                    Map.of(),
                    Optional.empty()));
        }
    }

    private void policy(ResourceState planned) {
        String role = resolved(text(planned.inputs().values().get("role")));
        if (role.contains("${")) {
            return;
        }
        roles.inline(role).entrySet().stream()
                .filter(document -> document.getKey().startsWith(planned.name()))
                .findFirst()
                .ifPresent(document -> add(new Existing(
                        part(planned.name()),
                        planned.type(),
                        planned.name(),
                        role + ":" + document.getKey(),
                        new Props()
                                .put("name", document.getKey())
                                .put("role", role)
                                .put("policy", document.getValue())
                                .map(),
                        Map.of(),
                        Optional.of(document.getKey()))));
    }

    private static String text(@Nullable PropertyValue value) {
        return value instanceof PropertyValue.Text text ? text.value() : "";
    }
}
