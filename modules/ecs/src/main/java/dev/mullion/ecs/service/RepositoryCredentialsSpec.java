package dev.mullion.ecs.service;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.Optional;

/**
 * The account at a private registry that is not ECR: {@code {credentialsParameter: <ARN>}}.
 *
 * @param credentialsParameter the Secrets Manager secret with {@code username} and {@code password}
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html">Private registries</a>
 */
@GenerateBuilder
public record RepositoryCredentialsSpec(
        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions.RepositoryCredentials CredentialsParameter",
                example = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:registry-AbCdEf")
        Optional<SecretReference> credentialsParameter)
        implements Spec {
    public static RepositoryCredentialsSpecBuilder builder() {
        return new RepositoryCredentialsSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        if (credentialsParameter.isEmpty()) {
            problems.at("credentialsParameter").add("has no value; use the ARN of a Secrets Manager secret");
        }
        credentialsParameter
                .filter(reference -> !reference.secret().isSecretsManager())
                .ifPresent(reference -> problems.at("credentialsParameter")
                        .refuse(
                                reference,
                                "use the ARN of a Secrets Manager secret, which is all that registries take"));
    }
}
