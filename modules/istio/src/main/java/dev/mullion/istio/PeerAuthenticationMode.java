package dev.mullion.istio;

/**
 * Whether pods of the mesh take connections from outside of it.
 *
 * @see <a href="https://istio.io/latest/docs/reference/config/security/peer_authentication/">PeerAuthentication</a>
 */
public enum PeerAuthenticationMode {
    /** With and without mutual TLS: Istio's own default. */
    PERMISSIVE,
    /** With mutual TLS alone. */
    STRICT
}
