package dev.mullion.diff.compare;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a deployment answers to a look-up, which a plan spells as {@code getParameter(/aws/service/name).value}. Whoever writes a
 * stack file can write such a text, too: so only look-ups of Mullion's own are here, each with the shape of its answer, which no
 * mere word has, and what they ask for has no character that a shell acts on.
 */
final class LookUps {
    private static final Pattern LOOK_UP =
            Pattern.compile("(get[A-Z][A-Za-z]{0,60})\\([A-Za-z0-9 ,./:=_*\\[\\]-]*\\)\\.([A-Za-z0-9.*\\[\\]]{1,100})");

    private static final String IMAGE = "ami-[0-9a-f]{8,17}";

    private static final String LABEL = "[A-Za-z0-9-]{1,63}+";

    /** https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html */
    private static final String ENDPOINT =
            "https://(?:" + LABEL + "\\." + LABEL + "\\." + LABEL + "\\.eks\\.amazonaws\\.com(?:\\.cn)?|eks-cluster\\."
                    + LABEL + "\\.api\\.(?:aws|amazonwebservices\\.com\\.cn))";

    private static final String ISSUER = "(?:oidc\\.eks\\." + LABEL + "\\.amazonaws\\.com(?:\\.cn)?|oidc-eks\\." + LABEL
            + "\\.api\\.(?:aws|amazonwebservices\\.com\\.cn))/id/" + LABEL;

    /** A certificate in Base64, whose first line is the same in all. */
    private static final String CERTIFICATE = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t[A-Za-z0-9+/]{1,8192}+={0,2}+";

    private static final Map<String, String> ANSWERS = Map.ofEntries(
            Map.entry("getParameter.value", IMAGE),
            Map.entry("getAmi.id", IMAGE),
            Map.entry("getCallerIdentity.accountId", "[0-9]{12}"),
            Map.entry("getRegion.name", "[a-z]{2,4}+(?:-[a-z]{1,10}+){1,3}+-[0-9]{1,2}+"),
            Map.entry("getDirectory.name", "(?:" + LABEL + "\\.){1,9}+[A-Za-z][A-Za-z0-9-]{0,62}+"),
            Map.entry("getCluster.endpoint", ENDPOINT),
            Map.entry("getCluster.certificateAuthorities[0].data", CERTIFICATE),
            Map.entry("getCluster.kubernetesNetworkConfigs[0].serviceIpv4Cidr", "[0-9.]{7,15}+/[0-9]{1,2}+"),
            Map.entry("getCluster.version", "1\\.[0-9]{1,3}+"),
            Map.entry("getCluster.vpcConfig.clusterSecurityGroupId", "sg-[0-9a-f]{8,17}+"),
            Map.entry("getCluster.vpcConfig.subnetIds[*]", "subnet-[0-9a-f]{8,17}+"),
            Map.entry("getCluster.identities[0].oidcs[0].issuer", "https://" + ISSUER),
            Map.entry("getOpenIdConnectProvider.arn", "arn:[a-z-]{3,20}+:iam::[0-9]{12}:oidc-provider/" + ISSUER));

    private LookUps() {}

    /** The regular expression of what it can answer; empty of what is no look-up that Mullion makes. */
    static Optional<String> answer(String reference) {
        Matcher lookUp = LOOK_UP.matcher(reference);
        return lookUp.matches()
                ? Optional.ofNullable(ANSWERS.get(lookUp.group(1) + "." + lookUp.group(2)))
                : Optional.empty();
    }
}
