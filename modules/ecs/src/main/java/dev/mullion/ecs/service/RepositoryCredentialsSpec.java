package dev.mullion.ecs.service;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import java.util.Optional;

/**
 * The account at a private registry that is not ECR: {@code {credentialsParameter: <ARN>}}.
 *
 * @param credentialsParameter the Secrets Manager secret with {@code username} and {@code password}
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html">Private registries</a>
 */
public record RepositoryCredentialsSpec(Optional<SecretReference> credentialsParameter) implements Spec {
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void check(Problems problems) {
        if (credentialsParameter.isEmpty()) {
            problems.at("credentialsParameter").add("has no value; use the ARN of a Secrets Manager secret");
        }
        credentialsParameter
                .filter(secret -> secret.store() != SecretReference.Store.SECRETS_MANAGER)
                .ifPresent(secret -> problems.at("credentialsParameter")
                        .refuse(secret, "use the ARN of a Secrets Manager secret, which is all that registries take"));
    }

    /** Builds a {@link RepositoryCredentialsSpec}. */
    public static final class Builder extends SpecBuilder<RepositoryCredentialsSpec> {
        private Optional<SecretReference> credentialsParameter = Optional.empty();

        private Builder() {}

        public Builder credentialsParameter(SecretReference value) {
            credentialsParameter = Optional.of(value);
            return this;
        }

        @Override
        public RepositoryCredentialsSpec unchecked() {
            return new RepositoryCredentialsSpec(credentialsParameter);
        }
    }
}
