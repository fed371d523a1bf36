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
            return secret.map(name -> url.startsWith("https://")
                    ? Map.of("accessToken", SecretValue.of(name, "accessToken"))
                    : Map.of("sshAuth", Map.of("sshPrivateKey", SecretValue.of(name, "sshPrivateKey"))));
        }
    }

    /** The image itself, which the Dockerfile makes. */
    record Image(String image) implements ProgramSource {}
}
