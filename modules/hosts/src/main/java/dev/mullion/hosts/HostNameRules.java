package dev.mullion.hosts;

import dev.mullion.core.spec.Problems;
import java.util.regex.Pattern;

/** What AWS asks of the names that are made from the key of hosts. */
final class HostNameRules {
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

    /**
     * A role's name has at most 64 characters (https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html);
     * ours is {@code <key>-role-<7 of Pulumi's>}.
     */
    private static final int MAX_KEY_LENGTH = 64 - "-role-1234567".length();

    private HostNameRules() {}

    static void check(ContainerHostsModel hosts, Problems problems) {
        String key = hosts.key();
        if (!KEY.matcher(key).matches()) {
            problems.ofKey().add("is no name for hosts; use letters, digits and hyphens, a letter first");
        } else if (key.startsWith("sg-")) {
            // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
            problems.ofKey()
                    .add(
                            "starts with sg-, as a security group's name must not, and the group's name starts with it; use"
                                    + " another key");
        } else if (key.length() > MAX_KEY_LENGTH) {
            problems.ofKey()
                    .add("is too long a key; use at most " + MAX_KEY_LENGTH + " characters (got " + key.length()
                            + "): an IAM role's name takes 64");
        }
    }
}
