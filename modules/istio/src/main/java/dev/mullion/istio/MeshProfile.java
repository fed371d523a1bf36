package dev.mullion.istio;

import java.util.List;
import java.util.Optional;

/**
 * What an installation of Istio consists of, spelled as {@code istioctl} spells its profiles.
 *
 * @see <a href="https://istio.io/latest/docs/setup/additional-setup/config-profiles/">Configuration profiles</a>
 */
public enum MeshProfile {
    /** Ambient on Linux and, by the experimental branch of Istio, on Windows. */
    AMBIENT_WINDOWS("ambient-windows", Optional.of("ambient"), true, List.of()),
    /** Ambient on Linux. */
    AMBIENT("ambient", Optional.of("ambient"), true, List.of()),
    /** Sidecars and an ingress gateway. */
    DEFAULT("default", Optional.empty(), false, List.of("istio-ingressgateway")),
    /** Sidecars, an ingress gateway and an egress gateway. */
    DEMO("demo", Optional.of("demo"), false, List.of("istio-ingressgateway", "istio-egressgateway")),
    /** The control plane alone. */
    MINIMAL("minimal", Optional.empty(), false, List.of());

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // Optional of a String
    private final Optional<String> helmProfile;

    private final boolean ambient;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final List<String> gateways;

    /**
     * A profile.
     *
     * @param helmProfile the value {@code profile} of the charts, which know fewer of them than istioctl
     *     (istio/istio, manifests/helm-profiles, release-1.31)
     */
    MeshProfile(String text, Optional<String> helmProfile, boolean ambient, List<String> gateways) {
        this.text = text;
        this.helmProfile = helmProfile;
        this.ambient = ambient;
        this.gateways = List.copyOf(gateways);
    }

    /** Whether it reaches Windows nodes. */
    boolean hasWindows() {
        return this == AMBIENT_WINDOWS;
    }

    /** Whether pods are in the mesh by their nodes, not by sidecars. */
    boolean isAmbient() {
        return ambient;
    }

    Optional<String> helmProfile() {
        return helmProfile;
    }

    /** Its gateways, by the names of their Helm releases. */
    List<String> gateways() {
        return gateways;
    }

    @Override
    public String toString() {
        return text;
    }
}
