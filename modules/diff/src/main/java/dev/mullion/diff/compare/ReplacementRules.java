package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange.Kind;
import dev.mullion.diff.compare.Replacements.Effect;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Fields;
import dev.mullion.diff.masking.MaskedValue.Items;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What replaces only under conditions: rows of the table that depend on other values, as the provider plans them. */
final class ReplacementRules {
    private static final Set<String> PEERS =
            Set.of("cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId");

    /** Graviton: a1, and a g after the generation (m6g, c7gn). */
    private static final Pattern ARM = Pattern.compile("(?:a1|[a-z]+\\d+g[a-z]*)\\..*");

    private ReplacementRules() {}

    /** Empty where the table alone decides. */
    static Optional<Effect> of(String type, Difference difference, Fields before, Fields after) {
        String keys = difference.place().keys();
        return switch (type) {
            case "aws:ecs/service:Service" ->
                within(keys, "capacityProviderStrategies")
                        ? Optional.of(Effect.when(!(isTrue(after, "forceNewDeployment")
                                && size(before, "capacityProviderStrategies") > 0
                                && size(after, "capacityProviderStrategies") > 0)))
                        : Optional.empty();
            case "aws:lb/loadBalancer:LoadBalancer" -> loadBalancer(keys, difference, before, after);
            case "aws:ec2/instance:Instance" -> instance(keys, difference, after);
            case "aws:ec2/vpc:Vpc" ->
                keys.equals("instanceTenancy")
                        ? Optional.of(Effect.when(text(after, "instanceTenancy").equals("dedicated")))
                        : Optional.empty();
            case "aws:ssm/parameter:Parameter" ->
                keys.equals("tier")
                        ? Optional.of(Effect.when(text(before, "tier").equals("Advanced")
                                && text(after, "tier").equals("Standard")))
                        : Optional.empty();
            case "aws:eks/cluster:Cluster" -> eksCluster(keys, difference);
            case "aws:eks/nodeGroup:NodeGroup" -> nodeGroup(keys, difference);
            case "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
                    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule" ->
                PEERS.contains(keys) ? Optional.of(Effect.when(difference.kind() != Kind.UPDATE)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Effect> loadBalancer(String keys, Difference difference, Fields before, Fields after) {
        boolean network = text(after, "loadBalancerType").equals("network");
        if (within(keys, "subnets") || within(keys, "subnetMappings")) {
            return Optional.of(Effect.when(network && difference.kind() != Kind.ADD));
        }
        if (within(keys, "securityGroups")) {
            boolean had = size(before, "securityGroups") > 0;
            boolean has = size(after, "securityGroups") > 0;
            return Optional.of(Effect.when(network && had != has));
        }
        return Optional.empty();
    }

    private static Optional<Effect> instance(String keys, Difference difference, Fields after) {
        return switch (keys) {
            case "userData", "userDataBase64" -> Optional.of(Effect.when(isTrue(after, "userDataReplaceOnChange")));
            case "instanceType" ->
                Optional.of(Effect.when(difference.before().isPresent()
                        && difference.after().isPresent()
                        && isArm(difference.before().get())
                                != isArm(difference.after().get())));
            case "enablePrimaryIpv6" -> Optional.of(Effect.when(!isTrue(after, "enablePrimaryIpv6")));
            default -> Optional.empty();
        };
    }

    private static boolean isArm(MaskedValue value) {
        return value instanceof MaskedValue.Scalar scalar
                && ARM.matcher(scalar.text()).matches();
    }

    private static Optional<Effect> eksCluster(String keys, Difference difference) {
        if (keys.equals("encryptionConfig")) {
            return Optional.of(Effect.when(difference.kind() == Kind.DELETE));
        }
        if (keys.equals("computeConfig.nodeRoleArn")) {
            return Optional.of(Effect.when(difference.kind() == Kind.UPDATE));
        }
        return Optional.empty();
    }

    private static Optional<Effect> nodeGroup(String keys, Difference difference) {
        if (keys.equals("launchTemplate")) {
            return Optional.of(Effect.when(difference.kind() == Kind.ADD));
        }
        if (keys.equals("launchTemplate.id") || keys.equals("launchTemplate.name")) {
            return Optional.of(Effect.when(difference.kind() == Kind.UPDATE));
        }
        return Optional.empty();
    }

    private static boolean within(String keys, String input) {
        return keys.equals(input) || keys.startsWith(input + ".");
    }

    private static boolean isTrue(Fields fields, String key) {
        return text(fields, key).equals("true");
    }

    private static String text(Fields fields, String key) {
        return Identity.text(fields, key).orElse("");
    }

    private static int size(Fields fields, String key) {
        return fields.values().get(key) instanceof Items items ? items.values().size() : 0;
    }
}
