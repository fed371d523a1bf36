package dev.mullion.ecs.service;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.Optional;

/**
 * The account that mounts an FSx share: {@code {credentialsParameter: <ARN>, domain: corp.example.com}}.
 *
 * @param credentialsParameter the Secrets Manager secret or SSM parameter with {@code username} and {@code password}
 * @param domain the Active Directory domain's full name
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FSxWindowsFileServerAuthorizationConfig.html">FSxWindowsFileServerAuthorizationConfig</a>
 */
@GenerateBuilder
public record FsxAuthorizationSpec(
        @Explain(
                api =
                        "AWS::ECS::TaskDefinition Volumes.FSxWindowsFileServerVolumeConfiguration.AuthorizationConfig CredentialsParameter",
                example = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:fsx-AbCdEf")
        Optional<SecretReference> credentialsParameter,

        @Required
        @Explain(
                api =
                        "AWS::ECS::TaskDefinition Volumes.FSxWindowsFileServerVolumeConfiguration.AuthorizationConfig Domain",
                example = "corp.example.com")
        @Matches(FsxAuthorizationSpec.DOMAIN)
        String domain)
        implements Spec {
    static final String DOMAIN = "(?=.{1,255}$)[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+";

    public static FsxAuthorizationSpecBuilder builder() {
        return new FsxAuthorizationSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        if (credentialsParameter.isEmpty()) {
            problems.at("credentialsParameter")
                    .add("has no value; use the ARN of a Secrets Manager secret or of an SSM parameter");
        }
        if (!FsxAuthorizationSpecBuilder.matchesDomain(domain)) {
            problems.at("domain").refuse(domain, "use the domain's full name, such as corp.example.com");
        }
    }
}
