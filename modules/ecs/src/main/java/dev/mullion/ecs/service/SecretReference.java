package dev.mullion.ecs.service;

import dev.mullion.aws.Partition;
import dev.mullion.aws.ResourceId;
import dev.mullion.aws.SecretArn;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Unshown;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a secret that a task gets when it starts: a Secrets Manager secret, with
 * {@code :json-key:version-stage:version-id} behind it where only a part is wanted, or an SSM parameter. The value never
 * passes through Mullion.
 *
 * @param valueFrom what ECS is told
 * @param secret the whole secret, which the execution role may read
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html">Secrets</a>
 */
@Matches(SecretReference.SECRETS_MANAGER + "|" + ResourceId.Regex.PARAMETER)
@Unshown
public record SecretReference(String valueFrom, SecretArn secret) {
    static final String SECRETS_MANAGER = "(" + ResourceId.Regex.SECRET
            + ")(?::[^:\\s\\x00-\\x1F\\x7F]*:[^:\\s\\x00-\\x1F\\x7F]*:[^:\\s\\x00-\\x1F\\x7F]*)?";
    private static final Pattern SECRETS_MANAGER_PARTS = Pattern.compile(SECRETS_MANAGER);
    private static final Pattern PARTIAL =
            Pattern.compile(Partition.ARN + "secretsmanager:[a-z0-9-]+:\\d{12}:secret:[A-Za-z0-9/_+=.@-]{1,512}(:.*)?");

    /**
     * Reads an ARN.
     *
     * @throws IllegalArgumentException saying what to use instead
     */
    public static SecretReference parse(String text) {
        Matcher secret = SECRETS_MANAGER_PARTS.matcher(text);
        if (secret.matches()) {
            return new SecretReference(text, SecretArn.parse(secret.group(1)));
        }
        if (ResourceId.PARAMETER.matches(text)) {
            return new SecretReference(text, SecretArn.parse(text));
        }
        throw new IllegalArgumentException(
                PARTIAL.matcher(text).matches()
                        ? "use the secret's full ARN, with the hyphen and six characters at its end and nothing or"
                                + " :json-key:version-stage:version-id behind it"
                        : "use the full ARN of a Secrets Manager secret or of an SSM parameter: the role that reads it"
                                + " may read nothing else");
    }

    @Override
    public String toString() {
        return valueFrom;
    }
}
