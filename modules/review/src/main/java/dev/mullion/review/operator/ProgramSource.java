package dev.mullion.review.operator;

import java.util.Map;
import java.util.Optional;

/** Where the operator finds the programs of the stacks, and in which image it runs them. */
public sealed interface ProgramSource {
    /** The image that a workspace's container is made of; it has the CLI, and a JDK. */
    String image();

    /**
     * A repository, which each workspace clones.
     *
     * @param branch whose newest commit is deployed; none where a commit is named
     * @param commit in full
     * @param secret of Kubernetes with what the clone signs in with: {@code sshPrivateKey} of an SSH address, else
     *     {@code accessToken}
     * @param twins of which branch each stack is previewed, too
     */
    record Git(
            String image,
            String url,
            Optional<String> branch,
            Optional<String> commit,
            Optional<String> secret,
            Optional<String> twins)
            implements ProgramSource {
        /** What {@code gitAuth} of a stack says. */
        Optional<Map<String, Object>> auth() {
            return secret.map(name -> {
                Map<String, Object> value = SecretValue.of(name, secretKey());
                return isSsh() ? Map.of("sshAuth", Map.of(secretKey(), value)) : Map.of(secretKey(), value);
            });
        }

        /** Of the Secret, what the clone signs in with. */
        String secretKey() {
            return isSsh() ? "sshPrivateKey" : "accessToken";
        }

        private boolean isSsh() {
            return !url.startsWith("https://");
        }
    }

    /** The image itself, which the Dockerfile makes. */
    record Image(String image) implements ProgramSource {}
}
