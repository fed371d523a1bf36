package dev.mullion.ecs.service;

import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The account that mounts an FSx share: {@code {credentialsParameter: <ARN>, domain: corp.example.com}}.
 *
 * @param credentialsParameter the Secrets Manager secret or SSM parameter with {@code username} and {@code password}
 * @param domain the Active Directory domain's full name
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FSxWindowsFileServerAuthorizationConfig.html">FSxWindowsFileServerAuthorizationConfig</a>
 */
@GenerateBuilder
public record FsxAuthorizationSpec(Optional<SecretReference> credentialsParameter, String domain) implements Spec {
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");

    public static FsxAuthorizationSpecBuilder builder() {
        return new FsxAuthorizationSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        if (credentialsParameter.isEmpty()) {
            problems.at("credentialsParameter")
                    .add("has no value; use the ARN of a Secrets Manager secret or of an SSM parameter");
        }
        if (!DOMAIN.matcher(domain).matches()) {
            problems.at("domain").refuse(domain, "use the domain's full name, such as corp.example.com");
        }
    }
}
