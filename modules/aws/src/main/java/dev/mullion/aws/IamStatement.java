package dev.mullion.aws;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One thing that is allowed. Whoever needs a right says it with one of these; {@link IamPolicy} writes them down.
 *
 * @param principal who is allowed to take a role on; none in a policy of a role
 * @param actions what is allowed
 * @param resources on what; none in a trust policy
 * @param conditions values by operator and condition key, sorted by both
 */
public record IamStatement(
        Optional<Principal> principal,
        List<String> actions,
        List<String> resources,
        Map<String, Map<String, String>> conditions) {
    /** Kinds of those who take roles on, spelled as IAM does. */
    public enum PrincipalType {
        /** A service of AWS. */
        SERVICE("Service"),
        /** An identity provider, for those whom it knows. */
        FEDERATED("Federated");

        private final String key;

        PrincipalType(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    /**
     * Somebody who may take a role on.
     *
     * @param name a service's name, or a provider's ARN
     */
    public record Principal(PrincipalType type, String name) {}

    public IamStatement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        Map<String, Map<String, String>> sorted = new TreeMap<>();
        conditions.forEach((operator, keys) -> sorted.put(operator, Collections.unmodifiableMap(new TreeMap<>(keys))));
        conditions = Collections.unmodifiableMap(sorted);
    }

    /** Allows a role to do something, always. */
    public static IamStatement allow(List<String> actions, List<String> resources) {
        return new IamStatement(Optional.empty(), actions, resources, Map.of());
    }

    /** Allows a service of AWS to take a role on, such as {@code ec2.amazonaws.com}. */
    public static IamStatement trust(String principal) {
        return trust(new Principal(PrincipalType.SERVICE, principal), "sts:AssumeRole");
    }

    /**
     * Allows those whom an OpenID Connect provider knows to take a role on. Without conditions that is everybody whom it
     * knows: {@link #when} says who.
     *
     * @param providerArn the provider's
     */
    public static IamStatement trustWebIdentity(String providerArn) {
        return trust(new Principal(PrincipalType.FEDERATED, providerArn), "sts:AssumeRoleWithWebIdentity");
    }

    private static IamStatement trust(Principal principal, String action) {
        return new IamStatement(Optional.of(principal), List.of(action), List.of(), Map.of());
    }

    /** The same where the conditions hold too: values by key, such as {@code StringEquals} of a tag. */
    public IamStatement when(String operator, Map<String, String> keys) {
        Map<String, Map<String, String>> more = new TreeMap<>(conditions);
        more.put(operator, keys);
        return new IamStatement(principal, actions, resources, more);
    }
}
