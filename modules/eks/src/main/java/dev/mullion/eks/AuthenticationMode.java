package dev.mullion.eks;

/**
 * Where EKS looks who may do what in a cluster.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html">Access entries</a>
 */
public enum AuthenticationMode {
    /** Access entries alone. */
    API,
    /** Access entries first, then the ConfigMap {@code aws-auth}. */
    API_AND_CONFIG_MAP,
    /** The ConfigMap {@code aws-auth} alone: of existing clusters. */
    CONFIG_MAP
}
