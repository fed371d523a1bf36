package dev.mullion.core.config;

import dev.mullion.core.spec.KeyType;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keys whose value may be known during a deployment only: what other resources are called in AWS, and texts that nothing is derived
 * from; and those that say so ({@link dev.mullion.core.spec.Late}). What decides which resources there are is no such key.
 */
public final class LateKeys {
    private static final Pattern NAMED = Pattern.compile(".*(?:[a-z]Ids?|Arns?)");

    private static final Set<String> TEXTS = Set.of(
            "bucket",
            "credentialsParameter",
            "environment",
            "environmentFiles",
            "image",
            "instanceProfile",
            "keyName",
            "permissionsBoundary",
            "secretOptions",
            "secrets",
            "tags",
            "triggers",
            "variables");

    /** Names of clusters, which scripts and other resources' names are made of, are in their ARNs. */
    private static final Set<String> DECIDING = Set.of("clusterArn");

    private LateKeys() {}

    /** Whether a text at the key, or in its list or map, may be known later. */
    public static boolean mayBeLate(String key, KeyType type) {
        KeyType.Kind leaf = type.leaf().kind();
        boolean isNamed = !DECIDING.contains(key) && (NAMED.matcher(key).matches() || TEXTS.contains(key));
        return (leaf == KeyType.Kind.TEXT || leaf == KeyType.Kind.REFERENCE) && (isNamed || type.isLate());
    }
}
