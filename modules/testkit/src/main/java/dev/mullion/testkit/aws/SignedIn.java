package dev.mullion.testkit.aws;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is signed in to AWS, for as long as it is open: the SDK reads these of the JVM's properties before the
 * environment, and so nothing of whoever runs the tests.
 */
public final class SignedIn implements AutoCloseable {
    private final Map<String, @Nullable String> before = new HashMap<>();

    private SignedIn(Map<String, String> properties) {
        properties.forEach((key, value) -> {
            before.put(key, System.getProperty(key));
            System.setProperty(key, value);
        });
    }

    /** With keys of no account. */
    public static SignedIn withKeys(Path directory) {
        Map<String, String> properties = new HashMap<>(nobody(directory));
        properties.put("aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE");
        properties.put("aws.secretAccessKey", "example");
        return new SignedIn(properties);
    }

    /** With keys of no account that end with a session. */
    public static SignedIn withSession(Path directory, String secretAccessKey, String sessionToken) {
        Map<String, String> properties = new HashMap<>(nobody(directory));
        properties.put("aws.accessKeyId", "ASIAIOSFODNN7EXAMPLE");
        properties.put("aws.secretAccessKey", secretAccessKey);
        properties.put("aws.sessionToken", sessionToken);
        return new SignedIn(properties);
    }

    /** Nobody: no keys, no profiles but those of files {@code config} and {@code credentials} in the directory, no instance. */
    public static SignedIn asNobody(Path directory) {
        return new SignedIn(nobody(directory));
    }

    private static Map<String, String> nobody(Path directory) {
        return Map.of(
                "aws.configFile", directory.resolve("config").toString(),
                "aws.sharedCredentialsFile", directory.resolve("credentials").toString(),
                "aws.disableEc2Metadata", "true");
    }

    @Override
    public void close() {
        before.forEach((key, value) -> {
            if (value == null) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, value);
            }
        });
    }
}
