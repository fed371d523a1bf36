package dev.mullion.aws;

import dev.mullion.core.text.Sha256;

/**
 * Names of load balancers and target groups, which take 32 letters, digits and hyphens: shorter than what Pulumi would
 * make of most. A name is cut and ends in a digest of all that it stands for, so that a successor never has its
 * predecessor's name.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html">CreateLoadBalancer</a>
 */
public final class ShortName {
    private static final int MAX_LENGTH = 32;
    private static final int DIGEST = 7;
    /** A prefix that AWS keeps for itself. */
    private static final String RESERVED = "internal-";

    private ShortName() {}

    /** The name of a resource; {@code identity} is what replaces the resource when it changes. */
    public static String of(String name, Object... identity) {
        StringBuilder all = new StringBuilder(name);
        for (Object part : identity) {
            all.append('\n').append(part);
        }
        String start = name.startsWith(RESERVED) ? "i-" + name.substring(RESERVED.length()) : name;
        String cut = start.substring(0, Math.min(start.length(), MAX_LENGTH - DIGEST - 1));
        return cut.replaceAll("-+$", "") + "-" + Sha256.hex(all.toString()).substring(0, DIGEST);
    }
}
