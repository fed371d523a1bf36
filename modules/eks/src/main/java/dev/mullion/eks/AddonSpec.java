package dev.mullion.eks;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.json.JsonValue;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.Optional;

/**
 * An add-on of EKS.
 *
 * @param version such as {@code v1.56.0-eksbuild.1}; EKS's default for the cluster's version when not given
 * @param configurationValues a JSON object, as the add-on's schema has it ({@code aws eks describe-addon-configuration});
 *     merged with what Windows nodes need
 * @param serviceAccountRoleArn a role for the add-on's service account; for those that need one Mullion makes it when not given
 * @see <a href="https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAddon.html">CreateAddon</a>
 */
@GenerateBuilder
public record AddonSpec(
        @Explain(api = "AWS::EKS::Addon AddonVersion", example = "v1.56.0-eksbuild.1") @Matches(AddonSpec.VERSION)
        Optional<String> version,

        @Explain(api = "AWS::EKS::Addon ConfigurationValues", example = "'{\"replicaCount\": 2}'")
        Optional<String> configurationValues,

        @Explain(api = "AWS::EKS::Addon ServiceAccountRoleArn", example = "arn:aws:iam::123456789012:role/ebs-csi")
        @Matches(ResourceId.Regex.ROLE)
        Optional<String> serviceAccountRoleArn)
        implements Spec {
    static final String VERSION = "v\\d+\\.\\d+\\.\\d+-[a-z0-9.-]+";

    /** An add-on that nobody said anything of. */
    static final AddonSpec STANDARD = builder().unchecked();

    public static AddonSpecBuilder builder() {
        return new AddonSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        version.filter(text -> !AddonSpecBuilder.matchesVersion(text)).ifPresent(text -> problems.at("version")
                .refuse(
                        text,
                        "use a version as aws eks describe-addon-versions lists them, such as v1.20.4-eksbuild.2"));
        if (configurationValues.isPresent() && values().isEmpty()) {
            problems.at("configurationValues")
                    .refuse(configurationValues.get(), "use a JSON object, such as '{\"replicaCount\": 3}'");
        }
        serviceAccountRoleArn.ifPresent(arn -> ResourceId.ROLE.check(arn, problems.at("serviceAccountRoleArn")));
    }

    /** The configuration as an object; nothing where there is none, or no object. */
    Optional<JsonValue.Fields> values() {
        return configurationValues
                .flatMap(JsonValue::read)
                .filter(JsonValue.Fields.class::isInstance)
                .map(JsonValue.Fields.class::cast);
    }
}
