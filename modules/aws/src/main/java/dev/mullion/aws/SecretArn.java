package dev.mullion.aws;

import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Unshown;

/**
 * Where a secret lies: a secret of Secrets Manager or a parameter of SSM.
 *
 * @param text the ARN
 * @param service {@code secretsmanager} or {@code ssm}
 * @param region the region it is in
 */
@Matches(ResourceId.Regex.SECRET + "|" + ResourceId.Regex.PARAMETER)
@Unshown
public record SecretArn(String text, String service, String region) {
    /**
     * Reads an ARN.
     *
     * @throws IllegalArgumentException when it is neither, is a pattern, or lacks the six characters that AWS puts behind
     *     a secret's name: without them a policy matches nothing
     */
    public static SecretArn parse(String text) {
        if (!ResourceId.SECRET.matches(text) && !ResourceId.PARAMETER.matches(text)) {
            throw new IllegalArgumentException("use the whole ARN of a Secrets Manager secret, with the six characters"
                    + " at its end, or of an SSM parameter, such as"
                    + " arn:aws:secretsmanager:eu-west-1:123456789012:secret:name-AbCdEf");
        }
        String[] parts = text.split(":", 5);
        return new SecretArn(text, parts[2], parts[3]);
    }

    /** Whether it is a secret of Secrets Manager. */
    public boolean isSecretsManager() {
        return service.equals("secretsmanager");
    }

    /** The service in the region, as {@code kms:ViaService} names it. */
    String host() {
        return Partition.of(region).host(service, region);
    }

    @Override
    public String toString() {
        return text;
    }
}
