package dev.mullion.aws;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One thing that is allowed. Whoever needs a right says it with one of these; {@link IamPolicy} writes them down.
 *
 * @param principal the service of AWS that is allowed to take a role on; none in a policy of a role
 * @param actions what is allowed
 * @param resources on what; none in a trust policy
 * @param conditions values by operator and condition key, sorted by both
 */
public record IamStatement(
        Optional<String> principal,
        List<String> actions,
        List<String> resources,
        Map<String, Map<String, String>> conditions) {
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
        return new IamStatement(Optional.of(principal), List.of("sts:AssumeRole"), List.of(), Map.of());
    }

    /** The same where the conditions hold too: values by key, such as {@code StringEquals} of a tag. */
    public IamStatement when(String operator, Map<String, String> keys) {
        Map<String, Map<String, String>> more = new TreeMap<>(conditions);
        more.put(operator, keys);
        return new IamStatement(principal, actions, resources, more);
    }
}
