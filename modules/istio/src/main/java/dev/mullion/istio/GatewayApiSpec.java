package dev.mullion.istio;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.Optional;

/**
 * The custom kinds of the Gateway API, which waypoints are made of and no chart of Istio brings. Mullion makes them from the
 * file that the project publishes, which stands beside the stack file, so that a review shows a new version and a deployment
 * downloads nothing:
 *
 * <pre>{@code
 * gatewayApi:
 *   manifest: gateway-api-1.6.3.yaml
 * }</pre>
 *
 * <p>The file is {@code standard-install.yaml} of {@link #RELEASE}. Without it the kinds have to be in the cluster, as they are
 * where another controller of the Gateway API brought them.
 *
 * @param manifest the file, relative to the project; its kinds are kept when the mesh is destroyed, since other controllers may
 *     use them
 */
@GenerateBuilder
public record GatewayApiSpec(
        @Explain(api = "standard-install.yaml of the Gateway API", example = "gateway-api.yaml")
        Optional<String> manifest)
        implements Spec {
    /** What istiod of the releases in {@link IstioVersion} was tried with: its go.mod has 1.6. */
    static final String VERSION = "1.6.3";

    /** Where the file is. */
    public static final String RELEASE =
            "https://github.com/kubernetes-sigs/gateway-api/releases/download/v" + VERSION + "/standard-install.yaml";

    public static GatewayApiSpecBuilder builder() {
        return new GatewayApiSpecBuilder();
    }

    /** The file is read where its folder is known. */
    @Override
    public void check(Problems problems) {
        manifest.filter(String::isBlank)
                .ifPresent(name -> problems.at("manifest").add("has no value; name the file, or leave it out"));
    }
}
