package dev.mullion.aws;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a secret lies: a secret of Secrets Manager or a parameter of SSM.
 *
 * @param text the ARN
 * @param service {@code secretsmanager} or {@code ssm}
 * @param region the region it is in
 */
public record SecretArn(String text, String service, String region) {
    /** https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html, ARN with its suffix. */
    private static final Pattern SECRET = Pattern.compile(
            "arn:aws[a-z-]*:(secretsmanager):([a-z0-9-]+):\\d{12}:secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}");

    private static final Pattern PARAMETER =
            Pattern.compile("arn:aws[a-z-]*:(ssm):([a-z0-9-]+):\\d{12}:parameter/[A-Za-z0-9_./-]+");

    /**
     * Reads an ARN.
     *
     * @throws IllegalArgumentException when it is neither, is a pattern, or lacks the six characters that AWS puts behind
     *     a secret's name: without them a policy matches nothing
     */
    public static SecretArn parse(String text) {
        Matcher secret = SECRET.matcher(text);
        Matcher parameter = PARAMETER.matcher(text);
        Matcher matcher = secret.matches() ? secret : parameter;
        if (!matcher.matches()) {
            throw new IllegalArgumentException("use the whole ARN of a Secrets Manager secret, with the six characters"
                    + " at its end, or of an SSM parameter, such as"
                    + " arn:aws:secretsmanager:eu-west-1:123456789012:secret:name-AbCdEf");
        }
        return new SecretArn(text, matcher.group(1), matcher.group(2));
    }

    /** Whether it is a secret of Secrets Manager. */
    public boolean isSecretsManager() {
        return service.equals("secretsmanager");
    }

    @Override
    public String toString() {
        return text;
    }
}
